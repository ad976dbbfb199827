"""allauth's forms in our words: a label above each field, nothing that vanishes when one types, bounded lengths."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from essaim.apps.accounts.enums import Language
from essaim.apps.accounts.models import Account

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "remember": _("Stay signed in on this device for thirty days"),
    "password1": _("Password"),
    "oldpassword": _("Current password"),
    "code": _("Code"),
    "passwordless": _("Use it as a passkey"),
}
HELP = {
    "password": "",
    "oldpassword": "",
    "password1": _("Ten characters or more. Three or four words that mean something to you alone do very well."),
    "remember": _("Leave this box empty on a device you share."),
    "passwordless": _("You will then sign in without a password: with your fingerprint, your face or a PIN."),
}
LONGEST = {"login": 254, "email": 254, "code": 40}
LONGEST_ELSEWHERE = 1000


class Plain(forms.Form):
    """What all our forms share; a single field for a new password: a mistake is mended by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, field.help_text)
            if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField) and not field.max_length:
                field.validators.append(MaxLengthValidator(LONGEST.get(name, LONGEST_ELSEWHERE)))


class LoginForm(Plain, account_forms.LoginForm):
    pass


class SignupForm(Plain, account_forms.SignupForm):
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As your colleagues call you. They will see it, and nobody else."),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")

    def try_save(self, request: HttpRequest) -> tuple[Account | None, HttpResponseBase | None]:
        """Do the same work for a known address as for a new one: the time taken tells nothing."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        saved: tuple[Account | None, HttpResponseBase | None] = super().try_save(request)
        return saved


class ResetPasswordForm(Plain, account_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, account_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(Plain, account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("New password")


class SetPasswordForm(Plain, account_forms.SetPasswordForm):
    pass


class AddEmailForm(Plain, account_forms.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ReauthenticateForm(Plain, account_forms.ReauthenticateForm):
    pass


class AuthenticateForm(Plain, mfa_forms.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(Plain, mfa_forms.ReauthenticateForm):
    pass


class ActivateTOTPForm(Plain, totp_forms.ActivateTOTPForm):
    pass


class AddPasskeyForm(Plain, webauthn_forms.AddWebAuthnForm):
    field_order = ("name", "passwordless", "credential")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")
        self.fields["name"].help_text = _("To tell it from others: “my phone”, “the blue key”.")
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(Plain, webauthn_forms.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")


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
