"""A draft on the desk: its pieces with their addresses, and what is still to be written in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.apps.frameworks import policies, queries
from essaim.apps.frameworks.enums import ProblemKind
from essaim.apps.frameworks.forms import labels
from essaim.apps.frameworks.rules import Problem, editing
from essaim.apps.frameworks.rules.drafts import title_of
from essaim.apps.frameworks.rules.editing import pieces
from essaim.apps.organisations.middleware import TenantRequest

if TYPE_CHECKING:
    from essaim.apps.frameworks.models import Draft
    from essaim.apps.organisations.models import Membership

UNWRITTEN = {ProblemKind.BLANK, ProblemKind.MISSING_KEY, ProblemKind.MISSING_LANGUAGE}


@dataclass(frozen=True)
class Entry:
    """One line of the outline."""

    kind: editing.Kind
    code: str
    title: str
    url: str
    wanting: int
    entries: tuple[Entry, ...] = ()
    is_essential: bool = False


@dataclass(frozen=True)
class Remark:
    """What is wrong in a piece: where, in words, and the field to mend it in."""

    place: str
    sentence: str
    target: str = ""


@dataclass(frozen=True)
class Desk:
    """Everything the pages read of one draft, read once."""

    membership: Membership
    draft: Draft

    @classmethod
    def opened(cls, request: TenantRequest, pk: UUID, *, to: Literal["view", "edit"]) -> Desk:
        """Open a draft for a member; 404 to strangers, 403 to members who may not."""
        draft = policies.get_draft(request.membership, pk, to=to)
        if draft.is_received:  # looked at first, on a page of its own
            raise Http404
        return cls(request.membership, draft)

    @property
    def can_edit(self) -> bool:
        """Say whether the member may write here."""
        return policies.can_edit(self.membership)

    @property
    def title(self) -> str:
        """Return what the draft is called."""
        return title_of(self.draft.values, get_language())

    def url(self, name: str, *args: str) -> str:
        """Return the address of one of this draft's pages."""
        return reverse(f"frameworks:{name}", args=[self.membership.organisation.slug, self.draft.pk, *args])

    def url_of(self, kind: editing.Kind, code: str = "") -> str:
        """Return the address where a piece is written."""
        return self.url(f"draft_{kind}", *([code] if code else []))

    @property
    def urls(self) -> dict[str, str]:
        """Return the addresses of what is done with the draft as a whole."""
        names = {"publish": "publish", "compare": "draft_compare", "yaml": "draft_yaml", "xlsx": "draft_xlsx"}
        return {name: self.url(view) for name, view in {**names, "discard": "draft_discard"}.items()}

    @property
    def first_preview(self) -> str:
        """Return where the first theme is seen as somebody answering would."""
        return self.url("draft_preview", self.themes[0].code) if self.themes else ""

    @property
    def version(self) -> str:
        """Return the version this draft is to become."""
        return str(self.draft.values.get("version", ""))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Return what keeps the draft from being published."""
        return queries.problems_of(self.draft)

    @cached_property
    def _wanting(self) -> Counter[tuple[editing.Kind | None, int, int]]:
        return Counter(map(editing.owner_of, self.problems))

    @property
    def wanting(self) -> int:
        """Return how many points are open."""
        return len(self.problems)

    @property
    def general(self) -> Entry:
        """Return the line of what is said of the whole."""
        return Entry("general", "", _("Introduction"), self.url_of("general"), self._wanting["general", -1, -1])

    @cached_property
    def themes(self) -> tuple[Entry, ...]:
        """Return the themes with their practices."""
        return tuple(self._theme(int(place[1]), theme) for place, theme in pieces.themes(self.draft.values))

    @cached_property
    def scales(self) -> tuple[Entry, ...]:
        """Return the scales."""
        return tuple(
            Entry(
                "scale",
                str(scale.get("code")),
                _scale_title(scale),
                self.url_of("scale", str(scale.get("code"))),
                self._wanting["scale", int(place[1]), -1],
            )
            for place, scale in pieces.scales(self.draft.values)
        )

    def _theme(self, first: int, theme: dict[str, Any]) -> Entry:
        inside = [(int(place[-1]), one) for place, one in pieces.criteria({"themes": [theme]})]
        code = str(theme.get("code"))
        return Entry(
            "theme",
            code,
            words(theme.get("title")),
            self.url_of("theme", code),
            self._wanting["theme", first, -1],
            tuple(self._criterion(first, second, one) for second, one in inside),
        )

    def _criterion(self, first: int, second: int, one: dict[str, Any]) -> Entry:
        code = str(one.get("code"))
        wanting = self._wanting["criterion", first, second]
        title = words(one.get("title"))
        return Entry("criterion", code, title, self.url_of("criterion", code), wanting, (), bool(one.get("essential")))

    @property
    def elsewhere(self) -> list[Remark]:
        """Return the problems of what the editor does not write: terms, rules, groups."""
        return [
            Remark(problem.path, problem.sentence) for problem in self.problems if editing.owner_of(problem)[0] is None
        ]

    def remarks(self, piece: editing.Piece) -> Iterator[tuple[Remark, str]]:
        """Yield what is wrong in a piece, each with the name it is written under."""
        for problem in self.problems:
            name = editing.relative(problem, piece)
            if name is not None:
                place = labels.title_of(name) if name else ""
                said = _("still to be written.") if problem.kind in UNWRITTEN else problem.sentence
                yield Remark(place, said), name

    def page(self) -> dict[str, Any]:
        """Return what every page about the draft shows."""
        return {
            "organisation": self.membership.organisation,
            "desk": self,
            "draft": self.draft,
            "can_edit": self.can_edit,
            "draft_url": self.url("draft"),
        }


def words(text: Any) -> str:
    """Return words of a draft in the language of the page, or in the other one; nothing where there are none."""
    said = text if isinstance(text, dict) else {}
    first, second = ("en", "fr") if (get_language() or "").startswith("en") else ("fr", "en")
    return str(said.get(first) or said.get(second) or "")


def _scale_title(scale: dict[str, Any]) -> str:
    names = [words(one.get("label")) for one in scale.get("anchors", []) if isinstance(one, dict)]
    said = [name for name in names if name]
    return " · ".join([said[0], said[-1]]) if len(said) > 1 else str(scale.get("code"))
