"""Two versions side by side."""

import copy

import pytest
from django.utils import translation

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.enums import Answer, Direction, Rewording, Standing
from essaim.apps.frameworks.rules.facts import heart_of
from essaim.apps.frameworks.tests import factories
from essaim.apps.frameworks.tests.factories import criterion, framework, scale, text, theme


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def told(changes):
    return [(one.label, one.before and one.before.en, one.after and one.after.en) for one in changes]


def standings(comparison):
    return {
        chapter.theme.code: [(one.standing, one.criterion.code) for one in chapter.criteria]
        for chapter in comparison.chapters
    }


def test_the_same_version_has_nothing_to_tell():
    found = rules.compare(framework(), framework())
    assert (found.is_same, found.changes, found.tally) == (True, (), {Standing.UNCHANGED: 3})
    assert [chapter.changed for chapter in found.chapters] == [(), ()]


def test_each_criterion_says_what_became_of_it_in_the_order_of_the_new_version():
    old = framework(
        theme("A", *(criterion(f"A-{number}") for number in range(1, 8))),
        theme("OLD", criterion("O-1"), criterion("O-2")),
    )
    new = framework(
        theme("NEW", criterion("N-1"), criterion("O-2")),
        theme(
            "A",
            criterion("A-2", question=text("clearer?")),
            criterion("A-1", help=text("help")),
            criterion("A-31", replaces=["A-3"]),
            criterion("A-32", replaces=["A-3"]),
            criterion("A-4", replaces=["A-5"]),
            criterion("A-6"),
        ),
    )
    found = rules.compare(old, new)
    assert standings(found) == {
        "NEW": [(Standing.NEW, "N-1"), (Standing.MOVED, "O-2")],
        "A": [
            (Standing.REWORDED, "A-2"),
            (Standing.CLARIFIED, "A-1"),
            (Standing.SPLIT, "A-31"),
            (Standing.SPLIT, "A-32"),
            (Standing.MERGED, "A-4"),
            (Standing.UNCHANGED, "A-6"),
            (Standing.REMOVED, "A-7"),
        ],
        "OLD": [(Standing.REMOVED, "O-1")],
    }
    assert [(bool(one.before), bool(one.after)) for one in found.chapters] == [
        (False, True), (True, True), (True, False),
    ]  # fmt: skip
    moved, merged = found.chapters[0].criteria[1], found.chapters[1].criteria[4]
    assert moved.came_from.code == "OLD"
    assert [one.code for one in merged.before] == ["A-4", "A-5"]
    assert ", ".join(standing.counted(count) for standing, count in found.tally.items()) == (
        "1 new, 2 removed, 2 born of a split, 1 born of a merger, 1 reworded, 1 moved to another theme, "
        "1 clarified, 1 unchanged"
    )


def test_what_a_plan_tells_is_told_in_the_same_words():
    old = framework(theme("A", criterion("A-1", help=text("help")), criterion("A-2")))
    new = framework(
        theme("A", criterion("A-1", question=text("other?")), criterion("A-2")), scales=[scale(values=(0, 2))]
    )
    found = rules.compare(old, new)
    for one in found.chapters[0].criteria:
        assert one.changes[: len(found.plan.passage(one.criterion.code).changes)] == (
            found.plan.passage(one.criterion.code).changes
        )


def test_what_goes_with_a_question_is_told_piece_by_piece():
    practices = [{"domain": text("domain"), "text": text(words)} for words in ("first", "second", "third")]
    before = factories.rich("A-1", practices=practices, indicators=[factories.indicator()])
    after = factories.rich(
        "A-1",
        practices=[practices[0], {**practices[1], "text": text("other")}, practices[2]],
        indicators=[factories.indicator(direction="down")],
        evidence=[text("minutes"), text("photos")],
        essential=True,
        weight="1.5",
        mappings=[{"target": "sdg", "code": "1"}],
    )
    found = rules.compare(framework(theme("A", before)), framework(theme("A", after)), {"sdg": factories.target()})
    (row,) = found.chapters[0].criteria
    assert row.standing == Standing.CLARIFIED
    assert told(row.changes) == [
        ("Essential", None, None),
        ("Weight", "1", "1.5"),
        ("What others do", "domain – second", "domain – other"),
        ("Progress", None, None),
        ("What you probably have at hand", None, "photos"),
        ("What it is linked to", None, "1"),
    ]
    states = [one.states for one in row.changes if one.states != (None, None)]
    assert states == [(Answer.NO, Answer.YES), (Direction.UP, Direction.DOWN)]
    assert [one.name.en for one in row.changes if one.name] == ["name", "sdg"]


