"""Taking answers over on a page: seen before, read again after, taken back in one click."""

import pytest

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, held, make_assessment, open_as, reuse_all, say
from essaim.apps.assessments.tests.versions import levels, new, old
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member, membership_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_year(steward):
    """A closed assessment on the first version of `small`, when the second one is there."""
    old()
    done = make_assessment(steward, framework="small", title="Bilan 2025")
    say(done, steward, A_1=1, A_2=4, A_3=3, A_4=2, A_5=4, B_1=2)
    operations.answer(done, criterion="B-1", values={"comment": "In May"}, by=steward, at=AT)
    operations.close(done, by=steward, reason="it is time", at=AT)
    new()
    return done


@pytest.fixture
def assessment(last_year, steward):
    return make_assessment(steward, framework="small")


@pytest.fixture
def visitor(steward):
    return pages.visitor(steward)


def address(assessment, source=None):
    return pages.address("reuse", assessment) + (f"?source={source.pk}" if source else "")


def take(visitor, assessment, source, *codes, **kwargs):
    return visitor.post(address(assessment), {"source": source.pk, "criteria": codes}, **kwargs)


def test_one_chooses_among_the_assessments_that_can_give_something(assessment, last_year, visitor):
    response = visitor.get(address(assessment))
    assert [(one, title.en) for one, title in response.context["sources"]] == [(last_year, "Small")]
    assert (response.context["lines"], response.context["done"], response.context["reread"]) == ([], [], [])


def test_each_answer_is_seen_before_it_is_taken_and_a_doubt_is_not_ticked(assessment, last_year, visitor):
    response = visitor.get(address(assessment, last_year))
    assert [(line.code, line.source_code, line.told.words, line.is_ticked) for line in response.context["lines"]] == [
        ("A-1", "A-1", "1 (fr)", True),
        ("A-2", "A-2", "2 (fr)", False),
        ("A-31", "A-3", "3 (fr)", False),
        ("A-32", "A-3", "3 (fr)", False),
        ("A-4", "A-4", "2 (fr)", True),
        ("B-1", "B-1", "2 (fr)", True),
    ]
    words = pages.plain(response.content.decode())
    assert words.count("La question est posée avec d’autres mots.") == 1
    assert words.count("Repris de A-2, 1 février 2026 · réponse d’alors : « 4 (fr) »") == 1
    assert words.count("3 laissent un doute") == 1


def test_what_is_ticked_is_taken_and_waits_to_be_read_again(assessment, last_year, visitor, steward):
    response = take(visitor, assessment, last_year, "A-1", "A-2", "B-1")
    assert (response.status_code, response["Location"]) == (302, address(assessment))
    open_as(steward)
    assert levels(assessment) == {"A-1": 1, "A-2": 2, "B-1": 2}
    after = visitor.get(address(assessment))
    assert [(one.code, one.comment) for one in after.context["reread"]] == [("A-1", ""), ("A-2", ""), ("B-1", "In May")]
    assert [(one.source, one.left) for one, _ in after.context["done"]] == [(last_year, 3)]


def test_a_quiet_note_counts_what_is_to_be_read_again_on_each_page(assessment, last_year, visitor, steward):
    reuse_all(last_year, assessment, steward)
    for name, *args in (("theme", "A"), ("table",), ("results",), ("close",)):
        words = pages.plain(visitor.get(pages.address(name, assessment, *args)).content.decode())
        assert words.count("3 réponses reprises d’un autre diagnostic, à relire. Les relire") == 1, name
    open_as(steward)
    operations.confirm(assessment, criteria=["A-1", "A-4", "B-1"], by=steward, at=AT)
    assert "à relire" not in pages.plain(visitor.get(pages.address("results", assessment)).content.decode())


@pytest.mark.parametrize(("name", "args"), [("theme", ("A",)), ("table", ())])
def test_an_answer_tells_where_it_comes_from_where_it_is_shown(assessment, last_year, visitor, steward, name, args):
    reuse_all(last_year, assessment, steward)
    words = pages.plain(visitor.get(pages.address(name, assessment, *args)).content.decode())
    assert words.count("Repris de A-1, 1 février 2026 · Bilan 2025 C’est toujours vrai") == 1


