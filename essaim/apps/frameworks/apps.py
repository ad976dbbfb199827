from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "essaim.apps.frameworks"
    label = "frameworks"
    slots = {"site.navigation": "frameworks/_navigation.html"}
