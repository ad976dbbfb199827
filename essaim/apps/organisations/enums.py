from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a membership allows."""

    STEWARD = "steward", _("Leads the work")
    CONTRIBUTOR = "contributor", _("Takes part")
    READER = "reader", _("Reads")


class Kind(TextChoices):
    ORGANISATION = "organisation", _("Organisation")
    NETWORK = "network", _("Network of organisations")


class LegalFamily(TextChoices):
    """The families of the 2014 law (article 1), and those around them."""

    ASSOCIATION = "association", _("Association")
    COOPERATIVE = "cooperative", _("Cooperative")
    MUTUAL = "mutual", _("Mutual society")
    FOUNDATION = "foundation", _("Foundation or endowment fund")
    COMMERCIAL_ESS = "commercial_ess", _("Commercial company of the social economy")
    OTHER = "other", _("Other")


class NafVersion(TextChoices):
    """Nomenclatures of activities; the second replaces the first on 1 January 2027 (decree 2025-736)."""

    REV2 = "rev2", _("NAF rév. 2 (until the end of 2026)")
    NAF2025 = "2025", _("NAF 2025 (from 2027)")


class LinkKind(TextChoices):
    """What a secret address of this context opens; contexts above bring their own kinds."""

    INVITATION = "invitation"
    ORGANISATION_CODE = "organisation-code"
    NETWORK_CODE = "network-code"


class IdentifierFault(TextChoices):
    """Why an identifier cannot be taken."""

    SIREN = "siren", _("This SIREN is not valid: it has 9 digits, and the last one checks the others.")
    SIRET = "siret", _("This SIRET is not valid: it has 14 digits, and the last one checks the others.")
    SIRET_OTHER_SIREN = "siret_other_siren", _("This SIRET belongs to a SIREN other than the one given.")
    RNA = "rna", _("This RNA number is not valid: it is a W followed by 9 characters, such as W751234567.")
    NAF = "naf", _("This activity code is not valid: it looks like 88.99B, and exists in the chosen nomenclature.")


class TeamFault(TextChoices):
    """Why the team cannot change that way."""

    LAST_STEWARD = "last_steward", _("Someone has to lead the work: give this role to somebody else first.")
    ALREADY_MEMBER = "already_member", _("This person is already in the team.")
    TOO_MANY_INVITATIONS = (
        "too_many_invitations",
        _("Many invitations are already waiting for an answer: withdraw some before sending more."),
    )
    OTHER_ADDRESS = (
        "other_address",
        _("This invitation was sent to an address other than yours: tick the box if you accept it knowingly."),
    )


class AffiliationFault(TextChoices):
    """Why an affiliation cannot be asked for."""

    CODE_UNKNOWN = "code_unknown", _("No one here has this code. Check it with the people who gave it to you.")
    TWO_NETWORKS = (
        "two_networks",
        _("An affiliation joins an organisation to a network: this code belongs to a network."),
    )
    TWO_ORGANISATIONS = (
        "two_organisations",
        _("An affiliation joins an organisation to a network: this code belongs to an organisation."),
    )
    ALREADY_ASKED = "already_asked", _("This affiliation already exists, or is waiting for an answer.")
