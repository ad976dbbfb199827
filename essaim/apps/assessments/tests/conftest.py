import pytest

from essaim.apps.assessments.tests.factories import Caller, make_assessment, make_steward
from essaim.apps.organisations.tests.factories import make_token


@pytest.fixture
def steward():
    """Return someone who leads an organisation; the test goes on as they."""
    return make_steward()


@pytest.fixture
def assessment(steward):
    """Return their open assessment on `small`, nothing said yet."""
    return make_assessment(steward)


@pytest.fixture
def call(client, steward):
    """Return their program."""
    return Caller(client, make_token(steward.account))
