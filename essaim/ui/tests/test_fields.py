"""Documents with named fields: what people type in their word processor is found, filled, repeated, or explained."""

import io
import zipfile

import docx
import odfdo
import pytest
from lxml import etree

from essaim.ui.documents import docx as word
from essaim.ui.documents import odt, packages
from essaim.ui.documents.blocks import Heading, Paragraph, Table
from essaim.ui.documents.fields import Fault, Names, Values, fill, problems, used
from essaim.ui.tests.test_documents import document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMES = Names(
    single=frozenset({"house.name", "house.words"}),
    lists={"task": frozenset({"title", "who"}), "friend": frozenset({"name"})},
    other={"maison.nom": "house.name", "tache.titre": "task.title"},
)
VALUES = Values(
    {"house.name": "Orchard & Sons <b>", "house.words": "One.\nTwo."},
    {"task": [{"title": "Sow", "who": "Ada"}, {"title": "Reap", "who": ""}], "friend": []},
)
BUILDERS = {"docx": word.build, "odt": odt.build}


def package(kind, *blocks):
    return packages.read(BUILDERS[kind](document(*blocks)), kind)


def raw(body, *more):
    """Return a Word document as its body is written, with these parts besides."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in more:
            archive.writestr(name, content)
    return file.getvalue()


def lines(content, kind):
    """Return the paragraphs of a document, in order, those of tables included."""
    if kind == "docx":
        opened = docx.Document(io.BytesIO(content)).element.body
        return [
            "".join("\n" if one.tag.endswith("}br") else one.text or "" for one in p.iter("{*}t", "{*}br"))
            for p in opened.iter("{*}p")
        ]
    found = odfdo.Document(io.BytesIO(content)).body.get_elements("//text:p | //text:h")
    return [
        one.text_recursive.strip() if not one.get_elements("text:line-break") else str(one).strip() for one in found
    ]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_name_becomes_what_it_says_as_text_whatever_it_holds(kind):
    made = fill(package(kind, Paragraph("From {{ house.name }}, {{house.name}}.")), NAMES, VALUES)
    assert "From Orchard & Sons <b>, Orchard & Sons <b>." in lines(made, kind)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_names_are_read_in_either_language_with_any_capitals_and_accents(kind):
    made = fill(package(kind, Paragraph("{{ Maison.Nom }} {{ \u00a0HOUSE.name }} {{ tâche.titre }}")), NAMES, VALUES)
    assert "Orchard & Sons <b> Orchard & Sons <b> Sow" in lines(made, kind)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_row_is_repeated_for_each_item_and_a_paragraph_too(kind):
    table = Table("Tasks", ("Task", "Who"), (("{{ task.title }}", "{{ task.who }} for {{ house.name }}"),), (1, 1))
    made = fill(package(kind, table, Paragraph("– {{ task.title }}")), NAMES, VALUES)
    told = [one for one in lines(made, kind) if one]
    start = told.index("Who") + 1
    assert told[start:] == [
        "Sow",
        "Ada for Orchard & Sons <b>",
        "Reap",
        "for Orchard & Sons <b>" if kind == "odt" else " for Orchard & Sons <b>",
        "– Sow",
        "– Reap",
    ]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_list_without_an_item_says_so_in_one_row(kind):
    made = fill(package(kind, Table("Friends", ("Name",), (("{{ friend.name }}",),), (1,))), NAMES, VALUES)
    assert [one for one in lines(made, kind) if one][-2:] == ["Name", "–"]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_line_breaks_of_what_is_said_are_kept(kind):
    made = fill(package(kind, Paragraph("Said: {{ house.words }} End")), NAMES, VALUES)
    if kind == "docx":
        assert "Said: One.\nTwo. End" in lines(made, kind)
    else:
        (found,) = [p for p in odfdo.Document(io.BytesIO(made)).body.paragraphs if p.get_elements("text:line-break")]
        assert found.text_recursive.replace("\n", "") == "Said: One.Two. End"


def test_a_name_that_the_word_processor_cut_in_pieces_is_read_whole():
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r><w:proofErr w:type="spellStart"/>'
        for piece in ("Dear {", "{ house", ".na", "me }", "}!")
    )
    opened = packages.read(raw(f"<w:p>{runs}</w:p>"), "docx")
    assert used(opened, NAMES) == ("house.name",)
    with zipfile.ZipFile(io.BytesIO(fill(opened, NAMES, VALUES))) as archive:
        filled = etree.fromstring(archive.read("word/document.xml"))
    assert "".join(filled.itertext()) == "Dear Orchard & Sons <b>!"


def test_headers_and_footers_are_filled_too():
    more = ("word/footer1.xml", f"<w:ftr {W}><w:p><w:r><w:t>{{{{ house.name }}}}</w:t></w:r></w:p></w:ftr>")
    opened = packages.read(raw("<w:p/>", more), "docx")
    with zipfile.ZipFile(io.BytesIO(fill(opened, NAMES, VALUES))) as archive:
        assert b"Orchard &amp; Sons" in archive.read("word/footer1.xml")


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize(
    ("typed", "fault", "name", "nearest"),
    [
        ("Dear {{ house.nmae }}", Fault.UNKNOWN, "house.nmae", "house.name"),
        ("Dear {{ maison.nmo }}", Fault.UNKNOWN, "maison.nmo", "maison.nom"),
        ("Dear {{ zzz }}", Fault.UNKNOWN, "zzz", ""),
        ("Dear {{ house.__class__ }}", Fault.UNKNOWN, "house.__class__", ""),
        ("Dear {{ task.title }} {{ friend.name }}", Fault.TWO_LISTS, "task + friend", ""),
        ("Dear {{ house.name }", Fault.HALF, "", ""),
        ("Dear all", Fault.NONE, "", ""),
    ],
)
def test_what_is_to_be_mended_is_told_by_name_with_where_it_stands(kind, typed, fault, name, nearest):
    (problem,) = problems(package(kind, Paragraph(typed)), NAMES)
    assert (problem.fault, problem.name, problem.nearest) == (fault, name, nearest)
    assert problem.around == ("" if fault == Fault.NONE else typed)


@pytest.mark.parametrize("expression", ["7*7", "house.name.upper()", "''.__class__", "% for x in y %", "house['name']"])
def test_a_field_is_a_name_and_computes_nothing(expression):
    (problem,) = problems(package("docx", Paragraph(f"{{{{ {expression} }}}}")), NAMES)
    assert problem.fault == Fault.UNKNOWN


def test_what_repeats_too_much_stops_before_it_fills_the_memory():
    rows = "".join("<w:p><w:r><w:t>{{ task.title }}</w:t></w:r></w:p>" for _ in range(3_000))
    many = Values({}, {"task": [{"title": "x", "who": ""}] * 1_189, "friend": []})
    with pytest.raises(OverflowError):
        fill(packages.read(raw(rows), "docx"), NAMES, many)


RELATION = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
TYPE = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
OUTSIDE = 'TargetMode="External"/></Relationships>'
RUN = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>%s</w:instrText></w:r></w:p>'


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("<w:altChunk/>", ()),
        ("<w:p><w:object/></w:p>", ()),
        ('<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\cmd.exe"/></w:p>', ()),
        (RUN % 'INCLUDEPICTURE "http://x/a.png"', ()),
        (RUN % "IN</w:instrText></w:r><w:r><w:instrText>CLUDETEXT file", ()),
        (RUN % 'HYPERLINK "file:///etc/passwd"', ()),
        ("", (("word/embeddings/oleObject1.bin", "x"),)),
        ("", (("word/vbaProject.bin", "x"),)),
        (
            "",
            (
                (
                    "word/_rels/document.xml.rels",
                    f'{RELATION}{TYPE}image" Target="http://x/a" TargetMode="External"/></Relationships>',
                ),
            ),
        ),
        (
            "",
            (
                (
                    "word/_rels/document.xml.rels",
                    f'{RELATION}{TYPE}hyperlink" Target="file://x/a" TargetMode="External"/></Relationships>',
                ),
            ),
        ),
        ("", (("word/styles.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),)),
    ],
)
def test_a_document_that_would_fetch_or_run_something_is_refused(body, more):
    with pytest.raises(packages.Unsafe):
        packages.read(raw(body, *more), "docx")


@pytest.mark.parametrize(
    "inside",
    [
        '<draw:image xlink:href="https://x/a.png"/>',
        '<draw:image xlink:href="../../etc/passwd"/>',
        '<draw:object xlink:href="./Object 1"/>',
        '<text:section-source xlink:href="file:///etc/passwd"/>',
        '<text:execute-macro text:name="x"/>',
        '<text:script script:language="x"/>',
        '<text:a xlink:href="javascript:alert(1)">x</text:a>',
    ],
)
def test_an_open_document_that_would_fetch_or_run_something_is_refused(inside):
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in {"draw": "drawing", "text": "text", "script": "script", "office": "office"}.items()
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        content = f'<office:document {spaces} xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</office:document>'
        archive.writestr("content.xml", content)
    with pytest.raises(packages.Unsafe):
        packages.read(file.getvalue(), "odt")


def test_where_a_document_was_made_from_is_dropped_and_the_rest_kept():
    rels = f'{RELATION}{TYPE}attachedTemplate" Target="file:///C:/Normal.dotm" TargetMode="External"/></Relationships>'
    settings = f"<w:settings {W}><w:attachedTemplate/><w:zoom/></w:settings>"
    more = (("word/_rels/settings.xml.rels", rels), ("word/settings.xml", settings))
    opened = packages.read(raw("<w:p><w:r><w:t>{{ house.name }}</w:t></w:r></w:p>", *more), "docx")
    with zipfile.ZipFile(io.BytesIO(fill(opened, NAMES, VALUES))) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]
    assert [part for part in parts if "Normal.dotm" in part or "attachedTemplate" in part] == []
    assert "zoom" in parts[-1]


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"x" * (packages.MOST_BYTES + 1)])
def test_what_is_no_document_is_refused(content):
    with pytest.raises(packages.Unreadable):
        packages.read(content, "docx")


def test_a_document_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    with pytest.raises(packages.Unreadable):
        packages.read(raw("", ("word/media/a.bin", b"\0" * (packages.MOST_UNPACKED + 1))), "docx")


def test_titles_of_an_open_document_bear_no_number_and_no_full_stop():
    made = odfdo.Document(io.BytesIO(odt.build(document(Heading(1, "One")))))
    levels = made.styles.get_elements("//text:outline-level-style")
    assert {one.attributes.get("loext:num-list-format") for one in levels} == {None}
