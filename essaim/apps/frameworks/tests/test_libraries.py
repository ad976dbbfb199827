"""A CISO Assistant library becomes one of our referentials; what it cannot hold is listed."""

import time

import pytest

from essaim.apps.frameworks.rules import Refused, formats, parsing
from essaim.apps.frameworks.tests import libraries
from essaim.apps.frameworks.tests.libraries import NODE, chapter, choices, library, lost, node, read


def refusal(content):
    with pytest.raises(Refused) as refused:
        formats.read(content, {})
    return [problem.kind.value for problem in refused.value.problems]


def criterion(**changes):
    return read(library(*chapter("GOV", node("GOV.1", 2, "GOV", **changes)))).framework.criterion("GOV.1")


def tree(framework):
    return {theme.code: [(one.code, one.path) for one in theme.criteria] for theme in framework.themes}


def test_a_library_keeps_its_names_and_gets_a_code():
    framework = read(library()).framework
    assert (framework.code, framework.version, framework.licence) == ("acme-grid", "3", "Acme")
    assert (framework.title.en, framework.title.fr, framework.description.en) == ("Grid", "Grid", "What we ask.")
    assert framework.origin.model_dump(exclude_none=True) == {
        "library": "urn:acme:risk:library:grid",
        "framework": "urn:acme:risk:framework:grid",
        "ref_id": "Acme Grid",
        "locale": "en",
        "provider": "Acme",
        "packager": "Nobody",
    }


def test_the_first_level_gives_the_themes_and_all_that_is_assessable_below_their_criteria():
    nodes = [
        node("A"),
        node("A.1", 2, "A", assessable=False, description="About A.1"),
        node("A.1.1", 3, "A.1"),
        node("A.1.1.1", 4, "A.1.1"),
        node("A.2", 2, "A"),
        node("B"),
        node("B.1", 2, "B"),
    ]
    framework = read(library(*nodes)).framework
    assert tree(framework) == {
        "A": [("A.1.1", ("A.1",)), ("A.1.1.1", ("A.1", "A.1.1")), ("A.2", ())],
        "B": [("B.1", ())],
    }
    sections = framework.theme("A").sections
    assert [(section.code, section.summary and section.summary.en) for section in sections] == [
        ("A.1", "About A.1"),
        ("A.1.1", None),
    ]
    assert framework.criterion("A.2").origin.urn == f"{NODE}:a.2"


def test_criteria_without_a_theme_stand_under_one_that_bears_the_code_of_the_framework():
    reading = read(library(node("A", assessable=True), *chapter("B"), node("C", assessable=True)))
    assert tree(reading.framework) == {"acme-grid": [("A", ()), ("C", ())], "B": [("B.1", ())]}


def test_a_chapter_that_is_answered_too_is_the_first_criterion_of_its_theme():
    framework = read(library(node("A", assessable=True), node("A.1", 2, "A"))).framework
    assert tree(framework) == {"A": [("A", ()), ("A.1", ())]}


def test_a_chapter_with_nothing_to_answer_is_listed():
    reading = read(library(*chapter("A"), node("S", display_mode="splash")))
    assert tree(reading.framework) == {"A": [("A.1", ())]}
    assert lost(reading)["chapter", "S"] == 1
    assert lost(reading)["key", "display_mode"] == 1


def test_the_depth_says_where_a_requirement_stands_when_no_parent_is_named():
    nodes = [node("A"), node("A.1", 2), node("B"), node("B.1", 2)]
    assert tree(read(library(*nodes)).framework) == {"A": [("A.1", ())], "B": [("B.1", ())]}


def test_requirements_inside_one_another_come_to_the_first_level():
    nodes = [node("A", 2, "B"), node("B", 2, "A")]
    reading = read(library(*nodes))
    assert tree(reading.framework) == {"A": [("A", ()), ("B", ())]}
    assert lost(reading)["loop", ""] == 1


