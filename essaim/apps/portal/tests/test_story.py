from essaim.apps.assessments import queries as assessments
from essaim.apps.organisations import queries as organisations
from essaim.apps.portal import operations, queries
from essaim.apps.portal.enums import Stage
from essaim.apps.portal.tests.factories import NOW, enter
from essaim.apps.workshops import queries as workshops


def test_the_story_is_played_once(story, django_assert_num_queries):
    with django_assert_num_queries(3):  # its transaction's two marks, and whether its first person is there
        assert operations.play_story(at=NOW) is False


def test_three_years_stand_in_one_organisation_the_last_half_done(story):
    solenn = enter("solenn")
    this_year, last_year, first = assessments.assessments_of(solenn.organisation_id)
    assert (last_year.title, last_year.status) == ("Diagnostic 2025", "closed")
    assert (first.title, first.status) == ("Diagnostic 2024", "closed")
    assert (this_year.title, this_year.status) == ("Diagnostic 2026", "open")
    standing = queries.standing_of(solenn)
    assert (standing.stage, standing.said, standing.applicable) == (Stage.UNDER_WAY, 17, 35)


def test_the_four_organisations_are_at_different_stages(story):
    stages = {person: queries.standing_of(enter(person)).stage for person in ("nadia", "jean-pierre", "claire")}
    assert stages == {"nadia": Stage.NOTHING, "jean-pierre": Stage.CLOSED, "claire": Stage.UNDER_WAY}


def test_the_network_has_three_accepted_affiliations(story):
    nadia = enter("nadia")
    found = organisations.affiliations_of(nadia.organisation_id)
    assert [(one.organisation_name, one.accepted_at is None) for one in found] == [
        ("La Légumerie de l’Argoat", False),
        ("Les Jardins du Guet", False),
        ("Le Fil du canal", False),
    ]


def test_one_invitation_waits_for_its_answer(story):
    claire = enter("claire")
    assert [one.email for one in organisations.invitations_of(claire.organisation_id)] == ["awa@demo.example"]


def test_each_login_says_what_the_person_does_where(story):
    yannick = next(login for login in queries.logins() if login.email == "yannick@demo.example")
    assert yannick.name == "Yannick Prigent"
    assert [organisation for organisation, role in yannick.roles] == [
        "Les Amers, réseau breton de l’économie solidaire",
        "Le Fil du canal",
    ]


def test_what_happened_meanwhile_is_noted_beside_the_years(story):
    found = assessments.annotations_of(enter("solenn").organisation_id)
    assert [one.text for one in found] == [
        "Départ d’Yves, directeur depuis l’ouverture ; Solenn prend la suite",
        "Déménagement dans les locaux du quai",
        "Assemblée générale : deux nouvelles élues au conseil",
    ]


def test_a_meeting_is_going_on_with_something_to_reveal_to_accept_and_to_talk_about(story):
    solenn = enter("solenn")
    workshop = queries.gathering_of(solenn).workshop
    assert queries.gathering_of(solenn).people == 22
    rows = workshops.deliberations_of(workshop)
    assert {code: row.outcome for code, row in rows.items() if row.outcome} == {
        "GOV-2": "agreed",
        "TER-1": "agreed",
        "STR-3": "agreed",
        "STR-4": "agreed",
        "TER-3": "disagreed",
        "GOV-5": "later",
    }
    assert len(rows) == 13
    assert {len(row.tally["groups"]) for row in rows.values()} == {3}


def test_those_asked_by_account_find_their_own_answers_or_are_asked(story):
    solenn = enter("solenn")
    workshop = queries.gathering_of(solenn).workshop
    ballot = workshops.ballot_behind(workshop, workshops.secret_of_account(workshop, solenn.account_id))
    assert len(workshops.voices_of(ballot)) == 35
    gwenael = enter("gwenael")
    assert [seat.has_finished for seat in workshops.seats_of_account(gwenael.organisation_id, gwenael.account_id)] == [
        False
    ]
