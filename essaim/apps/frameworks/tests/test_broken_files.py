"""What a person who writes a file reads when something is wrong in it: the file, the line, the place, the remedy."""

import pytest
from django.core.management import CommandError, call_command

from essaim.apps.frameworks import operations, rules

SOUND = """\
format: essaim-framework/1
code: my-network
version: "2026.1"
licence: CC BY-SA 4.0
title: {fr: Notre grille, en: Our grid}
description: {fr: Pour commencer., en: To start with.}
scales:
  - code: yes-no
    anchors:
      - {value: 0, label: {fr: Non, en: "No"}, text: {fr: Pas encore., en: Not yet.}}
      - {value: 1, label: {fr: Oui, en: "Yes"}, text: {fr: Nous le faisons., en: We do it.}}
themes:
  - code: WELCOME
    title: {fr: Accueil, en: Welcome}
    summary: {fr: Comment on entre., en: How people come in.}
    essential_fallback: WELCOME-2
    sections: [{code: S1, title: {fr: Entrer, en: Coming in}}]
    criteria:
      - code: WELCOME-1
        title: {fr: Horaires, en: Opening hours}
        question: {fr: "Les horaires vont-ils aux {members} ?", en: "Do the hours suit the {members}?"}
        essential: true
        weight: 2
        scale: yes-no
        path: [S1]
        anchors: [{fr: Non discutés., en: Not discussed.}, {fr: Discutés., en: Discussed.}]
        indicators:
          - name: {fr: Heures, en: Hours}
            definition: {fr: Heures d’ouverture., en: Hours open.}
            unit: {fr: heures, en: hours}
            direction: up
            frequency: {fr: Chaque année, en: Every year}
            where: {fr: Affiche, en: Notice}
        plain_reading: {date: 2026-11-02, by: {fr: Le club, en: The club}}
        mappings: [{target: sdg, code: "10"}]
      - code: WELCOME-2
        title: {fr: Entrée, en: Entrance}
        question: {fr: Entre-t-on facilement ?, en: Is it easy to come in?}
terms:
  - code: members
    default: {fr: membres, en: members}
    families: {mutual: {fr: adhérent·es, en: members}}
applicability:
  - when: [{fact: employees, operator: "==", value: 0}]
    not_applicable: [WELCOME-1]
    reason: {fr: Personne n’est employé., en: Nobody is employed.}
sources:
  - {title: {fr: Une loi, en: A law}, url: "https://example.org"}
"""
LEVELS = SOUND.split("yes-no\n", 1)[1].split("themes:", maxsplit=1)[0]
ONE = "themes[WELCOME].criteria[WELCOME-1]"
TWO = "themes[WELCOME].criteria[WELCOME-2]"
LAST = "question: {fr: Entre-t-on facilement ?, en: Is it easy to come in?}\n"


def asked(condition):
    """Return the last question, waiting for something."""
    return f"{LAST}        asked_when: {condition}\n"


