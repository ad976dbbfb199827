"""Words as people compare them: without accents, capitals or signs."""

import re
import unicodedata


def folded(text: str) -> str:
    """Return a text without accents, capitals, signs or needless spaces: “2 – Organisée” becomes “2 organisee”."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters)) or text.strip()
