from django.core.management import BaseCommand

from essaim.apps.frameworks import queries
from essaim.apps.frameworks.management.reading import summary


class Command(BaseCommand):
    help = "List the referentials of the catalogue, with their current version."

    def handle(self, *args: object, **options: object) -> None:
        for framework in queries.catalogue():
            self.stdout.write(summary(framework))
