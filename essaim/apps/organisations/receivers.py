"""What happens here when a person leaves the site, or asks what is held about them."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from essaim.apps.accounts.models import Account
from essaim.apps.accounts.signals import account_erased, erasure_asked, personal_data_asked
from essaim.apps.organisations import operations, queries


@receiver(erasure_asked)
def object_as_last_steward(account: Account, **_kwargs: Any) -> list[str]:
    """A team is not left without anyone to lead it."""
    return [
        _("You alone lead the work of %(name)s: first give this role to somebody else, or erase the organisation.")
        % {"name": organisation}
        for organisation in queries.led_alone_by(account.pk)
    ]


@receiver(account_erased)
def leave_everything(account: Account, at: datetime, **_kwargs: Any) -> None:
    """The person leaves their teams; their tokens open nothing any more."""
    operations.let_go(account)


@receiver(personal_data_asked)
def tell(account: Account, **_kwargs: Any) -> dict[str, Any]:
    """Say in which teams the person is, and which tokens they made."""
    return queries.personal_data_of(account.pk)
