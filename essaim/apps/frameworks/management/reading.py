"""What the commands on a referential's file share: they read it, or say in plain sentences why they cannot."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.management import BaseCommand, CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.apps.frameworks import rules

Read = TypeVar("Read")


class FileCommand(BaseCommand):
    """A command on a file; refused with exit status 1, never with a traceback."""

    requires_system_checks = []

    def reading(self, name: str, use: Callable[[bytes], Read]) -> Read:
        """Return what `use` makes of the file, or refuse with each problem on its line."""
        try:
            return use(Path(name).read_bytes())
        except rules.Refused as refused:
            raise CommandError("\n".join(f"{name}:{problem}" for problem in refused.problems)) from None
        except (OSError, ValueError):
            raise CommandError(_("The file %(name)s cannot be read.") % {"name": name}) from None


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
