"""An organisation may leave at any time: it takes all it wrote along, and has thirty days to change its mind.

What leaves can be opened anywhere without harm: a cell that a spreadsheet would run as a formula is made inert.
"""

import re
import unicodedata
from datetime import datetime, timedelta
from typing import Any

GRACE = timedelta(days=30)
FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")
LATER_FORMULA = re.compile(r";(\s*[=+\-@])")


def erasure_of(asked_at: datetime) -> datetime:
    """Return when an organisation whose deletion is asked at that moment is erased: thirty days later."""
    return asked_at + GRACE


def is_same_name(typed: str, name: str) -> bool:
    """Return whether someone meant this name: case, accents, spaces and kinds of apostrophe do not count."""
    return _plain(typed) == _plain(name)


def inert(value: Any) -> Any:
    """Return a cell that no spreadsheet runs: what starts like a formula gets an apostrophe before it.

    After a semicolon too: where it parts the cells, as in France, a text would go on in the next one.
    """
    if not isinstance(value, str):
        return value
    text = LATER_FORMULA.sub(r";'\1", value)
    return f"'{text}" if FORMULA.match(text) else text


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
