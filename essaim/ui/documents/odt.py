"""A document that people go on editing in LibreOffice: real styles, a title, a language, headers that are repeated."""

import io
from collections.abc import Iterator
from typing import Final

import odfdo
from lxml.builder import ElementMaker
from lxml.etree import _Element

from essaim.ui.documents import odt_styles, pictures
from essaim.ui.documents.blocks import Block, Document, Entry, Facts, Heading, Paragraph, Picture, Points, Table, flat
from essaim.ui.documents.letters import storable

ROOM: Final = 16.8
VOICES: Final = {"lead": "Lead", "body": "Text_20_body", "note": "Note", "quote": "Said"}
OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
NAMES: Final = {prefix: f"{OASIS}:{prefix}:1.0" for prefix in ("text", "table", "office")} | {
    "draw": f"{OASIS}:drawing:1.0",
    "svg": f"{OASIS}:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
TEXT: Final = ElementMaker(namespace=NAMES["text"])
TABLE: Final = ElementMaker(namespace=NAMES["table"])
DRAW: Final = ElementMaker(namespace=NAMES["draw"])
SVG: Final = ElementMaker(namespace=NAMES["svg"])


def build(document: Document) -> bytes:
    """Return the file."""
    made = odfdo.Document("text")
    odt_styles.prepare(made, language=document.language, author=document.author)
    made.meta.title, made.meta.subject = storable(document.title), storable(document.standing)
    made.meta.creator = made.meta.initial_creator = storable(document.author)
    made.meta.creation_date = made.meta.date = document.at.replace(tzinfo=None, microsecond=0)
    body = made.body
    body.clear()
    for style, text in (("Kicker", document.kicker), ("Title", document.title), ("Note", document.standing)):
        body.append(odfdo.Element.from_tag(_paragraph(style, text)))
    for place, block in enumerate(flat(document.blocks)):
        for element in _elements(made, block, place):
            body.append(odfdo.Element.from_tag(element))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _elements(made: odfdo.Document, block: Block, place: int) -> Iterator[_Element]:
    match block:
        case Heading():
            yield _heading(block.level, block.text, "Page" if block.new_page else "")
            if block.note:
                yield _paragraph("Note", block.note)
        case Paragraph():
            yield _paragraph(VOICES[block.voice], block.text)
        case Facts():
            yield from (_fact(*row) for row in block.rows)
        case Points():
            items = (TEXT("list-item", _paragraph("Text_20_body", item)) for item in block.items)
            yield TEXT("list", {_name("text", "style-name"): "List_20_1"}, *items)
        case Entry():
            yield _heading(block.level, block.title)
            yield _paragraph("Standing", block.standing)
            yield from (_paragraph(VOICES[line.voice], line.text) for line in block.lines)
        case Table():
            yield from _table(block, place)
        case Picture():
            yield _picture(made, block, place)


def _name(prefix: str, name: str) -> str:
    return f"{{{NAMES[prefix]}}}{name}"


def _paragraph(style: str, text: str) -> _Element:
    return _filled(TEXT.p({_name("text", "style-name"): style}), text)


def _heading(level: int, text: str, after: str = "") -> _Element:
    style = f"{after}Heading_20_{level}"
    return _filled(TEXT.h({_name("text", "style-name"): style, _name("text", "outline-level"): str(level)}), text)


def _filled(element: _Element, text: str) -> _Element:
    first, *others = storable(text).split("\n")
    element.text = first
    for line in others:
        mark = TEXT("line-break")
        mark.tail = line
        element.append(mark)
    return element


def _fact(label: str, value: str) -> _Element:
    paragraph = _paragraph("Fact", f"{label}\n")
    paragraph.append(_filled(TEXT.span({_name("text", "style-name"): "Strong"}), value))
    return paragraph


def _table(table: Table, place: int) -> Iterator[_Element]:
    named = {_name("table", "style-name"): "Plain", _name("table", "name"): f"table-{place}"}
    columns = [TABLE("table-column", {_name("table", "style-name"): f"share-{width}"}) for width in table.widths]
    head = TABLE("table-header-rows", TABLE("table-row", *_cells(table.headers, "TableHead")))
    rows = [TABLE("table-row", *_cells(row, "TableText")) for row in table.rows]
    yield TABLE("table", named, TABLE.title(storable(table.caption)), *columns, head, *rows)


def _cells(texts: tuple[str, ...], style: str) -> Iterator[_Element]:
    for text in texts:
        kind = {_name("table", "style-name"): "Cell", _name("office", "value-type"): "string"}
        yield TABLE("table-cell", kind, _paragraph(style, text))


def _picture(made: odfdo.Document, picture: Picture, place: int) -> _Element:
    """Return the drawing in dots, with its words."""
    wide, high = pictures.size(picture.drawing)
    width = ROOM * picture.share
    path = made.add_file(io.BytesIO(pictures.png(picture.drawing)))
    size = {_name("svg", "width"): f"{width:.2f}cm", _name("svg", "height"): f"{width * high / wide:.2f}cm"}
    anchored = {_name("text", "anchor-type"): "as-char", _name("draw", "name"): f"drawing-{place}"}
    image = DRAW.image({_name("xlink", "href"): path, _name("xlink", "type"): "simple"})
    frame = DRAW.frame(size | anchored, image, SVG.desc(storable(picture.alternative)))
    return TEXT.p({_name("text", "style-name"): "Text_20_body"}, frame)
