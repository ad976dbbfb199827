import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.enums import ProblemKind
from essaim.apps.frameworks.tests import factories
from essaim.apps.frameworks.tests.factories import criterion, indicator, rule, scale, text, theme

TARGETS = {"sdg": factories.target()}


def problems(content: bytes) -> list[rules.Problem]:
    try:
        rules.parse(content, TARGETS)
    except rules.Refused as refused:
        return list(refused.problems)
    return []


def found(content: bytes) -> list[tuple[str, int, str]]:
    return [(problem.kind.value, problem.line, problem.path) for problem in problems(content)]


def kinds(**changes: object) -> list[tuple[str, str]]:
    return [(kind, path) for kind, _, path in found(factories.source(**changes))]


def themes(*criteria: object, **changes: object) -> list[object]:
    return [theme("A", *criteria, **changes)]


def condition(**changes: object) -> list[object]:
    one = rule("A-1")
    one["when"][0] |= changes
    return [one]


def test_a_sound_file_becomes_a_referential():
    assert rules.parse(factories.source(), TARGETS) == factories.framework()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"colour": "red"}, [("unknown_key", "colour")]),
        ({"title": {"fr": "Titre"}}, [("missing_language", "title")]),
        ({"title": {"fr": "Titre", "en": " "}}, [("blank", "title.en")]),
        ({"title": {"fr": "Titre", "en": None}}, [("blank", "title.en")]),
        ({"title": "Title"}, [("wrong_type", "title")]),
        ({"title": {"fr": "Titre", "en": "x" * 4001}}, [("too_long", "title.en")]),
        ({"version": 2026.1}, [("number_as_text", "version")]),
        ({"format": "other/1"}, [("not_in_list", "format")]),
        ({"code": "Été"}, [("bad_slug", "code")]),
        ({"sources": [{"title": text(), "url": "essaim.org"}]}, [("bad_link", "sources[1].url")]),
        ({"themes": []}, [("no_theme", "themes")]),
        ({"themes": None}, [("no_theme", "themes")]),
        ({"themes": themes()}, [("empty_theme", "themes[A].criteria")]),
        ({"themes": [theme("A", criterion("1")), theme("A", criterion("2"))]}, [("duplicate_code", "themes[A].code")]),
        ({"themes": themes(criterion("1"), criterion("1"))}, [("duplicate_code", "themes[A].criteria[1].code")]),
        ({"themes": themes(criterion("1", weight=0))}, [("weight", "themes[A].criteria[1].weight")]),
        ({"themes": themes(criterion("1", weight=-2))}, [("weight", "themes[A].criteria[1].weight")]),
        ({"themes": themes(criterion("1", weight=5000))}, [("out_of_bounds", "themes[A].criteria[1].weight")]),
        ({"themes": themes(criterion("1", weight="big"))}, [("wrong_type", "themes[A].criteria[1].weight")]),
        ({"themes": themes(criterion("1", essential="yes"))}, [("wrong_type", "themes[A].criteria[1].essential")]),
        ({"themes": themes(criterion("é 1"))}, [("bad_code", "themes[A].criteria[é 1].code")]),
        ({"themes": themes(criterion("1", scale="five"))}, [("unknown_scale", "themes[A].criteria[1].scale")]),
        ({"themes": themes(criterion("1", path=["S"]))}, [("unknown_section", "themes[A].criteria[1].path[1]")]),
        (
            {"themes": themes(criterion("1"), essential_fallback="2")},
            [("fallback_elsewhere", "themes[A].essential_fallback")],
        ),
        (
            {"themes": themes(criterion("1", mappings=[{"target": "iso", "code": "1"}]))},
            [("unknown_target", "themes[A].criteria[1].mappings[1].target")],
        ),
        (
            {"themes": themes(criterion("1", mappings=[{"target": "sdg", "code": "18"}]))},
            [("unknown_entry", "themes[A].criteria[1].mappings[18].code")],
        ),
        (
            {"themes": themes(criterion("1", mappings=[{"target": "sdg", "code": 1}]))},
            [("number_as_text", "themes[A].criteria[1].mappings[1].code")],
        ),
        (
            {"themes": themes(criterion("1", mappings=[{"target": "sdg", "code": code} for code in "11"]))},
            [("duplicate_mapping", "themes[A].criteria[1].mappings[1].code")],
        ),
        (
            {"themes": themes(criterion("1", anchors=[text("a"), text("b")]))},
            [("anchor_count", "themes[A].criteria[1].anchors")],
        ),
        (
            {"themes": themes(criterion("1", anchors=[text("a"), text("b"), text("a")]))},
            [("same_anchor", "themes[A].criteria[1].anchors[3]")],
        ),
        (
            {"themes": themes(criterion("1", anchors=[{"fr": "a"}, text("b"), text("c")]))},
            [("missing_language", "themes[A].criteria[1].anchors[1]")],
        ),
        (
            {"themes": themes(criterion("1", stakes={"organisation": text()}))},
            [("missing_key", "themes[A].criteria[1].stakes")],
        ),
        (
            {"themes": themes(criterion("1", indicators=[indicator(direction="better")]))},
            [("not_in_list", "themes[A].criteria[1].indicators[1].direction")],
        ),
        (
            {"themes": themes(criterion("1", plain_reading={"date": "22/11/2026", "by": text()}))},
            [("bad_date", "themes[A].criteria[1].plain_reading.date")],
        ),
        (
            {"themes": themes(criterion("1", plain_reading={"date": [], "by": text()}))},
            [("wrong_type", "themes[A].criteria[1].plain_reading.date")],
        ),
        ({"themes": themes(criterion("1"), card={"key_ideas": []})}, [("missing_key", "themes[A].card")]),
        ({"scales": []}, [("no_scale", "scales")]),
        ({"scales": [{"code": "none", "anchors": []}]}, [("too_few_anchors", "scales[none].anchors")]),
        ({"scales": [{"code": "none"}]}, [("too_few_anchors", "scales[none]")]),
        ({"scales": [scale(values=(0,))]}, [("too_few_anchors", "scales[levels].anchors")]),
        ({"scales": [scale(values=(0, 1, 1))]}, [("duplicate_anchor", "scales[levels].anchors[3].value")]),
        ({"scales": [scale(values=(0, 2, 1))]}, [("anchor_order", "scales[levels].anchors[3].value")]),
        ({"scales": [scale(values=(0, 10**6))]}, [("out_of_bounds", "scales[levels].anchors[2].value")]),
        ({"scales": [scale(), scale()]}, [("duplicate_code", "scales[levels].code")]),
        ({"applicability": condition(fact="turnover")}, [("unknown_fact", "applicability[1].when[1].fact")]),
        ({"applicability": condition(operator="=")}, [("not_in_list", "applicability[1].when[1].operator")]),
        ({"applicability": condition(value="none")}, [("condition_value", "applicability[1].when[1].value")]),
        ({"applicability": condition(operator="in")}, [("condition_value", "applicability[1].when[1].value")]),
        (
            {"applicability": condition(fact="legal_family", value="club")},
            [("condition_value", "applicability[1].when[1].value")],
        ),
        (
            {"applicability": condition(fact="legal_family", operator="in", value=["club"])},
            [("condition_value", "applicability[1].when[1].value")],
        ),
        ({"applicability": [rule("Z-1")]}, [("unknown_criterion", "applicability[1].not_applicable[1]")]),
        ({"applicability": [rule()]}, [("empty_list", "applicability[1].not_applicable")]),
        ({"licence": "MIT", "title": text("{members}")}, [("unknown_term", "title.fr"), ("unknown_term", "title.en")]),
        ({"title": {"fr": "Titre", "en": "{members"}}, [("stray_brace", "title.en")]),
        ({"terms": [{"code": "Members", "default": text()}]}, [("bad_term", "terms[Members].code")]),
        (
            {"terms": [{"code": "a", "default": {"fr": "{a}", "en": "a"}}]},
            [("term_in_term", "terms[a].default.fr")],
        ),
        (
            {"terms": [{"code": "a", "default": text(), "families": {"club": text()}}]},
            [("not_in_list", "terms[a].families.club")],
        ),
    ],
)
def test_each_problem_is_named_at_its_place(changes, expected):
    assert kinds(**changes) == expected