# The kind of problem, what is written instead of what, and where it is told.
BROKEN = [
    ("control_character", "To start with.", "To \0 start.", 6, ""),
    ("broken_yaml", "licence: CC BY-SA 4.0", "licence: [", 6, ""),
    ("alias", "weight: 2", "weight: *two", 23, ""),
    ("tag", "weight: 2", "weight: !!int 2", 23, ""),
    ("too_deep", "weight: 2", "weight: " + "[" * 17, 23, ""),
    ("several_documents", "sources:", "---\nsources:", 47, ""),
    ("duplicate_key", "weight: 2", "weight: 2\n        weight: 3", 24, ""),
    ("unknown_key", "path: [S1]", "colour: red", 25, f"{ONE}.colour"),
    ("missing_key", "licence: CC BY-SA 4.0\n", "", 1, ""),
    ("missing_language", ", en: Our grid}", "}", 5, "title"),
    ("wrong_type", "essential: true", "essential: yes", 22, f"{ONE}.essential"),
    ("number_as_text", '"2026.1"', "2026.1", 3, "version"),
    ("blank", "en: Our grid", 'en: ""', 5, "title.en"),
    ("too_long", "en: Our grid", "en: " + "x" * 4001, 5, "title.en"),
    ("bad_code", "- code: WELCOME-1", "- code: Accueil été", 19, "themes[WELCOME].criteria[Accueil été].code"),
    ("bad_slug", "code: my-network", "code: My Network", 2, "code"),
    ("bad_term", "- code: members", "- code: Members", 40, "terms[Members].code"),
    ("bad_link", "https://example.org", "example.org", 48, "sources[1].url"),
    ("bad_date", "2026-11-02", "02/11/2026", 34, f"{ONE}.plain_reading.date"),
    ("not_in_list", "direction: up", "direction: higher", 31, f"{ONE}.indicators[1].direction"),
    ("unknown_fact", "fact: employees", "fact: WELCOME-2", 44, "applicability[1].when[1].fact"),
    ("out_of_bounds", "weight: 2", "weight: 5000", 23, f"{ONE}.weight"),
    ("weight", "weight: 2", "weight: 0", 23, f"{ONE}.weight"),
    ("empty_list", "not_applicable: [WELCOME-1]", "not_applicable: []", 45, "applicability[1].not_applicable"),
    ("too_few_anchors", LEVELS, "", 8, "scales[yes-no]"),
    (
        "duplicate_code",
        "sections: [",
        "sections: [{code: S1, title: {fr: a, en: a}}, ",
        17,
        "themes[WELCOME].sections[S1].code",
    ),
    ("duplicate_anchor", "{value: 1, label", "{value: 0, label", 11, "scales[yes-no].anchors[2].value"),
    ("anchor_order", "{value: 1, label", "{value: -1, label", 11, "scales[yes-no].anchors[2].value"),
    ("anchor_count", ", {fr: Discutés., en: Discussed.}]", "]", 26, f"{ONE}.anchors"),
    ("same_anchor", "fr: Discutés.", "fr: Non discutés.", 26, f"{ONE}.anchors[2]"),
    ("unknown_scale", "scale: yes-no", "scale: five-steps", 24, f"{ONE}.scale"),
    ("unknown_target", "target: sdg", "target: gri", 35, f"{ONE}.mappings[10].target"),
    ("unknown_entry", 'code: "10"', 'code: "18"', 35, f"{ONE}.mappings[18].code"),
    ("duplicate_mapping", '"10"}]', '"10"}, {target: sdg, code: "10"}]', 35, f"{ONE}.mappings[10].code"),
    (
        "unknown_criterion",
        "not_applicable: [WELCOME-1]",
        "not_applicable: [WELCOME-9]",
        45,
        "applicability[1].not_applicable[1]",
    ),
    ("unknown_section", "path: [S1]", "path: [S2]", 25, f"{ONE}.path[1]"),
    ("unknown_term", "suit the {members}", "suit the {people}", 21, f"{ONE}.question.en"),
    ("stray_brace", "suit the {members}", "suit the {members", 21, f"{ONE}.question.en"),
    ("term_in_term", "en: members}\n", 'en: "{members}"}\n', 41, "terms[members].default.en"),
    (
        "fallback_elsewhere",
        "essential_fallback: WELCOME-2",
        "essential_fallback: OTHER-1",
        16,
        "themes[WELCOME].essential_fallback",
    ),
    ("condition_value", "value: 0}]", "value: none}]", 44, "applicability[1].when[1].value"),
    (
        "level_elsewhere",
        LAST,
        asked("{all: [{answer_to: WELCOME-1, among: [1, 4]}]}"),
        39,
        f"{TWO}.asked_when.all[1].among[2]",
    ),
    ("empty_condition", LAST, asked("{any: [{answer_to: WELCOME-1}]}"), 39, f"{TWO}.asked_when.any[1]"),
    (
        "impossible_condition",
        LAST,
        asked("{all: [{answer_to: WELCOME-1, at_least: 1, at_most: 0}]}"),
        39,
        f"{TWO}.asked_when.all[1]",
    ),
    ("cyclic_condition", LAST, asked("{all: [{answer_to: WELCOME-2, at_least: 1}]}"), 39, f"{TWO}.asked_when"),
]


def test_the_file_is_sound_before_it_is_broken():
    assert operations.check(SOUND.encode()).code == "my-network"


@pytest.mark.parametrize(("kind", "old", "new", "line", "place"), BROKEN, ids=[case[0] for case in BROKEN])
def test_a_broken_file_is_refused_with_its_line_and_its_remedy(tmp_path, kind, old, new, line, place):
    file = tmp_path / "network.yaml"
    file.write_text(SOUND.replace(old, new, 1))
    with pytest.raises(rules.Refused) as refused:
        operations.check(file.read_bytes())
    [problem] = refused.value.problems
    assert (problem.kind, problem.line, problem.path) == (kind, line, place)
    with pytest.raises(CommandError) as told:
        call_command("framework_check", str(file))
    assert str(told.value) == f"{file}:{line}: {place}: {problem.sentence}".replace(": : ", ": ")
    assert told.value.returncode == 1


def test_forty_five_kinds_of_problem_are_tried():
    assert len({case[0] for case in BROKEN}) == len(BROKEN) == 45
