"""The named fields of a report, for templates that people write: no figure goes bare here either.

Each field has a name in English and one in French: either is understood in any template.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.apps.assessments.exports.practices import Practice
from essaim.apps.assessments.exports.report import Report, Theme
from essaim.ui.documents import fields
from essaim.ui.documents.fields import Names, Values

Said = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in both languages, what it says, and how it is read."""

    name: str
    french: str
    told: Any
    said: Said


@dataclass(frozen=True, slots=True)
class Listing:
    """Fields that are repeated for each item of a list; `items` reads them from a report."""

    name: str
    french: str
    told: Any
    items: Callable[[Report], tuple[Any, ...]]
    fields: tuple[Field, ...]


def _views(practice: Practice) -> str:
    return "\n".join(f"{view.standing} – {view.reason}" for view in practice.views)


SINGLE: Final = (
    Field("organisation.name", "structure.nom", _("The name of the organisation"), lambda one: one.organisation),
    Field("assessment.title", "diagnostic.titre", _("The name of the assessment"), lambda one: one.title),
    Field("assessment.scope", "diagnostic.perimetre", _("How much was looked at"), lambda one: one.scope),
    Field("assessment.standing", "diagnostic.etat", _("Draft or closed, since when"), lambda one: one.standing),
    Field("assessment.origin", "diagnostic.origine", _("Where an imported year comes from"), lambda one: one.imported),
    Field("assessment.date", "diagnostic.date", _("The day of the file, or of closing"), lambda one: _day(one.at)),
    Field("assessment.statement", "diagnostic.constat", _("What it comes to, in words"), lambda one: one.statement),
    Field("assessment.sentences", "diagnostic.phrases", _("In three sentences"), lambda one: "\n".join(one.sentences)),
    Field("assessment.coverage", "diagnostic.couverture", _("What this rests on"), lambda one: one.overall.coverage),
    Field(
        "assessment.figure",
        "diagnostic.chiffre",
        _("The overall figure with what it rests on, or why there is none"),
        lambda one: one.overall.shown or one.why_null,
    ),
    Field("assessment.weakest", "diagnostic.a_travailler", _("Where there is most to do"), lambda one: one.weakest),
    Field(
        "assessment.confidence",
        "diagnostic.preuves",
        _("How many levels are documented, how many are declared"),
        lambda one: " ".join(filter(None, (one.confidence, one.evidence_kept_back))),
    ),
    Field(
        "assessment.not_this_year",
        "diagnostic.autre_annee",
        _("The themes of another year"),
        lambda one: ", ".join(one.not_this_year),
    ),
    Field("assessment.reason", "diagnostic.motif", _("Why it was closed as it stood"), lambda one: one.closing_reason),
    Field("framework.title", "referentiel.titre", _("The name of the referential"), lambda one: one.framework),
    Field("framework.version", "referentiel.version", _("Its version"), lambda one: one.version),
    Field("framework.licence", "referentiel.licence", _("Its licence"), lambda one: one.licence),
    Field("method", "methode", _("The version of the method"), lambda one: one.method),
)
THEME: Final = (
    Field("code", "code", _("Its code"), lambda one: one.code),
    Field("title", "titre", _("Its name"), lambda one: one.title),
    Field("levels", "niveaux", _("How its practices stand, in words"), lambda one: one.figures.levels),
    Field("coverage", "couverture", _("What this rests on"), lambda one: one.figures.coverage),
    Field(
        "figure",
        "chiffre",
        _("Its figure with what it rests on, or that alone"),
        lambda one: one.figures.shown or one.figures.coverage,
    ),
)
PRACTICE: Final = (
    Field("code", "code", _("Its code"), lambda one: one.code),
    Field("theme", "theme", _("The theme it is of"), lambda one: one.theme),
    Field("title", "titre", _("Its name"), lambda one: one.title),
    Field("question", "question", _("Its question"), lambda one: one.question),
    Field("standing", "niveau", _("Where it stands, in words"), lambda one: one.standing),
    Field("target", "cible", _("The level to reach"), lambda one: one.target),
    Field("importance", "importance", _("How much it matters"), lambda one: one.importance),
    Field("trust", "confiance", _("Documented or declared"), lambda one: one.trust),
    Field("reason", "motif", _("Why this level, or why it does not apply"), lambda one: one.reason),
    Field("views", "avis", _("Both views, where people do not agree today"), _views),
    Field("comment", "commentaire", _("The comment"), lambda one: one.comment),
    Field("who", "qui", _("Who takes it in hand"), lambda one: one.assignee),
    Field("next_step", "prochain_pas", _("The next step"), lambda one: one.next_step),
    Field("evidence", "preuves", _("What backs it"), lambda one: "\n".join(one.evidence)),
    Field("provenance", "provenance", _("Where the answer comes from"), lambda one: one.provenance),
)
EVIDENCE: Final = (
    Field("title", "titre", _("Its name"), lambda one: one.title),
    Field("place", "lieu", _("Where to find it"), lambda one: one.place),
    Field("days", "dates", _("Its days"), lambda one: one.days),
    Field("practices", "pratiques", _("Codes of the practices it backs"), lambda one: ", ".join(one.practices)),
)
LISTS: Final = (
    Listing("theme", "theme", _("Each theme"), lambda report: report.themes, THEME),
    Listing("practice", "pratique", _("Each practice of this year"), lambda report: _all(report.themes), PRACTICE),
    Listing("priority", "priorite", _("Where to begin"), lambda report: report.priorities, PRACTICE),
    Listing("strength", "appui", _("What you can lean on"), lambda report: report.strengths, PRACTICE),
    Listing("to_clear_up", "a_eclaircir", _("To clear up"), lambda report: report.to_clear_up, PRACTICE),
    Listing("set_aside", "ecartee", _("What does not apply to you"), lambda report: report.set_aside, PRACTICE),
    Listing("evidence", "preuve", _("The evidence that may leave"), lambda report: report.evidence, EVIDENCE),
)


