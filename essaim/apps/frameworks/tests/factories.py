"""Small referentials, as files a person would write."""

from copy import deepcopy
from typing import Any

import yaml

from essaim.apps.frameworks import rules


def text(words: str = "words") -> dict[str, str]:
    return {"fr": f"{words} (fr)", "en": words}


def criterion(code: str, **changes: Any) -> dict[str, Any]:
    return {"code": code, "title": text(code), "question": text(f"{code}?")} | changes


def indicator(**changes: Any) -> dict[str, Any]:
    named = {name: text(name) for name in ("name", "definition", "unit", "frequency", "where")}
    return named | {"direction": "up"} | changes


def rich(code: str, **changes: Any) -> dict[str, Any]:
    """Return a criterion that has everything a criterion may have, for a scale of three levels."""
    practices = [{"domain": text("domain"), "setting": text("setting"), "text": text("practice")}]
    return (
        criterion(code)
        | {
            "help": text("help"),
            "stakes": {"organisation": text("ours"), "society": text("everyone’s")},
            "anchors": [text("none"), text("some"), text("all")],
            "practices": practices,
            "indicators": [indicator()],
            "evidence": [text("minutes")],
            "first_step": text("first step"),
            "plain_question": text("plain"),
            "facilitation": {name: text(name) for name in ("opening", "example", "move_on")},
        }
        | changes
    )


def card(**changes: Any) -> dict[str, Any]:
    """Return a theme's card that has everything it may have."""
    return {
        "about": text("about"),
        "key_ideas": [text("idea")],
        "stakes": {"organisation": text("ours"), "society": text("everyone’s")},
        "practices": [{"domain": text("domain"), "text": text("practice")}],
        "further": [{"title": text("law")}, {"title": text("guide"), "url": "https://example.org"}],
    } | changes


def theme(code: str, *criteria: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"code": code, "title": text(code), "summary": text(), "criteria": list(criteria)} | changes


def scale(code: str = "levels", values: tuple[int, ...] = (0, 1, 2)) -> dict[str, Any]:
    anchors = [{"value": value, "label": text(str(value)), "text": text()} for value in values]
    return {"code": code, "anchors": anchors}


def document(*themes: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the plain values of a referential of two themes, unless told otherwise."""
    default = (theme("A", criterion("A-1", essential=True), criterion("A-2")), theme("B", criterion("B-1")))
    return deepcopy(
        {
            "format": "essaim-framework/1",
            "code": "small",
            "version": "1",
            "title": text("Small"),
            "description": text(),
            "licence": "CC0",
            "scales": [scale()],
            "themes": list(themes or default),
        }
        | changes
    )


def source(*themes: dict[str, Any], **changes: Any) -> bytes:
    """Return a referential as the bytes of a file."""
    return yaml.safe_dump(document(*themes, **changes), allow_unicode=True, sort_keys=False).encode()


def framework(*themes: dict[str, Any], **changes: Any) -> rules.Framework:
    return rules.Framework.model_validate(document(*themes, **changes))


def rule(*codes: str, fact: str = "employees", operator: str = "==", value: Any = 0) -> dict[str, Any]:
    condition = {"fact": fact, "operator": operator, "value": value}
    return {"when": [condition], "not_applicable": list(codes), "reason": text(f"because of {fact}")}


def target(code: str = "sdg", *codes: str) -> rules.Target:
    entries = [{"code": entry, "title": text(entry)} for entry in codes or ("1", "2")]
    return rules.Target.model_validate(
        {"format": "essaim-target/1", "code": code, "title": text(code), "caution": text(), "entries": entries}
    )
