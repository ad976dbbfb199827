"""A document as PDF/UA-1: tagged, titled, in its language; the compiler itself refuses one that is not."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst
from django.utils.translation import gettext as _

from essaim.ui import icons, vendor
from essaim.ui.documents import pictures
from essaim.ui.documents.blocks import Beside, Block, Document, Entry, Paragraph, Picture, flat
from essaim.ui.documents.letters import Letters

TEMPLATE: Final = Path(__file__).with_name("document.typ")
MOST_TOLD: Final = 40


def build(document: Document) -> bytes:
    """Return the file; letters that no face has are replaced visibly and listed at its end."""
    letters = Letters()
    drawn = plain(replace(document, blocks=()), letters) | {"blocks": [_block(one, letters) for one in document.blocks]}
    if letters.missing:
        drawn["blocks"].append(_block(Paragraph(told(letters), "note"), Letters()))
    drawn["colours"] = pictures.colours()
    drawn["marks"] = {
        mark: _mark(mark) for mark in {str(one.mark) for one in flat(document.blocks) if isinstance(one, Entry)}
    }
    return compiled(TEMPLATE, drawn, at=document.at)


def compiled(template: Path, drawn: dict[str, Any], *, at: datetime) -> bytes:
    """Return what a template makes of plain values, dated from that moment."""
    day = {name: getattr(at, name) for name in ("year", "month", "day")}
    inputs = {"document": json.dumps({**drawn, "date": day, "faces": list(vendor.DOCUMENT_FACES)})}
    made = _compiler(template).compile(sys_inputs=inputs, pdf_standards="ua-1", timestamp=int(at.timestamp()))
    return made if isinstance(made, bytes) else b"".join(made or [])


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(str(template), font_paths=pictures.fonts(), ignore_system_fonts=True)


@cache
def _mark(mark: str) -> list[int]:
    # In dots: a thousand small drawings in lines cost more than all the rest of the document.
    return list(pictures.png(icons.hexagon(int(mark) if mark.isdigit() else mark), wide=120))


def _block(block: Block, letters: Letters) -> dict[str, Any]:
    if isinstance(block, Beside):
        sides = {"left": block.left, "right": block.right}
        return {"kind": "Beside"} | {side: [_block(one, letters) for one in own] for side, own in sides.items()}
    if isinstance(block, Picture):
        block = replace(block, drawing=pictures.styled(block.drawing))
    return {"kind": type(block).__name__} | plain(block, letters)


def plain(part: Any, letters: Letters) -> dict[str, Any]:
    """Return a part as JSON holds it, its texts in letters that can be written."""
    given = {name: _written(getattr(part, name), letters) for name in _names(part.__class__)}
    return {**given, "mark": str(part.mark)} if isinstance(part, Entry) else given


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.name != "at")


def _written(value: Any, letters: Letters) -> Any:
    if isinstance(value, str):
        return letters.written(value)
    if isinstance(value, tuple):
        return [_written(one, letters) for one in value]
    return plain(value, letters) if is_dataclass(value) else value


def told(letters: Letters) -> str:
    """Return in a sentence what could not be written, a good many letters at most; nothing where all could."""
    if not letters.missing:
        return ""
    listed = ", ".join(letters.told[:MOST_TOLD]) + (", …" if len(letters.told) > MOST_TOLD else "")
    return _("This file has no letter for these, and shows a mark in their place: %(letters)s.") % {"letters": listed}
