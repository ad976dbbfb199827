from copy import deepcopy

import pytest

from essaim.apps.frameworks.rules import drafts, editing
from essaim.apps.frameworks.tests.factories import criterion, document, rich, rule, text, theme

SILENT = {"fr": "", "en": ""}


def typed(**values):
    return {name.replace("__", "."): value for name, value in values.items()}


def written(piece, levels=3, **values):
    return editing.written(piece, editing.fields_of("criterion", levels), typed(**values))


def test_words_are_kept_as_they_are_typed_in_each_language():
    made = written(criterion("A-1"), question__fr="Où en êtes-vous ?", question__en="")
    assert made == criterion("A-1", question={"fr": "Où en êtes-vous ?", "en": ""})


def test_what_may_be_left_out_goes_once_it_is_emptied():
    made = written(criterion("A-1", help=text("help")), help__fr="", help__en="")
    assert made == criterion("A-1")


def test_what_is_needed_stays_even_empty():
    assert written(criterion("A-1"), title__fr="", title__en="") == criterion("A-1", title=SILENT)


def test_nothing_typed_changes_nothing():
    piece = rich(
        "A-1", weight=2.5, essential=True, groups=["g"], replaces=["A-0"], mappings=[{"target": "sdg", "code": "1"}]
    )
    assert written(deepcopy(piece)) == piece


def test_what_a_form_does_not_know_survives():
    practice = {"domain": text("d"), "text": text("t"), "photo": "x.jpg"}
    piece = criterion("A-1", origin={"urn": "urn:x:y"}, later={"a": [1]}, practices=[practice], path=["S1"])
    piece["title"]["br"] = "Titl"
    made = written(
        piece, title__fr="Neuf", title__en="New", practices__0__text__fr="dit", practices__0__text__en="said"
    )
    assert made == {
        **piece,
        "title": {"fr": "Neuf", "en": "New", "br": "Titl"},
        "practices": [{**practice, "text": {"fr": "dit", "en": "said"}}],
    }


def test_silent_rows_go_at_the_end_at_once_and_between_others_when_the_page_is_saved():
    rows = typed(evidence__0__fr="un", evidence__0__en="one", evidence__1__fr="", evidence__1__en="")
    rows |= typed(evidence__2__fr="trois", evidence__2__en="three", evidence__3__fr="", evidence__3__en="")
    spec = editing.fields_of("criterion", 3)
    live = editing.written(criterion("A-1"), spec, rows)
    assert live["evidence"] == [{"fr": "un", "en": "one"}, SILENT, {"fr": "trois", "en": "three"}]
    assert editing.rearranged(live, spec)["evidence"] == [{"fr": "un", "en": "one"}, {"fr": "trois", "en": "three"}]


def test_rows_are_moved_and_taken_away():
    piece, spec = criterion("A-1", evidence=[text("a"), text("b"), text("c")]), editing.fields_of("criterion", 3)
    assert editing.rearranged(piece, spec, "evidence.2", -1)["evidence"] == [text("a"), text("c"), text("b")]
    assert editing.rearranged(piece, spec, "evidence.0", None)["evidence"] == [text("b"), text("c")]
    alone = criterion("A-1", evidence=[text("a")])
    assert editing.rearranged(alone, spec, "evidence.0", None) == criterion("A-1")


@pytest.mark.parametrize("place", ["-1", "9" * 5000, "²", "٣", ""])
def test_a_row_that_cannot_be_is_no_row(place):
    held, fields = {"notes": [text("a")]}, editing.fields_of("general")
    assert editing.written(held, fields, {f"notes.{place}.fr": "x"}) == held
    assert editing.rearranged(held, fields, f"notes.{place}", None) == held


def test_levels_keep_their_values_in_order_when_their_words_move():
    anchors = [{"value": value, "label": text(str(value)), "text": text()} for value in (0, 2, 3)]
    made = editing.rearranged({"anchors": anchors}, editing.fields_of("scale"), "anchors.0", 1)
    assert [(one["value"], one["label"]["en"]) for one in made["anchors"]] == [(0, "2"), (2, "0"), (3, "3")]


