"""A question may wait for others: it is asked once their answers reach certain levels."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from .parts import Code, Part

Value = Annotated[int, Field(ge=-1000, le=1000)]


class Prerequisite(Part):
    """Levels that another criterion has to stand at; what is written holds together."""

    answer_to: Code
    at_least: Value | None = None
    at_most: Value | None = None
    among: tuple[Value, ...] = ()

    @property
    def named(self) -> tuple[int, ...]:
        """Return the levels it names."""
        bounds = (self.at_least, self.at_most)
        return (*(value for value in bounds if value is not None), *self.among)

    def admits(self, level: int) -> bool:
        """Return whether this level is one of those it asks for."""
        is_low = self.at_least is not None and level < self.at_least
        is_high = self.at_most is not None and level > self.at_most
        return not is_low and not is_high and (not self.among or level in self.among)


class AskedWhen(Part):
    """What a question waits for: all of `all` and, where `any` names some, one of them at least."""

    all: tuple[Prerequisite, ...] = ()
    any: tuple[Prerequisite, ...] = ()

    @property
    def prerequisites(self) -> tuple[Prerequisite, ...]:
        """Return every prerequisite, those of `all` first."""
        return (*self.all, *self.any)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the criteria it waits for, each once."""
        return tuple(dict.fromkeys(one.answer_to for one in self.prerequisites))

    def holds(self, verdicts: Iterable[bool | None]) -> bool | None:
        """Return whether the question is asked, from what each prerequisite says; None while that is not known."""
        said = list(verdicts)
        every, some = said[: len(self.all)], said[len(self.all) :]
        if False in every or (some and set(some) == {False}):
            return False
        is_open = None in every or (some and True not in some)
        return None if is_open else True
