"""Writing a piece of a draft: kept as typed, checked, safe against a colleague."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse

from essaim.apps.frameworks import operations, queries
from essaim.apps.frameworks.tests.factories import criterion, source, text, theme
from essaim.apps.frameworks.tests.own import AT, held, make_draft, make_steward, typed, unfinished

pytestmark = pytest.mark.django_db
LIVE = {"HX-Request": "true"}


@pytest.fixture
def steward():
    return make_steward(name="Fédération")


@pytest.fixture
def at(client, steward):
    """Sign the steward in, and give the address of one of the draft's pages."""
    client.force_login(steward.account)

    def address(name, draft, *args):
        return reverse(f"frameworks:{name}", args=[steward.organisation.slug, draft.pk, *args])

    return address


def test_what_is_typed_is_kept_even_unfinished(client, steward, at):
    draft = unfinished(steward)
    url = at("draft_criterion", draft, "A-1")
    answer = client.post(
        url, typed(draft, question__fr="Les horaires conviennent-ils ?", question__en="", weight="lourd")
    )
    assert (answer.status_code, answer.url) == (302, url)
    said = held(draft).values
    assert (said["question"], said["weight"]) == ({"fr": "Les horaires conviennent-ils ?", "en": ""}, "lourd")
    page = client.get(url).content.decode()
    assert re.findall(r'<li><a href="#([^"]*)">([^<]*)</a>', page)[:2] == [
        ("question.en", "Question, en anglais"),
        ("weight", "Son poids"),
    ]


def test_a_row_that_cannot_be_is_left_out_of_the_page(client, steward, at):
    draft = make_draft(steward)
    url = at("draft_criterion", draft, "A-1")
    answer = client.post(url, typed(draft) | {"evidence.-1.fr": "x", "practices.-5.text.fr": "x"})
    assert (answer.status_code, held(draft).values) == (302, criterion("A-1"))


@pytest.mark.parametrize("name", ["draft", "publish", "draft_general", "draft_discard"])
def test_a_file_that_waits_is_looked_at_and_not_written(client, steward, at, name):
    received = operations.receive(steward, reading=operations.examine(source()), at=AT)
    assert client.get(at(name, received)).status_code == 404
    assert client.get(at("received", received)).status_code == 200


def test_a_page_carries_the_mark_of_what_it_showed(client, steward, at):
    draft = make_draft(steward)
    page = client.get(at("draft_criterion", draft, "A-1")).content.decode()
    assert re.findall(r'name="shown" value="([^"]*)"', page) == [held(draft).fingerprint]


def test_a_live_save_answers_with_what_is_still_missing_and_the_new_fingerprint(client, steward, at):
    draft = unfinished(steward)
    url = at("draft_criterion", draft, "A-1")
    answer = client.post(url, typed(draft, question__fr="Oui ?", question__en="Yes?"), headers=LIVE)
    content = answer.content.decode()
    assert (answer.status_code, content.count("Rien ne manque ici"), content.count("Enregistré à")) == (200, 1, 1)
    assert re.findall(r'name="shown" value="(\w+)"', content) == [held(draft).fingerprint]


def test_the_next_piece_follows_in_the_order_of_the_outline(client, steward, at):
    draft = make_draft(steward)
    steps = [
        ("draft_general", ()),
        ("draft_scale", ("levels",)),
        ("draft_theme", ("A",)),
        ("draft_criterion", ("A-1",)),
    ]
    for (name, args), (following, then) in pairwise(steps):
        piece = held(draft, name.removeprefix("draft_"), *args)
        answer = client.post(at(name, draft, *args), {"shown": piece.fingerprint, "onwards": "1"})
        assert answer.url == at(following, draft, *then)


def test_one_more_row_is_given_with_all_that_was_typed_and_an_empty_one_goes(client, steward, at):
    draft = make_draft(steward, source(theme("A", criterion("A-1"))))
    url = at("draft_criterion", draft, "A-1")
    answer = client.post(url, typed(draft, help__fr="Aide", help__en="Help", add="evidence"))
    assert answer.url == f"{url}?add=evidence#evidence"
    assert client.get(answer.url).content.decode().count('name="evidence.0.fr"') == 1
    client.post(url, typed(draft, evidence__0__fr="Un compte rendu", evidence__0__en="Minutes", add="evidence"))
    client.post(
        url,
        typed(
            draft, evidence__0__fr="Un compte rendu", evidence__0__en="Minutes", evidence__1__fr="", evidence__1__en=""
        ),
    )
    assert held(draft).values == criterion(
        "A-1", help={"fr": "Aide", "en": "Help"}, evidence=[{"fr": "Un compte rendu", "en": "Minutes"}]
    )


def test_rows_move_and_go_by_plain_buttons(client, steward, at):
    draft = make_draft(steward, source(theme("A", criterion("A-1", evidence=[text("a"), text("b"), text("c")]))))
    url = at("draft_criterion", draft, "A-1")
    assert client.post(url, typed(draft, row_up="evidence.2")).url == f"{url}#evidence"
    assert held(draft).values["evidence"] == [text("a"), text("c"), text("b")]
    client.post(url, typed(draft, row_remove="evidence.0"))
    assert held(draft).values["evidence"] == [text("c"), text("b")]


