from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from essaim.apps.territories import operations


class Command(BaseCommand):
    help = "Load communes, departments and regions; does nothing when they are loaded already."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_new = operations.load(settings.ROOT / "data" / "territories")
        except operations.FilesMissing:
            raise CommandError(
                "The files of territories are missing: run `python data/territories/build.py`."
            ) from None
        self.stdout.write("Territories loaded." if is_new else "Territories were loaded already.")
