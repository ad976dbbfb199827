import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.files import rules
from essaim.apps.files.enums import Kind
from essaim.apps.files.tests import samples

TAKEN = [
    (samples.PDF, "a.pdf", Kind.PDF),
    (samples.png(), "a.png", Kind.PNG),
    (samples.png(10_000, 5_000), "a.png", Kind.PNG),
    (samples.jpeg(), "a.jpg", Kind.JPEG),
    (samples.jpeg() + samples.jpeg(), "two pictures, as phones write.jpg", Kind.JPEG),
    (samples.jpeg() + b"\0\0\0", "padded.jpg", Kind.JPEG),
    (samples.webp(), "a.webp", Kind.WEBP),
    (samples.office(), "a.docx", Kind.DOCX),
    (samples.office(main="xl/workbook.xml", kind=samples.SHEET), "a.xlsx", Kind.XLSX),
    (samples.office(main="ppt/presentation.xml", kind=samples.SLIDES), "a.pptx", Kind.PPTX),
    (samples.open_document(), "a.odt", Kind.ODT),
    (samples.open_document(kind="application/vnd.oasis.opendocument.spreadsheet"), "a.ods", Kind.ODS),
    (samples.open_document(kind="application/vnd.oasis.opendocument.presentation"), "a.odp", Kind.ODP),
    ("Compte rendu de l’assemblée".encode(), "a.txt", Kind.TXT),
    ("Compte rendu d'été".encode("cp1252"), "a.txt", Kind.TXT),
    ("nom;téléphone\nAda;+33 6 12 34 56 78\nÉcart;-5\n".encode(), "a.csv", Kind.CSV),
]


@pytest.mark.parametrize(("content", "name", "kind"), TAKEN, ids=[name for _, name, _ in TAKEN])
def test_a_file_is_known_by_its_content(content, name, kind):
    assert rules.kind_of(content, name) == kind


def test_the_name_a_file_came_under_does_not_make_it_something_else():
    assert rules.kind_of(samples.PDF, "photo.exe") == Kind.PDF


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Statuts 2026.pdf", "Statuts 2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ada\\rapport.final.pdf", "rapport.final.pdf"),
        ("facture\u202efdp.exe", "facturefdp.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a bSet-Cookie x.pdf"),
        ("....", "document.pdf"),
        ("", "document.pdf"),
        ("é" * 300 + ".pdf", "é" * 120 + ".pdf"),
    ],
)
def test_a_file_leaves_under_a_harmless_name_with_the_ending_of_its_kind(name, shown):
    assert rules.shown_name(name, Kind.PDF) == shown


@given(st.text(max_size=200))
def test_whatever_its_name_a_file_keeps_to_its_folder(name):
    shown = rules.shown_name(name, Kind.PDF)
    assert (shown.isprintable(), set(shown) & set('/\\"\0'), shown.endswith(".pdf")) == (True, set(), True)


@given(st.binary(min_size=1, max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"RIFF"]))
def test_whatever_comes_in_is_a_kind_or_a_refusal(content, magic):
    try:
        found = rules.kind_of(magic + content, "a.txt")
    except rules.Refused as refused:
        found = refused.fault
    assert found.label


def test_every_kind_has_a_type_of_our_own_and_none_is_a_page():
    types = [rules.content_type(kind) for kind in Kind]
    assert [one for one in types if "html" in one or "svg" in one or "xml;" in one] == []
