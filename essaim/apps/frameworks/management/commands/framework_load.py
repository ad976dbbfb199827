from argparse import ArgumentParser

from django.core.management import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.apps.frameworks import operations
from essaim.apps.frameworks.management.reading import FileCommand
from essaim.apps.frameworks.models import FrameworkVersion
from essaim.apps.frameworks.rules import formats


class Command(FileCommand):
    help = "Check a referential's file and publish it in the catalogue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: object, **options: str) -> None:
        reading = self.reading(options["file"])
        published, is_new = self.publish(reading)
        sentence = _("%(version)s is published.") if is_new else _("%(version)s was already published.")
        self.stdout.write(sentence % {"version": published})
        self.tell(reading.losses)

    def publish(self, reading: formats.Reading) -> tuple[FrameworkVersion, bool]:
        try:
            return operations.publish(reading.framework, reading.source, at=timezone.now())
        except operations.VersionTaken as taken:
            raise CommandError(
                _(
                    "%(code)s %(version)s is already published with other words, and a published version "
                    "never changes. Give the file a new version number."
                )
                % {"code": taken.code, "version": taken.version}
            ) from None
