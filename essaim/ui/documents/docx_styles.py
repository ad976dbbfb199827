"""The styles of a Word document: changing one there changes the whole document, as its readers expect."""

from typing import Any, Final

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from essaim.ui.documents import pictures
from essaim.ui.documents.letters import storable

# A face that every machine has: ours would be replaced by chance where it is not installed.
FACE: Final = "Arial"
LANGUAGES: Final = {"fr": "fr-FR", "en": "en-GB"}
# Name: size, bold, colour, room before and after (points).
STYLES: Final = {
    "Kicker": (10, True, "honey-text", 0, 4),
    "Title": (28, True, "deep", 0, 8),
    "Heading 1": (18, True, "ink", 24, 8),
    "Heading 2": (14, True, "ink", 18, 6),
    "Heading 3": (11, True, "ink", 12, 2),
    "Normal": (10.5, False, "ink", 0, 6),
    "Lead": (14, False, "ink", 8, 8),
    "Fact": (11, False, "ink", 4, 8),
    "Standing": (10, True, "honey-text", 0, 4),
    "Said": (10.5, False, "ink", 0, 6),
    "Note": (9.5, False, "ink-soft", 0, 6),
    "List Bullet": (10.5, False, "ink", 0, 3),
    "TableHead": (9.5, True, "ink-soft", 3, 3),
    "TableText": (10, False, "ink", 3, 3),
}
FOLLOWED: Final = ("Kicker", "Title", "Heading 1", "Heading 2", "Heading 3", "Standing")


def prepare(word: Word, *, language: str, author: str) -> None:
    """Give an empty document our styles, its language, an A4 page with room, and pages that are numbered."""
    for name, (size, bold, colour, before, after) in STYLES.items():
        style = _style(word, name)
        style.font.name, style.font.size, style.font.bold, style.font.italic = FACE, Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(pictures.colours()[colour].strip("#").upper())
        _one_face(style)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name in FOLLOWED
    word.styles["Said"].paragraph_format.left_indent = Cm(0.5)
    _rule_beside(word.styles["Said"], "level-2")
    _rule_beside(word.styles["Fact"], "honey")
    word.styles.element.append(_table_style())
    for defaults in word.styles.element.iter(qn("w:lang")):
        defaults.set(qn("w:val"), LANGUAGES[language])
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.1)
    section.top_margin = section.bottom_margin = Cm(2)
    _number_pages(section.footer.paragraphs[0], author)


def _style(word: Word, name: str) -> Any:
    if name in {style.name for style in word.styles}:
        return word.styles[name]
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.quick_style = word.styles["Normal"], True
    return style


def _one_face(style: Any) -> None:
    """Take away what the model of the library says of faces by theme and of lines under titles."""
    faces = style.element.rPr.rFonts
    for name in [name for name in faces.attrib if name.endswith("Theme")]:
        del faces.attrib[name]
    for name in ("w:hAnsi", "w:cs", "w:eastAsia"):
        faces.set(qn(name), FACE)
    for border in style.element.pPr.findall(qn("w:pBdr")) if style.element.pPr is not None else ():
        style.element.pPr.remove(border)


def _rule_beside(style: Any, colour: str) -> None:
    shade = pictures.colours()[colour].strip("#")
    border = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{shade}"/></w:pBdr>'
    style.element.get_or_add_pPr().insert_element_before(
        parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _table_style() -> Any:
    line = pictures.colours()["line"].strip("#")
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="Plain"><w:name w:val="Plain"/><w:tblPr><w:tblBorders>'
        f'<w:bottom w:val="single" w:sz="4" w:color="{line}"/><w:insideH w:val="single" w:sz="4" w:color="{line}"/>'
        '</w:tblBorders><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
        "</w:tblPr></w:style>"
    )


def _number_pages(footer: Any, author: str) -> None:
    footer.add_run(f"{storable(author)} · ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
