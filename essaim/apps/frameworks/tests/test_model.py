"""Our spreadsheet: a referential goes through it whole, and each mistake is told with its sheet and cell."""

import io

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from essaim.apps.frameworks.rules import Refused, formats, parsing
from essaim.apps.frameworks.tests import factories, libraries
from essaim.apps.frameworks.tests.conftest import CONTENT
from essaim.apps.frameworks.tests.workbooks import workbook

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}\ufffe\uffff"), min_size=1).filter(
    str.strip
)
TEXT = st.fixed_dictionaries({"fr": WORDS, "en": WORDS})


def sheets(framework):
    """Return the cells of a referential's spreadsheet, to be changed."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(formats.as_workbook(framework)))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.fixture
def small():
    rule = factories.rule("A-1")
    rule["when"].append({"fact": "legal_family", "operator": "in", "value": ["association", "mutual"]})
    term = {"code": "members", "default": factories.text(), "families": {"mutual": factories.text()}}
    first = factories.theme("A", factories.rich("A-1", weight=0.5, essential=True), card=factories.card())
    second = factories.theme("B", factories.criterion("B-1"), factories.criterion("B-2"))
    return factories.framework(first, second, applicability=[rule], terms=[term], notes=[factories.text()])


def problems(cells):
    with pytest.raises(Refused) as refused, translation.override("en"):
        formats.read(workbook(cells), {})
    with translation.override("en"):
        return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("name", sorted(path.name for path in CONTENT.glob("*.yaml")))
def test_our_own_referentials_go_through_the_spreadsheet_whole(name, targets):
    framework = parsing.parse((CONTENT / name).read_bytes(), targets)
    reading = formats.read(formats.as_workbook(framework), targets)
    assert (reading.framework, reading.format, reading.losses) == (framework, "xlsx", ())
    assert parsing.as_json(reading.framework) == parsing.as_json(framework)


def test_what_came_from_a_library_goes_through_it_too():
    framework = libraries.read(libraries.library()).framework
    assert formats.read(formats.as_workbook(framework), {}).framework == framework


@settings(max_examples=40, deadline=None)
@given(title=TEXT, question=TEXT, evidence=st.lists(TEXT, max_size=3), weight=st.integers(1, 100000))
def test_any_words_go_through_the_spreadsheet_and_the_file(title, question, evidence, weight):
    changes = {"title": title, "question": question, "evidence": evidence, "weight": weight / 100}
    framework = factories.framework(factories.theme("A", factories.criterion("A-1", **changes)))
    assert formats.read(formats.as_workbook(framework), {}).framework == framework
    assert formats.read(formats.as_yaml(framework).encode(), {}).framework == framework


def test_no_word_becomes_a_formula(small):
    framework = small.model_copy(update={"licence": "=1+1"})
    content = formats.as_workbook(framework, ['=HYPERLINK("https://example.org")'])
    assert sheets(framework)["framework"][7] == ["licence", "=1+1"]
    assert formats.read(content, {}).framework.licence == "=1+1"


def test_a_sound_spreadsheet_is_read_as_it_is(small):
    assert formats.read(workbook(sheets(small)), {}).framework == small


def test_people_may_write_as_people_do(small):
    cells = sheets(small)
    criteria = cells["criteria"]
    place = {name: number for number, name in enumerate(criteria[0])}
    criteria[1][place["essential"]] = "oui"
    criteria[1][place["weight"]] = "0,5"
    criteria.insert(2, [""] * len(criteria[0]))
    cells["Criteria "] = [[str(name).upper() for name in criteria[0]], *criteria[1:]]
    del cells["criteria"]
    assert formats.read(workbook(cells), {}).framework == small


def change(sheet, row, column, value):
    def changed(cells):
        cells[sheet][row][cells[sheet][0].index(column)] = value

    return changed


def renamed(sheet, name):
    def changed(cells):
        cells[name] = cells.pop(sheet)

    return changed


MISTAKES = {
    "a missing language": (
        change("criteria", 1, "question.en", ""),
        ["criteria!F2: The text is missing in “en”. Each text needs “fr” and “en”."],
    ),
    "a code used twice": (
        change("criteria", 3, "code", "B-1"),
        ["criteria!B4: The code “B-1” is already used on line 3. Give each its own code."],
    ),
    "a theme that is not there": (
        change("criteria", 2, "theme", "Z"),
        ["criteria!A3: “Z” is not in the sheet “themes”. Add it there, or correct it here."],
    ),
    "a criterion that is not there": (
        change("criteria.practices", 1, "criterion", "A-9"),
        ["criteria.practices!A2: “A-9” is not in the sheet “criteria”. Add it there, or correct it here."],
    ),
    "a weight of nothing": (
        change("criteria", 2, "weight", 0),
        ["criteria!AA3: A weight is a number above 0. To leave a criterion out of the score, delete it."],
    ),
    "a weight in words": (
        change("criteria", 2, "weight", "heavy"),
        ["criteria!AA3: This is a text. Write a number instead."],
    ),
    "a level without a value": (
        change("scales.anchors", 2, "value", ""),
        ["scales.anchors!B3: The key “value” is missing. Add it."],
    ),
    "a column with another name": (
        lambda cells: cells["themes"][0].__setitem__(2, "titre"),
        ["themes!C1: The column “titre” is not part of the model. Delete it, or rename it."],
    ),
    "a sheet with another name": (
        renamed("terms", "words"),
        [
            "terms.families!A2: “members” is not in the sheet “terms”. Add it there, or correct it here.",
            "words!A1: The sheet “words” is not part of the model. Delete it, or rename it.",
        ],
    ),
    "a sheet that is not there": (
        lambda cells: cells.pop("scales.anchors"),
        ["framework!A1: The sheet “scales.anchors” is missing. Put it back from the model."],
    ),
    "a key nobody knows": (
        lambda cells: cells["framework"].append(["colour", "red"]),
        ["framework!A16: The column “colour” is not part of the model. Delete it, or rename it."],
    ),
    "a code with an accent": (
        change("themes", 2, "code", "Bé"),
        [f"criteria!A{row}: “B” is not in the sheet “themes”. Add it there, or correct it here." for row in (3, 4)],
    ),
    "a scale nobody described": (
        change("criteria", 1, "scale", "other"),
        ["criteria!AB2: The scale “other” is not described. Add it, or use one of: levels."],
    ),
    "a direction nobody knows": (
        change("criteria.indicators", 1, "direction", "north"),
        ["criteria.indicators!H2: “north” is not accepted. Use one of: up, down, within, none."],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_with_its_sheet_and_its_cell(name, small):
    mistake, expected = MISTAKES[name]
    cells = sheets(small)
    mistake(cells)
    assert problems(cells) == expected