def test_codes_are_made_safe_and_stay_apart():
    nodes = [
        node("A"),
        node("Écrit / oral", 2, "A"),
        node(None, 2, "A", urn=f"{NODE}:node7"),
        node("X", 2, "A", urn=f"{NODE}:one"),
        node("X", 2, "A", urn=f"{NODE}:two"),
        node("L" * 80, 2, "A"),
    ]
    reading = read(library(*nodes))
    codes = [code for code, _ in tree(reading.framework)["A"]]
    assert codes == ["Ecrit-oral", "node7", "X", "X-08b5502d", f"{'L' * 41}-{codes[4][-8:]}"]
    assert (lost(reading)["code", ""], lost(reading)["duplicate", ""]) == (2, 1)
    assert read(library(*nodes)).framework == reading.framework


@pytest.mark.parametrize(
    ("values", "title", "question", "help_"),
    [
        ({}, "Name of GOV.1", "Name of GOV.1", None),
        ({"description": "Do it."}, "Name of GOV.1", "Do it.", None),
        ({"name": None, "description": "Do it.\nWell."}, "Do it.", "Do it.\nWell.", None),
        ({"description": "Do it.", "annotation": "Like so."}, "Name of GOV.1", "Do it.", "Like so."),
        ({"name": None}, "GOV.1", "GOV.1", None),
        (
            {"description": "Do it.", "questions": {"q": {"type": "text", "text": "Do you?"}}},
            "Name of GOV.1",
            "Do you?",
            "Do it.",
        ),
        (
            {"questions": {"q": {"type": "text", "text": "Who?"}, "r": choices(None, None)}},
            "Name of GOV.1",
            "Name of GOV.1",
            "Who?\n\nHow far are you?\n– answer 0\n– answer 1",
        ),
    ],
)
def test_what_is_asked_is_the_question_and_what_explains_is_the_help(values, title, question, help_):
    found = criterion(**values)
    assert (found.title.en, found.question.en, found.help and found.help.en) == (title, question, help_)


def test_translations_give_both_languages_and_others_are_counted():
    values = library(*chapter("GOV", node("GOV.1", 2, "GOV", translations={"fr-FR": {"name": "Nom"}})))
    values["objects"]["framework"]["translations"] = {"nl": {"name": "Rooster"}}
    reading = read(values)
    title = reading.framework.criterion("GOV.1").title
    assert (title.fr, title.en) == ("Nom", "Name of GOV.1")
    assert lost(reading)["other_language", "nl"] == 1


def test_a_library_in_neither_language_serves_as_it_is():
    values = library()
    values["locale"] = "nl"
    reading = read(values)
    assert reading.framework.title.fr == "Grid"
    assert lost(reading) == {("one_language", "nl"): 4, ("no_levels", ""): 1}


def test_mappings_are_kept_with_what_they_say():
    values = library()
    values["objects"]["requirement_mapping_sets"] = [
        {
            "source_framework_urn": "urn:acme:risk:framework:grid",
            "target_framework_urn": "urn:acme:risk:framework:iso",
            "requirement_mappings": [
                {
                    "source_requirement_urn": f"{NODE}:gov.1",
                    "target_requirement_urn": "urn:acme:risk:req_node:iso:5.1",
                    "relationship": "subset",
                    "rationale": "Close",
                    "strength_of_relationship": 7,
                },
                {"source_requirement_urn": f"{NODE}:gov", "target_requirement_urn": "urn:acme:risk:req_node:iso:5"},
            ],
        },
        {"source_framework_urn": "urn:acme:risk:framework:iso"},
    ]
    reading = read(values)
    (mapping,) = reading.framework.criterion("GOV.1").mappings
    assert (mapping.target, mapping.code, mapping.note.en) == ("iso", "5.1", "subset: Close")
    assert [reference.code for reference in reading.framework.references] == ["iso"]
    assert {name: count for (kind, name), count in lost(reading).items() if kind == "key"} == {
        "requirement_mapping_sets": 1,
        "requirement_mappings.strength_of_relationship": 1,
        "requirement_mappings": 1,
    }


