from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworksConfig(AppConfig):
    name = "essaim.apps.frameworks"
    label = "frameworks"
    slots = {
        "site.navigation": "frameworks/_navigation.html",
        "organisation.navigation.after": "frameworks/_own_navigation.html",
    }

    def ready(self) -> None:
        from essaim.kernel import privacy

        reasons = {
            "legal_basis": _("Legitimate interest of the organisation: knowing who wrote its referential."),
            "retention": _("As long as the organisation keeps the referential."),
        }
        privacy.declare("frameworks.Draft", "edited_by", purpose=_("Say who wrote a draft last."), **reasons)
        privacy.declare("frameworks.OwnVersion", "published_by", purpose=_("Say who published a version."), **reasons)
        opinion = _("Say who gave an opinion on a version: a committee, or a person who agreed to be named.")
        privacy.declare("frameworks.OwnVersion", "opinion", purpose=opinion, **reasons)
        privacy.declare(
            "frameworks.FrameworkVersion",
            "opinion",
            purpose=opinion,
            legal_basis=_("Consent of the person named, given to who records the opinion."),
            retention=_("For good: a published version and the opinion on it never change."),
        )
        origin = _("Name the organisation a referential comes from; no person.")
        privacy.declare("frameworks.OwnVersion", "given_by", purpose=origin, **reasons)
        privacy.declare("frameworks.FrameworkVersion", "publisher_name", purpose=origin, **reasons)
