import pytest

from essaim.apps.accounts.models import Account
from essaim.apps.assessments import exports, operations, queries, signals
from essaim.apps.assessments.enums import Scope
from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.tests.factories import AT, LATER, held, make_assessment, make_steward, publish, say
from essaim.apps.frameworks.tests.factories import rule
from essaim.apps.organisations.tests.factories import as_tenant
from essaim.kernel import history, tenancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(steward):
    """An assessment with a level on each of its three criteria."""
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=4, A_2=2, B_1=1)
    return assessment


def test_an_assessment_starts_on_the_current_version(steward):
    publish()
    publish(version="2")
    assessment = operations.start(
        steward, framework="small", scope=Scope.THEMES, themes=["B", "A"], title=" Bilan ", at=AT
    )
    assessment.refresh_from_db()
    assert (assessment.framework_code, assessment.framework_version) == ("small", "2")
    assert (assessment.scope, assessment.themes, assessment.title) == ("themes", ["A", "B"], "Bilan")
    assert (assessment.status, assessment.started_at, assessment.started_by_id) == ("open", AT, steward.account_id)


def test_it_stays_on_its_version_when_a_new_one_is_published(steward):
    assessment = make_assessment(steward)
    publish(version="2")
    assert queries.framework_of(assessment).version == "1"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"framework": "other"}, "framework", "There is no such framework."),
        ({"scope": Scope.THEMES}, "themes", "Choose at least one theme for this year."),
        ({"scope": Scope.THEMES, "themes": ["A", "Z"]}, "themes", "One of these themes is not in the framework."),
        ({"themes": ["A"]}, "themes", "Themes are chosen only for an assessment by themes."),
        ({"title": "x" * 201}, "title", "This text is 201 characters long; 200 at most can be kept."),
        ({"title": "\0"}, "title", "This text holds a character that cannot be kept."),
    ],
)
def test_what_cannot_start_is_refused_with_a_sentence(steward, settings, changes, field, sentence):
    settings.LANGUAGE_CODE = "en"
    publish()
    with pytest.raises(operations.Refused) as refused:
        make_assessment(steward, **{"framework": "small", **changes})
    assert [(fault.field, str(fault.sentence)) for fault in refused.value.faults] == [(field, sentence)]
    assert list(queries.assessments_of(steward.organisation_id)) == []


def test_closing_freezes_figures_answers_profile_and_method(answered, steward):
    closed = operations.close(answered, by=steward, reason="", at=LATER)
    closed.refresh_from_db()
    assert (closed.status, closed.closed_at, closed.method) == ("closed", LATER, "essaim-score-1")
    assert closed.closed_profile == {"employees": 9, "volunteers": None, "legal_family": "association"}
    assert closed.closed_result["answers"]["A-1"] == {
        "state": "answered",
        "level": 4,
        "importance": None,
        "target": None,
        "reason": "",
        "comment": "",
    }
    assert exports.results_of(closed) == exports.results(queries.result_of(closed))
    assert closed.closed_result["shown"]["overall"]["score"] == 58.3


def test_the_figures_of_a_closed_assessment_never_move(answered, steward):
    closed = operations.close(answered, by=steward, at=LATER)
    frozen = exports.results_of(closed)
    organisation = steward.organisation
    organisation.employees = 0
    organisation.save()
    publish(version="2")
    Answer.objects.filter(criterion="A-1").update(level=0)
    again = queries.assessments_of(organisation.pk).get()
    assert exports.results_of(again) == frozen
    assert exports.results(queries.result_of(again)) == frozen


def test_the_figures_of_an_open_assessment_follow_the_profile(answered, steward):
    assert queries.result_of(answered).overall.applicable == 3
    steward.organisation.employees = 0
    steward.organisation.save()
    assert queries.result_of(queries.assessments_of(steward.organisation_id).get()).overall.applicable == 2


def test_closing_below_the_floor_needs_a_reason(steward):
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=4)
    with pytest.raises(operations.ReasonMissing) as missing:
        operations.close(assessment, by=steward, reason="  ", at=LATER)
    assert missing.value.open_criteria == 2
    assert (
        operations.close(assessment, by=steward, reason=" Faute de temps ", at=LATER).closing_reason == "Faute de temps"
    )


