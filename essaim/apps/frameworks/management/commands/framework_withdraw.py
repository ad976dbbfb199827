from argparse import ArgumentParser

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.apps.frameworks import operations, queries


class Command(BaseCommand):
    help = "Take a referential out of the catalogue: it stays readable, and nobody starts on it any more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--reason", required=True, help="what its page says, in one sentence")

    def handle(self, *args: object, **options: str) -> None:
        code = options["code"]
        try:
            operations.withdraw(code, reason=options["reason"], at=timezone.now())
        except queries.NotPublished:
            raise CommandError(_("%(name)s is not published here.") % {"name": code}) from None
        except operations.ReasonMissing:
            raise CommandError(_("Say in a sentence why %(name)s is withdrawn.") % {"name": code}) from None
        self.stdout.write(_("%(name)s is out of the catalogue; its page says why.") % {"name": code})
