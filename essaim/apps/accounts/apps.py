from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "essaim.apps.accounts"
    label = "accounts"
