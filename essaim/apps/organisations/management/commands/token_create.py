from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.apps.organisations import operations


class Command(BaseCommand):
    help = "Make an API token for an account, and the account if need be; the token is alone on the last line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--organisation", metavar="SLUG", help="let the token open this organisation alone")

    def handle(self, *args: Any, email: str, organisation: str | None, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(_("“%(email)s” is not an e-mail address.") % {"email": email}, returncode=2) from None
        try:
            with transaction.atomic():
                text = operations.issue_token_to(email, slug=organisation, at=timezone.now())
        except operations.NotInTeam:
            raise CommandError(
                _("%(email)s is in no team whose address is “%(slug)s”.") % {"email": email, "slug": organisation}
            ) from None
        self.stdout.write(text)
