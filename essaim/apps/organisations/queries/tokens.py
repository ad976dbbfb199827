from uuid import UUID

from django.db.models import QuerySet

from essaim.apps.organisations import rules
from essaim.apps.organisations.models import ApiToken
from essaim.kernel import tenancy


def token_holder(token: str) -> ApiToken | None:
    """Return the token of this digest with its account, who acts from then on; a closed account’s opens nothing."""
    found = ApiToken.objects.filter(digest=rules.digest(token), account__is_active=True)
    return next(iter(found.select_related("account").annotate(acting=tenancy.acting("account_id"))), None)


def tokens_of(account_id: UUID) -> QuerySet[ApiToken]:
    """Return the account's tokens with the organisation each is narrowed to, the latest first."""
    return ApiToken.objects.filter(account_id=account_id).select_related("organisation").order_by("-created_at", "pk")
