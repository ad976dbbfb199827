from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "essaim.apps.portal"
    label = "portal"
    slots = {
        "organisation.notice": "portal/_notice.html",
        "organisation.profile": "portal/_leaving.html",
        "site.footer": "portal/_footer.html",
    }
