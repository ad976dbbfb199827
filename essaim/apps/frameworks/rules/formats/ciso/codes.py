"""Codes that can stand in an address and never change, from the names another tool uses."""

import hashlib
import re
import unicodedata

from essaim.apps.frameworks.enums import LossKind
from essaim.apps.frameworks.rules.formats.losses import Ledger

LONGEST = 50


def code(*names: str | None, urn: str) -> str:
    """Return the first name that can be a code, brought to its letters; what is cut keeps a mark of its own."""
    for name in names:
        plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode()
        safe = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")
        if safe:
            return safe if len(safe) <= LONGEST else marked(safe, urn)
    return f"n-{mark(urn)}"


def slug(*names: str | None, urn: str) -> str:
    """Return a code in small letters, digits and hyphens."""
    safe = re.sub(r"[^a-z0-9]+", "-", code(*names, urn=urn).lower()).strip("-")
    return safe or f"n-{mark(urn)}"


def marked(name: str, urn: str) -> str:
    """Return the name with the mark of its URN, within the length of a code."""
    return f"{name[: LONGEST - 9].rstrip('-._')}-{mark(urn)}"


def mark(urn: str) -> str:
    """Return eight signs that stand for this URN alone."""
    return hashlib.sha256(urn.encode()).hexdigest()[:8]


def tail(urn: str) -> str:
    """Return what sets a node's URN apart from its framework's other ones."""
    parts = urn.split(":")
    return ":".join(parts[5:]) or parts[-1]


class Register:
    """Gives each name a code that nobody else has."""

    def __init__(self, ledger: Ledger) -> None:
        self.taken: set[str] = set()
        self.ledger = ledger

    def take(self, ref_id: str | None, urn: str) -> str:
        """Return the code of this node, from its reference or else from its URN."""
        found = code(ref_id, tail(urn), urn=urn)
        if ref_id and found != ref_id:
            self.ledger.add(LossKind.CODE)
        if found in self.taken:
            self.ledger.add(LossKind.DUPLICATE)
            found = marked(found, urn)
        self.taken.add(found)
        return found
