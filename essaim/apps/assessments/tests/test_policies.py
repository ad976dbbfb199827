import uuid
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from essaim.apps.assessments import operations, policies
from essaim.apps.assessments.tests.factories import AT, make_steward
from essaim.apps.organisations.enums import Role
from essaim.apps.organisations.tests.factories import make_member
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db


def calling(*memberships):
    """Return a request of the API by someone who has these memberships."""
    tenancy.set_organisations(one.organisation_id for one in memberships)
    return SimpleNamespace(memberships=list(memberships))


@pytest.mark.parametrize("to", ["view", "edit"])
@pytest.mark.parametrize("role", [Role.STEWARD, Role.CONTRIBUTOR])
def test_those_who_write_view_and_edit(assessment, steward, role, to):
    member = make_member(steward.organisation, role=role)
    assert policies.get_assessment(member, assessment.pk, to=to) == assessment
    assert policies.find_assessment(calling(member), assessment.pk, to=to) == (member, assessment)


def test_a_reader_views_and_may_not_edit(assessment, steward):
    reader = make_member(steward.organisation, role=Role.READER)
    assert policies.get_assessment(reader, assessment.pk, to="view") == assessment
    with pytest.raises(PermissionDenied):
        policies.get_assessment(reader, assessment.pk, to="edit")
    with pytest.raises(PermissionDenied):
        policies.find_assessment(calling(reader), assessment.pk, to="edit")


@pytest.mark.parametrize("to", ["view", "edit"])
def test_a_stranger_finds_nothing(assessment, to):
    stranger = make_steward()
    with pytest.raises(Http404):
        policies.get_assessment(stranger, assessment.pk, to=to)
    with pytest.raises(Http404):
        policies.find_assessment(calling(stranger), assessment.pk, to=to)


def test_without_the_policy_s_own_filter_the_database_still_finds_nothing(assessment, monkeypatch):
    stranger = make_steward()
    everything = type(assessment).objects.select_related("organisation")
    anyone_s = type(assessment).objects.in_bulk
    monkeypatch.setattr(policies.queries, "assessment_among", lambda organisation_ids, pk: anyone_s([pk]).get(pk))
    monkeypatch.setattr(policies.queries, "assessments_of", lambda organisation_id: everything.all())
    with pytest.raises(Http404):
        policies.get_assessment(stranger, assessment.pk, to="view")
    with pytest.raises(Http404):
        policies.find_assessment(calling(stranger), assessment.pk, to="view")


def test_someone_without_any_organisation_finds_nothing(assessment):
    with pytest.raises(Http404):
        policies.find_assessment(calling(), assessment.pk, to="view")


def test_what_does_not_exist_is_not_found(steward):
    with pytest.raises(Http404):
        policies.get_assessment(steward, uuid.uuid4(), to="view")


def test_a_member_of_two_organisations_is_narrowed_to_the_one_of_the_object(assessment, steward):
    other = make_steward()
    tenancy.set_organisations([steward.organisation_id])
    request = calling(other, steward)
    assert policies.find_assessment(request, assessment.pk, to="edit") == (steward, assessment)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.organisations')")
        assert cursor.fetchone() == (str(steward.organisation_id),)


@pytest.mark.parametrize(("role", "may"), [(Role.STEWARD, True), (Role.CONTRIBUTOR, True), (Role.READER, False)])
def test_who_may_start_and_edit(assessment, steward, role, may):
    member = make_member(steward.organisation, role=role)
    assert (policies.can_start(member), policies.can_edit(member, assessment)) == (may, may)


def test_nobody_edits_a_closed_assessment(assessment, steward):
    closed = operations.close(assessment, by=steward, reason="Vide", at=AT)
    assert policies.can_edit(steward, closed) is False
