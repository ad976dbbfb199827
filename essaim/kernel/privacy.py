"""The register of personal data: why each field is held, on what ground, for how long.

Contexts declare their fields when they start; the page that shows how data is used reads this register,
and a test refuses a model field that looks personal and is not declared.
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class PersonalField:
    """One field that says something about a person; the texts are lazily translated."""

    model: str
    field: str
    purpose: str | Promise
    legal_basis: str | Promise
    retention: str | Promise


_register: dict[tuple[str, str], PersonalField] = {}


def declare(
    model: str, *fields: str, purpose: str | Promise, legal_basis: str | Promise, retention: str | Promise
) -> None:
    """Add the fields of `app.Model` to the register."""
    for field in fields:
        _register[model, field] = PersonalField(model, field, purpose, legal_basis, retention)


def register() -> list[PersonalField]:
    """Return all declared fields, by model and field."""
    return [_register[key] for key in sorted(_register)]
