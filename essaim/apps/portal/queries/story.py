from dataclasses import dataclass
from typing import Any

import yaml
from django.conf import settings

from essaim.apps.organisations.enums import Role


@dataclass(frozen=True)
class Login:
    """Someone of the demonstration story, the password they all share, and their role by organisation."""

    email: str
    name: str
    password: str
    roles: tuple[tuple[str, str], ...]


def script() -> dict[str, Any]:
    """Return the demonstration story as it is written."""
    with (settings.ROOT / "data" / "demo" / "story.yaml").open("rb") as file:
        story: dict[str, Any] = yaml.load(file, yaml.CSafeLoader)  # ten times faster: it is read at each start
    return story


def logins() -> list[Login]:
    """Return who can sign in to the demonstration story."""
    story = script()
    roles: dict[str, list[tuple[str, str]]] = {person["email"]: [] for person in story["people"]}
    for one in story["organisations"]:
        for member in [{"email": one["steward"], "role": Role.STEWARD}, *one.get("team", [])]:
            roles[member["email"]].append((one["facts"]["name"], str(Role(member["role"]).label)))
    return [
        Login(person["email"], person["name"], story["password"], tuple(roles[person["email"]]))
        for person in story["people"]
    ]
