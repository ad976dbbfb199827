from argparse import ArgumentParser

from django.core.management import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.apps.frameworks import operations
from essaim.apps.frameworks.management.reading import FileCommand
from essaim.apps.frameworks.models import FrameworkVersion


class Command(FileCommand):
    help = "Check a referential's file and publish it in the catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: object, **options: str) -> None:
        published, is_new = self.reading(options["file"], self.load)
        sentence = _("%(version)s is published.") if is_new else _("%(version)s was already published.")
        self.stdout.write(sentence % {"version": published})

    def load(self, source: bytes) -> tuple[FrameworkVersion, bool]:
        try:
            return operations.load(source, at=timezone.now())
        except operations.VersionTaken as taken:
            raise CommandError(
                _(
                    "%(code)s %(version)s is already published with other words, and a published version "
                    "never changes. Give the file a new version number."
                )
                % {"code": taken.code, "version": taken.version}
            ) from None
