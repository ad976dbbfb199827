"""What a file says, read back from its bytes."""

import io
import re
from typing import Any

import docx
import odfdo
import pikepdf
from python_calamine import CalamineWorkbook


def words_in(content: bytes, kind: str) -> str:
    """Return all that a file says, without its spaces."""
    if kind == "pdf":
        said = words_of_pdf(content)
    elif kind == "docx":
        opened = docx.Document(io.BytesIO(content))
        said = " ".join(text.text or "" for text in opened.element.body.iter("{*}t"))
    elif kind == "odt":
        said = odfdo.Document(io.BytesIO(content)).body.text_recursive
    else:
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = [row for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python()]
        said = " ".join(str(cell) for row in rows for cell in row)
    return squeezed(said)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of_pdf(content: bytes) -> str:
    """Return the words of a PDF, by the letters each face says its glyphs stand for."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        return " ".join(" ".join(_page(page)) for page in opened.pages)


def _page(page: Any) -> list[str]:
    faces = {name: _letters(face.ToUnicode.read_bytes().decode()) for name, face in page.Resources.Font.items()}
    words, letters = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = faces[str(operands[0])]
        if str(operator) in {"Tj", "TJ"}:
            pieces = operands[0] if str(operator) == "TJ" else operands
            codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
            words.append("".join(letters[codes[at : at + 2]] for at in range(0, len(codes), 2)))
    return words


def _letters(table: str) -> dict[bytes, str]:
    pairs = re.findall(r"^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", table, re.MULTILINE)
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
