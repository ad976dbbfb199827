from base64 import b64encode
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.assessments.models import (
    Annotation,
    Answer,
    Assessment,
    Evidence,
    FormerAnswer,
    Intake,
    Move,
    Provenance,
    Reuse,
    Support,
    Template,
)
from essaim.kernel import history
from essaim.kernel.takeaway import plain


def export_of(organisation_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Return all the organisation's assessments and answers, with their history, as plain values."""
    assessments = Assessment.objects.filter(organisation_id=organisation_id).order_by("started_at", "id")
    annotations = Annotation.objects.filter(organisation_id=organisation_id).order_by("happened_on", "id")
    supports = Support.objects.filter(organisation_id=organisation_id).order_by("evidence_id", "criterion")
    answers = Answer.objects.filter(organisation_id=organisation_id).order_by("assessment_id", "criterion")
    moves = Move.objects.filter(organisation_id=organisation_id).order_by("moved_at", "id")
    reuses = Reuse.objects.filter(organisation_id=organisation_id).order_by("reused_at", "id")
    provenances = Provenance.objects.filter(organisation_id=organisation_id).order_by("reuse__reused_at", "criterion")
    former = FormerAnswer.objects.filter(organisation_id=organisation_id).order_by("move__moved_at", "criterion")
    return {
        "assessments": _plain(assessments),
        "answers": _plain(answers),
        "annotations": _plain(annotations),
        "annotations_history": _plain(history.events_of(Annotation).filter(organisation_id=organisation_id)),
        "evidence": _plain(Evidence.objects.filter(organisation_id=organisation_id).order_by("added_at", "id")),
        "supports": _plain(supports),
        "evidence_history": _plain(history.events_of(Evidence).filter(organisation_id=organisation_id)),
        "intakes": _plain(Intake.objects.filter(organisation_id=organisation_id).order_by("received_at", "id")),
        "templates": _templates(organisation_id),
        "moves": _plain(moves),
        "former_answers": _plain(former),
        "reuses": _plain(reuses),
        "provenances": _plain(provenances),
        "reuses_history": _plain(history.events_of(Reuse).filter(organisation_id=organisation_id)),
        "moves_history": _plain(history.events_of(Move).filter(organisation_id=organisation_id)),
        "assessments_history": _plain(history.events_of(Assessment).filter(organisation_id=organisation_id)),
        "answers_history": _plain(history.events_of(Answer).filter(organisation_id=organisation_id)),
    }


def _templates(organisation_id: UUID) -> list[dict[str, Any]]:
    rows = Template.objects.filter(organisation_id=organisation_id).order_by("uploaded_at", "id").values()
    return plain({**row, "content": b64encode(row["content"]).decode()} for row in rows)


def _plain(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    return plain(rows.values())
