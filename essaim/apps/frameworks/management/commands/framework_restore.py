from argparse import ArgumentParser

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from essaim.apps.frameworks import operations


class Command(BaseCommand):
    help = "Put a withdrawn referential back in the catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")

    def handle(self, *args: object, **options: str) -> None:
        try:
            operations.restore(options["code"])
        except operations.NotWithdrawn:
            raise CommandError(_("%(name)s is not withdrawn.") % {"name": options["code"]}) from None
        self.stdout.write(_("%(name)s is back in the catalogue.") % {"name": options["code"]})
