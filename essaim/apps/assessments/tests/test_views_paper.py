"""Printing the questions: for the team, for anyone in the catalogue, whatever the address says."""

import pytest
from django.test import Client

from essaim.apps.assessments.exports.paper import CATALOGUE
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import make_assessment, make_steward, publish, publish_ours

pytestmark = pytest.mark.django_db
CHOSEN = {"print": "large", "words": "plain", "language": "en"}


def test_a_team_chooses_how_to_print_and_takes_the_file() -> None:
    steward = make_steward()
    assessment, visitor = make_assessment(steward), pages.visitor(steward)
    shown = visitor.get(pages.address("paper", assessment))
    assert [value for value, _ in shown.context["form"].fields["part"].choices] == ["", "A", "B"]
    file = visitor.get(pages.address("grid", assessment), {**CHOSEN, "part": "A"})
    assert (file["Content-Type"], file["Content-Language"], file["Cache-Control"]) == (
        "application/pdf",
        "en",
        "private, no-store",
    )
    assert file["Content-Disposition"] == 'attachment; filename="bilan-2026-a.pdf"'


def test_anyone_prints_a_referential_of_the_catalogue(client: Client) -> None:
    publish_ours()
    shown = client.get("/referentiels/essaim-35/papier")
    assert [value for value, _ in shown.context["form"].fields["part"].choices][:3] == ["", "essential", "GOV"]
    file = client.get("/referentiels/essaim-35/papier.pdf", {**CHOSEN, "part": "essential"})
    assert (file.status_code, file["Cache-Control"], file.content[:5]) == (200, "public, max-age=3600", b"%PDF-")
    assert client.get("/referentiels/nothing/papier").status_code == 404


def test_plain_words_are_offered_where_there_are_some(client: Client) -> None:
    publish()
    assert "words" not in client.get("/referentiels/small/papier").context["form"].fields


def test_an_address_that_cannot_be_read_comes_back_with_the_choices(client: Client) -> None:
    publish()
    answer = client.get("/referentiels/small/papier.pdf", {"part": "Z", "print": "huge"})
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["part", "print"])
    assert client.get("/referentiels/small/papier.pdf")["Content-Language"] == "fr"


def test_whoever_asks_while_another_grid_is_laid_out_is_asked_to_come_again(client: Client) -> None:
    publish()
    with CATALOGUE.turn:
        answer = client.get("/referentiels/small/papier.pdf", CHOSEN | {"part": "A", "words": ""})
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (503, "5", "text/html; charset=utf-8")
    assert pages.plain(answer.content.decode()).count("redemandez la vôtre dans quelques secondes") == 1
    assert answer.context["form"]["print"].value() == "large"
    again = client.get("/referentiels/small/papier.pdf", CHOSEN | {"part": "A", "words": ""})
    assert again.content[:5] == b"%PDF-"
