"""What the commands on a referential's file share: they read it, or say in plain sentences why they cannot."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.apps.frameworks import operations, rules
from essaim.apps.frameworks.rules import formats


class FileCommand(BaseCommand):
    """A command on a file; refused with exit status 1, never with a traceback."""

    requires_system_checks = []

    def reading(self, name: str) -> formats.Reading:
        """Return what the file holds, or refuse with each problem at its place."""
        try:
            with Path(name).open("rb") as file:
                return operations.examine(file.read(formats.MAX_BYTES + 1))
        except rules.Refused as refused:
            raise CommandError("\n".join(f"{name}:{problem}" for problem in refused.problems)) from None
        except (OSError, ValueError):
            raise CommandError(_("The file %(name)s cannot be read.") % {"name": name}) from None

    def tell(self, losses: tuple[formats.Loss, ...]) -> None:
        """Say what did not come through as it was."""
        for loss in losses:
            self.stdout.write(f"- {loss.sentence}")


def summary(framework: rules.Framework) -> str:
    """Return one line that presents a referential."""
    essential = sum(criterion.essential for criterion in framework.criteria)
    return _("%(code)s %(version)s: %(title)s (%(criteria)d criteria, %(essential)d of them essential)") % {
        "code": framework.code,
        "version": framework.version,
        "title": framework.title.get(get_language()),
        "criteria": len(framework.criteria),
        "essential": essential,
    }
