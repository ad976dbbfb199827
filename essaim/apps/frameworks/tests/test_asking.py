"""A question that waits for the answers to others: what is refused, what is told, what goes through every format."""

import pytest
from django.utils import translation

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.rules import formats
from essaim.apps.frameworks.tests import factories


def waiting(code, **condition):
    return factories.criterion(code, asked_when=condition)


def after(code, **levels):
    return {"answer_to": code, **levels}


def framework(*criteria, **changes):
    return factories.framework(factories.theme("A", factories.criterion("A-1"), *criteria), **changes)


def problems(*criteria):
    content = factories.source(factories.theme("A", factories.criterion("A-1"), *criteria))
    with pytest.raises(rules.Refused) as refused, translation.override("en"):
        rules.parse(content, {})
    with translation.override("en"):
        return [(problem.path, problem.sentence) for problem in refused.value.problems]


def test_a_condition_names_criteria_that_exist():
    assert problems(waiting("A-2", all=[after("A-9", at_least=1)])) == [
        ("themes[A].criteria[A-2].asked_when.all[1].answer_to", "There is no criterion “A-9”. Check its code.")
    ]


def test_a_condition_that_asks_for_nothing_is_refused():
    assert problems(waiting("A-2")) == [
        (
            "themes[A].criteria[A-2].asked_when",
            "This condition asks for no level. Write “at_least”, “at_most” or “among”, or delete it.",
        )
    ]


def test_a_level_is_one_of_those_of_the_other_criterion():
    assert problems(waiting("A-2", any=[after("A-1", at_least=3)])) == [
        (
            "themes[A].criteria[A-2].asked_when.any[1].at_least",
            "3 is not a level of “A-1”. Use one of: 0, 1, 2.",
        )
    ]


def test_each_ring_of_conditions_is_told_once_the_way_people_read_it():
    found = problems(
        waiting("A-2", all=[after("A-4", at_least=1)]),
        waiting("A-3", all=[after("A-2", at_least=1)]),
        waiting("A-4", any=[after("A-1", at_least=1), after("A-3", at_least=1)]),
        waiting("A-5", all=[after("A-6", at_least=1)]),
        waiting("A-6", all=[after("A-5", at_least=1)]),
    )
    assert found == [
        (
            "themes[A].criteria[A-2].asked_when",
            "“A-2” waits for its own answer: A-2 → A-4 → A-3 → A-2. Delete one of these conditions.",
        ),
        (
            "themes[A].criteria[A-5].asked_when",
            "“A-5” waits for its own answer: A-5 → A-6 → A-5. Delete one of these conditions.",
        ),
    ]


@pytest.mark.parametrize(
    ("levels", "admitted"),
    [
        ({"at_least": 1}, [1, 2]),
        ({"at_most": 1}, [0, 1]),
        ({"among": [0, 2]}, [0, 2]),
        ({"at_least": 1, "at_most": 1}, [1]),
        ({"at_least": 1, "among": [0, 2]}, [2]),
    ],
)
def test_a_prerequisite_admits_the_levels_that_fit_all_it_says(levels, admitted):
    one = rules.Prerequisite.model_validate(after("A-1", **levels))
    assert [level for level in (0, 1, 2) if one.admits(level)] == admitted


@pytest.mark.parametrize(
    ("every", "some", "verdict"),
    [
        ([True, True], [], True),
        ([True, False], [True], False),
        ([False, None], [], False),
        ([True, None], [], None),
        ([], [False, True], True),
        ([], [False, None], None),
        ([], [False, False], False),
        ([None], [False, False], False),
        ([None], [True], None),
        ([True], [None, True], True),
    ],
)
def test_what_is_not_known_decides_nothing_that_the_rest_does_not_decide(every, some, verdict):
    named = [rules.Prerequisite(answer_to=f"A-{rank}", at_least=1) for rank in range(len(every) + len(some))]
    asked = rules.AskedWhen(all=tuple(named[: len(every)]), any=tuple(named[len(every) :]))
    assert asked.holds([*every, *some]) is verdict


@pytest.mark.parametrize(
    ("condition", "english", "french"),
    [
        (
            {"all": [after("A-1", at_least=1)]},
            "Asked only when the answer to “A-1” is “1” or above.",
            "Cette question se pose seulement si la réponse à « A-1 (fr) » est « 1 (fr) » ou au-dessus.",
        ),
        (
            {"all": [after("A-1", at_most=1), after("A-2", among=[0, 2])]},
            "Asked only when the answer to “A-1” is “1” or below and the answer to “A-2” is “0” or “2”.",
            "Cette question se pose seulement si la réponse à « A-1 (fr) » est « 1 (fr) » ou en dessous "
            "et la réponse à « A-2 (fr) » est « 0 (fr) » ou « 2 (fr) ».",
        ),
        (
            {"any": [after("A-1", at_least=2), after("A-2", among=[1])]},
            "Asked only when the answer to “A-1” is “2” or the answer to “A-2” is “1”.",
            "Cette question se pose seulement si la réponse à « A-1 (fr) » est « 2 (fr) » "
            "ou la réponse à « A-2 (fr) » est « 1 (fr) ».",
        ),
    ],
)
def test_a_condition_is_a_sentence_in_both_languages_whatever_the_one_of_the_moment(condition, english, french):
    found = framework(factories.criterion("A-2"), waiting("A-3", **condition))
    with translation.override("de"):
        told = rules.asked_only_when(found, found.criterion("A-3").asked_when)
    assert (told.en, told.fr.replace("\N{NARROW NO-BREAK SPACE}", " ")) == (english, french)


def test_criteria_that_wait_come_after_those_they_wait_for():
    found = framework(
        waiting("A-2", all=[after("A-3", at_least=1)]),
        waiting("A-3", all=[after("A-4", at_least=1)]),
        factories.criterion("A-4"),
    )
    assert [one.code for one in found.conditional] == ["A-3", "A-2"]


def test_a_chain_of_a_thousand_questions_is_read_and_ordered():
    chain = [waiting(f"A-{rank}", all=[after(f"A-{rank - 1}", at_least=1)]) for rank in range(2, 1400)]
    content = factories.source(factories.theme("A", factories.criterion("A-1"), *chain))
    assert [one.code for one in rules.parse(content, {}).conditional][:2] == ["A-2", "A-3"]


def test_conditions_go_through_the_file_and_the_spreadsheet_whole():
    whole = framework(
        waiting("A-2", all=[after("A-1", at_least=1, at_most=2), after("A-1", among=[1, 2])]),
        waiting("A-3", any=[after("A-1", among=[0]), after("A-2", at_least=2)]),
    )
    for content in (formats.as_yaml(whole).encode(), formats.as_workbook(whole)):
        assert formats.read(content, {}).framework == whole


def test_a_file_without_conditions_keeps_its_words():
    assert "asked_when" not in str(rules.as_json(framework()))
