from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "essaim.apps.frameworks"
    label = "frameworks"
