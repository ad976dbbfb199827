from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "essaim.apps.organisations"
    label = "organisations"
