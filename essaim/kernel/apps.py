from django.apps import AppConfig, apps
from django.db.models.signals import pre_migrate


class KernelConfig(AppConfig):
    name = "essaim.kernel"
    label = "kernel"

    def ready(self) -> None:
        from essaim.kernel import letters  # noqa: F401 (its task is registered, and those of `jobs`)
        from essaim.kernel.database import roles

        # Once, not for each app; and ours has no models, for which Django sends no signal.
        pre_migrate.connect(roles.before_migrate, sender=apps.get_app_config("contenttypes"))
