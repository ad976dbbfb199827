"""Letters that a document cannot write are replaced visibly, and told: one must not make the whole file fail."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
EMOJI: Final = "[emoji]"
OTHER: Final = "[?]"
# What has no glyph of its own but says the same in plainer letters.
PLAINER: Final = str.maketrans(
    {"→": "->", "←": "<-", "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "✓": "v", "\u2028": "\n"}
)
# Joiners, variation selectors, skin tones and the like: parts of the letter before them.
ATTACHED: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]")
# What XML refuses, whatever the format that is made of it.
UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@cache
def _known() -> frozenset[str]:
    return frozenset((FONTS / "letters.txt").read_text()) | {"\n"}


class Letters:
    """Goes through the texts of one document and remembers what it could not write."""

    def __init__(self) -> None:
        self.missing: Counter[str] = Counter()

    def written(self, text: str) -> str:
        """Return the text in letters that the face has; a run of others becomes one visible mark."""
        if _known().issuperset(text):
            return text
        plain = ATTACHED.sub("", unicodedata.normalize("NFC", text).translate(PLAINER).replace("\t", " "))
        marks = [letter if letter in _known() else self._mark(letter) for letter in plain]
        return "".join(mark for place, mark in enumerate(marks) if mark != OTHER or marks[place - 1 : place] != [OTHER])

    def _mark(self, letter: str) -> str:
        self.missing[letter] += 1
        return EMOJI if unicodedata.category(letter) == "So" else OTHER

    @property
    def told(self) -> list[str]:
        """Return what was replaced, by number and official name, each once."""
        return [f"U+{ord(one):04X} {unicodedata.name(one, '').lower()}".strip() for one in sorted(self.missing)]


def storable(text: str) -> str:
    """Return the text without what no XML can hold, each such character visibly replaced."""
    return UNWRITABLE.sub("\ufffd", text)
