from dataclasses import dataclass

from essaim.apps.assessments import queries as assessments
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.rules import Result
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Framework, Theme
from essaim.apps.organisations import queries as organisations
from essaim.apps.organisations.models import Affiliation, Membership
from essaim.apps.portal.enums import Stage
from essaim.apps.workshops import queries as workshops
from essaim.apps.workshops.models import Workshop

BUILT_IN = "essaim-35"
FIRST_LOOK = 15


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an organisation is: its latest look at its practices, what was said of it, and what is still to say."""

    stage: Stage
    assessment: Assessment | None = None
    framework: Framework | None = None
    result: Result | None = None
    next_theme: Theme | None = None
    left_in_theme: int = 0
    said: int = 0
    left: int = 0

    @property
    def applicable(self) -> int:
        """Return how many criteria concern the organisation this time."""
        return self.said + self.left

    @property
    def third(self) -> int:
        """Return whether the way is in its first, second or last third (1 to 3)."""
        return min(3, 1 + 3 * self.said // max(1, self.applicable))


def standing_of(membership: Membership) -> Standing:
    """Return where the organisation is: one statement for the latest assessment, one for its answers."""
    assessment = assessments.latest_of(membership.organisation_id)
    if assessment is None:
        return Standing(Stage.NOTHING)
    answers: dict[str, Answer] = assessments.answers_of(assessment) if assessment.is_open else {}
    framework = assessments.framework_of(assessment)
    result = assessments.result_of(assessment, answers)
    concerned = [one for one in result.criteria if one.is_applicable]
    silent = [one for one in concerned if one.state == State.NONE]
    theme = silent[0].theme if silent else None
    return Standing(
        Stage.CLOSED if not assessment.is_open else Stage.UNDER_WAY if silent else Stage.ALL_SAID,
        assessment,
        framework,
        result,
        next_theme=framework.theme(theme) if theme else None,
        left_in_theme=sum(one.theme == theme for one in silent),
        said=len(concerned) - len(silent),
        left=len(silent),
    )


@dataclass(frozen=True, slots=True)
class Gathering:
    """A workshop that is open, and how many people have begun to answer in it."""

    workshop: Workshop
    people: int


def gathering_of(membership: Membership) -> Gathering | None:
    """Return the workshop opened last among those that are open: one statement, two where there is one."""
    workshop = workshops.workshops_of(membership.organisation_id).filter(closed_at=None).first()
    return Gathering(workshop, sum(workshops.ballot_counts(workshop).values())) if workshop else None


def referential() -> Framework | None:
    """Return the built-in referential, if it is published here."""
    try:
        return frameworks.current(BUILT_IN)
    except frameworks.NotPublished:
        return None


def affiliates_of(membership: Membership) -> list[Affiliation]:
    """Return who belongs to the network, or asks to; an organisation that is no network has none, and costs nothing."""
    if not membership.organisation.is_network:
        return []
    return list(organisations.affiliations_of(membership.organisation_id))
