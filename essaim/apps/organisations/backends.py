"""How a caller of the API is known."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from essaim.apps.accounts.models import Account
from essaim.apps.organisations import operations, queries
from essaim.apps.organisations.models import ApiToken
from essaim.kernel import tenancy


class TokenAuth(HttpBearer):
    """Open the request to the account of the token, in all its organisations or in the one the token is narrowed to."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the token, with `request.memberships` and the tenant set; nothing for an unknown one."""
        holder = queries.token_holder(token)
        if holder is None:
            return None
        known: Any = request
        known.user = Account.from_db(None, ["id"], [holder.account_id])  # the rest of it is read by whoever asks
        known.memberships = [
            membership
            for membership in queries.memberships_of(holder.account_id)
            if holder.organisation_id in (None, membership.organisation_id)
        ]
        tenancy.set_organisations(membership.organisation_id for membership in known.memberships)
        operations.note_use(holder, on=timezone.localdate())
        return holder
