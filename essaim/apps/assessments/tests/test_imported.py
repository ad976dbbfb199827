"""A year that was not answered here says so, in the same words, wherever it is read."""

import json

import pytest

from essaim.apps.assessments import exports, operations
from essaim.apps.assessments.exports import sentences
from essaim.apps.assessments.models import Assessment
from essaim.apps.assessments.tests import pages
from essaim.apps.assessments.tests.factories import AT, LATER, make_assessment, make_steward, open_as, say
from essaim.apps.assessments.tests.reading import squeezed, words_in
from essaim.apps.organisations.tests.factories import make_account, make_organisation, membership_of

pytestmark = pytest.mark.django_db
OURS = "Importé le 1 février 2026 de « Bilan 2023 & suites.xlsx », par Ada Lovelace."


@pytest.fixture
def steward():
    account = make_account(name="Ada Lovelace")
    return membership_of(account, make_organisation(steward=account, employees=9))


@pytest.fixture
def brought(steward):
    """Return a closed year as an import leaves it."""
    made = make_assessment(steward)
    say(made, steward, A_1=3, B_1=2)
    Assessment.objects.update(imported_from="Bilan 2023 & suites.xlsx", imported_at=AT)
    return operations.close(Assessment.objects.get(), by=steward, reason="Importé", at=LATER)


@pytest.mark.parametrize("kind", list(exports.KINDS))
def test_every_file_says_where_it_comes_from(brought, kind):
    content = exports.file(brought, kind, language="fr", at=LATER)
    if kind == "json":
        assert pages.plain(json.loads(content)["imported"]) == OURS
    else:
        assert squeezed(words_in(content, kind)).count(squeezed(OURS)) == 1


def test_the_page_of_results_says_it_too_even_once_opened_again(brought, steward):
    visitor = pages.visitor(steward)
    assert pages.plain(visitor.get(pages.address("results", brought)).content.decode()).count(OURS) == 1
    open_as(steward)
    operations.reopen(brought, by=steward, reason="À revoir", at=LATER)
    assert pages.plain(visitor.get(pages.address("results", brought)).content.decode()).count(OURS) == 1


def test_nobody_is_named_who_has_no_name_and_nothing_is_said_of_a_year_of_ours():
    steward = make_steward()
    ours = make_assessment(steward)
    assert sentences.imported(ours) == ""
    ours.imported_from, ours.imported_at = "x.csv", AT
    steward.account.name = ""
    steward.account.save()
    assert pages.plain(sentences.imported(ours)) == "Importé le 1 février 2026 de « x.csv »."
