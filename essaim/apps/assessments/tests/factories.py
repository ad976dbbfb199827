"""Assessments for tests, made through our operations by the application role."""

import json
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from essaim.apps.assessments import exports, operations, queries
from essaim.apps.assessments.enums import Scope, State
from essaim.apps.assessments.models import Answer, Assessment, Evidence, Intake, Reuse, Template
from essaim.apps.files.tests import samples
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.tests.factories import criterion, rule, scale, source, theme
from essaim.apps.organisations.models import Membership
from essaim.apps.organisations.tests.factories import make_account, make_organisation, membership_of
from essaim.kernel import tenancy

AT = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 2, 1, 9, 5, tzinfo=UTC)


def publish(**changes: Any) -> None:
    """Publish `small`: A-1 (essential), A-2 (not without employees) and B-1, on levels from 0 to 4."""
    themes = (theme("A", criterion("A-1", essential=True), criterion("A-2")), theme("B", criterion("B-1")))
    given = {"scales": [scale(values=(0, 1, 2, 3, 4))], "applicability": [rule("A-2")], **changes}
    frameworks.load(source(*themes, **given), at=AT)


def publish_ours() -> None:
    """Publish the built-in referential, `essaim-35`."""
    frameworks.load_builtin(at=AT)


def make_steward(**facts: Any) -> Membership:
    """Return the steward of a new organisation; the test goes on as this account and tenant."""
    account = make_account()
    return membership_of(account, make_organisation(steward=account, **{"employees": 9, **facts}))


def make_assessment(by: Membership | None = None, **changes: Any) -> Assessment:
    """Start an assessment, by a new steward on `small` unless told otherwise."""
    if "framework" not in changes:
        publish()
    given = {"framework": "small", "scope": Scope.FULL, "title": "Bilan 2026", "at": AT, **changes}
    return operations.start(by or make_steward(), **given)


def say(assessment: Assessment, by: Membership, **levels: int) -> None:
    """Answer criteria with levels; `A_1` stands for `A-1`."""
    values: dict[str, operations.Values] = {
        name.replace("_", "-"): {"state": State.ANSWERED, "level": level} for name, level in levels.items()
    }
    operations.answer_many(assessment, values=values, by=by, at=AT)


def publish_next() -> None:
    """Publish the next version of `small`, with one more practice: B-2."""
    first, second = theme("A", criterion("A-1", essential=True), criterion("A-2")), [criterion("B-1"), criterion("B-2")]
    content = source(first, theme("B", *second), version="2", scales=[scale(values=(0, 1, 2, 3, 4))])
    frameworks.load(content, at=LATER)


def go_and_come_back(assessment: Assessment, by: Membership) -> None:
    """Try the next version of `small` and leave it: one answer is kept from it."""
    publish_next()
    operations.move_to_version(assessment, to="2", choices={}, by=by, at=LATER)
    assessment.refresh_from_db()
    say(assessment, by, B_2=1)
    operations.undo_move(assessment, by=by, at=LATER)
    assessment.refresh_from_db()


def reuse_all(source: Assessment, assessment: Assessment, by: Membership) -> Reuse:
    """Take over from another assessment all that leaves no doubt."""
    rows = queries.answers_of(source)
    found = queries.offer_between(source, assessment, given=rows, answers=queries.answers_of(assessment))
    sure = [one.criterion for one in found.proposals if one.doubt is None]
    return operations.reuse(assessment, source=source, criteria=sure, by=by, at=LATER)


def make_evidence(
    assessment: Assessment, by: Membership, *, criterion: str = "A-1", file: bool = False, **told: Any
) -> Evidence:
    """Keep evidence for a practice of the assessment, dated unless told otherwise: a link, or a file."""
    return operations.add_evidence(
        by,
        told=operations.Told(**{"title": "Compte rendu", "dated_on": AT.date(), **told}),
        file=operations.Brought("Statuts.pdf", samples.PDF) if file else None,
        link="" if file else "https://exemple.org/compte-rendu",
        practices=[queries.practice_of(assessment, criterion)],
        at=AT,
    )


def bring_workbook(assessment: Assessment, by: Membership) -> Intake:
    """Take the assessment as a workbook and bring it back as it went; it waits."""
    name, content = exports.filling.workbook(assessment, language="fr", at=AT)
    return operations.receive_workbook(assessment, name=name, content=content, by=by, at=LATER)


def bring_earlier(by: Membership) -> Intake:
    """Bring an earlier diagnosis; it waits to be understood."""
    return operations.receive_earlier(by, name="bilan.csv", content=b"Code;Note\nA-1;2\nA-2;oui", at=AT)


def make_template(by: Membership, *, title: str = "Papier à en-tête", content: bytes = b"") -> Template:
    """Keep a template, the starting one unless told otherwise."""
    file = operations.Brought("modele.docx", content or exports.starter("docx", language="fr"))
    return operations.keep_template(by, title=title, file=file, at=AT)


def held(assessment: Assessment, criterion: str = "A-1") -> Answer:
    """Return what the database holds."""
    return Answer.objects.get(assessment=assessment, criterion=criterion)


class Caller:
    """A program with a token, speaking English."""

    def __init__(self, client: Any, token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        given = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1{path}", headers={**self.headers, **headers}, **given)

    def send(self, path: str, name: str, content: bytes, *, key: str = "", **parts: Any) -> Any:
        """Send a file in a form, with parts that are JSON."""
        form = {"file": SimpleUploadedFile(name, content), **{part: json.dumps(told) for part, told in parts.items()}}
        headers = {**self.headers, **({"Idempotency-Key": key} if key else {})}
        return self.client.post(f"/api/v1{path}", form, headers=headers)


def open_as(membership: Membership) -> None:
    """Go on as this account and tenant, where a request has changed them."""
    tenancy.set_account(membership.account_id)
    tenancy.set_organisations([membership.organisation_id])
