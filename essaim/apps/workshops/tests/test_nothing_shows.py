"""Before it is revealed nothing but counts leaves the site, by any door; after it, nothing of fewer than five."""

import json
import re

import pytest
from django.urls import reverse

from essaim.apps.assessments.tests.factories import LATER, open_as
from essaim.apps.workshops import operations, queries
from essaim.apps.workshops.enums import GroupKind
from essaim.apps.workshops.tests.factories import group_of, voices
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db
PAGES = ("room", "room_counts", "room_together", "room_end")
ONE_PAGES = ("room_practice", "room_count")


@pytest.fixture
def pages(client, workshop, steward):
    """Return every page of the room, by both doors, without what changes at each visit."""
    link = operations.hand_over(workshop, name="Claire Roy")

    def pages():
        client.force_login(steward.account)
        place = [workshop.organisation.slug, workshop.pk]
        doors = [("", place), ("led_", [link])]
        addresses = [reverse(f"workshops:{door}{name}", args=args) for door, args in doors for name in PAGES]
        addresses += [
            reverse(f"workshops:{door}{name}", args=[*args, code])
            for door, args in doors
            for name in ONE_PAGES
            for code in ("A-1", "A-2", "B-1")
        ]
        found = {address: client.get(address).content.decode() for address in addresses}
        open_as(steward)
        tokens = r'(?:name="csrfmiddlewaretoken" value|nonce)="[^"]*"|\d\d:\d\d|data-(?:begins|ends)="[^"]*"'
        return {address: re.sub(tokens, "", page) for address, page in found.items()}

    return pages


def say(workshop, levels, group=GroupKind.BOARD):
    voices(workshop, levels, group=group_of(workshop, group))
    tenancy.set_secret("")


def test_before_revealing_pages_are_the_same_whatever_was_said(pages, workshop):
    say(workshop, [0, 0, 0, 0, 0, 0])
    say(workshop, [1, 1, 1], GroupKind.VOLUNTEERS)
    before = pages()
    say(workshop, [4, 3, 2, 1, 4, 4])
    say(workshop, [0, 2, 4], GroupKind.VOLUNTEERS)
    assert pages() == before


def test_before_revealing_pages_are_the_same_whatever_hands_were_counted(pages, workshop):
    operations.count_hands(workshop, criterion="A-1", hands={"0": 6})
    before = pages()
    operations.count_hands(workshop, criterion="A-1", hands={"4": 3, "2": 2, "unknown": 1})
    assert pages() == before


def test_before_revealing_the_export_is_the_same_whatever_was_said(workshop):
    say(workshop, [0, 0, 0, 0, 0, 0])
    operations.count_hands(workshop, criterion="A-1", hands={"0": 6})
    before = json.dumps(queries.export_of(workshop.organisation_id))
    say(workshop, [4, 3, 2, 1, 4, 4])
    operations.count_hands(workshop, criterion="A-1", hands={"4": 6})
    assert json.dumps(queries.export_of(workshop.organisation_id)) == before


def test_after_revealing_pages_are_the_same_whoever_of_small_groups_said_what(pages, workshop):
    """Three volunteers among eleven: swapping what one of them and one of the board said changes no page."""
    say(workshop, [0, 0, 1, 1, 2, 2, 3, 3])
    say(workshop, [4, 4, 4], GroupKind.VOLUNTEERS)
    operations.reveal(workshop, criteria=["A-1"], at=LATER)
    shown = queries.deliberations_of(workshop)["A-1"].tally
    assert (shown["cells"], shown["groups"]) == ({"0": 2, "1": 2, "2": 2, "3": 2, "4": 3}, {})
    told = [int(count) for page in pages().values() for count in re.findall(r'swarm-count">(\d+)<', page)]
    assert sorted(set(told)) == [2, 3]
