"""What somebody may send on purpose: refused in one sentence, before it takes time or memory."""

import io
import resource
import time
import zipfile

import pytest
from django.utils import translation

from essaim.apps.frameworks.rules import Refused, formats
from essaim.apps.frameworks.tests import factories, workbooks
from essaim.apps.frameworks.tests.workbooks import changed, packed, workbook

SHEET = "xl__worksheets__sheet1_0xml"


def book():
    return workbook(workbooks.library())


def cells(row):
    return b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + row


def with_row(row):
    return changed(book(), **{SHEET: cells(row) + b"</sheetData></worksheet>"})


def lying():
    """An archive that declares a part far smaller than it is."""
    content = changed(book(), xl__big_0xml=b"0" * 80_000_000)
    size = (80_000_000).to_bytes(4, "little")
    return content.replace(size, (1000).to_bytes(4, "little"))


def locked():
    content = bytearray(book())
    for start in range(len(content)):
        if content[start : start + 4] == b"PK\x01\x02":
            content[start + 8] |= 1
    return bytes(content)


def shared_texts():
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    rows = b"".join(b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>" for _ in range(1000))
    sheet = cells(rows) + b"</sheetData></worksheet>"
    return changed(book(), **{SHEET: sheet, "xl__sharedStrings_0xml": strings % (b"abcdefghij" * 10_000)})


HOSTILE = {
    "a bomb that says its size": (lambda: changed(book(), xl__big_0xml=b"0" * 80_000_000), "bomb"),
    "a bomb that lies about its size": (lying, "not_a_workbook"),
    "a part far better packed than words are": (lambda: changed(book(), xl__big_0xml=b"0" * 20_000_000), "bomb"),
    "thousands of parts": (lambda: changed(book(), **{f"xl__media__{rank}_0png": b"" for rank in range(1000)}), "bomb"),
    "a cell at the far end": (lambda: with_row(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "bomb"),
    "a row at the far end": (lambda: with_row(b"<row r = '999999999999'><c><v>1</v></c></row>"), "bomb"),
    "a long text in every cell": (shared_texts, "bomb"),
    "macros": (lambda: changed(book(), xl__vbaProject_0bin=b"x"), "macro"),
    "a workbook that says it has macros": (
        lambda: changed(book(), **{"[Content_Types]_0xml": b"<Types>sheet.macroEnabled</Types>"}),
        "macro",
    ),
    "an embedded program": (lambda: changed(book(), xl__embeddings__oleObject1_0bin=b"x"), "macro"),
    "values of other files": (lambda: changed(book(), xl__externalLinks__externalLink1_0xml=b"<x/>"), "outside_link"),
    "entities": (
        lambda: changed(book(), xl__sharedStrings_0xml=b'<!DOCTYPE x [<!ENTITY a "b">]><sst/>'),
        "not_a_workbook",
    ),
    "another encoding inside": (
        lambda: changed(book(), xl__sharedStrings_0xml="<sst/>".encode("utf-16")),
        "not_a_workbook",
    ),
    "a password": (locked, "not_a_workbook"),
    "half of a workbook": (lambda: book()[:2000], "not_a_workbook"),
    "broken cells": (lambda: changed(book(), **{SHEET: b"<worksheet><sheetData><row"}), "not_a_workbook"),
    "the old format": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "not_a_workbook"),
    "another archive": (lambda: packed({"readme.txt": b"hello"}), "unknown_format"),
    "another workbook": (lambda: workbook({"Sheet1": [["a", 1]]}), "unknown_format"),
    "a hundred megabytes": (lambda: b"PK\x03\x04" + b"\0" * 100_000_000, "too_large"),
    "a hundred megabytes of text": (lambda: b"objects: " + b"x" * 100_000_000, "too_large"),
    "latin-1": (lambda: "objects:\n  é: 1\n".encode("latin-1"), "not_text"),
    "utf-16": (lambda: "objects:\n  framework: {}\n".encode("utf-16"), "not_text"),
    "utf-16 without its mark": (lambda: "objects:\n  framework: {}\n".encode("utf-16-le"), "control_character"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(name):
    make, kind = HOSTILE[name]
    content = make()
    start = time.process_time()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused) as refused, translation.override("en"):
        formats.read(content, {})
    assert time.process_time() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB
    assert [problem.kind.value for problem in refused.value.problems] == [kind]
    assert "\n" not in refused.value.problems[0].sentence


def test_what_the_reader_is_given_is_what_was_measured():
    """The local header of a part may say something else than the directory: the reader never sees it."""
    content = changed(book(), xl__media__picture_0png=b"secret")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "xl/media/picture.png" in archive.namelist()
    assert formats.read(content, {}).framework.code == "acme-grid"


def test_a_formula_is_only_the_text_it_shows():
    sheets = workbooks.library()
    sheets["grid_content"][2][3] = '=HYPERLINK("https://example.org")'
    title = formats.read(workbook(sheets), {}).framework.criterion("GOV.1").title
    assert title.en == '=HYPERLINK("https://example.org")'


def test_our_own_file_stays_within_its_own_bound():
    with pytest.raises(Refused) as refused:
        formats.read(factories.source() + b"#" * 2_000_000, {})
    assert [problem.kind.value for problem in refused.value.problems] == ["too_large"]
