from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.organisations import rules
from essaim.apps.organisations.models import ApiToken


def token_holder(token: str) -> ApiToken | None:
    """Return the token with its account, found by its digest; a closed account's opens nothing."""
    found = ApiToken.objects.select_related("account").filter(digest=rules.digest(token), account__is_active=True)
    return next(iter(found), None)


def tokens_of(account_id: UUID) -> QuerySet[ApiToken]:
    """Return the account's tokens with the organisation each is narrowed to, the latest first."""
    return ApiToken.objects.filter(account_id=account_id).select_related("organisation").order_by("-created_at", "pk")
