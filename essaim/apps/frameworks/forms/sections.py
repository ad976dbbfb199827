"""How a piece is laid out: what leads stands open, what may be left out is folded until it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from essaim.apps.frameworks.rules.editing import Kind

from .editing import Item, PieceForm, filled


@dataclass(frozen=True)
class Section:
    """A heading of the page, with what is written under it."""

    code: str
    title: object
    note: object
    items: tuple[Item, ...]
    is_open: bool
    is_folding: bool
    is_written: bool


LAYOUT: dict[Kind, tuple[tuple[str, object, object, tuple[str, ...]], ...]] = {
    "general": (
        ("opening", _("How it introduces itself"), "", ("title", "description", "version", "licence")),
        ("around", _("Notes and sources"), "", ("notes", "sources")),
        ("parts", _("Groups and other referentials"), "", ("groups", "references")),
    ),
    "scale": (("levels", _("From the lowest level to the highest"), "", ("description", "anchors")),),
    "theme": (
        ("opening", _("How it introduces itself"), "", ("title", "summary", "legal_title", "essential_fallback")),
        ("card", _("The card of this theme"), _("One page to understand it before answering."), ("card",)),
    ),
    "criterion": (
        ("question", _("The question"), "", ("title", "question", "help")),
        (
            "levels",
            _("The levels, told for this practice"),
            _("Facts anyone can see, from the lowest to the highest. Left empty, the words of the scale serve."),
            ("scale", "anchors"),
        ),
        ("stakes", _("Why it matters"), "", ("stakes",)),
        ("practices", _("What others do"), "", ("practices",)),
        ("progress", _("To progress"), "", ("first_step", "indicators", "evidence")),
        ("outside", _("For people outside"), "", ("plain_question",)),
        ("meeting", _("For whoever leads the meeting"), "", ("facilitation",)),
        ("links", _("Links to other references"), "", ("mappings",)),
        (
            "asked",
            _("When it is asked"),
            _("Left empty, it is always asked. While the answers do not fit, it is set aside and counts nowhere."),
            ("asked_when",),
        ),
        (
            "place",
            _("Its place in the whole"),
            "",
            ("essential", "weight", "groups", "replaces"),
        ),
    ),
}
ALWAYS_OPEN = {"question", "opening", "levels"}
QUIET = {"essential", "weight"}


def sections_of(kind: Kind, form: PieceForm, wrong: frozenset[str] = frozenset()) -> Iterator[Section]:
    """Yield the sections of a piece; those with something in them, or something wrong in them, are open."""
    for code, title, note, names in LAYOUT[kind]:
        items = tuple(form.items[name] for name in names if name in form.items)
        told = [item for item in items if item.name not in QUIET]
        is_asked = any(name in wrong or form.more.split(".")[0] == name for name in names)
        leads = code in ALWAYS_OPEN and not (kind == "criterion" and code == "levels")
        if items:
            is_written = filled(told)
            yield Section(code, title, note, items, leads or is_asked or is_written, not leads, is_written)
