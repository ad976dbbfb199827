"""What is wrong in a file, where, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from essaim.apps.frameworks.enums import ProblemKind

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One problem, with the line it stands on, or the cell, and the way to it through the document.

    `path` says the way as a reader would, `place` step by step.
    """

    kind: ProblemKind
    line: int
    path: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    cell: str = ""
    place: Path = ()

    @property
    def sentence(self) -> str:
        """Return what is wrong and its remedy, in the language of the moment."""
        return str(self.kind.label) % self.values

    def __str__(self) -> str:
        if self.cell:
            return f"{self.cell}: {self.sentence}"
        place = f"{self.line}: {self.path}" if self.path else str(self.line)
        return f"{place}: {self.sentence}"


class Refused(Exception):
    """A document that cannot be read further, and why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems
