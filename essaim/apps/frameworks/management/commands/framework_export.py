from argparse import ArgumentParser
from pathlib import Path
from typing import Any, get_args

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from essaim.apps.frameworks import exports, queries


class Command(BaseCommand):
    help = "Write a referential of the catalogue in one of its formats; what the format cannot hold is listed apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--format", choices=get_args(exports.Format), default="yaml", dest="form")
        parser.add_argument("--output", default="")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            file = exports.file(options["code"], options["form"])
        except (queries.NotPublished, ValueError):
            raise CommandError(_("There is no referential “%(code)s”.") % {"code": options["code"]}) from None
        if options["output"]:
            self.write(options["output"], file.content)
        else:
            self.say(file.content)
        for loss in file.losses:
            self.stderr.write(f"- {loss.sentence}")

    def write(self, name: str, content: bytes) -> None:
        try:
            Path(name).write_bytes(content)
        except (OSError, ValueError):
            raise CommandError(_("The file %(name)s cannot be written.") % {"name": name}) from None

    def say(self, content: bytes) -> None:
        """Write bytes as they are, or as text where there is only room for text."""
        if self.stdout.isatty() and content.startswith(b"PK"):
            raise CommandError(_("A spreadsheet cannot be shown here: add --output and the name of a file."))
        out = getattr(self.stdout, "buffer", None)
        if out is None:
            self.stdout.write(content.decode("utf-8", "surrogateescape"), ending="")
        else:
            self.stdout.flush()
            out.write(content)
            out.flush()
