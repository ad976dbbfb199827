"""What an earlier diagnosis comes to, once a person said what its lines and its marks mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from essaim.apps.assessments.enums import LeftOut, Role, Scope, State
from essaim.apps.frameworks.rules import Framework

from .days import day_of
from .earlier import NOTHING, Line
from .folding import folded

TEXTS = (Role.COMMENT, Role.ASSIGNEE, Role.NEXT_STEP)


@dataclass(frozen=True, slots=True)
class Understood:
    """The answers by practice, in the framework's order, the day of those that have one, and the lines left out."""

    values: Mapping[str, dict[str, Any]]
    days: Mapping[str, date]
    left_out: tuple[tuple[Line, LeftOut], ...]


def key_of(framework: Framework, code: str, mark: str) -> str:
    """Return how a mark is remembered: with the scale it is read on."""
    return f"{framework.scale_of(framework.criterion(code)).code}|{folded(mark)}"


def understand(
    framework: Framework,
    lines: Iterable[Line],
    *,
    codes: Mapping[int, str],
    meanings: Mapping[str, str],
    lengths: Mapping[str, int],
    reason: str,
) -> Understood:
    """Return the answers; `reason` stands where a practice is not for us and the file does not say why.

    `meanings` are levels, states or `NOTHING`, by `key_of`; a mark that has none means nothing.
    """
    said: dict[str, dict[str, Any]] = {}
    days: dict[str, date] = {}
    left_out: list[tuple[Line, LeftOut]] = []
    for line in lines:
        code = codes.get(line.row, "")
        texts = {role.value: told for role in TEXTS if (told := line.told.get(role, ""))}
        mark = line.told.get(Role.STANDING, "")
        if code not in framework.codes:
            left_out.append((line, LeftOut.NO_PRACTICE))
        elif code in said:
            left_out.append((line, LeftOut.TWICE))
        elif any(len(text) > lengths[name] for name, text in texts.items()):
            left_out.append((line, LeftOut.TOO_LONG))
        else:
            meaning = meanings.get(key_of(framework, code, mark), NOTHING) if mark else NOTHING
            values = _standing(meaning, texts.get("comment", ""), reason, lengths["reason"]) | texts
            if values:
                said[code] = values
                if day := day_of(line.told.get(Role.DAY, "")):
                    days[code] = day
            else:
                left_out.append((line, LeftOut.NOTHING_SAID))
    ordered = {one.code: said[one.code] for one in framework.criteria if one.code in said}
    return Understood(ordered, days, tuple(left_out))


def _standing(meaning: str, comment: str, reason: str, longest: int) -> dict[str, Any]:
    if meaning == NOTHING:
        return {}
    if meaning not in State.values:
        return {"state": State.ANSWERED, "level": int(meaning)}
    told: dict[str, Any] = {"state": State(meaning), "level": None}
    if meaning == State.NOT_APPLICABLE:
        told["reason"] = comment if comment and len(comment) <= longest else reason
    return told


def scope_of(framework: Framework, codes: Iterable[str]) -> tuple[Scope, tuple[str, ...]]:
    """Return the smallest scope that holds these practices, with its themes."""
    found = set(codes)
    if found <= {one.code for one in framework.essential}:
        return Scope.ESSENTIAL, ()
    themes = tuple(theme.code for theme in framework.themes if any(one.code in found for one in theme.criteria))
    return (Scope.FULL, ()) if len(themes) == len(framework.themes) else (Scope.THEMES, themes)
