"""allauth's pages at French addresses; they keep allauth's names, which it looks up itself."""

from allauth.account import views as sign_in
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.urls import URLPattern, URLResolver, include, path, re_path

from essaim.apps.accounts import views
from essaim.apps.accounts.views import honest

own = [
    path("compte/", views.account, name="account"),
    path("compte/export.json", views.export, name="export"),
    path("compte/effacer/", views.erase, name="erase"),
    path("compte/efface/", views.erased, name="erased"),
    path("demo/courrier", views.mailbox, name="mailbox"),
]
entrance = [
    path("connexion/", honest(sign_in.login), name="account_login"),
    path("connexion/passkey/", honest(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("connexion/code/", honest(mfa.authenticate), name="mfa_authenticate"),
    path("deconnexion/", sign_in.logout, name="account_logout"),
    path("inscription/", honest(sign_in.signup), name="account_signup"),
    path("inactif/", sign_in.account_inactive, name="account_inactive"),
    path("confirmation/", sign_in.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirmation/(?P<key>[-:\w]+)/$", sign_in.confirm_email, name="account_confirm_email"),
    path("oubli/", honest(sign_in.password_reset), name="account_reset_password"),
    path("oubli/envoye/", sign_in.password_reset_done, name="account_reset_password_done"),
    path("oubli/fait/", sign_in.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^oubli/(?P<uidb36>[0-9A-Za-z]{1,40})-(?P<key>[-\w]{1,200})/$",
        honest(sign_in.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
safety = [
    path("adresse/", honest(sign_in.email), name="account_email"),
    path("mot-de-passe/", honest(sign_in.password_change), name="account_change_password"),
    path("mot-de-passe/choisir/", honest(sign_in.password_set), name="account_set_password"),
    path("verification/", honest(sign_in.reauthenticate), name="account_reauthenticate"),
    path("verification/code/", honest(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("verification/cle/", honest(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("securite/", mfa.index, name="mfa_index"),
    path("securite/application/", honest(totp.activate_totp), name="mfa_activate_totp"),
    path("securite/application/retirer/", honest(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("securite/secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("securite/secours/nouveaux/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("securite/secours/codes.txt", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("securite/cles/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("securite/cles/ajouter/", honest(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("securite/cles/<int:pk>/nom/", honest(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("securite/cles/<int:pk>/retirer/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "accounts"))),
    path("compte/", include(entrance)),
    path("compte/", include(safety)),
]
