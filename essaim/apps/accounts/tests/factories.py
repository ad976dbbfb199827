from essaim.apps.accounts import operations
from essaim.apps.accounts.models import Account

PASSWORD = "quatre mots tout simples"


def account(email: str = "lea@exemple.fr", *, name: str = "Léa Martin", language: str = "fr") -> Account:
    """Return an account whose address is confirmed."""
    return operations.open_account(email=email, name=name, language=language, password=PASSWORD)
