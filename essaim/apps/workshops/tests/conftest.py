import pytest
from django.urls import reverse

from essaim.apps.assessments.tests.factories import Caller, make_assessment, make_steward, open_as
from essaim.apps.organisations.tests.factories import make_token
from essaim.apps.workshops.tests.factories import make_workshop


@pytest.fixture
def steward():
    """Return someone who leads an organisation; the test goes on as they."""
    return make_steward()


@pytest.fixture
def assessment(steward):
    """Return their open assessment on `small`, nothing said yet."""
    return make_assessment(steward)


@pytest.fixture
def workshop(steward, assessment):
    """Return their workshop, of the board and volunteers."""
    return make_workshop(steward, assessment)


@pytest.fixture
def call(client, steward):
    """Return their program."""
    return Caller(client, make_token(steward.account))


@pytest.fixture
def visit(client, steward, workshop):
    """Return a visit of the room as its steward, in English; with data, something is done there."""
    client.force_login(steward.account)

    def visit(name="room", *args, data=None, membership=steward):
        address = reverse(f"workshops:{name}", args=[workshop.organisation.slug, workshop.pk, *args])
        send = client.get if data is None else client.post
        answer = send(address, data, headers={"Accept-Language": "en"})
        open_as(membership)
        return answer

    return visit