def test_two_authors_of_two_pieces_both_succeed(client, steward, at):
    draft = make_draft(steward)
    mine = typed(draft, title__fr="Neuf", title__en="New")
    other = typed(draft, code="A-2", title__fr="Autre", title__en="Other")
    client.post(at("draft_criterion", draft, "A-2"), other)
    assert client.post(at("draft_criterion", draft, "A-1"), mine).status_code == 302
    assert [held(draft, code=code).values["title"]["en"] for code in ("A-1", "A-2")] == ["New", "Other"]


@pytest.mark.parametrize("live", [False, True])
def test_two_authors_of_one_piece_see_both_texts_and_choose(client, steward, at, live):
    draft = make_draft(steward)
    url, mine = at("draft_criterion", draft, "A-1"), typed(draft, title__fr="Le mien", title__en="A-1")
    client.post(url, typed(draft, title__fr="Le leur", title__en="A-1"))
    answer = client.post(url, mine, headers=LIVE if live else {})
    content = answer.content.decode()
    assert (answer.status_code, held(draft).values["title"]["fr"]) == (409, "Le leur")
    assert re.findall(r'<p lang="fr">([^<]*)</p>', content) == ["Le leur", "Le mien"]
    over = re.findall(r'name="over" value="(\w+)"', content)[0]
    assert client.post(url, {**mine, "over": over, "mine": "1"}).status_code == 302
    assert held(draft).values["title"]["fr"] == "Le mien"


def test_the_same_words_sent_twice_disturb_nobody(client, steward, at):
    draft = make_draft(steward)
    mine = typed(draft, title__fr="Neuf", title__en="New")
    url = at("draft_criterion", draft, "A-1")
    assert [client.post(url, mine).status_code for _ in range(2)] == [302, 302]
    assert queries.drafts_of(draft.organisation_id).get().revision == 2


def test_what_cannot_be_held_is_given_back(client, steward, at):
    draft = make_draft(steward)
    url = at("draft_criterion", draft, "A-1")
    void = client.post(url, typed(draft, title__fr="a\x00b", title__en="kept"))
    assert (void.status_code, void.content.decode().count('value="kept"')) == (422, 1)
    values = {**draft.values, "notes": [text("x" * 995_000)]}
    operations.edit(draft, values=values, revision=1, by=steward, at=AT)
    large = client.post(url, typed(draft, help__fr="é" * 10_000, help__en="kept"))
    assert (large.status_code, large.content.decode().count("2\u202fMo")) == (422, 1)
    assert held(draft).values == criterion("A-1", essential=True)


def test_invisible_characters_become_spaces(client, steward, at):
    draft = make_draft(steward)
    client.post(at("draft_criterion", draft, "A-1"), typed(draft, help__fr="un\x0bdeux\r\ntrois", help__en="one"))
    assert held(draft).values["help"]["fr"] == "un deux\ntrois"


def test_what_a_question_waits_for_is_written_without_a_file(client, steward, at):
    draft = make_draft(steward)
    url = at("draft_criterion", draft, "A-2")
    waiting = {"asked_when.all.0.answer_to": "A-1", "asked_when.all.0.at_least": "1", "asked_when.all.0.at_most": ""}
    client.post(url, typed(draft, "A-2") | waiting)
    assert held(draft, code="A-2").values["asked_when"] == {"all": [{"answer_to": "A-1", "at_least": 1}]}
    assert queries.problems_of(queries.drafts_of(steward.organisation_id).get(pk=draft.pk)) == ()
    page = client.get(url)
    chosen = page.context["form"]["asked_when.all.0.answer_to"]
    assert [code for code, _title in chosen.field.widget.choices] == ["", "A-1", "B-1"]
    client.post(url, typed(draft, "A-2") | dict.fromkeys(waiting, ""))
    assert held(draft, code="A-2").values == criterion("A-2")


def test_levels_named_among_others_stay_as_they_are(client, steward, at):
    waiting = criterion("A-2", asked_when={"any": [{"answer_to": "A-1", "among": [0, 2]}]})
    draft = make_draft(steward, source(theme("A", criterion("A-1"), waiting)))
    client.post(at("draft_criterion", draft, "A-2"), typed(draft, "A-2", **{"asked_when.any.0.answer_to": "A-1"}))
    assert held(draft, code="A-2").values["asked_when"] == waiting["asked_when"]


def test_groups_are_named_before_practices_are_put_in_them(client, steward, at):
    draft = make_draft(steward)
    group = {"groups.0.code": "employers", "groups.0.title.fr": "Employeurs", "groups.0.title.en": "Employers"}
    shown = held(draft, "general", "").fingerprint
    client.post(at("draft_general", draft), {"shown": shown} | group)
    title = {"fr": "Employeurs", "en": "Employers"}
    kept = queries.drafts_of(steward.organisation_id).get(pk=draft.pk).values["groups"]
    assert kept == [{"code": "employers", "title": title}]
    form = client.get(at("draft_criterion", draft, "A-1")).context["form"]
    assert list(form.fields["groups"].choices) == [("employers", "Employeurs")]
