"""Words that depend on the legal family: the same sentence speaks to adhérents and to sociétaires."""

import re
from collections.abc import Mapping
from typing import Any

from .document import Framework

PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z_]*)\}")


def placeholders(words: str) -> list[str]:
    """Return the names of the terms a text calls for."""
    return [name.lower() for name in PLACEHOLDER.findall(words)]


def stray_brace(words: str) -> bool:
    """Return whether a brace is left once the terms are taken away."""
    return bool(re.search(r"[{}]", PLACEHOLDER.sub("", words)))


def resolve_terms(framework: Framework, legal_family: str | None) -> Framework:
    """Return the same document with each `{term}` in this family's words; `{Term}` starts with a capital."""
    texts = {
        term.code: next((text for family, text in term.families.items() if family == legal_family), term.default)
        for term in framework.terms
    }
    words = {language: {code: text.get(language) for code, text in texts.items()} for language in ("fr", "en")}
    return Framework.model_validate(_filled(framework.model_dump(), words))


def _filled(value: Any, words: Mapping[str, Mapping[str, str]]) -> Any:
    if isinstance(value, dict):
        if value.keys() == words.keys():
            return {language: filled_sentence(value[language], words[language]) for language in words}
        return {key: _filled(item, words) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return tuple(_filled(item, words) for item in value)
    return value


def filled_sentence(template: str, words: Mapping[str, str]) -> str:
    """Return one sentence with its terms in these words; a term that is not described stays as it was written."""

    def word(match: re.Match[str]) -> str:
        name = match[1]
        found = words.get(name.lower(), match[0])
        return found[:1].upper() + found[1:] if name[0].isupper() else found

    return PLACEHOLDER.sub(word, template)
