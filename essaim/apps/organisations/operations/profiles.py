from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import rules, signals
from essaim.apps.organisations.enums import LinkKind, Role
from essaim.apps.organisations.models import Membership, Organisation
from essaim.apps.organisations.operations.links import open_link
from essaim.apps.organisations.rules import Facts
from essaim.apps.territories import queries as territories
from essaim.kernel import tenancy


@dataclass
class CommuneUnknown(ValueError):
    """A commune code that is on no map."""

    code: str


@transaction.atomic
def create(*, by: Account, facts: Facts, at: datetime) -> Membership:
    """Create an organisation whose steward is the account, and go on as this tenant; wrong facts are refused."""
    facts = _checked(facts)
    organisation = Organisation(pk=uuid4(), created_at=at, **asdict(facts))
    tenancy.set_organisations([organisation.pk])
    _save_under_free_slug(organisation)
    open_link(organisation.pk, kind=LinkKind.NETWORK_CODE if organisation.is_network else LinkKind.ORGANISATION_CODE)
    membership = Membership.objects.create(organisation=organisation, account=by, role=Role.STEWARD, created_at=at)
    signals.organisation_created.send(Organisation, organisation=organisation, by=by)
    return membership


@transaction.atomic
def revise(organisation: Organisation, *, facts: Facts) -> None:
    """Change what the organisation says of itself, its address and kind excepted, and announce what changed."""
    facts = _checked(facts)
    wanted = {name: value for name, value in asdict(facts).items() if name != "kind"}
    changed = {name for name, value in wanted.items() if getattr(organisation, name) != value}
    if not changed:
        return
    for name in changed:
        setattr(organisation, name, wanted[name])
    organisation.save(update_fields=changed)
    signals.profile_changed.send(Organisation, organisation=organisation, changed=frozenset(changed))


def _checked(facts: Facts) -> Facts:
    facts = rules.checked(facts)
    if facts.insee_code and territories.commune(facts.insee_code) is None:
        raise CommuneUnknown(facts.insee_code)
    return facts


def _save_under_free_slug(organisation: Organisation) -> None:
    # Other tenants' rows are invisible: only the unique index can say that an address is taken.
    for slug in rules.slugs(organisation.name):
        organisation.slug = slug
        try:
            with transaction.atomic():
                organisation.save(force_insert=True)
        except IntegrityError as taken:
            if "slug" not in str(taken):
                raise
        else:
            return
