"""A workshop open in the room: its agenda, its time, what was revealed and what became of it, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from essaim.apps.assessments import queries as assessments
from essaim.apps.frameworks.rules import Criterion, Framework, Scale
from essaim.apps.workshops import policies, queries, rules
from essaim.apps.workshops.enums import Mode

from . import entering, over

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Answer
    from essaim.apps.organisations.models import Membership
    from essaim.apps.workshops.models import Deliberation, RespondentGroup, Workshop

Door = Literal["view", "lead"]


@dataclass(frozen=True)
class Meeting:
    """Everything the pages of the room read of one workshop; `link` is how an outside facilitator came in.

    A copy (`dataclasses.replace`) reads again what this one read already.
    """

    workshop: Workshop
    membership: Membership | None
    link: str = ""

    @property
    def can_lead(self) -> bool:
        """Say whether who looks may reveal and settle."""
        if not self.workshop.is_open:
            return False
        return self.membership is None or policies.can_lead(self.membership)

    def url(self, name: str, *args: str) -> str:
        """Return the address of one of the room's pages, by the door one came in."""
        if self.membership is None:
            return reverse(f"workshops:led_{name}", args=[self.link, *args])
        return reverse(f"workshops:{name}", args=[self.membership.organisation.slug, self.workshop.pk, *args])

    @property
    def joining_url(self) -> str:
        """Return the address that people of the room answer at; empty where no link is open."""
        link, secret = self.workshop.meeting_link_id, self.workshop.meeting_secret
        is_there = link and self.workshop.is_open
        return f"{settings.PUBLIC_URL}{reverse('workshops:answer', args=[f'{link}.{secret}'])}" if is_there else ""

    @cached_property
    def framework(self) -> Framework:
        """Return the referential, in the words of the organisation's family."""
        return queries.framework_of(self.workshop)

    @cached_property
    def asked(self) -> dict[str, Criterion]:
        """Return the practices people look at, by code, in the framework's order."""
        return {one.code: one for one in queries.asked_in(self.workshop)}

    @cached_property
    def deliberations(self) -> dict[str, Deliberation]:
        """Return what was revealed and settled, by practice."""
        return queries.deliberations_of(self.workshop)

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Return what stands in the assessment, by practice."""
        return assessments.answers_of(self.workshop.assessment)

    @cached_property
    def groups(self) -> dict[str, RespondentGroup]:
        """Return the groups of people by id, in their order."""
        return {str(group.pk): group for group in queries.groups_of(self.workshop)}

    @cached_property
    def ballots(self) -> Mapping[UUID, int]:
        """Return how many people have begun to answer, by group."""
        return queries.ballot_counts(self.workshop)

    @cached_property
    def voices(self) -> Mapping[tuple[str, UUID], int]:
        """Return how many people answered each practice, by practice and group."""
        return queries.voice_counts(self.workshop)

    @cached_property
    def counts(self) -> Counter[str]:
        """Return how many people answered each practice."""
        people: Counter[str] = Counter()
        for (code, _group), count in self.voices.items():
            people[code] += count
        return people

    @cached_property
    def ready(self) -> set[str]:
        """Return the practices that enough people spoke of, and that are not revealed yet."""
        hidden = [code for code in self.asked if code not in self.revealed]
        return queries.ready_among(self.workshop, hidden, self.deliberations, self.voices, self.groups.values())

    @cached_property
    def revealed(self) -> dict[str, rules.Revealed]:
        """Return what the room sees, by practice."""
        rows = self.deliberations.items()
        return {code: rules.from_plain(row.tally) for code, row in rows if row.tally is not None}

    @cached_property
    def agenda(self) -> rules.Agenda:
        """Return what may be accepted together, what is to be talked about, and what is not revealed."""
        shown = self.revealed
        return rules.agenda(
            rules.Practice(code, self.framework.scale_of(one), shown[code].cells if code in shown else None)
            for code, one in self.asked.items()
        )

    def is_apart(self, code: str) -> bool:
        """Say whether what was revealed of a practice is more than a level apart: what is agreed wants a reason."""
        shown = self.revealed.get(code)
        return shown is not None and rules.are_apart(shown.cells, self.framework.scale_of(self.asked[code]))

    def outcome(self, code: str) -> str:
        """Return what became of a practice; empty for nothing yet."""
        return self.deliberations[code].outcome if code in self.deliberations else ""

    @property
    def to_talk(self) -> list[str]:
        """Return the practices that are talked about, in the order of the meeting, settled ones included."""
        return [item.code for item in (*self.agenda.talk, *self.agenda.waiting)]

    @cached_property
    def schedule(self) -> rules.Schedule | None:
        """Return how the time left since the last outcome is shared; None before the meeting begins."""
        began = self.workshop.started_at
        if began is None:
            return None
        settled = [row.settled_at for row in self.deliberations.values() if row.settled_at]
        return self._shared(max([began, *settled]), began)

    def expected(self, now: datetime) -> rules.Schedule:
        """Return how the time would be shared if the meeting began now."""
        return self._shared(now, now)

    def _shared(self, since: datetime, began: datetime) -> rules.Schedule:
        minutes = self.workshop.minutes
        together = sum(1 for item in self.agenda.together if not self.outcome(item.code))
        talk = [code for code in self.to_talk if not self.outcome(code)]
        ends = began + timedelta(minutes=minutes)
        return rules.schedule(talk, together=together, since=since, ends=ends, minutes=minutes)

    def scale_of(self, code: str) -> Scale:
        """Return the scale of a practice in its own words."""
        criterion = self.asked[code]
        anchors = self.framework.anchors_of(criterion)
        return self.framework.scale_of(criterion).model_copy(update={"anchors": anchors})

    @property
    def counts_hands(self) -> bool:
        """Say whether what is shown in the room is counted."""
        return self.workshop.mode == Mode.APART

    @property
    def reveals(self) -> bool:
        """Say whether there is anything to reveal in a workshop of this kind."""
        return self.workshop.mode != Mode.HANDS


Page = Callable[..., HttpResponse]


def door(to: Door) -> Callable[[Page], Page]:
    """Open a page of the room to a member, by the workshop's id, or to an outside facilitator, by their link."""

    def opened(page: Page) -> Page:
        @wraps(page)
        def enter(request: HttpRequest, **named: Any) -> HttpResponse:
            link = named.pop("link", "")
            try:
                meeting = _by_link(request, link) if link else _by_membership(request, named.pop("pk"), to)
            except policies.TooManyTries:
                return entering.held_back(request)
            except Http404:
                if not link:
                    raise
                return over.led_no_more(request)
            if "criterion" in named and named["criterion"] not in meeting.asked:
                raise Http404
            response = page(request, meeting, **named)
            if link:
                entering.remember(request, response, link, meeting.url("room"))
            patch_cache_control(response, private=True, no_cache=True)
            return response

        return enter

    return opened


def _by_link(request: HttpRequest, link: str) -> Meeting:
    return Meeting(entering.by(request, link, policies.open_facilitation), None, link)


def _by_membership(request: Any, pk: UUID, to: Door) -> Meeting:
    return Meeting(policies.get_workshop(request.membership, pk, to=to), request.membership)
