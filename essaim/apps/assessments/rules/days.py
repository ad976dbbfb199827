"""Days and years as spreadsheets write them: the day before the month, as in France."""

import re
from datetime import date

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T].*)?|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)")


def year_in(text: str) -> int | None:
    """Return the last year a text names: 2023 for “Note 2023” and for “2022-2023”; nothing where there is none."""
    found = YEAR.findall(text)
    return int(found[-1]) if found else None


def day_of(cell: str) -> date | None:
    """Return the day of a cell that tells one, as 2023-05-02, 2/5/2023 or 02.05.23; nothing for any other."""
    found = DAY.fullmatch(cell.strip())
    if found is None:
        return None
    year, month, day = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year) if len(year) > 2 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return None
