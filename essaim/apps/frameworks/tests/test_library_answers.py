"""Levels, questions and groups of a CISO Assistant library: what is scored, what is told, what makes the short set."""

import pytest

from essaim.apps.frameworks.rules import formats
from essaim.apps.frameworks.tests import libraries
from essaim.apps.frameworks.tests.libraries import NODE, chapter, choices, library, lost, node, read

IN_ENGLISH = ("one_language", "en")


def test_described_scores_are_the_scale():
    scores = [{"score": 3, "name": "Three"}, {"score": 1, "name": "One", "description": "Just one"}]
    (scale,) = read(library(scores_definition=scores)).framework.scales
    assert [(anchor.value, anchor.label.en, anchor.text.en) for anchor in scale.anchors] == [
        (1, "One", "Just one"),
        (3, "Three", "Three"),
    ]


@pytest.mark.parametrize(
    ("framework", "values", "listed"),
    [
        ({}, [0, 1, 2, 3, 4], True),
        ({"min_score": 0, "max_score": 100}, [0, 1, 2, 3, 4], True),
        ({"min_score": 1, "max_score": 3}, [1, 2, 3], False),
        ({"scores_definition": [{"score": 5, "name": "alone"}]}, [0, 1, 2, 3, 4], True),
        ({"scores_definition": [{"score": "x"}, {"score": 99999}]}, [0, 1, 2, 3, 4], True),
    ],
)
def test_without_described_scores_the_usual_levels_serve_and_it_is_said(framework, values, listed):
    reading = read(library(**framework))
    assert [anchor.value for anchor in reading.framework.scales[0].anchors] == values
    assert (("no_levels", "") in lost(reading)) is listed


def test_a_question_answered_on_the_scale_tells_its_levels():
    scores = [{"score": score, "name": str(score)} for score in (1, 2)]
    nodes = chapter("GOV", node("GOV.1", 2, "GOV", questions={"q": choices(1, 2)}))
    framework = read(library(*nodes, scores_definition=scores)).framework
    anchors = framework.anchors_of(framework.criterion("GOV.1"))
    assert [(anchor.value, anchor.text.en) for anchor in anchors] == [(1, "answer 0"), (2, "answer 1")]


def test_a_question_with_points_of_its_own_has_a_scale_of_its_own_shared_by_those_alike():
    own = {"questions": {"q": choices(20, 0, 10)}}
    nodes = chapter("GOV", node("GOV.1", 2, "GOV", **own), node("GOV.2", 2, "GOV", **own))
    framework = read(library(*nodes)).framework
    assert [one.scale for one in framework.criteria] == ["answers-1", "answers-1"]
    assert [(one.value, one.label.en) for one in framework.scales[1].anchors] == [
        (0, "answer 1"),
        (10, "answer 2"),
        (20, "answer 0"),
    ]


def test_questions_that_give_no_level_are_told_and_counted():
    asked = {"q": choices(1, 1), "r": choices(None, kind="multiple_choice", depends_on={"question": "q"})}
    reading = read(library(*chapter("GOV", node("GOV.1", 2, "GOV", questions=asked))))
    assert lost(reading) == {IN_ENGLISH: 9, ("no_levels", ""): 1, ("key", "questions.depends_on"): 1} | {
        ("choices", ""): 2
    }


def test_questions_in_their_older_shape_are_read_with_the_answers_they_share():
    content = libraries.source(library()).decode().rstrip() + (
        "\n      question: {question_type: unique_choice, question_choices: &all ['Yes', 'No'], "
        "questions: [{urn: q, text: Do you?}]}"
        f"\n    - {{urn: '{NODE}:gov.2', assessable: true, parent_urn: '{NODE}:gov', "
        "question: {question_type: unique_choice, question_choices: *all, questions: [{text: Will you?}]}}\n"
    )
    criteria = formats.read(content.encode(), {}).framework.criteria
    assert [(one.question.en, one.help.en) for one in criteria] == [
        ("Do you?", "Do you?\n– Yes\n– No"),
        ("Will you?", "Will you?\n– Yes\n– No"),
    ]


def test_groups_are_kept_and_the_default_one_is_the_short_set():
    groups = [{"ref_id": "B", "name": "basic"}, {"ref_id": "P", "name": "plus", "default_selected": True}]
    nodes = chapter(
        "GOV",
        node("GOV.1", 2, "GOV", implementation_groups=["B"]),
        node("GOV.2", 2, "GOV", implementation_groups=["B", "P", "?"]),
    )
    reading = read(library(*nodes, implementation_groups_definition=groups))
    assert [(group.code, group.title.en, group.default) for group in reading.framework.groups] == [
        ("B", "basic", False),
        ("P", "plus", True),
    ]
    assert [(one.groups, one.essential) for one in reading.framework.criteria] == [(("B",), False), (("B", "P"), True)]
    assert lost(reading)["essential_default", "P"] == 1
    assert lost(reading)["key", "implementation_groups"] == 1


def test_without_a_default_group_the_smallest_is_the_short_set():
    groups = [{"ref_id": name, "name": name} for name in "BP"]
    nodes = chapter(
        "GOV",
        node("GOV.1", 2, "GOV", implementation_groups=["B", "P"]),
        node("GOV.2", 2, "GOV", implementation_groups=["P"]),
    )
    reading = read(library(*nodes, implementation_groups_definition=groups))
    assert [one.essential for one in reading.framework.criteria] == [True, False]
    assert lost(reading)["essential_smallest", "B"] == 1
