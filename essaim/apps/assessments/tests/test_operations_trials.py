"""A trial becomes an assessment: every answer of it, on the version the visitor read."""

from datetime import date

import pytest

from essaim.apps.assessments import operations
from essaim.apps.assessments.enums import Importance, Scope, State
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.rules import Answer as Said
from essaim.apps.assessments.rules import Trial
from essaim.apps.assessments.tests.factories import AT, publish, publish_next
from essaim.apps.frameworks.rules import Profile

pytestmark = pytest.mark.django_db
SAID = {
    "A-1": Said(State.ANSWERED, 3, Importance.CRUCIAL),
    "A-2": Said(State.NOT_APPLICABLE),
    "B-1": Said(importance=Importance.MINOR),
}


def trial(**answers):
    return Trial("small", "1", date(2026, 1, 20), Profile(None, None, None), answers or SAID)


def keep(membership, one=None, **reasons):
    return operations.keep_trial(membership, one or trial(), reasons=reasons, title="Bilan", at=AT)


def rows(assessment):
    found = Answer.objects.filter(assessment=assessment).order_by("criterion")
    return [(one.criterion, one.state, one.level, one.importance, one.reason) for one in found]


def test_every_answer_is_there(steward):
    publish()
    assessment = keep(steward, **{"A-2": " Pas de locaux. "})
    assert (assessment.scope, assessment.title) == (Scope.ESSENTIAL, "Bilan")
    assert rows(assessment) == [
        ("A-1", State.ANSWERED, 3, 4, ""),
        ("A-2", State.NOT_APPLICABLE, None, None, "Pas de locaux."),
        ("B-1", State.NONE, None, 1, ""),
    ]


def test_a_reason_that_is_still_to_come_says_so(steward):
    publish()
    keep(steward)
    reason = Answer.objects.get(criterion="A-2").reason
    assert reason == "Dit pendant l’essai sans compte\u202f: la raison reste à écrire."


def test_a_trial_begun_before_a_new_version_is_kept_on_its_own(steward):
    publish()
    publish_next()
    assert keep(steward).framework_version == "1"


def test_a_trial_with_nothing_in_it_is_not_kept(steward):
    publish()
    for empty in (None, Trial("small", "1", date(2026, 1, 20), Profile(None, None, None), {})):
        with pytest.raises(operations.TrialGone):
            operations.keep_trial(steward, empty, reasons={}, title="Bilan", at=AT)


def test_what_cannot_be_kept_leaves_nothing_behind(steward):
    publish()
    with pytest.raises(operations.Refused):
        keep(steward, trial(**{"A-1": Said(State.ANSWERED, 9)}))
    assert Assessment.objects.count() == 0
