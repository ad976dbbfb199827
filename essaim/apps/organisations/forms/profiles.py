from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from essaim.apps.organisations import rules
from essaim.apps.organisations.enums import Kind, LegalFamily, NafVersion
from essaim.apps.organisations.models import Organisation
from essaim.apps.organisations.rules import Facts, IdentifierRefused
from essaim.apps.territories import queries as territories
from essaim.ui.forms import Card, ChoiceCards

LARGEST = 2_147_483_647


def number(label: Any, help_text: Any) -> forms.IntegerField:
    """Return a field for a number of people that may be left unsaid."""
    return forms.IntegerField(label=label, help_text=help_text, required=False, min_value=0, max_value=LARGEST)


def identifier(label: Any, help_text: Any) -> forms.CharField:
    """Return a field for a number of the registers, spaces welcome."""
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=30)


class ProfileForm(forms.Form):
    """What an organisation says of itself; only its name and its family are asked of everyone."""

    name = forms.CharField(label=_("Name"), max_length=200)
    legal_family = forms.ChoiceField(label=_("Legal family"), choices=[("", _("Choose…")), *LegalFamily.choices])
    commune = forms.CharField(
        label=_("Commune"),
        help_text=_("That of your head office: type its name or postcode."),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "hx-get": reverse_lazy("territories:communes"),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": "#communes",
                "hx-swap": "innerHTML",
            }
        ),
    )
    insee_code = forms.CharField(required=False, max_length=5, widget=forms.HiddenInput)
    employees = number(_("Employees"), _("People, not full-time equivalents. Leave empty if you do not know."))
    volunteers = number(_("Volunteers"), _("People who give time in a year, board members included."))
    siren = identifier(_("SIREN"), _("9 digits. The SIRET already contains it."))
    siret = identifier(_("SIRET"), _("14 digits, those of your head office."))
    rna = identifier(_("RNA number"), _("For associations: a W and 9 characters. There is none in Alsace-Moselle."))
    naf_code = identifier(_("Activity code (NAF or APE)"), _("As on your INSEE notice, for instance 88.99B."))
    naf_version = forms.ChoiceField(
        label=_("Nomenclature of this code"), choices=NafVersion.choices, required=False, initial=NafVersion.REV2
    )

    @classmethod
    def of(cls, organisation: Organisation, data: Any = None) -> "ProfileForm":
        """Return the form as the organisation last filled it in."""
        place = territories.commune(organisation.insee_code) if organisation.insee_code else None
        values = {field.name: getattr(organisation, field.name) for field in fields(Facts)}
        values["naf_version"] = values["naf_version"] or NafVersion.REV2
        return cls(data, initial={**values, "commune": place.name if place else ""})

    @property
    def communes(self) -> list[Any]:
        """The communes to choose from: those that match what is typed, or the one kept."""
        chosen = territories.commune(self["insee_code"].value() or "")
        text = str(self["commune"].value() or "").replace("\x00", "")
        found = list(territories.communes_matching(text)) if text and self.is_bound else []
        return found or ([chosen] if chosen else [])

    @property
    def says_identifiers(self) -> bool:
        """Whether the fields folded away hold something to see."""
        return any(self[name].value() or self[name].errors for name in ("siren", "siret", "rna", "naf_code"))

    def clean_siren(self) -> str:
        return self._checked("siren", rules.siren)

    def clean_siret(self) -> str:
        return self._checked("siret", rules.siret)

    def clean_rna(self) -> str:
        return self._checked("rna", rules.rna)

    def clean(self) -> dict[str, Any]:
        """Check what takes two fields: the commune, the SIRET's SIREN, the code's nomenclature."""
        values = self.cleaned_data
        place = territories.commune_meant(values.get("commune", ""), values.get("insee_code", ""))
        if values.get("commune") and place is None:
            self.add_error("commune", _("Choose your commune from the list below, or leave this empty for now."))
        values["insee_code"] = place.code if place and values.get("commune") else ""
        if not self.errors:
            try:
                values |= asdict(rules.checked(self._facts()))
            except IdentifierRefused as refused:
                self.add_error(refused.field, refused.fault.label)
        return values

    def facts(self) -> Facts:
        """Return the checked facts."""
        return self._facts()

    def _facts(self) -> Facts:
        known = {field.name for field in fields(Facts)}
        return Facts(**{name: value for name, value in self.cleaned_data.items() if name in known})

    def _checked(self, name: str, rule: Callable[[str], str]) -> str:
        text: str = self.cleaned_data[name]
        try:
            return rule(text) if text else ""
        except IdentifierRefused as refused:
            raise forms.ValidationError(refused.fault.label) from None


class CreationForm(ProfileForm):
    """The same, with what cannot change later."""

    kind = forms.ChoiceField(
        label=_("You are…"),
        initial=Kind.ORGANISATION,
        widget=ChoiceCards,
        choices=[
            (Kind.ORGANISATION, Card(_("An organisation"), _("You assess and improve your own practices."))),
            (Kind.NETWORK, Card(_("A network"), _("You bring organisations together and support them."))),
        ],
    )
    field_order = ["kind", "name", "legal_family"]
