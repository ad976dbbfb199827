"""Two versions of one referential: from the first to the second, every fate once."""

from typing import Any

from essaim.apps.assessments.models import Answer, Assessment
from essaim.apps.assessments.tests.factories import AT
from essaim.apps.frameworks import operations as frameworks
from essaim.apps.frameworks.tests.factories import criterion, scale, source, text, theme

FIVE, THREE = scale(values=(0, 1, 2, 3, 4)), scale("three", (0, 1, 2))


def version(number: str, *themes: dict[str, Any]) -> None:
    frameworks.load(source(*themes, version=number, scales=[FIVE, THREE]), at=AT)


def old() -> None:
    """Publish a first version: A-1 to A-6 and B-1."""
    version("1", theme("A", *(criterion(f"A-{number}") for number in range(1, 7))), theme("B", criterion("B-1")))


def new() -> None:
    """Publish the next one: every fate once."""
    version(
        "2",
        theme(
            "A",
            criterion("A-1"),
            criterion("A-2", question=text("clearer?"), scale="three"),
            criterion("A-31", replaces=["A-3"]),
            criterion("A-32", replaces=["A-3"]),
            criterion("A-4", replaces=["A-5"]),
        ),
        theme("C", criterion("B-1"), criterion("C-1")),
    )


def levels(assessment: Assessment) -> dict[str, int | None]:
    return {row.criterion: row.level for row in Answer.objects.filter(assessment=assessment).order_by("criterion")}
