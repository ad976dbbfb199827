"""Words that stand in one language only, and may serve for both while nobody has translated them."""

from typing import Any


def one_sided(value: Any) -> int:
    """Return how many texts are written in one language only."""
    if isinstance(value, dict):
        return 1 if _is_half(value) else sum(map(one_sided, value.values()))
    return sum(map(one_sided, value)) if isinstance(value, list) else 0


def fill_in(value: Any) -> Any:
    """Return the same values, each text that stands in one language only serving for the other one too."""
    if isinstance(value, dict):
        if _is_half(value):
            words = value.get("fr") or value.get("en")
            return {**value, "fr": words, "en": words}
        return {name: fill_in(item) for name, item in value.items()}
    return [fill_in(item) for item in value] if isinstance(value, list) else value


def _is_half(value: dict[str, Any]) -> bool:
    if not {"fr", "en"} & value.keys():
        return False
    said = [value.get(language) for language in ("fr", "en")]
    return all(one is None or isinstance(one, str) for one in said) and bool(said[0]) != bool(said[1])
