"""A document that people go on editing in Word: real styles, a title, a language, headers that are repeated."""

import io
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.document import Document as Word
from docx.oxml.ns import nsmap, qn
from docx.shared import Cm
from lxml.builder import ElementMaker
from lxml.etree import _Element

from essaim.ui.documents import docx_styles, pictures
from essaim.ui.documents.blocks import Block, Document, Entry, Facts, Heading, Paragraph, Picture, Points, Table, flat
from essaim.ui.documents.letters import storable

ROOM: Final = 16.8
VOICES: Final = {"lead": "Lead", "body": "Normal", "note": "Note", "quote": "Said"}
# Elements are made here and not by the library, which looks each style up again: ten times slower on a thousand.
W: Final = ElementMaker(namespace=nsmap["w"])


def build(document: Document) -> bytes:
    """Return the file."""
    word = docx.Document()
    docx_styles.prepare(word, language=document.language, author=document.author)
    properties = word.core_properties
    properties.title, properties.author = storable(document.title), storable(document.author)
    properties.language, properties.subject = document.language, storable(document.standing)
    properties.comments = ""
    properties.created = properties.modified = document.at.replace(tzinfo=None)
    body = word.element.body
    end = body[-1]
    for style, text in (("Kicker", document.kicker), ("Title", document.title), ("Note", document.standing)):
        end.addprevious(_paragraph(style, text))
    for block in flat(document.blocks):
        for element in _elements(word, block):
            end.addprevious(element)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _elements(word: Word, block: Block) -> Iterator[_Element]:
    match block:
        case Heading():
            yield _paragraph(f"Heading{block.level}", block.text, *([W.pageBreakBefore()] if block.new_page else []))
            if block.note:
                yield _paragraph("Note", block.note, W.keepNext())
        case Paragraph():
            yield _paragraph(VOICES[block.voice], block.text)
        case Facts():
            yield from (_fact(*row) for row in block.rows)
        case Points():
            yield from (_paragraph("ListBullet", item) for item in block.items)
        case Entry():
            yield _paragraph(f"Heading{block.level}", block.title)
            yield _paragraph("Standing", block.standing)
            yield from (_paragraph(VOICES[line.voice], line.text) for line in block.lines)
        case Table():
            yield _table(block)
        case Picture():
            yield _picture(word, block)


def _paragraph(style: str, text: str, *properties: _Element) -> _Element:
    return W.p(W.pPr(_named("pStyle", style), *properties), W.r(*_written(text)))


def _fact(label: str, value: str) -> _Element:
    strong = W.r(W.rPr(W.b()), *_written(value))
    return W.p(W.pPr(_named("pStyle", "Fact")), W.r(*_written(label), W.br()), strong)


def _written(text: str) -> Iterator[_Element]:
    for place, line in enumerate(storable(text).split("\n")):
        if place:
            yield W.br()
        yield W.t(line, {qn("xml:space"): "preserve"})


def _named(name: str, value: str) -> _Element:
    return W(name, {qn("w:val"): value})


def _table(table: Table) -> _Element:
    whole = sum(table.widths)
    widths = [str(round(ROOM * 567 * width / whole)) for width in table.widths]
    head = W.tr(W.trPr(W.cantSplit(), W.tblHeader()), *_cells(table.headers, widths, "TableHead"))
    rows = (W.tr(W.trPr(W.cantSplit()), *_cells(row, widths, "TableText")) for row in table.rows)
    look = W.tblLook({qn("w:firstRow"): "1", qn("w:noVBand"): "1"})
    described = _named("tblCaption", storable(table.caption))
    return W.tbl(
        W.tblPr(_named("tblStyle", "Plain"), W.tblW({qn("w:w"): "5000", qn("w:type"): "pct"}), look, described),
        W.tblGrid(*(W.gridCol({qn("w:w"): width}) for width in widths)),
        head,
        *rows,
    )


def _cells(texts: tuple[str, ...], widths: list[str], style: str) -> Iterator[_Element]:
    for text, width in zip(texts, widths, strict=True):
        yield W.tc(W.tcPr(W.tcW({qn("w:w"): width, qn("w:type"): "dxa"})), _paragraph(style, text))


def _picture(word: Word, picture: Picture) -> Any:
    """Return the drawing in dots, with its words: Word reads no SVG before 2016."""
    paragraph = word.add_paragraph()
    paragraph.add_run().add_picture(io.BytesIO(pictures.png(picture.drawing)), width=Cm(ROOM * picture.share))
    for described in paragraph._p.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        described.set("descr", storable(picture.alternative))
    word.element.body.remove(paragraph._p)
    return paragraph._p
