import pytest

from essaim.apps.assessments import operations as assessments
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.tests.factories import AT, make_steward, publish_ours, say
from essaim.apps.organisations.enums import Kind, Role
from essaim.apps.organisations.tests.factories import make_account, make_member, make_organisation
from essaim.apps.portal import operations
from essaim.apps.portal.enums import Held
from essaim.apps.portal.tests.factories import NOW, make_full
from essaim.kernel import privacy

pytestmark = pytest.mark.django_db
HOME = "/o/le-fil-du-canal/"


def title(response):
    return response.content.decode().split("<h1>")[1].split("</h1>")[0]


def button(response):
    """Return the words of the page's main buttons."""
    parts = response.content.decode().split('class="button button-primary')[1:]
    return [part.split("<span>")[1].split("</span>")[0] for part in parts]


@pytest.mark.parametrize("address", ["/", "/a-propos", "/donnees", "/accessibilite"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_public_pages_open_to_anyone_in_both_languages(client, address, language):
    assert client.get(address, headers={"accept-language": language}).status_code == 200


def test_the_home_welcomes_without_a_query_once_the_referential_is_known(client, django_assert_num_queries):
    publish_ours()
    client.get("/")
    with django_assert_num_queries(2):  # the transaction's two marks
        response = client.get("/")
    assert title(response) == "Faites le point sur vos pratiques, ensemble"


def test_the_home_opens_without_any_referential(client):
    assert client.get("/").status_code == 200


def test_the_home_leads_to_founding_then_to_the_organisation_then_to_the_list(client):
    account = make_account()
    client.force_login(account)
    assert client.get("/").url == "/structures/nouvelle"
    make_organisation(steward=account, name="Le Fil du canal")
    assert client.get("/").url == HOME
    make_organisation(steward=account)
    assert client.get("/").url == "/structures/"


def test_before_anything_is_said_the_next_step_is_the_overview(client):
    publish_ours()
    client.force_login(make_steward(name="Le Fil du canal").account)
    response = client.get(HOME)
    assert (title(response), button(response)) == ("Rien n’est encore écrit", ["Commencer le tour d’horizon"])


def test_under_way_the_next_step_is_the_first_theme_with_something_left(client):
    steward, assessment = make_full()
    client.force_login(steward.account)
    response = client.get(HOME)
    assert (title(response), button(response)) == ("Vous êtes à mi-chemin", ["Continuer"])
    assert f'href="{HOME}diagnostics/{assessment.pk}/A"' in response.content.decode()


def test_with_all_said_the_next_step_is_to_read_together(client):
    steward, assessment = make_full()
    say(assessment, steward, A_2=1, B_1=3)
    client.force_login(steward.account)
    response = client.get(HOME)
    assert (title(response), button(response)) == ("Vous avez fait le tour", ["Voir où vous en êtes"])


def test_once_closed_the_next_step_is_to_choose(client):
    steward, assessment = make_full()
    say(assessment, steward, A_2=1, B_1=3)
    assessments.close(assessment, by=steward, at=AT)
    client.force_login(steward.account)
    response = client.get(HOME)
    assert (title(response), button(response)) == ("Le point est fait", ["Lire les résultats"])


def test_a_reader_is_not_asked_to_write(client):
    steward, _ = make_full()
    client.force_login(make_member(steward.organisation, role=Role.READER).account)
    assert button(client.get(HOME)) == []


@pytest.mark.parametrize("answers", [1, 35])
def test_the_home_of_an_organisation_asks_the_same_number_of_queries(client, django_assert_num_queries, answers):
    publish_ours()
    steward = make_steward(name="Le Fil du canal")
    assessment = assessments.start(steward, framework="essaim-35", scope="full", at=AT)
    codes = assessments.lifecycle.frameworks.current("essaim-35").codes
    values = {code: {"state": State.ANSWERED, "level": 2} for code in sorted(codes)[:answers]}
    assessments.answer_many(assessment, values=values, by=steward, at=AT)
    client.force_login(steward.account)
    client.get(HOME)
    with django_assert_num_queries(11):
        client.get(HOME)


def test_a_network_sees_who_belongs_to_it(client):
    account = make_account()
    make_organisation(steward=account, name="Le Fil du canal", kind=Kind.NETWORK)
    client.force_login(account)
    assert "Aucune structure pour l’instant." in client.get(HOME).content.decode()


def test_a_coming_erasure_is_told_on_each_page_of_the_organisation(client):
    steward, _ = make_full()
    operations.ask_deletion(steward.organisation, by=steward, at=NOW)
    client.force_login(steward.account)
    for address in (HOME, f"{HOME}equipe/", f"{HOME}diagnostics/"):
        assert "seront effacés le 20 décembre 2026" in client.get(address).content.decode(), address


def test_the_page_on_data_names_all_that_the_register_holds():
    assert {entry.model for entry in privacy.register()} == set(Held.values)
