import pytest

from essaim.apps.organisations.models import Membership, Organisation
from essaim.apps.organisations.tests.factories import as_tenant, make_organisation

pytestmark = pytest.mark.django_db


def test_without_a_tenant_no_row_answers():
    make_organisation()
    with as_tenant():
        assert list(Organisation.objects.all()) == []
        assert list(Membership.objects.all()) == []
