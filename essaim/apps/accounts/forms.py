"""allauth's forms in our words: a label above each field, nothing that vanishes when one types, bounded lengths."""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from essaim.apps.accounts.enums import Language

Words = Mapping[str, Any]
LABELS: Words = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "remember": _("Stay signed in on this device for thirty days"),
    "password1": _("Password"),
    "oldpassword": _("Current password"),
    "code": _("Code"),
    "passwordless": _("Use it as a passkey"),
}
HELP: Words = {
    "password": "",
    "oldpassword": "",
    "password1": _("Ten characters or more. Three or four words that mean something only to you do very well."),
    "remember": _("Leave this box empty on a device you share."),
    "passwordless": _("You will then sign in without a password: with your fingerprint, your face or a PIN."),
}
LONGEST = {"login": 254, "email": 254, "code": 40}
LONGEST_ELSEWHERE = 1000


class Plain(forms.Form):
    """What all our forms share; a single field for a new password: a mistake is mended by e-mail."""

    labels = LABELS
    help_texts = HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, field.help_text)
            if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField):
                self._bound(field, LONGEST.get(name, LONGEST_ELSEWHERE))

    def full_clean(self) -> None:
        """Say one sentence a field; a new password alone may be told all that it lacks."""
        super().full_clean()
        for name, errors in self.errors.items():
            if name != "password1":
                del errors.data[1:]

    @staticmethod
    def _bound(field: forms.CharField, longest: int) -> None:
        if field.max_length is None or field.max_length > longest:
            field.max_length = longest
            field.validators.append(MaxLengthValidator(longest))


class Guarded(Plain):
    """What a browser gives for a passkey, read with care: anyone can post anything in its place."""

    def _clean_fields(self) -> None:
        self._read(super()._clean_fields, "credential")  # type: ignore[misc]  # Django's, unknown to its stubs

    def _clean_form(self) -> None:
        self._read(super()._clean_form, None)  # type: ignore[misc]

    def _read(self, step: Callable[[], None], field: str | None) -> None:
        try:
            step()
        except (KeyError, TypeError, ValueError, AttributeError):
            self.add_error(field, _("Your device’s answer could not be read. Nothing has changed: try again."))


def plain(form: Any, labels: Words | None = None, help_texts: Words | None = None, manner: type = Plain) -> Any:
    """Return allauth's form as we draw it, with the words that are its own."""
    words = {"labels": {**LABELS, **(labels or {})}, "help_texts": {**HELP, **(help_texts or {})}}
    return type(form.__name__, (manner, form), words)


class SignupForm(Plain, account_forms.SignupForm):  # type: ignore[misc]  # allauth has no types
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("What your colleagues call you. They will see it, and nobody else."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")
    help_texts = {**HELP, "email": _("We will send a link there, to make sure that the address is yours.")}

    def try_save(self, request: HttpRequest) -> Any:
        """Do the same work for a known address as for a new one: the time taken tells nothing."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


LoginForm = plain(account_forms.LoginForm)
ResetPasswordForm = plain(account_forms.ResetPasswordForm)
ResetPasswordKeyForm = plain(account_forms.ResetPasswordKeyForm)
ChangePasswordForm = plain(account_forms.ChangePasswordForm, {"password1": _("New password")})
SetPasswordForm = plain(account_forms.SetPasswordForm)
AddEmailForm = plain(account_forms.AddEmailForm, {"email": _("New e-mail address")})
ReauthenticateForm = plain(account_forms.ReauthenticateForm)
AuthenticateForm = plain(mfa_forms.AuthenticateForm)
ReauthenticateByCodeForm = plain(mfa_forms.ReauthenticateForm)
ActivateTOTPForm = plain(totp_forms.ActivateTOTPForm)
AddPasskeyForm = plain(
    webauthn_forms.AddWebAuthnForm,
    {"name": _("Name of this key")},
    {"name": _("To tell it from others: “my phone”, “the blue key”.")},
    Guarded,
)
AddPasskeyForm.base_fields["passwordless"].initial = True
SignInByPasskeyForm = plain(webauthn_forms.LoginWebAuthnForm, manner=Guarded)
AuthenticateByPasskeyForm = plain(webauthn_forms.AuthenticateWebAuthnForm, manner=Guarded)
ReauthenticateByPasskeyForm = plain(webauthn_forms.ReauthenticateWebAuthnForm, manner=Guarded)
RenamePasskeyForm = plain(webauthn_forms.EditWebAuthnForm, {"name": _("Name of this key")})


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Language of the site and of our e-mails"), choices=Language.choices, widget=forms.RadioSelect
    )


class EraseForm(forms.Form):
    agreed = forms.BooleanField(
        label=_("I understand that my account cannot be brought back"),
        error_messages={"required": _("Nothing was erased. Tick the box if this is what you want.")},
    )
