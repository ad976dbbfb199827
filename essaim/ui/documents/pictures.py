"""Drawings out of the page: the same colours as on the screen, written in, since no style sheet follows them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Final

import typst

from essaim.ui.documents.letters import FONTS

CSS: Final = Path(__file__).parents[1] / "css"
TOKEN: Final = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
VARIABLE: Final = re.compile(r"var\(--([\w-]+)\)")
RULE: Final = re.compile(r"^\.(?:comb|bar|radar|matrix|drawing|cell-)[^{@]*\{[^}]*\}", re.MULTILINE)
FACE: Final = "svg { font-family: Essaim } text { font-weight: 400 } "
WIDE: Final = 1200
PAGE: Final = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "Essaim", fallback: false)
#image(bytes(sys.inputs.drawing), width: float(sys.inputs.width) * 1pt)
"""


@cache
def fonts() -> typst.Fonts:
    """Return the faces documents are set in, and no other: a document looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def colours() -> dict[str, str]:
    """Return the colours of the face by name, those of the light page: paper is white."""
    return dict(TOKEN.findall((CSS / "tokens.css").read_text()))


@cache
def _style() -> str:
    rules = " ".join(RULE.findall((CSS / "charts.css").read_text() + (CSS / "controls.css").read_text()))
    plain = VARIABLE.sub(lambda found: colours().get(found[1], "inherit"), rules)
    return f"<style>{FACE}{plain}</style>"


def styled(drawing: str) -> str:
    """Return a drawing that stands alone: name space, size and colours in it."""
    width, height = size(drawing)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
    opened = drawing.replace("<svg", head, 1)
    end = opened.index(">") + 1
    return opened[:end] + _style() + opened[end:]


def size(drawing: str) -> tuple[float, float]:
    """Return the width and the height of a drawing, in its own units."""
    width, height = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)[0]
    return float(width), float(height)


def png(drawing: str, *, wide: int = WIDE) -> bytes:
    """Return a drawing in dots, fine enough to print, for word processors that read no SVG."""
    compiler = typst.Compiler(PAGE, font_paths=fonts(), ignore_system_fonts=True)
    width = size(drawing)[0]
    inputs = {"drawing": styled(drawing), "width": json.dumps(width)}
    made = compiler.compile(format="png", ppi=72 * wide / width, sys_inputs=inputs)
    return made if isinstance(made, bytes) else b"".join(made or [])