@pytest.mark.parametrize(("name", "args"), [("theme", ("A",)), ("table", ())])
def test_a_tick_beside_an_answer_makes_it_ones_own_and_only_it(assessment, last_year, visitor, steward, name, args):
    reuse_all(last_year, assessment, steward)
    url = pages.address(name, assessment, *args)
    typed = pages.typed(visitor.get(url))
    visitor.post(url, typed | {"A-1-confirm": "on"})
    open_as(steward)
    assert (held(assessment).provenance, held(assessment).level) == (None, 1)
    assert sorted(queries.to_reread(queries.answers_of(assessment))) == ["A-4", "B-1"]


def test_a_page_sent_back_as_it_was_confirms_nothing(assessment, last_year, visitor, steward):
    reuse_all(last_year, assessment, steward)
    url = pages.address("table", assessment)
    visitor.post(url, pages.typed(visitor.get(url)))
    open_as(steward)
    assert sorted(queries.to_reread(queries.answers_of(assessment))) == ["A-1", "A-4", "B-1"]


def test_one_confirms_several_from_the_list(assessment, last_year, visitor, steward):
    reuse_all(last_year, assessment, steward)
    url = pages.address("confirm", assessment)
    words = pages.plain(visitor.post(url, {"criteria": ["A-1", "A-4"]}, follow=True).content.decode())
    assert words.count("2 réponses sont maintenant les vôtres.") == 1
    open_as(steward)
    assert sorted(queries.to_reread(queries.answers_of(assessment))) == ["B-1"]
    words = pages.plain(visitor.post(url, {}, follow=True).content.decode())
    assert words.count("Cochez au moins une réponse.") == 1


def test_one_click_takes_back_what_is_as_it_came(assessment, last_year, visitor, steward):
    reuse_all(last_year, assessment, steward)
    say(assessment, steward, A_1=4)
    ((_, url),) = visitor.get(address(assessment)).context["done"]
    words = pages.plain(visitor.post(url, follow=True).content.decode())
    assert words.count("2 réponses ont été retirées. Ce que vous avez changé ou confirmé reste.") == 1
    open_as(steward)
    assert levels(assessment) == {"A-1": 4, "A-4": None, "B-1": None}
    words = pages.plain(visitor.post(url, follow=True).content.decode())
    assert words.count("Il n’y a rien à annuler.") == 1


