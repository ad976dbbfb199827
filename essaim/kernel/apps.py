from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "essaim.kernel"
    label = "kernel"
