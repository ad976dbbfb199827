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
