"""Words compared as people read them."""

import unicodedata


def without(text: str) -> str:
    """Return a text without its accents; ligatures and capitals stay."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
