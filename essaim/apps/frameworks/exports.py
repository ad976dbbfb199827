from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from essaim.apps.frameworks import queries
from essaim.apps.frameworks.models import Draft
from essaim.apps.frameworks.rules import formats

Format = Literal["yaml", "xlsx", "ciso-yaml"]
YAML = "application/yaml; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class File:
    """A file to hand over, with what it could not hold."""

    name: str
    content: bytes
    media: str
    losses: tuple[formats.Loss, ...] = ()


def file(code: str, form: Format, *, version: str = "", owner: UUID | None = None) -> File:
    """Return a referential as a file, in its latest version unless told; `queries.NotPublished` when there is none."""
    framework = queries.document(code, version or queries.current(code, owner=owner).version, owner=owner)
    name = f"{framework.code}-{framework.version}"
    if form == "xlsx":
        return File(f"{name}.xlsx", formats.as_workbook(framework, readme()), XLSX)
    if form == "ciso-yaml":
        text, losses = formats.as_library(framework)
        return File(f"{name}.ciso.yaml", text.encode(), YAML, losses)
    return File(f"{name}.yaml", queries.source_of(code, framework.version, owner=owner).encode(), YAML)


def draft_file(draft: Draft, form: Literal["yaml", "xlsx"]) -> File:
    """Return a draft as a file: as it stands in YAML; in a spreadsheet once it can be published (else `Refused`)."""
    name = f"{draft.code}-{_('draft')}"
    if form == "yaml":
        return File(f"{name}.yaml", formats.dump(draft.values).encode(), YAML)
    framework = queries.drafted(draft)
    return File(f"{name}.xlsx", formats.as_workbook(framework, readme()), XLSX)


def readme() -> list[str]:
    """Return what somebody who fills in the spreadsheet needs to know."""
    return [
        _("How to fill in this workbook"),
        _("Keep the names of the sheets and the first line of each: the platform finds its way by them."),
        _("Start with “framework”: a new code for a new referential, a new version for a changed one."),
        _("Then come the levels (“scales”, “scales.anchors”), the themes, and the criteria of each theme."),
        _("Each text stands in French in the column “fr” and in English in the column “en”."),
        _(
            "In the other sheets the first column says what a line belongs to: the code of a theme, of a criterion or "
            "of a scale. Several lines may belong to the same one, in your order."
        ),
        _("Several codes in one cell are separated by commas. For yes, write “x” or “true”; for no, leave it empty."),
        _(
            "What you do not need may stay empty, sheets included. Formulas are not computed: only what they show "
            "counts."
        ),
        _("When the file is checked, each problem is told with its sheet and its cell, such as criteria!D4."),
    ]
