from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from essaim.apps.organisations import operations, policies
from essaim.apps.organisations.enums import Kind, LegalFamily, NafVersion
from essaim.apps.organisations.rules import Facts, IdentifierRefused
from essaim.kernel.api import Body, Count, Fault, Line, Problem

router = Router()


class OrganisationIn(Body):
    name: Annotated[Line, Field(min_length=1)]
    legal_family: LegalFamily
    kind: Kind = Kind.ORGANISATION
    siren: Line | None = None
    siret: Line | None = None
    rna: Line | None = None
    employees: Count | None = None
    volunteers: Count | None = None
    insee_code: Line | None = None
    naf_code: Line | None = None
    naf_version: NafVersion | None = None


class OrganisationOut(Schema):
    slug: str
    name: str
    kind: str
    legal_family: str
    siren: str | None
    siret: str | None
    rna: str | None
    employees: int | None
    volunteers: int | None
    insee_code: str | None
    naf_code: str | None
    naf_version: str | None
    role: str


@router.post("/organisations", response={201: OrganisationOut})
def create_organisation(request: HttpRequest, payload: OrganisationIn) -> Any:
    """Create an organisation; the token's account becomes its steward."""
    facts = Facts(**{name: value for name, value in payload.model_dump().items() if value is not None})
    if request.auth.organisation_id:  # type: ignore[attr-defined]
        raise Problem(403, _("This token is limited to one organisation: it cannot create another."))
    try:
        membership = operations.create(by=request.user, facts=facts, at=timezone.now())  # type: ignore[arg-type]
    except IdentifierRefused as refused:
        raise Problem(422, errors=[Fault(refused.field, str(refused.fault.label))]) from None
    except operations.CommuneUnknown:
        raise Problem(422, errors=[Fault("insee_code", _("No commune has this code."))]) from None
    return Status(201, shown(membership))


@router.get("/organisations/{slug}", response=OrganisationOut)
def organisation(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return an organisation of the token's account; any other is unknown."""
    return shown(policies.membership_in(request, slug))


def shown(membership: Any) -> dict[str, Any]:
    """Return what the API says of an organisation to one of its members; what is not known is null."""
    values = {name: getattr(membership.organisation, name) for name in OrganisationOut.model_fields if name != "role"}
    return {name: None if value == "" else value for name, value in values.items()} | {"role": membership.role}
