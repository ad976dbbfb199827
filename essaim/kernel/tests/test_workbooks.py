"""Tables from any spreadsheet: the same cells, and nothing that grows or runs."""

import io
import zipfile
from datetime import date

import pytest

from essaim.kernel import workbooks
from essaim.kernel.workbooks import Sheet, Unreadable, Why

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def cell(words, times=1):
    repeated = f'office:value-type="string" table:number-columns-repeated="{times}"'
    return f"<table:table-cell {repeated}><text:p>{words}</text:p></table:table-cell>"


def table(*rows):
    return f'<table:table table:name="Grille">{"".join(rows)}</table:table>'


def row(*cells, times=1):
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


EMPTY_END = row('<table:table-cell table:number-columns-repeated="16384"/>', times=1_048_570)


def ods(body, **parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", HEAD % body)
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return file.getvalue()


def why(content):
    with pytest.raises(Unreadable) as refused:
        workbooks.sheets(content)
    return refused.value.why


def test_a_spreadsheet_of_libreoffice_is_read_up_to_where_it_ends():
    number = '<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>'
    day = '<table:table-cell office:value-type="date" office:date-value="2024-05-02"/>'
    content = ods(table(row(cell("GOV-1"), cell("Oui"), number, day), row(cell("GOV-2")), EMPTY_END))
    assert workbooks.sheets(content)["Grille"].rows[:2] == [
        ["GOV-1", "Oui", 3, date(2024, 5, 2)],
        ["GOV-2", None, None, None],
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ods(table(row(cell("x" * 100_000, times=200), times=900))), Why.BOMB),
        (ods(table(*[row(cell("x", times=256), times=1000)] * 20)), Why.BOMB),
        (ods(table(row(cell("x"))), Basic__script_lb="x"), Why.MACRO),
        (ods(table(row(cell("x"))) + "<!DOCTYPE x>"), Why.NOT_A_WORKBOOK),
        (b"PK\x03\x04 and nothing", Why.NOT_A_WORKBOOK),
        (b"\xd0\xcf\x11\xe0 a spreadsheet of before", Why.NOT_A_WORKBOOK),
    ],
)
def test_what_would_grow_or_run_is_refused_before_it_is_read(content, expected):
    assert why(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        'Code;Niveau;Mot\nGOV-1;3;"Créé ; en\n2019"\n'.encode("cp1252"),
        '\ufeffCode,Niveau,Mot\r\nGOV-1,3,"Créé ; en\n2019"\r\n'.encode(),
        'Code\tNiveau\tMot\nGOV-1\t3\t"Créé ; en\n2019"'.encode("utf-16"),
    ],
)
def test_a_text_file_is_read_whatever_its_separator_and_its_encoding(content):
    assert workbooks.lines(content, "Grille") == Sheet(
        "Grille", [["Code", "Niveau", "Mot"], ["GOV-1", "3", "Créé ; en\n2019"]]
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a\0b", Why.NOT_A_WORKBOOK),
        (b'"' + b"x" * 200_000, Why.NOT_A_WORKBOOK),
        (b"x\n" * 20_001, Why.BOMB),
        (b";" * 256, Why.BOMB),
    ],
)
def test_a_text_file_that_is_no_table_or_too_large_a_one_is_refused(content, expected):
    with pytest.raises(Unreadable) as refused:
        workbooks.lines(content, "Grille")
    assert refused.value.why == expected