def test_levels_of_a_practice_are_all_there_or_none():
    one = typed(
        anchors__0__fr="a",
        anchors__0__en="a",
        anchors__1__fr="",
        anchors__1__en="",
        anchors__2__fr="",
        anchors__2__en="",
    )
    spec = editing.fields_of("criterion", 3)
    assert editing.written(criterion("A-1"), spec, one)["anchors"] == [{"fr": "a", "en": "a"}, SILENT, SILENT]
    assert editing.written(rich("A-1"), spec, {**one, "anchors.0.fr": "", "anchors.0.en": ""}).get("anchors") is None


@pytest.mark.parametrize(
    ("word", "held", "kept"),
    [("2,5", None, 2.5), ("1", None, None), ("1", 2, 1), ("", 2, None), ("beaucoup", None, "beaucoup")],
)
def test_a_weight_is_a_figure_or_what_was_typed(word, held, kept):
    piece = criterion("A-1") if held is None else criterion("A-1", weight=held)
    assert written(piece, weight=word).get("weight") == kept


def test_a_draft_is_as_right_after_its_pieces_were_written_again(targets):
    values = document(theme("A", rich("A-1")))
    piece = editing.piece(values, "criterion", "A-1")
    assert editing.replaced(values, piece, piece.values) == values
    other = editing.replaced(values, piece, {**piece.values, "title": text("Neuf")})
    assert drafts.framework_of(other, targets).criterion("A-1").title.en == "Neuf"


@pytest.mark.parametrize(("kind", "code"), [("general", ""), ("scale", "levels"), ("theme", "B")])
def test_each_kind_of_piece_goes_back_where_it_stood(kind, code):
    values = document()
    piece = editing.piece(values, kind, code)
    assert editing.replaced(values, piece, piece.values) == values
    with pytest.raises(editing.Gone):
        editing.piece(values, "criterion", "Z-9")


def test_a_fingerprint_tells_the_same_words_from_others():
    values = document()
    assert editing.piece(values, "theme", "A").fingerprint == editing.piece(deepcopy(values), "theme", "A").fingerprint
    changed = editing.replaced(values, editing.piece(values, "criterion", "A-1"), criterion("A-1", help=text()))
    assert editing.piece(values, "theme", "A").fingerprint == editing.piece(changed, "theme", "A").fingerprint
    assert (
        editing.piece(values, "criterion", "A-1").fingerprint != editing.piece(changed, "criterion", "A-1").fingerprint
    )


def test_a_problem_belongs_to_one_piece_under_the_name_it_is_written(targets):
    values = document(theme("A", criterion("A-1", help={"fr": "x"})), theme("B", criterion("B-1"), title=SILENT))
    del values["licence"]
    found = drafts.problems(values, targets)
    piece = editing.piece(values, "criterion", "A-1")
    assert [editing.relative(one, piece) for one in found if editing.relative(one, piece)] == ["help.en"]
    assert sorted(map(str, {editing.owner_of(one) for one in found})) == [
        "('criterion', 0, 0)",
        "('general', -1, -1)",
        "('theme', 1, -1)",
    ]


def codes(values):
    return [(one["code"], [x["code"] for x in one["criteria"]]) for one in values["themes"]]


def test_practices_and_themes_are_added_under_codes_nobody_had():
    values, code = editing.add_criterion(document(), "A", ["A-3"])
    assert (code, codes(values)[0]) == ("A-4", ("A", ["A-1", "A-2", "A-4"]))
    values, code = editing.add_theme(document(), ["C-1"])
    assert (code, codes(values)[-1]) == ("D", ("D", ["D-1"]))
    taken = document(theme("A", criterion("A-1", replaces=["A-2"])))
    assert editing.add_criterion(taken, "A")[1] == "A-3"
    with pytest.raises(editing.Gone):
        editing.add_criterion(document(), "Z")