def test_themes_and_the_whole_tell_what_changed_beside_their_criteria():
    old = framework(
        theme("A", criterion("A-1"), criterion("A-2"), card=factories.card()),
        theme("B", criterion("B-1")),
        applicability=[factories.rule("A-1")],
        terms=[{"code": "members", "default": text("members")}],
    )
    new = framework(
        theme("B", criterion("B-1")),
        theme("A", criterion("A-2"), criterion("A-1"), title=text("Better"), card=factories.card(about=text("new"))),
        title=text("Large"),
        licence="CC BY",
        applicability=[factories.rule("A-1", "A-2")],
        terms=[{"code": "members", "default": text("people")}],
    )
    found = rules.compare(old, new)
    assert told(found.changes) == [
        ("Title", "Small", "Large"),
        ("Order", "A, B", "B, A"),
        ("Licence", "CC0", "CC BY"),
        ("Word that changes with the legal family", "members", "people"),
        (
            "When a criterion does not apply",
            "because of employees – A-1 (employees == 0)",
            "because of employees – A-1, A-2 (employees == 0)",
        ),
    ]
    assert told(found.chapters[1].changes) == [
        ("Title", "A", "Better"), ("What it is about", "about", "new"), ("Order", "A-1, A-2", "A-2, A-1"),
    ]  # fmt: skip


TOLD_OTHERWISE = {"format", "code", "version", "origin", "replaces", "urn"}  # names, and what fates tell


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in TOLD_OTHERWISE:
                yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from leaves(item, (*path, place))
    else:
        yield path


def with_other(document, path):
    document = copy.deepcopy(document)
    *way, last = path
    place = document
    for key in way:
        place = place[key]
    value = place[last]
    others = {"up": "down", "==": "!=", "employees": "volunteers", True: False, "A-1": "A-2", "G": "H", "S": "T"}
    others |= {
        "https://example.org": "https://example.com",
        "sdg": "vsme",
        "levels": "other",
        "2026-11-02": "2026-11-03",
    }
    place[last] = others.get(value, value + 1 if isinstance(value, int) else f"{value}9")
    return rules.Framework.model_validate(document)


WHOLE = factories.document(
    theme(
        "A",
        factories.rich(
            "A-1",
            essential=True,
            weight=2,
            scale="levels",
            path=["S"],
            groups=["G"],
            asked_when={
                "all": [{"answer_to": "A-2", "at_least": 1, "at_most": 2}],
                "any": [{"answer_to": "A-2", "among": [1]}],
            },
            mappings=[{"target": "sdg", "code": "1", "note": text("care")}],
            plain_reading={"date": "2026-11-02", "by": text("users")},
        ),
        criterion("A-2"),
        legal_title=text("law"),
        card=factories.card(),
        sections=[{"code": "S", "title": text("S"), "summary": text("s")}, {"code": "T", "title": text("T")}],
        essential_fallback="A-1",
    ),
    scales=[scale(), scale("other")],
    groups=[{"code": "G", "title": text("g"), "summary": text("gs")}, {"code": "H", "title": text("h")}],
    references=[{"code": "ref", "title": text("ref"), "urn": "urn:a:b"}],
    terms=[{"code": "members", "default": text("members"), "families": {"mutual": text("mutualists")}}],
    applicability=[factories.rule("A-1")],
    notes=[text("note")],
    sources=[{"title": text("law"), "url": "https://example.org"}],
)
CODES = {("scales", 0, "code"), ("scales", 1, "code"), ("groups", 0, "code"), ("groups", 1, "code")}
CODES |= {("themes", 0, "sections", place, "code") for place in (0, 1)} | {("references", 0, "code")}


@pytest.mark.parametrize("path", sorted(set(leaves(WHOLE)) - CODES, key=str), ids=lambda path: ".".join(map(str, path)))
def test_nothing_that_changes_in_a_document_goes_untold(path):
    assert rules.compare(rules.Framework.model_validate(WHOLE), with_other(WHOLE, path)).is_same is False


def test_every_key_of_a_document_is_in_the_one_that_is_tried():
    filled = rules.Framework.model_validate(WHOLE)
    parts = {
        type(part): part
        for part in (filled, *filled.themes, *reversed(filled.criteria), filled.themes[0].card, *filled.applicability)
    }
    empty = {
        (kind.__name__, name)
        for kind, part in parts.items()
        for name in kind.model_fields
        if not getattr(part, name) and name not in TOLD_OTHERWISE
    }
    assert empty == set()


def test_levels_with_long_words_are_told_whole():
    long = {"fr": "x" * 4000, "en": "y" * 4000}
    anchors = [{"value": value, "label": long, "text": long} for value in (0, 1)]
    found = framework(scales=[{"code": "levels", "anchors": anchors}])
    facts = heart_of(found, found.criteria[0])
    assert len(facts[Rewording.LEVEL, 0].fr) == 4000
