"""What a visitor said without an account becomes their organisation's assessment, with nothing said again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Assessment
from essaim.apps.organisations.models import Membership

from .answering import Values, answer_many
from .lifecycle import start
from .situations import TrialGone


@transaction.atomic
def keep_trial(
    membership: Membership, trial: rules.Trial | None, *, reasons: Mapping[str, str], title: str, at: datetime
) -> Assessment:
    """Start an assessment on the version the visitor answered, with every answer they gave; none raises `TrialGone`.

    A practice that is not for them keeps that state, with the reason given now by code, or one that says it is to come.
    """
    if trial is None or not trial.answers:
        raise TrialGone
    assessment = start(
        membership, framework=trial.framework, version=trial.version, scope=Scope.ESSENTIAL, title=title, at=at
    )
    values = {code: _values(answer, reasons.get(code, "").strip()) for code, answer in trial.answers.items()}
    answer_many(assessment, values=values, by=membership, at=at)
    return assessment


def _values(answer: rules.Answer, reason: str) -> Values:
    to_come = _("Said while trying without an account: the reason is still to be written.")
    values: Values = {"state": answer.state, "level": answer.level, "importance": answer.importance}
    return values | {"reason": reason or to_come} if answer.state == State.NOT_APPLICABLE else values