def test_practices_move_up_and_down_and_into_the_next_theme():
    values = document()
    assert codes(editing.shift(values, "A-2", -1))[0] == ("A", ["A-2", "A-1"])
    assert codes(editing.shift(values, "A-2", 1)) == [("A", ["A-1"]), ("B", ["A-2", "B-1"])]
    assert codes(editing.shift(values, "B-1", -1)) == [("A", ["A-1", "A-2", "B-1"]), ("B", [])]
    assert editing.shift(values, "A-1", -1) == values
    assert codes(editing.shift_theme(values, "B", -1)) == [("B", ["B-1"]), ("A", ["A-1", "A-2"])]


def test_a_practice_moved_elsewhere_leaves_what_belongs_to_its_theme():
    values = document(
        theme("A", criterion("A-1", path=["S"]), criterion("A-2"), essential_fallback="A-1"),
        theme("B", criterion("B-1")),
    )
    made = editing.move(values, "A-1", "B")
    assert codes(made) == [("A", ["A-2"]), ("B", ["B-1", "A-1"])]
    assert made["themes"][1]["criteria"][1] == criterion("A-1")
    assert "essential_fallback" not in made["themes"][0]


def test_nothing_names_a_practice_that_was_taken_away(targets):
    waiting = criterion("B-1", asked_when={"all": [{"answer_to": "A-1", "at_least": 1}]})
    values = document(
        theme("A", criterion("A-1"), criterion("A-2"), essential_fallback="A-1"),
        theme("B", waiting),
        applicability=[rule("A-1"), rule("A-1", "A-2")],
    )
    made = editing.remove_criterion(values, "A-1")
    assert made == document(theme("A", criterion("A-2")), theme("B", criterion("B-1")), applicability=[rule("A-2")])
    assert drafts.problems(editing.remove_theme(document(applicability=[rule("A-1")]), "A"), targets) == ()


def test_the_answers_of_a_practice_taken_away_go_to_its_heir():
    values = document(theme("A", criterion("A-1", replaces=["A-0"]), criterion("A-2", replaces=["A-0"])))
    made = editing.remove_criterion(values, "A-1", heir="A-2")
    assert made["themes"][0]["criteria"] == [criterion("A-2", replaces=["A-0", "A-1"])]


def test_a_scale_is_added_and_taken_away(targets):
    values, code = editing.add_scale(document(theme("A", criterion("A-1", scale="scale-2"))))
    assert (code, [len(one["anchors"]) for one in values["scales"]]) == ("scale-2", [3, 2])
    assert drafts.problems(editing.remove_scale(values, code), targets) == ()


def test_words_in_one_language_may_serve_for_both():
    values = document(theme("A", criterion("A-1", help={"fr": "aide", "en": ""}, first_step={"fr": "", "en": ""})))
    assert editing.one_sided(values) == 1
    made = editing.fill_in(values)
    assert (editing.one_sided(made), made["themes"][0]["criteria"][0]["help"]) == (0, {"fr": "aide", "en": "aide"})


def test_a_theme_is_seen_as_far_as_it_is_written():
    unfinished = {"code": "A-2", "title": SILENT, "question": SILENT}
    term = {"code": "members", "default": text("members"), "families": {"cooperative": text("shareholders")}}
    values = document(theme("A", rich("A-1", question=text("Do {members} vote?")), unfinished), terms=[term])
    seen = editing.sketch(values, "A", "cooperative")
    first, second = seen.questions
    assert first.question.en == "Do shareholders vote?"
    assert [(level.value, level.text.en, level.step) for level in first.levels] == [
        ("0", "none", 0),
        ("1", "some", 2),
        ("2", "all", 4),
    ]
    assert (second.question.en, [level.text.en for level in second.levels]) == ("", ["words"] * 3)
    assert editing.sketch(values, "A", "association").questions[0].question.fr == "Do members (fr) vote? (fr)"


def test_a_draft_has_the_room_of_a_file():
    assert not editing.is_too_large(document())
    assert editing.is_too_large(document(notes=[text("x" * 1_000_001)]))
    assert editing.is_too_large({"a": [1] * 200_000})
    assert editing.size({"a": "é"}) == 11
