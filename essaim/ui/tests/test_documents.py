"""Documents made of blocks: what a screen reader finds in them, what stays a text, what no letter exists for."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import docx
import odfdo
import pikepdf
import pytest
from docx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from essaim.ui.documents import docx as word
from essaim.ui.documents import odt, pdf, workbook
from essaim.ui.documents.blocks import Beside, Document, Entry, Facts, Heading, Paragraph, Picture, Points, Table
from essaim.ui.documents.letters import Letters, storable
from essaim.ui.documents.tables import Sheet
from essaim.ui.gallery_drawings import sample_radar

AT = datetime(2026, 2, 1, 9, tzinfo=UTC)
TABLE = Table("Themes", ("Theme", "Answers"), (("Water", "3 of 4"), ("Air", "1 of 2")), (3, 1))


def document(*blocks, title="A year", language="fr"):
    return Document(title, language, "The Orchard", "Overview", "A draft.", AT, blocks)


@pytest.fixture(scope="module")
def whole() -> Document:
    return document(
        Paragraph("It comes to this.", "lead"),
        Facts((("Rests on", "12 of 14"), ("Most to do", "Air"))),
        Beside((Picture(sample_radar(), "Water 62.5; Air 25"),), (Heading(1, "In words"), Paragraph("One.\nTwo."))),
        Heading(1, "By theme", new_page=True),
        TABLE,
        Heading(2, "Water", note="3 of 4"),
        Entry(3, "Saving it", "Organised", 2, (Paragraph("Since May.", "quote"), Paragraph("By Ada", "note"))),
        Points(("Saving", "Sharing")),
    )


def tags(node, found):
    """Collect the kind of every element of a PDF's structure, in order, each with its words where it has some."""
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        found.append((str(node.S)[1:], str(node.get("/Alt", ""))))
    kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            tags(kid, found)
    return found


def test_a_pdf_says_that_it_is_accessible_and_in_which_language(whole):
    with pikepdf.open(io.BytesIO(pdf.build(whole))) as made, made.open_metadata() as said:
        assert (said["pdfuaid:part"], str(said["dc:title"]), str(made.Root.Lang)) == ("1", "A year", "fr")
        assert bool(made.Root.MarkInfo.Marked)
        assert bool(made.Root.ViewerPreferences.DisplayDocTitle)


def test_a_pdf_tags_titles_headers_and_what_drawings_say(whole):
    with pikepdf.open(io.BytesIO(pdf.build(whole))) as made:
        found = tags(made.Root.StructTreeRoot, [])
    kinds = [kind for kind, _ in found]
    assert [kind for kind in kinds if kind in {"Title", "H1", "H2", "H3"}] == ["Title", "H1", "H1", "H2", "H3"]
    assert (kinds.count("TH"), kinds.count("TD"), kinds.count("LI")) == (2, 4, 2)
    assert [words for kind, words in found if kind == "Figure"] == ["Water 62.5; Air 25"]


def test_a_word_document_has_styles_a_language_and_headers_that_repeat(whole):
    made = docx.Document(io.BytesIO(word.build(whole)))
    assert [one.text for one in made.paragraphs if one.style.name.startswith("Heading")] == [
        "In words",
        "By theme",
        "Water",
        "Saving it",
    ]
    assert (made.core_properties.title, made.core_properties.author) == ("A year", "The Orchard")
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {"fr-FR"}
    assert [one.get("descr") for one in made.element.body.iter(qn("wp:docPr"))] == ["Water 62.5; Air 25"]
    assert len(list(made.tables[0].rows[0]._tr.iter(qn("w:tblHeader")))) == 1
    assert [one.text for one in made.paragraphs if not one.text and not one._p.xpath(".//w:drawing")] == []


def test_an_open_document_has_the_same(whole):
    made = odfdo.Document(io.BytesIO(odt.build(whole)))
    assert [one.text_recursive for one in made.body.headers] == ["In words", "By theme", "Water", "Saving it"]
    assert (made.meta.title, made.language) == ("A year", "fr-FR")
    assert [one.text_recursive for one in made.body.get_elements("//svg:desc")] == ["Water 62.5; Air 25"]
    assert len(made.body.get_elements("//table:table-header-rows")) == 1
    assert "" not in {one.text_recursive for one in made.body.paragraphs if not one.get_elements("draw:frame")}


@pytest.mark.parametrize(
    ("typed", "written", "told"),
    [
        ("L’été à Łódź, Київ, Ελλάδα", "L’été à Łódź, Київ, Ελλάδα", []),
        ("≥ 3 → 4", ">= 3 -> 4", []),
        ("Merci 🙂", "Merci [emoji]", ["U+1F642 slightly smiling face"]),
        ("👩🏽‍🌾!", "[emoji][emoji]!", ["U+1F33E ear of rice", "U+1F469 woman"]),
        ("日本 et 語", "[?] et [?]", ["U+65E5 cjk unified ideograph-65e5", "U+672C cjk unified ideograph-672c"]),
        ("\x0bfin", "[?]fin", ["U+000B"]),
    ],
)
def test_a_letter_that_no_face_has_is_replaced_visibly_and_told(typed, written, told):
    letters = Letters()
    assert letters.written(typed) == written
    assert letters.told[: len(told)] == told


def test_a_pdf_comes_whatever_was_typed_and_lists_what_it_could_not_write():
    typed = "".join(chr(code) for code in range(1, 0x3000, 7) if not 0xD800 <= code < 0xE000) + "🙂"
    made = pdf.build(document(Heading(1, typed), Paragraph(typed), Picture(sample_radar(), typed), title="🙂"))
    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_metadata() as said:
        assert str(said["dc:title"]) == "[emoji]"


@pytest.mark.parametrize("build", [word.build, odt.build])
def test_what_xml_refuses_is_replaced_visibly(build):
    assert build(document(Paragraph("a\x0bb\ufffe"), title="\x1b"))
    assert storable("a\x0bb\ufffe") == "a\ufffdb\ufffd"


def test_markup_is_a_text_like_any_other():
    made = pdf.build(document(Paragraph('#read("/etc/passwd") $x$ *b* <label> @ref </w:t>')))
    assert made.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_what_looks_like_a_formula_stays_a_text(risky):
    sheet = Sheet("Texts", ("Text", "Number"), [(risky, Decimal("2.5")), ("plain", 3)], (20, 8))
    made = workbook.build([sheet], title="A year", author="The Orchard", at=AT)
    read = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name("Texts").to_python()
    assert read == [["Text", "Number"], [risky, 2.5], ["plain", 3.0]]
    assert b"<f>" not in made
