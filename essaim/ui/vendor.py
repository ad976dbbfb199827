"""Prepare what the pages take from npm, and our one style sheet, in `static/vendor/` (git-ignored).

Documents to print take the same face from `documents/fonts/`, as plain fonts with a wider one behind it.

Run with `python -m essaim.ui.vendor`; a second run without a change only compares one hash.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

UI = Path(__file__).parent
NODE_MODULES = UI.parent.parent / "node_modules"
VENDOR = UI / "static" / "vendor"
CSS = UI / "css"
STAMP = VENDOR / "stamp.txt"
DOCUMENT_FONTS = UI / "documents" / "fonts"

FONT_FOLDER = NODE_MODULES / "@fontsource-variable" / "atkinson-hyperlegible-next"
FONT = FONT_FOLDER / "files" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"
WIDE_FOLDER = NODE_MODULES / "@fontsource-variable" / "noto-sans"
# What documents are set in, the first that holds a letter wins: comments may be written in any of Europe's alphabets.
DOCUMENT_FACES = {
    "Essaim": FONT,
    "Essaim Extended": FONT.with_name("atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"),
    **{
        f"Essaim {subset.title()}": WIDE_FOLDER / "files" / f"noto-sans-{subset}-wght-normal.woff2"
        for subset in ("latin", "latin-ext", "vietnamese", "greek", "cyrillic")
    },
}
WEIGHTS = {"Regular": 400, "Bold": 700}
REBOOT = NODE_MODULES / "bootstrap" / "dist" / "css" / "bootstrap-reboot.css"
HTMX = NODE_MODULES / "htmx.org" / "dist" / "htmx.min.js"
LICENCES = {
    "atkinson-hyperlegible-next": FONT_FOLDER / "LICENSE",
    "bootstrap": NODE_MODULES / "bootstrap" / "LICENSE",
    "htmx": NODE_MODULES / "htmx.org" / "LICENSE",
    "noto-sans": WIDE_FOLDER / "LICENSE",
}

ASCII = "".join(map(chr, range(0x20, 0x7F)))
FRENCH = "ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜàâäæçèéêëîïôöœùûüÿ«»’‘“”–—…·•×÷−°€²³½©\u00a0\u2009"
NARROW_SPACE = 0x202F
THIN_SPACE = 0x2009
# Letters that borrow the glyph of another: French typography asks for the first, the face has the second.
BORROWED = {NARROW_SPACE: THIN_SPACE, 0x2011: ord("-")}
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w.-]+)\);')
SOURCE_MAP = re.compile(r"\n?(/\*|//)# sourceMappingURL=[^\n]*")
COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)
BLANK = re.compile(r"\s*\n\s*")


def main() -> None:
    """Write the vendored files unless the stamp says they are already those of today's sources."""
    fingerprint = _fingerprint()
    if STAMP.exists() and STAMP.read_text() == fingerprint:
        return
    VENDOR.mkdir(parents=True, exist_ok=True)
    (VENDOR / "htmx.js").write_text(SOURCE_MAP.sub("", HTMX.read_text()))
    (VENDOR / "main.css").write_text(_style_sheet("main.css"))
    (VENDOR / "dark.css").write_text(_style_sheet("dark.css"))
    _subset_font(VENDOR / "atkinson-next.woff2")
    _document_fonts()
    for name, licence in LICENCES.items():
        (VENDOR / f"licence-{name}.txt").write_bytes(licence.read_bytes())
    STAMP.write_text(fingerprint)


def _inputs() -> Iterator[Path]:
    yield from (Path(__file__), *DOCUMENT_FACES.values(), REBOOT, HTMX, *LICENCES.values())
    yield from sorted(CSS.glob("*.css"))


def _fingerprint() -> str:
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in _inputs())).hexdigest()


def _style_sheet(name: str) -> str:
    """Put each imported sheet in its layer: the page makes one request instead of twelve."""

    def in_layer(found: re.Match[str]) -> str:
        source = REBOOT if found["path"] == "reboot.css" else CSS / found["path"]
        return f"@layer {found['layer']}{{{SOURCE_MAP.sub('', source.read_text())}}}"

    joined = IMPORT.sub(in_layer, (CSS / name).read_text())
    return BLANK.sub("\n", COMMENT.sub("", joined))


def _subset_font(target: Path) -> None:
    """Keep French and English, weights 400 to 700."""
    # fontTools is a tool of the developer's environment; an unchanged stamp never needs it.
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(FONT)
    _borrow(font)
    options = subset.Options(layout_features=["kern", "mark", "ccmp", "locl", "tnum"], hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=ASCII + FRENCH + chr(NARROW_SPACE))
    subsetter.subset(font)
    instancer.instantiateVariableFont(font, {"wght": (400, 400, 700)}, inplace=True)
    font.flavor = "woff2"
    font.save(target)


def _document_fonts() -> None:
    """Write each face in two weights as plain fonts, and the letters that documents may hold."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    DOCUMENT_FONTS.mkdir(parents=True, exist_ok=True)
    letters: set[int] = set()
    for family, source in DOCUMENT_FACES.items():
        for style, weight in WEIGHTS.items():
            font = TTFont(source)
            _borrow(font)
            letters |= font.getBestCmap().keys()
            instancer.instantiateVariableFont(
                font, {axis.axisTag: None for axis in font["fvar"].axes} | {"wght": weight}, inplace=True
            )
            _call(font, family, style, weight)
            font.flavor = None
            font.save(DOCUMENT_FONTS / f"{family} {style}.ttf".replace(" ", "-").lower())
    (DOCUMENT_FONTS / "letters.txt").write_text("".join(map(chr, sorted(letters))))


def _borrow(font: Any) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap |= {new: table.cmap[old] for new, old in BORROWED.items() if old in table.cmap}


def _call(font: Any, family: str, style: str, weight: int) -> None:
    """Name a font, so that documents ask for it by its family and weight."""
    font["OS/2"].usWeightClass = weight
    font["head"].macStyle = int(style == "Bold")
    font["OS/2"].fsSelection = 0x20 if style == "Bold" else 0x40
    names = {
        1: family,
        2: style,
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
        16: family,
        17: style,
    }
    for ident, name in names.items():
        font["name"].setName(name, ident, 3, 1, 0x409)


if __name__ == "__main__":
    main()
