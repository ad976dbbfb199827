"""Small frameworks made through the real classes, and the shape of the Guide's eight themes."""

from decimal import Decimal
from functools import cache

from essaim.apps.assessments.enums import State
from essaim.apps.assessments.rules import Answer
from essaim.apps.frameworks.rules import (
    Anchor,
    Condition,
    Criterion,
    Entry,
    Framework,
    Group,
    Mapping,
    Profile,
    Rule,
    Scale,
    Target,
    Text,
    Theme,
)

ANYONE = Profile(employees=None, volunteers=None, legal_family="association")
VOLUNTEERS_ONLY = Profile(employees=0, volunteers=12, legal_family="association")
NOBODY = Profile(employees=0, volunteers=0, legal_family="association")

ESSENTIAL = ("GOV-2", "GOV-3", "STR-1", "STR-3", "TER-1", "TER-2", "EMP-1", "EMP-3", "EMP-4", "USA-1", "USA-3")
ESSENTIAL += ("DIV-2", "ENV-1", "ENV-2", "ETH-1")
SIZES = {"GOV": 5, "STR": 4, "TER": 4, "EMP": 6, "USA": 5, "DIV": 4, "ENV": 4, "ETH": 3}
STAND_INS = {"EMP": "EMP-6", "DIV": "DIV-4"}
EMPLOYERS_ONLY = ("EMP-1", "EMP-2", "EMP-3", "EMP-4", "EMP-5", "DIV-2")


@cache
def text(words: str = "words") -> Text:
    return Text(fr=words, en=words)


def scale(*values: int, code: str = "practice") -> Scale:
    anchors = tuple(Anchor(value=value, label=text(f"level {value}"), text=text()) for value in values)
    return Scale(code=code, anchors=anchors)


PRACTICE = scale(0, 1, 2, 3, 4)


def criterion(code: str, *, weight: str = "1", links: tuple[tuple[str, str], ...] = (), **given: object) -> Criterion:
    mappings = tuple(Mapping(target=target, code=entry) for target, entry in links)
    return Criterion(code=code, title=text(), question=text(), weight=Decimal(weight), mappings=mappings, **given)


def theme(code: str, *criteria: Criterion, essential_fallback: str | None = None) -> Theme:
    return Theme(code=code, title=text(), summary=text(), criteria=criteria, essential_fallback=essential_fallback)


def framework(
    *themes: Theme,
    scales: tuple[Scale, ...] = (PRACTICE,),
    rules: tuple[Rule, ...] = (),
    groups: tuple[str, ...] = (),
    version: str = "1",
) -> Framework:
    return Framework(
        format="essaim-framework/1",
        code="small",
        version=version,
        title=text(),
        description=text(),
        licence="CC0-1.0",
        scales=scales,
        applicability=rules,
        groups=tuple(Group(code=code, title=text(code)) for code in groups),
        themes=themes,
    )


def without(fact: str, *codes: str) -> Rule:
    """Return the rule that takes these criteria away where the fact is zero."""
    condition = Condition(fact=fact, operator="==", value=0)
    return Rule(when=(condition,), not_applicable=codes, reason=text(f"no {fact}"))


def guide() -> Framework:
    """Return the eight themes: 35 criteria, 15 essential, with the rules for employees and volunteers."""
    themes = (
        theme(
            code,
            *(
                criterion(f"{code}-{number}", essential=f"{code}-{number}" in ESSENTIAL)
                for number in range(1, size + 1)
            ),
            essential_fallback=STAND_INS.get(code),
        )
        for code, size in SIZES.items()
    )
    return framework(*themes, rules=(without("employees", *EMPLOYERS_ONLY), without("volunteers", "EMP-6")))


def one_theme(count: int) -> Framework:
    """Return a theme A of this many criteria, A-1, A-2…"""
    return framework(theme("A", *(criterion(f"A-{number}") for number in range(1, count + 1))))


def target(code: str, *entries: str, uncounted: tuple[str, ...] = ()) -> Target:
    counted = [Entry(code=entry, title=text()) for entry in entries]
    others = [Entry(code=entry, title=text(), counted=False) for entry in uncounted]
    return Target(format="essaim-target/1", code=code, title=text(), caution=text(), entries=(*counted, *others))


def at(level: int, importance: int | None = None, target: int | None = None) -> Answer:
    return Answer(State.ANSWERED, level, importance, target)


PLANNED = Answer(State.PLANNED)
UNKNOWN = Answer(State.UNKNOWN)
NOT_CONCERNED = Answer(State.NOT_APPLICABLE, reason="We have no premises.")
