"""What contexts above may want to know; each is sent inside the transaction that did it."""

from django.dispatch import Signal

organisation_created = Signal()  # organisation, by
profile_changed = Signal()  # organisation, changed: the names of the fields that changed
member_joined = Signal()  # membership
member_left = Signal()  # organisation_id, account_id
