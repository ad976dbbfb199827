"""Words as people compare them: without accents, capitals or signs."""

import re

from essaim.kernel import accents


def folded(text: str) -> str:
    """Return a text without accents, capitals, signs or needless spaces: “2 – Organisée” becomes “2 organisee”."""
    letters = accents.without(text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(re.findall(r"[^\W_]+", letters)) or text.strip()
