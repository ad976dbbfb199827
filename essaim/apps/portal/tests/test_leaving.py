"""Nothing stays behind and nothing is left out: a new table of a tenant fails here until it leaves with the others."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Q

from essaim.apps.organisations.models import Organisation
from essaim.apps.portal import operations, queries, rules
from essaim.apps.portal.tests.factories import NOW, make_full
from essaim.apps.workshops.tests.factories import HELD_BY_ONE
from essaim.kernel import tenancy

pytestmark = pytest.mark.django_db

# Under which name each table of a tenant is found in the export.
TABLES = {
    "Organisation": "organisation",
    "OrganisationEvent": "organisation_history",
    "Membership": "team",
    "MembershipEvent": "team_history",
    "Invitation": "invitations",
    "Affiliation": "affiliations",
    "StoredFile": "files",
    "OwnVersion": "referentials",
    "Draft": "drafts",
    "Sharing": "sharings",
    "Assessment": "assessments",
    "AssessmentEvent": "assessments_history",
    "Answer": "answers",
    "AnswerEvent": "answers_history",
    "Move": "moves",
    "MoveEvent": "moves_history",
    "FormerAnswer": "former_answers",
    "Annotation": "annotations",
    "AnnotationEvent": "annotations_history",
    "Reuse": "reuses",
    "ReuseEvent": "reuses_history",
    "Provenance": "provenances",
    "Intake": "intakes",
    "Evidence": "evidence",
    "EvidenceEvent": "evidence_history",
    "Support": "supports",
    "Template": "templates",
    "Workshop": "workshops",
    "WorkshopEvent": "workshops_history",
    "RespondentGroup": "respondent_groups",
    "Seat": "seats",
    "Deliberation": "deliberations",
    "DeliberationEvent": "deliberations_history",
}
LEFT_OUT = {
    "ApiToken": "a person's key, of which only a digest is kept",
    "SecretLink": "the first half of secret addresses, worth nothing elsewhere",
    "Ballot": "read by whoever holds its secret, and by nobody else: decision 16",
    "Voice": "what one person says alone: decision 16",
}


def tenant_models():
    """Return each model whose rows belong to an organisation, with the condition that finds them."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if not model.__module__.startswith("essaim.apps."):
            continue
        if model is Organisation:
            yield model, "pk"
        elif model.__name__ == "OrganisationEvent":
            yield model, "pgh_obj_id"
        elif "organisation" in names:
            yield model, "organisation_id"


def counts(organisation):
    """Count as the person who holds the one ballot: nobody else would find it."""
    tenancy.set_secret(HELD_BY_ONE)
    return {
        model.__name__: model._base_manager.filter(Q(**{column: organisation.pk})).count()
        for model, column in tenant_models()
    }


def test_the_world_of_these_tests_fills_every_table_of_a_tenant():
    steward, _ = make_full()
    assert [name for name, count in counts(steward.organisation).items() if count == 0] == []


def test_every_row_of_every_table_leaves_with_the_export():
    steward, _ = make_full()
    taken = {}
    for export_of in queries.PARTS.values():
        taken |= {table: len(rows) for table, rows in export_of(steward.organisation_id).items()}
    held = counts(steward.organisation)
    assert taken == {TABLES[name]: count for name, count in held.items() if name not in LEFT_OUT}


def test_no_row_of_any_table_stays_after_erasure():
    steward, _ = make_full()
    organisation = steward.organisation
    operations.ask_deletion(organisation, by=steward, at=NOW)
    assert operations.erase_if_due(organisation.pk, at=rules.erasure_of(NOW)) is True
    assert [name for name, count in counts(organisation).items() if count] == []


def test_every_column_that_leaves_is_described():
    steward, _ = make_full()
    described = set(re.findall(r"`(\w+)`", (settings.ROOT / "docs" / "export.md").read_text()))
    taken = set()
    for export_of in queries.PARTS.values():
        for table, rows in export_of(steward.organisation_id).items():
            taken |= {table, *(column for row in rows for column in row)}
    assert sorted(taken - described) == []
