"""Parts of office documents that run when somebody opens them: known by their names, in one place for all doors."""

import re

PART = re.compile(
    r"(?:^|/)(?:vbaProject[^/]*|vbaData\.xml|attachedToolbars\.bin|activeX|macrosheets|dialogsheets|Basic|Scripts)(?:/|$)",
    re.IGNORECASE,
)


def runs(name: str) -> bool:
    """Say whether a part of an archive is a program, of Word, Excel, PowerPoint or LibreOffice."""
    return PART.search(name) is not None
