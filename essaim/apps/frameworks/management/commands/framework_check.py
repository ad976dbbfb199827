from argparse import ArgumentParser

from essaim.apps.frameworks import operations
from essaim.apps.frameworks.management.reading import FileCommand, summary


class Command(FileCommand):
    help = "Say whether a referential's file can be loaded, and if not, what to change in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: object, **options: str) -> None:
        framework = self.reading(options["file"], operations.check)
        self.stdout.write(summary(framework))
