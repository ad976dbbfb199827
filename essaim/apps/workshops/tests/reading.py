"""What tests read of the pages of the room."""

import re
from typing import Any

from essaim.apps.workshops import queries


def words(answer: Any) -> str:
    """Return the words of a page, as one reads them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def counts_of(answer: Any) -> list[int]:
    """Return how many people stand in each heap."""
    return [int(one) for one in re.findall(r'class="swarm-count">(\d+)<', answer.content.decode())]


def outcomes(workshop: Any) -> dict[str, str]:
    """Return what became of each practice that was in the room."""
    return {code: row.outcome for code, row in queries.deliberations_of(workshop).items()}
