"""The workbook of a CISO Assistant library opens to the same tree as the library made from it."""

import pytest

from essaim.apps.frameworks.rules import Refused, formats
from essaim.apps.frameworks.tests import workbooks
from essaim.apps.frameworks.tests.workbooks import PAIR, workbook


def read(sheets):
    return formats.read(workbook(sheets), {})


def test_a_workbook_and_the_library_made_from_it_give_the_same_referential():
    ours, theirs = read(workbooks.library()), formats.read(PAIR.encode(), {})
    assert (ours.format, theirs.format) == ("ciso-xlsx", "ciso-yaml")
    assert ours.framework == theirs.framework
    assert {*ours.losses} == {*theirs.losses}


def test_nothing_of_the_small_workbook_is_lost_on_the_way():
    framework = read(workbooks.library()).framework
    assert [(one.code, one.path, one.essential, one.weight) for one in framework.criteria] == [
        ("GOV.1", (), True, 2),
        ("gov-1-1", ("gov-1",), False, 1),
        ("E-2", ("gov-1",), False, 1),
    ]
    fair = framework.criterion("gov-1-1")
    assert [text.fr for text in fair.anchors] == ["Jamais\njamais", "Toujours"]
    assert framework.criterion("E-2").help.en == "Who?\n\nHow far?\n– Here\n– There"


def test_answers_without_a_question_are_told_all_the_same():
    sheets = workbooks.library()
    sheets["grid_content"][-1][-3] = ""
    assert read(sheets).framework.criterion("E-2").help.en == "– Here\n– There"


def test_the_order_of_sheets_and_columns_does_not_matter():
    sheets = workbooks.library()
    turned = {name: [row[::-1] for row in rows] if name.endswith("_content") else rows for name, rows in sheets.items()}
    assert read(dict(reversed(turned.items()))).framework == read(sheets).framework


def test_links_of_a_workbook_are_kept():
    sheets = workbooks.library() | {
        "map_meta": [
            ["type", "requirement_mapping_set"],
            ["source_framework_urn", "urn:acme:risk:framework:grid"],
            ["target_framework_urn", "urn:acme:risk:framework:iso"],
            ["source_node_base_urn", "urn:acme:risk:req_node:grid"],
            ["target_node_base_urn", "urn:acme:risk:req_node:iso"],
        ],
        "map_content": [
            ["source_node_id", "target_node_id", "relationship", "rationale"],
            ["GOV.1", "5.1", "equal", ""],
        ],
    }
    (mapping,) = read(sheets).framework.criterion("GOV.1").mappings
    assert (mapping.target, mapping.code, mapping.note.en) == ("iso", "5.1", "equal")


@pytest.mark.parametrize("depth", ["", "x", 99, -1, 2.5, "1e9", "9" * 5000])
def test_a_depth_nobody_can_follow_is_brought_to_the_nearest(depth):
    sheets = workbooks.library()
    sheets["grid_content"][2][1] = depth
    assert len(read(sheets).framework.criteria) == 3


@pytest.mark.parametrize("name", ["grid_content", "grid_meta"])
def test_a_workbook_without_its_framework_is_refused(name):
    sheets = workbooks.library()
    del sheets[name]
    with pytest.raises(Refused) as refused:
        read(sheets)
    assert [problem.kind.value for problem in refused.value.problems] == ["no_framework"]
