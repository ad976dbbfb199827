"""A report laid out on a template that somebody wrote, and what is wrong with one, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from essaim.apps.assessments.exports import fields
from essaim.apps.assessments.exports.report import report_of
from essaim.apps.assessments.models import Assessment, Template
from essaim.ui.documents import packages
from essaim.ui.documents.blocks import Block, Document, Heading, Paragraph, Table
from essaim.ui.documents.fields import Fault, Problem, fill, problems, used

MADE = datetime(2026, 1, 1, tzinfo=UTC)


class TooLong(Exception):
    """The template repeats so much that the document would be too large."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field that a template uses, what it is, and what it says now: of a list, its first items and their number."""

    name: str
    told: Any
    says: tuple[str, ...]
    count: int | None


def template_problems(content: bytes, kind: str) -> Iterator[str]:
    """Yield what is to be mended in a template, a sentence each; nothing when it can be filled."""
    try:
        package = packages.read(content, kind)
    except packages.Unsafe as unsafe:
        told = _(
            "This document would fetch or run something when it is opened (%(what)s). Take it out, and send it again."
        )
        yield told % {"what": unsafe.what}
    except packages.Unreadable:
        yield _("This document cannot be read: 2 MB at most, saved as DOCX or ODT.")
    else:
        yield from map(_sentence, problems(package, fields.NAMES))


def filled(template: Template, assessment: Assessment, *, language: str, at: datetime) -> bytes:
    """Return a report laid out on a template, in this language; `TooLong` where it repeats too much."""
    with translation.override(language):
        values = fields.values_of(report_of(assessment, language=language, at=at))
    try:
        return fill(packages.read(bytes(template.content), template.kind), fields.NAMES, values)
    except OverflowError as error:
        raise TooLong from error


def preview(template: Template, assessment: Assessment | None, *, language: str, at: datetime) -> list[Shown]:
    """Return the fields a template uses with what they say of an assessment, in its order."""
    names = used(packages.read(bytes(template.content), template.kind), fields.NAMES)
    values = fields.values_of(report_of(assessment, language=language, at=at)) if assessment else None
    return [_shown(name, values) for name in names]


def starter(kind: str, *, language: str) -> bytes:
    """Return a first template with every field, to change in a word processor."""
    from essaim.ui.documents import docx, odt

    build = {"docx": docx.build, "odt": odt.build}[kind]
    with translation.override(language):
        return build(_first(language))


def _sentence(problem: Problem) -> str:
    near = fields.in_language(problem.nearest) if problem.nearest in fields.ALL else problem.nearest
    said = {
        Fault.UNKNOWN: _("The field “%(name)s” is not known.") % {"name": problem.name},
        Fault.TWO_LISTS: _("One row or paragraph holds fields of two lists (%(name)s): keep one list in each.")
        % {"name": problem.name},
        Fault.HALF: _("A field is not whole: it begins with {{ and ends with }}."),
        Fault.NONE: _("No field was found: write some between {{ and }}, as in the starting template."),
    }[problem.fault]
    parts = [said]
    if near:
        parts.append(_("Did you mean “%(name)s”?") % {"name": near})
    if problem.around:
        parts.append(_("It stands in: “%(words)s”.") % {"words": problem.around})
    return " ".join(parts)


def _shown(name: str, values: Any) -> Shown:
    listed = fields.NAMES.list_of(name)
    says: tuple[str, ...] = ()
    count = None
    if values and listed:
        items = values.lists[listed]
        count = len(items)
        says = tuple(item[name.partition(".")[2]] for item in items[:3])
    elif values:
        says = (values.single[name],)
    return Shown(fields.in_language(name), fields.told(name), says, count)


def _first(language: str) -> Document:
    return Document(
        title=_field("assessment.title"),
        language=language,
        author=_("Template"),
        kicker=f"{_field('organisation.name')} · {_field('assessment.scope')}",
        standing=_field("assessment.standing"),
        at=MADE,
        blocks=tuple(_blocks()),
    )


def _blocks() -> Iterator[Block]:
    yield Paragraph(_field("assessment.statement"), "lead")
    yield Paragraph(_field("assessment.sentences"))
    for name in ("coverage", "figure", "weakest", "confidence", "not_this_year", "reason"):
        told = fields.told(f"assessment.{name}")
        yield Paragraph(f"{told}{_(': ')}{_field(f'assessment.{name}')}")
    for listing in fields.LISTS:
        yield Heading(1, str(listing.told))
        chosen = [one for one in listing.fields if one.name in SHOWN[listing.name]]
        yield Table(
            caption=str(listing.told),
            headers=tuple(str(one.told) for one in chosen),
            rows=(tuple(_field(f"{listing.name}.{one.name}") for one in chosen),),
            widths=(1,) * len(chosen),
        )
    origin = (_field(f"framework.{name}") for name in ("title", "version", "licence"))
    yield Paragraph(" · ".join([*origin, _field("method")]), "note")


def _field(name: str) -> str:
    return f"{{{{ {fields.in_language(name)} }}}}"


SHOWN = {
    "theme": ("title", "levels", "figure"),
    "practice": ("code", "title", "standing", "comment"),
    "priority": ("title", "standing", "target", "who"),
    "strength": ("title", "standing"),
    "to_clear_up": ("title", "theme"),
    "set_aside": ("title", "reason"),
    "evidence": ("title", "days", "practices"),
}
