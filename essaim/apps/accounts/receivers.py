from time import time
from typing import Any

from allauth.account.signals import password_reset
from allauth.mfa.models import Authenticator
from django.db.models.signals import pre_save
from django.dispatch import receiver

from essaim.apps.accounts import operations
from essaim.apps.accounts.models import Account


@receiver(password_reset)
def confirm_by_reset(user: Account, **_: Any) -> None:
    """The link that let the person choose a new password reached their mailbox."""
    operations.confirm_first_address(user)


@receiver(pre_save, sender=Authenticator)
def count_as_seen(instance: Any, **_: Any) -> None:
    """allauth notes the first time rescue codes are shown; noted from the start, reading them writes nothing."""
    if instance.type == Authenticator.Type.RECOVERY_CODES:
        instance.data.setdefault("viewed_at", time())