def test_a_reason_too_long_is_refused(answered, steward):
    with pytest.raises(operations.Refused) as refused:
        operations.close(answered, by=steward, reason="x" * 501, at=LATER)
    assert [fault.field for fault in refused.value.faults] == ["reason"]
    assert queries.latest_of(steward.organisation_id).is_open


def test_nothing_applicable_cannot_be_closed():
    publish(applicability=[rule("A-1", "A-2", "B-1")])
    steward = make_steward(employees=0)
    assessment = make_assessment(steward, framework="small")
    with pytest.raises(operations.NothingToClose):
        operations.close(assessment, by=steward, reason="Rien", at=LATER)


def test_a_closed_assessment_cannot_be_closed_again(answered, steward):
    operations.close(answered, by=steward, at=LATER)
    with pytest.raises(operations.AlreadyClosed):
        operations.close(answered, by=steward, at=LATER)


def test_reopening_needs_a_reason_and_makes_the_figures_live(answered, steward):
    operations.close(answered, by=steward, at=LATER)
    with pytest.raises(operations.ReasonMissing):
        operations.reopen(answered, by=steward, reason=" ", at=LATER)
    opened = operations.reopen(answered, by=steward, reason="Un oubli", at=LATER)
    assert (opened.is_open, opened.closed_result, opened.method, opened.reopening_reason) == (
        True,
        None,
        "",
        "Un oubli",
    )
    say(opened, steward, A_1=0)
    assert queries.result_of(opened).overall.score == 25


def test_history_keeps_what_was_frozen_and_why_it_was_opened_again(answered, steward):
    operations.close(answered, by=steward, at=LATER)
    operations.reopen(answered, by=steward, reason="Un oubli", at=LATER)
    events = list(history.events_of(Assessment))
    assert [event.closed_at for event in events] == [None, LATER, None]
    assert events[1].closed_result["shown"]["overall"]["score"] == 58.3
    assert events[2].reopening_reason == "Un oubli"
    assert {event.acted_by for event in events} == {steward.account_id}


def test_an_open_assessment_cannot_be_reopened(answered, steward):
    with pytest.raises(operations.StillOpen):
        operations.reopen(answered, by=steward, reason="Un oubli", at=LATER)


def test_start_close_and_reopen_are_announced(steward):
    heard = []
    listeners = {
        "started": signals.assessment_started,
        "closed": signals.assessment_closed,
        "reopened": signals.assessment_reopened,
    }
    hears = {name: lambda name=name, **kwargs: heard.append((name, kwargs["by"], kwargs["at"])) for name in listeners}
    for name, signal in listeners.items():
        signal.connect(hears[name])
    try:
        assessment = make_assessment(steward)
        operations.close(assessment, by=steward, reason="Vide", at=LATER)
        operations.reopen(assessment, by=steward, reason="Un oubli", at=LATER)
    finally:
        for name, signal in listeners.items():
            signal.disconnect(hears[name])
    assert heard == [("started", steward, AT), ("closed", steward, LATER), ("reopened", steward, LATER)]


def test_erasing_leaves_nothing_of_one_organisation_and_all_of_the_others(answered, steward):
    other = make_steward()
    kept = make_assessment(other)
    say(kept, other, A_1=2)
    tenancy.set_organisations([steward.organisation_id, other.organisation_id])
    operations.erase(steward.organisation_id)
    for model in (Assessment, Answer):
        for rows in (model.objects.all(), history.events_of(model)):
            assert {row.organisation_id for row in rows} == {other.organisation_id}
    assert held(kept).level == 2


def test_a_deleted_account_is_forgotten_even_where_it_is_no_longer_a_member(answered, steward):
    organisation = steward.organisation
    with as_tenant(organisation, steward.account):
        steward.delete()
        history.events_of(type(steward)).all().delete()
    with as_tenant(account=steward.account):
        Account.objects.filter(pk=steward.account_id).delete()
    tenancy.set_organisations([organisation.pk])
    answered.refresh_from_db()
    assert answered.started_by_id is None
    assert held(answered).answered_by_id is None
    assert history.events_of(Answer).count() == 3
