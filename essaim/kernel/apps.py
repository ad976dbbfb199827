from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "essaim.kernel"
    label = "kernel"

    def ready(self) -> None:
        from essaim.kernel.database import roles

        post_migrate.connect(roles.after_migrate, sender=self)
