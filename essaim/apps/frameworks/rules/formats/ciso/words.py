"""Texts of a library in both our languages, whatever the languages it has."""

from collections.abc import Mapping
from typing import Any

from essaim.apps.frameworks.enums import LossKind
from essaim.apps.frameworks.rules.formats.losses import Ledger
from essaim.apps.frameworks.rules.source import CONTROL

Words = dict[str, str]
LONGEST = 4000
OURS = ("fr", "en")


class Reader:
    """Reads the texts of one library, and counts what it had to change."""

    def __init__(self, locale: object, ledger: Ledger) -> None:
        self.locale = language(locale) or "en"
        self.ledger = ledger

    def text(self, item: Mapping[str, Any], key: str) -> Words | None:
        """Return this text in French and English; one language serves for both where the other is missing."""
        found = self.versions(item, key)
        if not found:
            return None
        missing = [name for name in OURS if name not in found]
        known = next(name for name in (*OURS, self.locale, *found) if name in found)
        for name in found:
            if name not in OURS and name != known:
                self.ledger.add(LossKind.OTHER_LANGUAGE, name)
        if missing:
            self.ledger.add(LossKind.ONE_LANGUAGE, known)
        return {name: found.get(name, found[known]) for name in OURS}

    def versions(self, item: Mapping[str, Any], key: str) -> Words:
        """Return this text in every language it stands in."""
        found = {self.locale: self.clean(item.get(key))}
        translations = item.get("translations")
        for name, words in translations.items() if isinstance(translations, dict) else ():
            if isinstance(words, dict):
                found.setdefault(language(name) or "?", self.clean(words.get(key)))
        return {name: words for name, words in found.items() if words}

    def clean(self, value: object) -> str:
        """Return a text we can hold: no control character, no brace, not too long."""
        if value is None or isinstance(value, dict | list):
            return ""
        words = str(value)
        if CONTROL.search(words):
            self.ledger.add(LossKind.CONTROL)
            words = CONTROL.sub(" ", words)
        if "{" in words or "}" in words:
            self.ledger.add(LossKind.BRACES)
            words = words.replace("{", "(").replace("}", ")")
        return self.fit(words.strip())

    def fit(self, words: str) -> str:
        """Return the words, cut at the end where they are too long."""
        if len(words) <= LONGEST:
            return words
        self.ledger.add(LossKind.SHORTENED)
        return words[: LONGEST - 1].rstrip() + "…"

    def together(self, *texts: Words | None) -> Words | None:
        """Return several texts as paragraphs of one, the same one only once."""
        there = [text for text in texts if text]
        if not there:
            return None
        return {name: self.fit("\n\n".join(dict.fromkeys(text[name] for text in there))) for name in OURS}


def short(text: Words, length: int = 80) -> Words:
    """Return the beginning of a text, where no title was given."""

    def beginning(words: str) -> str:
        line = words.split("\n", maxsplit=1)[0].strip()
        if len(line) <= length:
            return line
        return line[:length].rsplit(" ", maxsplit=1)[0].rstrip(" ,;:.") + "…"

    return {name: beginning(words) for name, words in text.items()}


def language(name: object) -> str:
    """Return the two letters of a language: fr for fr-FR."""
    return str(name or "").strip().lower().replace("_", "-").split("-", maxsplit=1)[0][:8]
