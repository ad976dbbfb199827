from datetime import date, timedelta

import pytest

from essaim.apps.assessments import exports, operations, queries, rules
from essaim.apps.assessments.models import Evidence, Support
from essaim.apps.assessments.tests.factories import AT, LATER, make_assessment, make_evidence, say
from essaim.apps.files.models import StoredFile

pytestmark = pytest.mark.django_db
YESTERDAY = AT.date() - timedelta(days=1)


def confidence(assessment):
    shown = exports.results_of(assessment)
    return (shown.confidence.documented, shown.confidence.declared, shown.overall.score)


def refusal(**changes):
    given = {"told": operations.Told("Charte"), "link": "https://exemple.org", "at": AT} | changes
    with pytest.raises(operations.Refused) as refused:
        operations.add_evidence(**given)
    return [fault.field for fault in refused.value.faults]


def test_evidence_backs_a_level_of_three_and_leaves_the_score_as_it_is(assessment, steward):
    say(assessment, steward, A_1=3, A_2=2, B_1=4)
    _documented, _declared, score = confidence(assessment)
    make_evidence(assessment, steward)
    make_evidence(assessment, steward, criterion="A-2")
    assert confidence(assessment) == (1, 1, score)
    assert [one.documented for one in exports.results_of(assessment).criteria] == [True, True, False]


@pytest.mark.parametrize("told", [{"dated_on": None}, {"dated_on": YESTERDAY, "expires_on": YESTERDAY}])
def test_evidence_without_date_or_expired_backs_nothing(assessment, steward, told):
    say(assessment, steward, A_1=3)
    make_evidence(assessment, steward, **told)
    assert confidence(assessment)[:2] == (0, 1)


def test_evidence_serves_other_practices_and_the_next_year(assessment, steward):
    evidence = make_evidence(assessment, steward, file=True)
    operations.support(evidence, queries.practice_of(assessment, "B-1"))
    operations.support(evidence, queries.practice_of(assessment, "B-1"))
    following = make_assessment(steward, framework="small", title="Bilan 2027")
    (told,) = queries.evidence_of(following)
    assert (told.id, told.criteria, told.file_name) == (evidence.pk, ("A-1", "B-1"), "Statuts.pdf")


def test_it_backs_no_practice_of_the_same_code_elsewhere(assessment, steward):
    make_evidence(assessment, steward)
    evidence = Evidence.objects.get()
    operations.support(evidence, rules.Practice("another", False, "A-1"))
    operations.stop_supporting(evidence, queries.practice_of(assessment, "A-1"))
    assert (queries.evidence_of(assessment), Support.objects.get().framework_code) == ((), "another")


def test_closing_freezes_what_backed_the_answers_on_that_day(assessment, steward):
    say(assessment, steward, A_1=3, A_2=3, B_1=1)
    evidence = make_evidence(assessment, steward, file=True, expires_on=AT.date(), title="Charte")
    make_evidence(assessment, steward, criterion="A-2", expires_on=YESTERDAY, dated_on=YESTERDAY, title="Ancienne")
    closed = operations.close(assessment, by=steward, at=AT)
    before = confidence(closed)
    operations.remove_evidence(evidence)
    closed.refresh_from_db()
    assert (confidence(closed), before[:2]) == (before, (1, 1))
    assert [(one.title, one.expires_on, one.criteria) for one in queries.evidence_of(closed)] == [
        ("Ancienne", YESTERDAY, ("A-2",)),
        ("Charte", AT.date(), ("A-1",)),
    ]
    assert [one.is_documented for one in queries.result_of(closed).criteria] == [True, False, False]


def test_removed_evidence_takes_its_file_and_its_ties_along(assessment, steward):
    operations.remove_evidence(make_evidence(assessment, steward, file=True))
    assert (Evidence.objects.count(), Support.objects.count(), StoredFile.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"told": operations.Told("  ")}, ["title"]),
        ({"told": operations.Told("a" * 201)}, ["title"]),
        ({"told": operations.Told("a\0")}, ["title"]),
        ({"told": operations.Told("a", dated_on=date(2026, 2, 2))}, ["dated_on"]),
        ({"told": operations.Told("a", dated_on=AT.date(), expires_on=YESTERDAY)}, ["expires_on"]),
        ({"link": ""}, ["file"]),
        ({"link": "http://exemple.org"}, ["link"]),
        ({"link": "javascript:alert(1)"}, ["link"]),
        ({"link": "https://"}, ["link"]),
        ({"link": "https://[exemple"}, ["link"]),
        ({"link": "https://exemple.org/a b"}, ["link"]),
        ({"file": operations.Brought("a.pdf", b"<html>")}, ["link"]),
        ({"file": operations.Brought("a.pdf", b"<html>"), "link": ""}, ["file"]),
        ({"practices": [rules.Practice("small", False, "Z-9")]}, ["supports.0.criterion"]),
        ({"practices": [rules.Practice("nowhere", True, "A-1")]}, ["supports.0.criterion"]),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_stays(assessment, steward, changes, fields):
    assert refusal(by=steward, **changes) == fields
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_what_is_said_of_evidence_may_change_and_its_link_stays(assessment, steward):
    evidence = make_evidence(assessment, steward)
    operations.change_evidence(evidence, told=operations.Told("Compte rendu signé"), at=LATER)
    evidence.refresh_from_db()
    assert (evidence.title, evidence.dated_on, evidence.link) == (
        "Compte rendu signé",
        None,
        "https://exemple.org/compte-rendu",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_reading_what_backs_an_assessment_takes_one_statement(assessment, steward, count, django_assert_num_queries):
    for _ in range(count):
        make_evidence(assessment, steward, file=True)
    with django_assert_num_queries(1):
        assert len(queries.evidence_of(assessment)) == count