def test_a_missing_key_is_named_where_it_should_stand():
    content = b"format: essaim-framework/1\n" + factories.source().replace(b"licence: CC0\n", b"").split(b"\n", 1)[1]
    assert [(problem.kind, problem.values) for problem in problems(content)] == [
        (ProblemKind.MISSING_KEY, {"key": "licence"})
    ]


def test_a_problem_names_its_line(our_source, targets):
    lines = our_source.decode().splitlines()
    number = lines.index("      - code: GOV-2")
    lines[number] = "      - code: GOV-1"
    with pytest.raises(rules.Refused) as refused:
        rules.parse("\n".join(lines).encode(), targets)
    [problem] = refused.value.problems
    assert (problem.line, problem.values["first"]) == (number + 1, lines.index("      - code: GOV-1") + 1)


def test_a_problem_speaks_the_reader_s_language():
    [problem] = problems(factories.source(version=2))
    with translation.override("en"):
        assert str(problem) == '3: version: This is read as a number. Put it between quotes: "2".'
    with translation.override("fr"):
        assert str(problem) == '3: version: Ceci est lu comme un nombre. Mettez-le entre guillemets droits\u202f: "2".'


@pytest.mark.parametrize("kind", ProblemKind)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_problem_has_a_sentence_and_a_remedy(kind, language):
    class Anything(dict):
        def __missing__(self, key):
            return 1

    with translation.override(language):
        sentence = rules.Problem(kind, 1, values=Anything()).sentence
    assert sentence.endswith((".", '"1".')) and sentence.count(".") >= 2


