import re
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import CommandError
from django.utils.translation import gettext as _

from essaim.apps.frameworks import queries, rules
from essaim.apps.frameworks.management.reading import FileCommand
from essaim.apps.frameworks.management.telling import told

PUBLISHED = re.compile(r"([a-z0-9][a-z0-9-]*)@([A-Za-z0-9._-]+)")


class Command(FileCommand):
    help = "Say what becomes of each answer from one version of a referential to another."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("old", help="a file, or CODE@VERSION for a published one")
        parser.add_argument("new", help="a file, or CODE@VERSION for a published one")

    def handle(self, *args: object, **options: str) -> None:
        plan = rules.plan(self.version(options["old"]), self.version(options["new"]))
        for line in told(plan):
            self.stdout.write(line)

    def version(self, name: str) -> rules.Framework:
        published = PUBLISHED.fullmatch(name)
        if not published or Path(name).exists():
            return self.reading(name).framework
        try:
            return queries.document(*published.groups())
        except queries.NotPublished:
            raise CommandError(_("%(name)s is not published here.") % {"name": name}) from None
