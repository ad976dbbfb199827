from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from essaim.kernel.database import roles


class Command(BaseCommand):
    help = "Say which three database roles the site needs, and as SQL what makes them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sql", action="store_true", help="print what a database administrator runs")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(roles.administrator_sql() if options["sql"] else roles.__doc__ or "")
