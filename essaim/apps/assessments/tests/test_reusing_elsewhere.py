"""Where answers can come from: another year, another version, another referential that is linked."""

from datetime import timedelta

import pytest

from essaim.apps.assessments import operations, queries
from essaim.apps.assessments.tests.factories import AT, LATER, held, make_assessment, say
from essaim.apps.assessments.tests.versions import levels, new, old
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.enums import Doubt
from essaim.apps.frameworks.tests.factories import criterion, scale, source, text, theme

pytestmark = pytest.mark.django_db

LAST = LATER + timedelta(minutes=5)


def take(assessment, source, by, *criteria, at=LATER):
    return operations.reuse(assessment, source=source, criteria=criteria, by=by, at=at)


def offer(assessment, source):
    return queries.offer_between(
        source, assessment, given=queries.answers_of(source), answers=queries.answers_of(assessment)
    )


def test_a_chain_of_years_keeps_the_day_it_was_first_said(steward):
    first, second, third = (make_assessment(steward), *(make_assessment(steward, framework="small") for _ in range(2)))
    say(first, steward, A_1=3)
    take(second, first, steward, "A-1")
    take(third, second, steward, "A-1", at=LAST)
    assert (held(third).answered_at, held(third).provenance.said_at) == (AT, AT)
    assert held(third).provenance.reuse.source == second


def test_provenance_follows_a_move_to_a_new_version(steward):
    old()
    before, assessment = (make_assessment(steward, framework="small") for _ in range(2))
    say(before, steward, A_1=1, A_2=4, A_6=2)
    done = take(assessment, before, steward, "A-1", "A-2", "A-6")
    new()
    operations.move_to_version(assessment, to="2", choices={}, by=steward, at=LAST)
    assessment.refresh_from_db()
    assert sorted(queries.to_reread(queries.answers_of(assessment))) == ["A-1", "A-2"]
    operations.undo_reuse(assessment, reuse=done.pk, by=steward, at=LAST)
    assert levels(assessment) == {"A-1": None, "A-2": None}


def test_the_next_version_starts_from_the_plan(steward):
    old()
    before = make_assessment(steward, framework="small")
    say(before, steward, A_1=1, A_2=4, A_3=3, A_4=2, A_5=4, A_6=1, B_1=2)
    new()
    fresh = make_assessment(steward, framework="small")
    assert [(one.criterion, one.source, one.level, one.doubt) for one in offer(fresh, before).proposals] == [
        ("A-1", "A-1", 1, None),
        ("A-2", "A-2", 2, Doubt.REWORDED),
        ("A-31", "A-3", 3, Doubt.SPLIT),
        ("A-32", "A-3", 3, Doubt.SPLIT),
        ("A-4", "A-4", 2, None),
        ("B-1", "B-1", 2, None),
    ]


def publish_theirs() -> None:
    """Publish a network's own grid: on three levels: N-1 is the same as B-1, N-2 as A-1 and A-2 together."""
    links = {"N-1": ["B-1"], "N-2": ["A-1", "A-2"]}
    criteria = [
        criterion(code, mappings=[{"target": "small", "code": one} for one in codes]) for code, codes in links.items()
    ]
    content = source(
        theme("N", *criteria, criterion("N-3")),
        code="network",
        references=[{"code": "small", "title": text("Small")}],
        scales=[scale(values=(0, 1, 2))],
    )
    frameworks.load(content, at=AT)


def test_another_referential_is_filled_by_its_links(steward):
    first = make_assessment(steward)
    say(first, steward, A_1=4, A_2=3, B_1=1)
    publish_theirs()
    network = make_assessment(steward, framework="network")
    assert queries.sources_for(network) == [first]
    take(network, first, steward, "N-1", "N-2")
    assert levels(network) == {"N-1": 0, "N-2": 1}
    assert held(network, "N-2").provenance.source_criterion == "A-2"


def test_the_lowest_of_several_is_a_doubt_while_one_is_not_known(steward):
    first = make_assessment(steward)
    say(first, steward, A_1=4)
    publish_theirs()
    network = make_assessment(steward, framework="network")
    assert [(one.criterion, one.level, one.doubt) for one in offer(network, first).proposals] == [
        ("N-2", 2, Doubt.PARTIAL)
    ]


def test_a_referential_that_shares_nothing_is_no_source(steward):
    first = make_assessment(steward)
    say(first, steward, A_1=4)
    frameworks.load(source(theme("N", criterion("N-1")), code="apart"), at=AT)
    assert queries.sources_for(make_assessment(steward, framework="apart")) == []
