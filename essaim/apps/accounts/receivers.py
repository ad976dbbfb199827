from typing import Any

from allauth.account.signals import password_reset
from django.dispatch import receiver

from essaim.apps.accounts import operations
from essaim.apps.accounts.models import Account


@receiver(password_reset)
def confirm_by_reset(user: Account, **_: Any) -> None:
    """The link that let the person choose a new password reached their mailbox."""
    operations.confirm_first_address(user)
