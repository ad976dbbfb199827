"""What every test of the house stands on."""

import pytest
from django.db import connection

from essaim.kernel import tenancy


@pytest.fixture(autouse=True)
def no_tenant_left(request: pytest.FixtureRequest) -> None:
    """Start each test that may touch the database without a tenant."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        if connection.in_atomic_block:
            tenancy.set_account(None)
            tenancy.set_organisations([])
