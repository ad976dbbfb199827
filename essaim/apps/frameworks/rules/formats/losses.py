"""What one format says that another cannot hold: named and counted, never dropped in silence."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from essaim.apps.frameworks.enums import LossKind
from essaim.apps.frameworks.rules.parts import Part


@dataclass(frozen=True)
class Loss:
    """One kind of thing that did not come through as it was, and how many times."""

    kind: LossKind
    name: str = ""
    count: int = 1

    @property
    def sentence(self) -> str:
        """Return what happened, in the language of the moment."""
        return str(self.kind.label) % {"name": self.name, "count": self.count}

    def as_row(self) -> dict[str, Any]:
        """Return plain values to keep, from which `kept` makes the same again."""
        return {"kind": self.kind.value, "name": self.name, "count": self.count}

    @classmethod
    def kept(cls, row: Mapping[str, Any]) -> "Loss":
        """Return what `as_row` gave."""
        return cls(LossKind(row["kind"]), row["name"], row["count"])


class Ledger:
    """Counts what does not come through, in the order it was met."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[LossKind, str]] = Counter()

    def add(self, kind: LossKind, name: str = "", count: int = 1) -> None:
        """Count some more of this kind."""
        if count:
            self._counts[kind, name] += count

    def beside(self, part: Part, held: Collection[str], place: str = "") -> None:
        """Count what a piece of our document says outside the keys that are held."""
        for name, info in type(part).model_fields.items():
            value = getattr(part, name)
            if name not in held and value != info.get_default(call_default_factory=True):
                self.add(LossKind.KEY, f"{place}{name}", len(value) if isinstance(value, tuple) else 1)

    def __iter__(self) -> Iterator[Loss]:
        return (Loss(kind, name, count) for (kind, name), count in self._counts.items())
