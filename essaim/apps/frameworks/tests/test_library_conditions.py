"""Questions of a CISO Assistant library that depend on one another: kept where both became criteria, else listed."""

import pytest
import yaml

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.rules import formats
from essaim.apps.frameworks.tests import factories, workbooks
from essaim.apps.frameworks.tests.libraries import NODE, chapter, choices, library, lost, node, read
from essaim.apps.frameworks.tests.workbooks import workbook

LOST = ("key", "questions.depends_on")
FIRST = f"{NODE}:gov.1:question:1"


def asking(rank, *points, on=None, **changes):
    """Return the questions of the requirement GOV.<rank>: one, with an answer for each number of points."""
    urn = f"{NODE}:gov.{rank}:question:1"
    question = choices(*points, **changes)
    for place, choice in enumerate(question["choices"], start=1):
        choice["urn"] = f"{urn}:choice:{place}"
    return {urn: question | ({"depends_on": on} if on else {})}


def on(*places, question=FIRST, condition="any"):
    return {"question": question, "answers": [f"{question}:choice:{place}" for place in places], "condition": condition}


def reading(*asked):
    nodes = [node(f"GOV.{rank}", 2, "GOV", questions=questions) for rank, questions in enumerate(asked, start=1)]
    return read(library(*chapter("GOV", *nodes)))


def waits(found):
    return {
        one.code: one.asked_when.model_dump(mode="json", exclude_defaults=True)
        for one in found.framework.criteria
        if one.asked_when
    }


def test_a_question_that_depends_on_another_requirements_answer_waits_for_its_level():
    found = reading(asking(1, 20, 10, 0), asking(2, 0, 5, on=on(1, 2)))
    assert waits(found) == {"GOV.2": {"all": [{"answer_to": "GOV.1", "among": [10, 20]}]}}
    assert LOST not in lost(found)


def test_it_may_depend_on_one_that_comes_later_and_have_no_level_itself():
    later = f"{NODE}:gov.2:question:1"
    found = reading(asking(1, None, None, kind="multiple_choice", on=on(1, question=later)), asking(2, 0, 1))
    assert waits(found) == {"GOV.1": {"all": [{"answer_to": "GOV.2", "among": [0]}]}}


def test_a_requirement_with_one_question_of_levels_is_answered_by_it():
    date = {f"{NODE}:gov.1:question:2": {"type": "date", "text": "Since when?", "depends_on": on(1)}}
    found = reading(asking(1, 0, 10) | date, asking(2, 0, 5, on=on(2)))
    first = found.framework.criterion("GOV.1")
    assert (first.scale, first.question.en, first.help.en) == ("answers-1", "How far are you?", "Since when?")
    assert waits(found) == {"GOV.2": {"all": [{"answer_to": "GOV.1", "among": [10]}]}}
    assert (lost(found)[LOST], ("choices", "") in lost(found)) == (1, False)


@pytest.mark.parametrize(
    "depends_on",
    [
        on(1, 2, condition="all"),
        on(9),
        on(),
        on(1, question="urn:nobody"),
        {"question": FIRST, "answers": "all of them"},
        {"question": [FIRST], "answers": [f"{FIRST}:choice:1"]},
        "GOV.1",
        ["GOV.1"],
    ],
)
def test_what_cannot_be_held_is_listed_and_the_question_is_always_asked(depends_on):
    found = reading(asking(1, 0, 10), asking(2, 0, 5, on=depends_on))
    assert (waits(found), lost(found)[LOST]) == ({}, 1)


def test_an_answer_that_is_no_level_cannot_be_waited_for():
    first = asking(1, 0, 10, None)
    first[FIRST]["choices"][2] |= {"compute_result": "not_applicable"}
    found = reading(first, asking(2, 0, 5, on=on(1, 3)))
    assert (waits(found), lost(found)[LOST]) == ({}, 1)


def test_a_ring_is_opened_and_listed():
    rings = [on(1, question=f"{NODE}:gov.{rank}:question:1") for rank in (2, 3, 1)]
    found = reading(*(asking(rank, 0, 5, on=ring) for rank, ring in enumerate(rings, start=1)))
    assert (len(waits(found)), lost(found)[LOST]) == (2, 1)


def depending(cell, **last):
    """Return the small workbook, its last line depending on others and asking something else."""
    sheets = workbooks.library()
    head, *_, end = rows = sheets["grid_content"]
    for column, words in last.items():
        end[head.index(column)] = words
    for row in rows:
        row.append({id(head): "depends_on", id(end): cell}.get(id(row), ""))
    return formats.read(workbook(sheets), {})


def test_the_lines_of_a_workbook_say_the_same():
    found = depending("6:1:2:any", questions="How far?", answer="far")
    assert waits(found) == {"E-2": {"all": [{"answer_to": "gov-1-1", "among": [1]}]}}
    assert waits(depending("6 : 1 : 1, 2", questions="How far?", answer="far")) == {
        "E-2": {"all": [{"answer_to": "gov-1-1", "among": [0, 1]}]}
    }


def test_one_of_several_questions_that_are_only_told_is_listed():
    found = depending("undefined\n6:1:2")
    assert (waits(found), lost(found)[LOST]) == ({}, 1)


@pytest.mark.parametrize("cell", ["6:1", "99:1:1", "six", "6:1:2:some", "6:9:1"])
def test_a_line_nobody_can_follow_is_listed(cell):
    found = depending(cell, questions="How far?", answer="far")
    assert (waits(found), lost(found)[LOST]) == ({}, 1)


def written(framework):
    content, losses = formats.as_library(framework)
    return content, {(loss.kind.value, loss.name): loss.count for loss in losses}


def test_what_came_from_a_library_goes_back_with_its_conditions():
    framework = reading(asking(1, 20, 10, 0), asking(2, 0, 5, on=on(1, 2))).framework
    content, losses = written(framework)
    nodes = {one["ref_id"]: one for one in yaml.safe_load(content)["objects"]["framework"]["requirement_nodes"]}
    (question,) = nodes["GOV.2"]["questions"].values()
    assert question["depends_on"] == on(2, 3)
    assert ("key", "criteria.asked_when") not in losses
    assert formats.read(content.encode(), {}).framework == framework


def test_one_of_ours_goes_there_and_back_on_the_levels_of_everyone():
    asked_when = {"all": [{"answer_to": "A-1", "among": [1, 2]}]}
    criteria = factories.criterion("A-1"), factories.criterion("A-2", asked_when=asked_when)
    scale = factories.scale()
    for anchor in scale["anchors"]:
        anchor["text"] = factories.text(f"is {anchor['value']}")
    content, _ = written(factories.framework(factories.theme("A", *criteria), scales=[scale]))
    back = formats.read(content.encode(), {}).framework
    assert back.criterion("A-2").asked_when == rules.AskedWhen.model_validate(asked_when)
    assert [(one.scale, one.anchors) for one in back.criteria] == [(None, ()), (None, ())]


def test_what_waits_for_several_others_is_listed():
    asked_when = {"any": [{"answer_to": "A-1", "among": [1]}, {"answer_to": "A-2", "at_least": 1}]}
    criteria = factories.criterion("A-1"), factories.criterion("A-2"), factories.criterion("A-3", asked_when=asked_when)
    _, losses = written(factories.framework(factories.theme("A", *criteria)))
    assert losses["key", "criteria.asked_when"] == 1
