"""What anyone may open is on this short list; all else asks who you are."""

import pytest
from django.urls import URLPattern, get_resolver

PUBLIC = {
    "healthz", "set_language", "ui:gallery", "ui:preferences", "ui:offline", "ui:robots",
    "portal:home", "portal:about", "portal:data", "portal:accessibility", "portal:source",
    "assessments:trial", "assessments:trial_results", "assessments:trial_erase", "assessments:trial_keep",
    "frameworks:catalogue", "territories:communes", "accounts:erased", "accounts:mailbox",
    "account_login", "account_logout", "account_signup", "account_inactive", "account_confirm_email",
    "account_email_verification_sent", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate",
    "mfa_login_webauthn", "organisations:invitation",
    "api:openapi-json", "api:openapi-view", "api:api-root", "api:list_frameworks",
}  # fmt: skip


def without_arguments(resolver=None, before="", space=""):
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            if "<" not in address and "(" not in address:
                yield address, f"{space}{entry.name}"
        else:
            yield from without_arguments(entry, address, f"{entry.namespace}:" if entry.namespace else space)


@pytest.mark.django_db(databases=["default", "limits"])
def test_what_is_not_on_the_public_list_asks_who_you_are(client):
    for address, name in without_arguments():
        if name in PUBLIC or name.endswith("None"):
            continue
        answer = client.get("/" + address)
        asked = answer.status_code in {401, 405} or (answer.status_code == 302 and "connexion" in answer.url)
        assert asked, (address, name, answer.status_code)


def test_the_public_list_names_nothing_that_is_gone():
    known = {name for _, name in without_arguments()}
    assert {name for name in PUBLIC if name not in known} == {
        "account_confirm_email", "account_reset_password_from_key", "organisations:invitation"
    }  # fmt: skip