@pytest.mark.parametrize(
    ("codes", "status", "words"),
    [
        ([], 422, "Cochez au moins une réponse."),
        (["Z-9"], 422, "Ce diagnostic ne dit rien de ce critère."),
        (["A\0"], 422, "L’une de ces réponses n’est plus là"),
        (["A-1", "x" * 51], 422, "L’une de ces réponses n’est plus là"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is(assessment, last_year, visitor, steward, codes, status, words):
    response = take(visitor, assessment, last_year, *codes)
    assert (response.status_code, pages.plain(response.content.decode()).count(words)) == (status, 1)
    assert [line.code for line in response.context["lines"] if line.is_ticked] == [one for one in codes if one == "A-1"]
    open_as(steward)
    assert levels(assessment) == {}


def test_what_was_answered_meanwhile_is_left_alone(assessment, last_year, visitor, steward):
    say(assessment, steward, A_1=4)
    response = take(visitor, assessment, last_year, "A-1")
    assert (response.status_code, [one.en for one in response.context["left_alone"]]) == (409, ["A-1"])
    open_as(steward)
    assert levels(assessment) == {"A-1": 4}


@pytest.mark.parametrize("source", ["nothing", "00000000-0000-0000-0000-000000000000", "0\0"])
def test_a_source_that_is_not_there_is_not_found(assessment, visitor, source):
    assert visitor.get(pages.address("reuse", assessment), {"source": source}).status_code == 404


def test_a_closed_assessment_shows_what_was_taken_and_takes_no_more(assessment, last_year, visitor, steward):
    reuse_all(last_year, assessment, steward)
    operations.close(assessment, by=steward, reason="it is time", at=AT)
    page = visitor.get(address(assessment, last_year))
    assert (page.status_code, page.context["sources"], len(page.context["reread"])) == (200, [], 3)
    assert take(visitor, assessment, last_year, "A-2").status_code == 409


def test_a_reader_sees_and_takes_nothing(assessment, last_year, steward):
    done = reuse_all(last_year, assessment, steward)
    member = make_member(steward.organisation, role=Role.READER)
    reader = pages.visitor(membership_of(member.account, steward.organisation))
    assert reader.get(address(assessment)).status_code == 200
    assert take(reader, assessment, last_year, "A-2").status_code == 403
    assert reader.post(pages.address("confirm", assessment), {"criteria": ["A-1"]}).status_code == 403
    assert reader.post(pages.address("undo_reuse", assessment, str(done.pk))).status_code == 403


def test_the_page_costs_as_much_at_one_answer_as_at_six(last_year, steward):
    short = make_assessment(steward, framework="small")
    say(short, steward, A_1=1)
    assessment = make_assessment(steward, framework="small")
    visitor = pages.visitor(steward)
    for source in (short, last_year):
        visitor.get(address(assessment, source))
        assert pages.statements(visitor, "get", address(assessment, source)) == (200, 11)


def test_the_next_assessment_starts_from_a_closed_one(last_year, visitor, steward):
    shown = visitor.get(pages.address("results", last_year))
    assert "Commencer le prochain diagnostic à partir de celui-ci" in pages.plain(shown.content.decode())
    url = shown.context["start_next_url"]
    form = visitor.get(url).context["form"]
    assert (form["framework"].value(), form["scope"].value(), form["source"].value()) == ("small", "full", last_year.pk)
    response = visitor.post(url, {"framework": "small", "scope": "full", "title": "2027", "source": last_year.pk})
    open_as(steward)
    started = Assessment.objects.get(title="2027")
    assert (response.status_code, response["Location"]) == (302, address(started, last_year))
    assert (started.framework_version, Answer.objects.filter(assessment=started).count()) == ("2", 0)


def test_this_years_themes_are_looked_for_in_the_new_version(last_year, visitor, steward):
    themed = make_assessment(steward, framework="small", scope="themes", themes=["C"])
    form = visitor.get(pages.address("results", themed)).context["start_next_url"]
    assert visitor.get(form).context["form"]["themes"].value() == ("C",)


def test_the_plan_of_a_closed_assessment_is_for_the_next_one(last_year, visitor):
    response = visitor.get(pages.address("version", last_year))
    words = pages.plain(response.content.decode())
    assert (words.count("De la version 1 à la version 2"), words.count("Passer à cette version")) == (1, 0)
    assert words.count("Commencer le prochain diagnostic à partir de celui-ci") == 1
    assert visitor.post(pages.address("version", last_year), {"to": "2"}).status_code == 409


def test_an_open_assessment_may_be_left_for_a_next_one(steward):
    old()
    assessment = make_assessment(steward, framework="small")
    say(assessment, steward, A_1=1)
    new()
    words = pages.plain(pages.visitor(steward).get(pages.address("version", assessment)).content.decode())
    assert words.count("Ou commencer le prochain diagnostic à partir de celui-ci") == 1


def test_planned_and_not_concerned_are_told_in_words(steward):
    source = make_assessment(steward)
    reasoned = {"state": State.NOT_APPLICABLE, "reason": "Nobody here"}
    operations.answer(source, criterion="A-1", values=reasoned, by=steward, at=AT)
    operations.answer(source, criterion="B-1", values={"state": State.PLANNED}, by=steward, at=AT)
    assessment = make_assessment(steward, framework="small")
    page = pages.visitor(steward).get(address(assessment, source))
    assert [(line.told.words, line.comment) for line in page.context["lines"]] == [
        ("Cela ne nous concerne pas", "Nobody here"),
        ("Pas encore, mais c’est prévu", ""),
    ]