def test_what_has_no_place_is_named_and_counted():
    values = library(*chapter("GOV", node("GOV.1", 2, "GOV", threats=["urn:t"], importance="mandatory", weight=2)))
    values["objects"]["threats"] = [{"urn": "urn:t"}, {"urn": "urn:u"}]
    values["dependencies"] = ["urn:l"]
    reading = read(values)
    assert reading.framework.criterion("GOV.1").weight == 2
    assert {name: count for (kind, name), count in lost(reading).items() if kind == "key"} == {
        "threats": 3,
        "dependencies": 1,
        "importance": 1,
    }


def test_texts_too_long_or_with_braces_are_brought_to_fit():
    reading = read(library(*chapter("GOV", node("GOV.1", 2, "GOV", name="{x}\u0007", description="w" * 5000))))
    found = reading.framework.criterion("GOV.1")
    assert (found.title.en, len(found.question.en)) == ("(x)", 4000)
    assert {kind for kind, _ in lost(reading)} == {"one_language", "no_levels", "shortened", "braces", "control"}


def test_what_was_read_can_be_written_in_our_own_format_and_read_again(targets):
    reading = read(library(*chapter("GOV", node("GOV.1", 2, "GOV", questions={"q": choices(5, 0)}))), targets)
    ours = formats.as_yaml(reading.framework)
    assert parsing.parse(ours.encode(), targets) == reading.framework


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (b"objects:\n- a\n", ["no_framework"]),
        (b"objects: {}\nurn: x\n", ["no_framework"]),
        (b"objects: {framework: {requirement_nodes: {}}}\n", ["no_node"]),
        (b"objects:\n  framework: {requirement_nodes: [1, [2], null, {}]}\n", ["no_node"]),
        (b"objects: &a [*a]\n", ["alias"]),
        (b"a: &a [1,2,3,4,5,6,7,8,9]\n"
         + b"".join(f"a{n}: &a{n} [{', '.join(['*a' + str(n - 1) if n else '*a'] * 9)}]\n".encode() for n in range(9))
         + b"objects: {}\n", ["too_many"]),
    ],
)  # fmt: skip
def test_a_library_with_nothing_to_answer_is_refused(content, kinds):
    assert refusal(content) == kinds


@pytest.mark.parametrize(
    "values",
    [
        {"weight": "nan"},
        {"weight": -1},
        {"weight": 10**30},
        {"translations": [1], "implementation_groups": {"a": 1}},
        {"questions": [None, {"choices": [None, {}, {"value": {}}]}], "question": {"questions": ["a", 1]}},
        {"questions": {"q": {"type": None, "text": None, "choices": "a"}}},
    ],
)
def test_values_of_any_kind_give_a_criterion_all_the_same(values):
    values = library(*chapter("GOV", node("GOV.1", 2, "GOV", **values)), implementation_groups_definition=[1, {}])
    values |= {"packager": " ", "locale": None, "version": None, "copyright": []}
    assert [one.code for one in read(values).framework.criteria] == ["GOV.1"]


def test_a_tree_too_deep_is_refused():
    nodes = [node(f"A{depth}", depth, f"A{depth - 1}" if depth > 1 else "") for depth in range(1, 40)]
    assert refusal(libraries.source(library(*nodes))) == ["too_deep"]


def test_a_library_of_thirteen_hundred_requirements_is_read_in_two_seconds_of_work():
    nodes = [
        one
        for number in range(26)
        for one in chapter(
            f"C{number}",
            *(
                node(
                    f"C{number}.{rank}", 2, f"C{number}", description="words " * 40, translations={"fr": {"name": "N"}}
                )
                for rank in range(50)
            ),
        )
    ]
    content = libraries.source(library(*nodes))
    start = time.process_time()
    assert len(formats.read(content, {}).framework.criteria) == 1300
    assert time.process_time() - start < 2
