from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from essaim.apps.frameworks import queries
from essaim.apps.frameworks.management.reading import summary


class Command(BaseCommand):
    help = "List the referentials of the catalogue, with their current version."

    def handle(self, *args: object, **options: object) -> None:
        for framework in queries.catalogue():
            self.stdout.write(summary(framework))
        for code, withdrawal in queries.withdrawals().items():
            line = _("%(summary)s – withdrawn: %(reason)s")
            self.stdout.write(line % {"summary": summary(queries.current(code)), "reason": withdrawal.reason})
