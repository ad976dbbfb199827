from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone, translation

from essaim.apps.portal import operations, queries


class Command(BaseCommand):
    help = "Play the demonstration story, once, and print its addresses and logins."

    def handle(self, *args: Any, **options: Any) -> None:
        operations.play_story(at=timezone.now())
        with translation.override("fr"):
            logins = queries.logins()
            width = max(len(login.email) for login in logins)
            self.stdout.write(f"{settings.PUBLIC_URL}/compte/connexion/  mot de passe pour tous : {logins[0].password}")
            for login in logins:
                roles = " ; ".join(f"{organisation} ({role.lower()})" for organisation, role in login.roles)
                self.stdout.write(f"  {login.email:{width}}  {login.name}, {roles}")
            self.stdout.write(f"{settings.PUBLIC_URL}/demo/courrier  les messages qui seraient partis")
