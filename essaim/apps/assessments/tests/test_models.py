import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.tests.factories import AT, held, make_assessment, make_steward, say
from essaim.apps.organisations.tests.factories import as_tenant
from essaim.kernel import history, tenancy

pytestmark = pytest.mark.django_db
TABLES = [Assessment, Answer, Assessment.pgh_event_model, Answer.pgh_event_model]


@pytest.fixture
def assessment(steward):
    assessment = make_assessment(steward)
    say(assessment, steward, A_1=1)
    return assessment


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "planned"},
        {"level": None},
        {"state": "not_applicable", "level": None, "reason": ""},
        {"importance": 0},
        {"importance": 5},
        {"state": "maybe", "level": None},
    ],
)
def test_the_database_refuses_an_answer_that_contradicts_itself(assessment, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(assessment=assessment).update(**changes)
    assert held(assessment).level == 1


@pytest.mark.parametrize(
    "changes",
    [{"closed_at": AT}, {"method": "essaim-score-1"}, {"themes": ["A"]}, {"scope": "themes"}],
)
def test_the_database_refuses_an_assessment_half_closed_or_half_scoped(assessment, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(**changes)


def test_a_criterion_has_one_answer(assessment):
    again = held(assessment)
    again.pk = uuid.uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


@pytest.mark.parametrize("model", TABLES)
def test_another_tenant_sees_and_changes_nothing(assessment, model):
    assert model.objects.count() == 1
    with as_tenant(make_steward().organisation):
        assert list(model.objects.all()) == []
        assert model.objects.update(organisation_id=uuid.uuid4()) == 0
        assert model.objects.filter(organisation_id=assessment.organisation_id)._raw_delete("default") == 0
    with as_tenant():
        assert list(model.objects.all()) == []
    with as_tenant(assessment.organisation):
        assert model.objects.count() == 1


@pytest.mark.parametrize("model", [Assessment, Answer])
def test_a_row_cannot_be_written_for_another_tenant(assessment, model):
    row = model.objects.get()
    row.pk = uuid.uuid4()
    with (
        as_tenant(make_steward().organisation),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)


def test_an_answer_cannot_point_to_another_tenant_s_assessment(assessment):
    stranger = make_steward()
    row = held_by_nobody(assessment, stranger.organisation_id)
    with pytest.raises(IntegrityError, match="tenant_fk"), transaction.atomic():
        row.save(force_insert=True)


def held_by_nobody(assessment, organisation_id):
    return Answer(organisation_id=organisation_id, assessment_id=assessment.pk, criterion="B-1", answered_at=AT)


def test_removing_an_assessment_removes_its_answers_in_the_database(assessment):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM assessments_assessment WHERE id = %s", [assessment.pk])
    assert list(Answer.objects.all()) == []


def test_history_keeps_each_value_with_who_did_it(assessment, steward):
    tenancy.set_account(steward.account_id)
    Answer.objects.filter(assessment=assessment).update(level=4, comment="Depuis 2019")
    events = history.events_of(Answer).values_list("pgh_label", "level", "comment", "acted_by")
    assert list(events) == [
        ("insert", 1, "", steward.account_id),
        ("update", 4, "Depuis 2019", steward.account_id),
    ]


def test_they_are_shown_by_name_and_by_state(assessment):
    assert (str(assessment), str(held(assessment))) == ("Bilan 2026", f"A-1: {held(assessment).get_state_display()}")
