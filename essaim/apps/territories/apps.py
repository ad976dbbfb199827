from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "essaim.apps.territories"
    label = "territories"
