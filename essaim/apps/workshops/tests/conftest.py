import pytest

from essaim.apps.assessments.tests.factories import Caller, make_assessment, make_steward
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
