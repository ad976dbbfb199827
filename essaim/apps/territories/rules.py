"""How the name of a place is compared: without accents, capitals, hyphens, abbreviation or leading article."""

import re

from essaim.kernel import accents

SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ARTICLES = ("la ", "le ", "les ", "l ", "aux ", "au ")
POSTCODE_START = re.compile(r"\d{3,5}")


def fold(name: str) -> str:
    """Return the name as it is compared; the articles of French places are dropped when something follows."""
    text = accents.without(name.casefold().replace("œ", "oe").replace("æ", "ae"))
    words = re.sub(r"[^a-z0-9]+", " ", text).split()
    folded = " ".join(SHORT_FORMS.get(word, word) for word in words)
    for article in ARTICLES:
        if folded.startswith(article):
            return folded.removeprefix(article)
    return folded


def postcode_start(text: str) -> str:
    """Return the three to five digits that begin a postcode, spaces dropped; nothing if the text is something else."""
    digits = text.replace(" ", "")
    return digits if digits.isascii() and POSTCODE_START.fullmatch(digits) else ""


def fits(text: str, *, name: str, postcodes: list[str]) -> bool:
    """Return whether what was typed begins the name or one of the postcodes of the place."""
    if start := postcode_start(text):
        return any(postcode.startswith(start) for postcode in postcodes)
    return fold(name).startswith(fold(text))
