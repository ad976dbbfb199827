from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.assessments import queries as assessments
from essaim.apps.assessments.models import Assessment
from essaim.apps.frameworks.rules import Criterion, Framework
from essaim.apps.workshops.enums import GroupKind
from essaim.apps.workshops.models import Deliberation, RespondentGroup, Workshop


def workshops_of(organisation_id: UUID) -> QuerySet[Workshop]:
    """Return the organisation's workshops, the latest first, each with its assessment and organisation."""
    return workshops_among([organisation_id])


def workshops_among(organisation_ids: Collection[UUID]) -> QuerySet[Workshop]:
    """Return the workshops of these organisations, the latest first."""
    found = Workshop.objects.filter(organisation_id__in=organisation_ids)
    return found.select_related("organisation", "assessment__organisation")


def open_workshop_of(assessment: Assessment) -> Workshop | None:
    """Return the workshop where people look at this assessment now, if there is one."""
    return workshops_of(assessment.organisation_id).filter(assessment=assessment, closed_at=None).first()


def locked(workshop: Workshop) -> Workshop:
    """Return the workshop as it stands now, kept from voices, revealing and closing until the transaction ends."""
    return workshops_of(workshop.organisation_id).select_for_update(of=("self",)).get(pk=workshop.pk)


def shared(workshop: Workshop) -> Workshop | None:
    """Return the workshop if it is open, held beside other voices but not beside revealing; None once closed.

    What is read after this, in a statement of its own, is what was revealed by whoever held the workshop before.
    """
    statement = "SELECT * FROM workshops_workshop WHERE id = %s AND closed_at IS NULL FOR SHARE"
    return next(iter(Workshop.objects.raw(statement, [workshop.pk])), None)


def groups_of(workshop: Workshop) -> list[RespondentGroup]:
    """Return the groups of people, in the order of their kinds, then by name."""
    rows = RespondentGroup.objects.filter(organisation_id=workshop.organisation_id, workshop=workshop)
    return sorted(rows, key=lambda group: (GroupKind.values.index(group.kind), group.label))


def deliberations_of(workshop: Workshop) -> dict[str, Deliberation]:
    """Return the practices that were in the room, by code."""
    rows = Deliberation.objects.filter(organisation_id=workshop.organisation_id, workshop=workshop)
    return {row.criterion: row for row in rows.order_by("criterion")}


def revealed_in(workshop: Workshop) -> frozenset[str]:
    """Return the codes of the practices that were revealed: nobody answers them any more."""
    rows = Deliberation.objects.filter(organisation_id=workshop.organisation_id, workshop=workshop)
    return frozenset(rows.exclude(revealed_at=None).order_by().values_list("criterion", flat=True))


def framework_of(workshop: Workshop) -> Framework:
    """Return the referential that people answer, in the words of the organisation's family."""
    return assessments.framework_of(workshop.assessment)


def asked_in(workshop: Workshop, themes: Collection[str] = ()) -> tuple[Criterion, ...]:
    """Return the practices people are asked about, of these themes or of all, in the framework's order."""
    framework = framework_of(workshop)
    # Without any answer: what one person wrote in the assessment takes no question from the others.
    result = assessments.result_of(workshop.assessment, {}, ())
    return tuple(
        framework.criterion(one.code)
        for one in result.criteria
        if one.is_applicable and (not themes or one.theme in themes)
    )
