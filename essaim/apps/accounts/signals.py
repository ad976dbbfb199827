"""What happens to accounts, for the contexts above.

`erasure_asked(account)`: answer with the sentences that object to it, or nothing.
`account_erased(account, at)`: the account is being erased, in the same transaction; let go of the person.
`personal_data_asked(account)`: answer with what is held about the person, as {"section": JSON-able rows}.
"""

from django.dispatch import Signal

erasure_asked = Signal()
account_erased = Signal()
personal_data_asked = Signal()
