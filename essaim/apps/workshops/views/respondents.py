"""Who answers, however they came: by a personal link, by the link of a meeting, or by account."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from essaim.apps.assessments.enums import State
from essaim.apps.frameworks.rules import Criterion, Framework, Theme
from essaim.apps.workshops import operations, policies, queries, rules
from essaim.apps.workshops.enums import GroupKind, Mode
from essaim.kernel import tenancy

if TYPE_CHECKING:
    from essaim.apps.organisations.middleware import TenantRequest
    from essaim.apps.workshops.models import Ballot, RespondentGroup, Seat, Voice, Workshop

COOKIE = "ballot"
IN_OFFICIAL_WORDS = {GroupKind.BOARD, GroupKind.EMPLOYEES}


@dataclass(frozen=True, slots=True)
class Step:
    """One theme on the way, with how much of it the person has said, and how much is still to say: not revealed."""

    theme: Theme
    url: str
    said: int
    asked: int
    left: int


@dataclass(frozen=True)
class Respondent:
    """Someone who answers: what they are asked, and what opens their ballot; `seat` is None in a meeting.

    `former` is what this device keeps of a personal link: it opens another ballot once the link was given anew.
    """

    workshop: Workshop
    seat: Seat | None
    secret: str
    base: tuple[str, tuple[Any, ...]]
    former: str = ""

    @property
    def has_account(self) -> bool:
        return self.base[0] == "mine"

    @property
    def layout(self) -> str:
        """Return what surrounds the page: the organisation's own for a member, the site's for a guest."""
        return "organisations/base.html" if self.has_account else "ui/base.html"

    def url(self, name: str = "", *args: str) -> str:
        """Return the address of one of this person's pages."""
        page, places = self.base
        return reverse(f"workshops:{page}{name and '_'}{name}", args=[*places, *args])

    @property
    def keepsake(self) -> tuple[str, str]:
        """Return the name and the place of the cookie that opens this person's answers on their own device.

        It is the link's, whatever its secret: who loses the link finds their answers again by a new one.
        """
        if self.seat is None:
            return COOKIE, self.url()
        return f"{COOKIE}-{self.seat.link_id}", f"{self.url().rpartition('/')[0]}/"

    @cached_property
    def has_former(self) -> bool:
        """Say whether this device opens answers that were given by a link replaced since."""
        is_other = bool(self.former) and self.former != self.secret
        found = is_other and queries.ballot_behind(self.workshop, self.former) is not None
        if is_other:
            tenancy.set_secret(self.secret)
        return found

    @cached_property
    def ballot(self) -> Ballot | None:
        """Return the person's ballot, once they have one."""
        return queries.ballot_behind(self.workshop, self.secret) if self.secret else None

    @cached_property
    def voices(self) -> dict[str, Voice]:
        """Return what the person said so far, by practice."""
        return queries.voices_of(self.ballot) if self.ballot else {}

    @cached_property
    def group(self) -> RespondentGroup | None:
        """Return from where the person looks, once that is known."""
        return self.ballot.group if self.ballot else self.seat.group if self.seat else None

    @property
    def has_to_join(self) -> bool:
        """Say whether the person still has to choose a group, or to give a name."""
        is_nameless = self.workshop.mode == Mode.NAMED and not (self.ballot and self.ballot.name)
        return self.group is None or is_nameless

    @property
    def reads_plain(self) -> bool:
        """Say whether the person is asked in plain words, where the referential has them."""
        return self.group is not None and self.group.kind not in IN_OFFICIAL_WORDS

    @cached_property
    def framework(self) -> Framework:
        """Return the referential."""
        return queries.framework_of(self.workshop)

    @cached_property
    def asked(self) -> tuple[Criterion, ...]:
        """Return the practices the person is asked about."""
        return queries.asked_in(self.workshop, self.seat.themes if self.seat else ())

    def words(self, criterion: Criterion, said: Voice | rules.Said | None) -> str:
        """Return what was said of a practice in the words of its scale; empty for nothing."""
        if said is None or said.state == State.NONE:
            return ""
        if said.level is None:
            return str(State(said.state).label)
        return self.framework.scale_of(criterion).anchor(said.level).label.get(get_language())

    @cached_property
    def revealed(self) -> frozenset[str]:
        """Return the practices that nobody answers any more."""
        return queries.revealed_in(self.workshop)

    def of_theme(self, code: str) -> list[Criterion]:
        """Return the practices of a theme; 404 where none is asked about."""
        found = [one for one in self.asked if self.framework.theme_of(one.code).code == code]
        if not found:
            raise Http404
        return found

    @cached_property
    def steps(self) -> list[Step]:
        """Return the themes asked about, in the framework's order."""
        codes: dict[str, list[str]] = {}
        for one in self.asked:
            codes.setdefault(self.framework.theme_of(one.code).code, []).append(one.code)
        return [
            Step(
                self.framework.theme(theme),
                self.url("theme", theme),
                sum(code in self.voices for code in own),
                len(own),
                sum(code not in self.voices and code not in self.revealed for code in own),
            )
            for theme, own in codes.items()
        ]

    @property
    def said(self) -> int:
        """Return how many practices the person said something of."""
        return sum(step.said for step in self.steps)

    @property
    def left(self) -> int:
        """Return how many practices are still to be said something of: those revealed meanwhile are not."""
        return sum(step.left for step in self.steps)

    @property
    def next_url(self) -> str:
        """Return where something is still to be said, else the first page."""
        return next((step.url for step in self.steps if step.left), self.url())

    def say(self, voices: dict[str, rules.Said]) -> Collection[str]:
        """Keep what was said; return what was revealed meanwhile."""
        if self.group is None:
            raise Http404
        codes = [one.code for one in self.asked]
        return operations.say(self.workshop, secret=self.secret, group=self.group, asked=codes, voices=voices)


def behind(request: HttpRequest, link: str) -> Respondent:
    """Return who came by a secret address, personal or of a meeting; 404 to any other."""
    try:
        seat, secret = policies.open_seat(link)
        former = _kept(request, f"{COOKIE}-{seat.link_id}")
        return Respondent(seat.workshop, seat, rules.ballot_secret(secret), ("answer", (link,)), former)
    except Http404:
        workshop = policies.open_meeting(link)
        return Respondent(workshop, None, _kept(request, COOKIE), ("answer", (link,)))


def _kept(request: HttpRequest, name: str) -> str:
    kept = request.COOKIES.get(name, "")
    return kept if kept.isalnum() else ""


def by_account(request: TenantRequest, pk: UUID) -> Respondent:
    """Return the member for whom a place is kept in the workshop; 404 to the others while it is open."""
    membership = request.membership
    workshop = policies.get_workshop(membership, pk, to="view")
    base = ("mine", (membership.organisation.slug, workshop.pk))
    if not workshop.is_open:
        return Respondent(workshop, None, "", base)
    seat = policies.own_seat(membership, workshop)
    return Respondent(workshop, seat, queries.secret_of_account(workshop, membership.account_id), base)
