"""The outline of a draft and its other pages: added, moved, taken away, previewed, taken out."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from essaim.apps.frameworks import operations, queries
from essaim.apps.frameworks.tests.factories import criterion, rich, source, text, theme
from essaim.apps.frameworks.tests.own import AT, held, make_draft, make_steward, publish_own, typed, unfinished
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member

pytestmark = pytest.mark.django_db


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


PAGES = [
    ("draft", ()),
    ("draft_general", ()),
    ("draft_scale", ("levels",)),
    ("draft_theme", ("A",)),
    ("draft_criterion", ("A-1",)),
    ("draft_move", ("A-1",)),
    ("draft_remove_criterion", ("A-1",)),
    ("draft_remove_theme", ("A",)),
    ("draft_remove_scale", ("levels",)),
    ("draft_preview", ("A",)),
    ("draft_discard", ()),
]


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_every_page_of_a_draft_opens_whatever_is_missing(client, steward, at, name, args):
    full = make_draft(steward, source(theme("A", rich("A-1")), code="full"))
    for draft in (full, unfinished(steward)):
        assert client.get(at(name, draft, *args)).status_code == 200
    if args:
        assert client.get(at(name, full, "Z")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_outline_costs_the_same_whatever_it_holds(client, steward, at, django_assert_num_queries, count):
    draft = make_draft(steward, source(*(theme(f"T{n}", criterion(f"T{n}-1")) for n in range(count))))
    client.get(at("draft", draft))
    with django_assert_num_queries(9):
        content = client.get(at("draft", draft)).content.decode()
    assert content.count('class="outline-theme"') == count


def test_the_outline_says_in_words_what_each_line_waits_for(client, steward, at):
    content = client.get(at("draft", unfinished(steward))).content.decode()
    assert content.count("2 points à compléter avant de publier") == 1
    assert re.findall(r'outline-wanting">.*?</svg>([^<]*)', content, re.S) == ["2 points à compléter"]
    assert content.count("Prêt à être publié") == 0
    ready = client.get(at("draft", make_draft(steward, source(code="full")))).content.decode()
    assert (ready.count("Prêt à être publié"), ready.count("outline-wanting")) == (1, 0)


@pytest.mark.parametrize(
    ("posted", "goes_on", "codes"),
    [
        ({"add_theme": "1"}, ("draft_theme", "C"), [["A-1", "A-2"], ["B-1"], ["C-1"]]),
        ({"add_criterion": "B"}, ("draft_criterion", "B-2"), [["A-1", "A-2"], ["B-1", "B-2"]]),
        ({"add_scale": "1"}, ("draft_scale", "scale-2"), [["A-1", "A-2"], ["B-1"]]),
        ({"up": "A-2"}, ("draft",), [["A-2", "A-1"], ["B-1"]]),
        ({"down": "A-2"}, ("draft",), [["A-1"], ["A-2", "B-1"]]),
        ({"theme_down": "A"}, ("draft",), [["B-1"], ["A-1", "A-2"]]),
        ({"up": "Z-1"}, ("draft",), [["A-1", "A-2"], ["B-1"]]),
    ],
)
def test_the_outline_is_changed_by_plain_buttons(client, steward, at, posted, goes_on, codes):
    draft = make_draft(steward)
    answer = client.post(at("draft", draft), posted)
    name, *args = goes_on
    assert answer.url.partition("#")[0] == at(name, draft, *args)
    values = queries.drafts_of(draft.organisation_id).get().values
    assert [[one["code"] for one in found["criteria"]] for found in values["themes"]] == codes


def test_a_code_of_the_former_version_is_not_given_again(client, steward, at):
    publish_own(steward, source(theme("A", criterion("A-1"), criterion("A-2"))))
    draft = operations.start_version(steward, code="small", at=AT + timedelta(days=1))
    client.post(at("draft_remove_criterion", draft, "A-2"), {"heir": ""})
    assert client.post(at("draft", draft), {"add_criterion": "A"}).url == at("draft_criterion", draft, "A-3")


def test_who_takes_a_practice_away_says_who_takes_over_its_answers(client, steward, at):
    publish_own(steward)
    draft = operations.start_version(steward, code="small", at=AT + timedelta(days=1))
    url = at("draft_remove_criterion", draft, "A-1")
    assert client.get(url).content.decode().count("Que deviennent les réponses") == 1
    assert client.post(url, {"heir": "B-1"}).url == at("draft", draft)
    assert held(draft, code="B-1").values["replaces"] == ["A-1"]
    base, made = queries.base_of(draft), queries.drafts_of(draft.organisation_id).get()
    assert (queries.problems_of(made), "A-1" in base.codes) == ((), True)
    page = client.get(at("draft_criterion", draft, "A-2")).content.decode()
    assert re.findall(r'name="replaces" value="([^"]*)"', page) == ["A-1"]


def test_nobody_asks_of_answers_where_nobody_answered(client, steward, at):
    draft = make_draft(steward)
    assert client.get(at("draft_remove_criterion", draft, "A-1")).content.decode().count('name="heir"') == 0


def test_a_practice_goes_to_another_theme(client, steward, at):
    draft = make_draft(steward)
    client.post(at("draft_move", draft, "A-1"), {"theme": "B"})
    assert held(draft).place == ("themes", 1, "criteria", 1)
    assert client.post(at("draft_move", draft, "A-1"), {"theme": "Z"}).status_code == 404


def test_words_in_one_language_may_serve_for_both(client, steward, at):
    draft = unfinished(steward)
    client.post(at("draft_criterion", draft, "A-1"), typed(draft, question__fr="Oui ?", question__en=""))
    assert client.get(at("draft", draft)).content.decode().count('name="fill_in"') == 1
    client.post(at("draft", draft), {"fill_in": "1"})
    assert queries.problems_of(queries.drafts_of(draft.organisation_id).get()) == ()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", ("Dit (fr)", 3)),
        ("?language=en", ("Dit", 3)),
        ("?view=outside", ("plain (fr)", 0)),
        ("?view=leading", ("move_on (fr)", 0)),
        ("?view=nonsense&family=nobody&language=de", ("Dit (fr)", 3)),
    ],
)
def test_a_theme_is_seen_as_people_would_see_it(client, steward, at, query, said):
    draft = make_draft(steward, source(theme("A", rich("A-1", question=text("Dit")))))
    content = client.get(at("draft_preview", draft, "A") + query).content.decode()
    words, cards = said
    assert (content.count(f">{words}<"), content.count('class="choice-card"')) == (1, cards)
    assert content.count("rien n’est enregistré") == 1


def test_a_draft_leaves_as_a_file(client, steward, at):
    draft = unfinished(steward)
    answer = client.get(at("draft_yaml", draft))
    assert answer["Content-Disposition"] == 'attachment; filename="small-brouillon.yaml"'
    assert b"code: A-1" in answer.content
    assert client.get(at("draft_xlsx", draft)).url == at("draft", draft)
    full = make_draft(steward, source(code="full"))
    file = client.get(at("draft_xlsx", full))
    assert operations.examine(file.content).framework.code == "full"


def test_a_draft_is_deleted_once_its_author_says_so(client, steward, at):
    draft = make_draft(steward)
    assert client.get(at("draft_discard", draft)).status_code == 200
    assert client.post(at("draft_discard", draft)).status_code == 302
    assert queries.drafts_of(draft.organisation_id).count() == 0


def test_who_reads_sees_all_and_changes_nothing(client, steward, at):
    draft = make_draft(steward)
    reader = make_member(steward.organisation, role=Role.READER)
    client.force_login(reader.account)
    content = client.get(at("draft", draft)).content.decode()
    assert (content.count('name="add_theme"'), content.count('name="up"')) == (0, 0)
    page = client.get(at("draft_criterion", draft, "A-1")).content.decode()
    assert (page.count('<fieldset class="plain" disabled>'), page.count("hx-post")) == (1, 0)
    assert client.post(at("draft", draft), {"add_theme": "1"}).status_code == 403
    assert client.post(at("draft_criterion", draft, "A-1"), typed(draft)).status_code == 403


def test_a_draft_stands_beside_the_version_it_was_made_from(client, steward, at):
    publish_own(steward)
    draft = operations.start_version(steward, code="small", at=AT + timedelta(days=1))
    client.post(at("draft_remove_criterion", draft, "A-1"), {"heir": "A-2"})
    content = client.get(at("draft_compare", draft)).content.decode()
    assert content.count("Ce que deviennent les réponses") == 1
    client.post(at("draft_criterion", draft, "A-2"), typed(draft, code="A-2", question__fr="", question__en=""))
    assert client.get(at("draft_compare", draft)).content.decode().count("quand rien ne manquera") == 1
    alone = make_draft(steward, source(code="new"))
    assert client.get(at("draft_compare", alone)).url == at("draft", alone)


def test_only_what_its_authors_changed_is_told_of_a_duplicate(client, steward, at):
    operations.load(source(theme("A", criterion("A-1"), criterion("A-2"))), at=AT)
    offer = queries.offer(steward.organisation_id, "small")
    draft = operations.duplicate(steward, source=offer, title="Small (fr)", at=AT)
    client.post(at("draft_criterion", draft, "A-2"), typed(draft, code="A-2", help__fr="Aide", help__en="Help"))
    comparison = client.get(at("draft_compare", draft)).context["comparison"]
    assert [one.criterion.code for chapter in comparison.chapters for one in chapter.changed] == ["A-2"]
