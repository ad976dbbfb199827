"""What leaves can be opened anywhere without harm: a cell that a spreadsheet would run as a formula is made inert."""

import re
from typing import Any

FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")
LATER_FORMULA = re.compile(r";(\s*[=+\-@])")


def inert(value: Any) -> Any:
    """Return a cell that no spreadsheet runs: what starts like a formula gets an apostrophe before it.

    After a semicolon too: where it parts the cells, as in France, a text would go on in the next one.
    """
    if not isinstance(value, str):
        return value
    text = LATER_FORMULA.sub(r";'\1", value)
    return f"'{text}" if FORMULA.match(text) else text