@pytest.mark.parametrize(
    ("content", "kind", "line"),
    [
        (b"", "empty", 1),
        (b"# only a comment", "empty", 1),
        (b"a: 1\nb: \xe9", "not_text", 2),
        (b"a: 1\nb: \x00", "control_character", 2),
        (b'a: 1\nb: "\\0"', "control_character", 2),
        (b"a: 1\nb: [", "broken_yaml", 3),
        (b"a: 1\n b: 2", "broken_yaml", 2),
        (b"? [a]\n: b", "broken_yaml", 1),
        (b"a: &x 1\nb: *x", "alias", 2),
        (b"a: 1\nb: !!python/name:os.system x", "tag", 2),
        (b"[" * 40, "too_deep", 1),
        (b"a: 1\na: 2", "duplicate_key", 2),
        (b"a: 1\n---\nb: 2", "several_documents", 2),
        (b"x" * 2_000_001, "too_large", 1),
        (b"[" + b"1," * 250_000 + b"]", "too_many", 1),
        (b"- 1", "wrong_type", 1),
        (b"word", "wrong_type", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(content, kind, line):
    assert [(name, place) for name, place, _ in found(content)] == [(kind, line)]


@settings(deadline=None)  # the machine may be busy; the law is what counts
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda words: words.encode("utf-8", "ignore")))
def test_no_file_ever_breaks_the_reader(content):
    assert problems(content) != []


def test_words_that_other_readers_take_for_values_stay_words():
    content = factories.source().replace(b"licence: CC0", b"licence: no")
    assert rules.parse(content, TARGETS).licence == "no"


def test_a_document_kept_as_plain_values_is_the_same_document(our_framework):
    assert rules.Framework.model_validate(rules.as_json(our_framework)) == our_framework
