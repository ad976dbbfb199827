from argparse import ArgumentParser

from essaim.apps.frameworks.management.reading import FileCommand, summary


class Command(FileCommand):
    help = "Say whether a referential's file can be loaded, and if not, what to change in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: object, **options: str) -> None:
        reading = self.reading(options["file"])
        self.stdout.write(summary(reading.framework))
        self.tell(reading.losses)