def _french() -> Iterator[tuple[str, str]]:
    yield from ((one.french, one.name) for one in SINGLE)
    for listing in LISTS:
        yield from ((f"{listing.french}.{one.french}", f"{listing.name}.{one.name}") for one in listing.fields)


NAMES: Final = Names(
    single=frozenset(one.name for one in SINGLE),
    lists={listing.name: frozenset(one.name for one in listing.fields) for listing in LISTS},
    other={fields.plain(french): english for french, english in _french()},
)


ALL: Final = {english: french for french, english in _french()}


def told(name: str) -> str:
    """Return what a field says, in a few words; of a list, the list first."""
    listed, _dot, field = name.partition(".")
    for listing in LISTS:
        if listing.name == listed:
            one = next(one for one in listing.fields if one.name == field)
            return f"{listing.told} · {one.told}"
    return str(next(one.told for one in SINGLE if one.name == name))


def listed() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return all fields as a page shows them: the groups with what they are, each name with what it says."""
    alone = [(in_language(one.name), str(one.told)) for one in SINGLE]
    groups = [
        (
            listing.name,
            str(listing.told),
            [(in_language(f"{listing.name}.{one.name}"), str(one.told)) for one in listing.fields],
        )
        for listing in LISTS
    ]
    return [("", str(_("Once in the document")), alone), *groups]


def in_language(name: str) -> str:
    """Return a field's name as the reader's language has it."""
    if str(get_language()).startswith("en"):
        return name
    return ALL[name]


def values_of(report: Report) -> Values:
    """Return what each field says of a report, in its language."""
    return Values(
        single={one.name: one.said(report) for one in SINGLE},
        lists={
            listing.name: [{one.name: one.said(item) for one in listing.fields} for item in listing.items(report)]
            for listing in LISTS
        },
    )


def _all(themes: tuple[Theme, ...]) -> tuple[Practice, ...]:
    return tuple(practice for theme in themes for practice in theme.practices)


def _day(at: Any) -> str:
    return date_format(at, "DATE_FORMAT")
