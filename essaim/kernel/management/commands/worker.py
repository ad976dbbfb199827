from typing import Any

from django.core.management.base import BaseCommand

from essaim.kernel import jobs


class Command(BaseCommand):
    help = "Do the jobs that wait, then wait for more."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        jobs.work()
