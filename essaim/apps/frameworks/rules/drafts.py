"""A referential being written: plain values that may still be wrong, and what keeps them from being published."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from essaim.apps.organisations.rules import fold

from .document import Framework, Scale
from .formats.ours import plain
from .origin import Reference
from .parsing import as_json, assemble
from .problems import Problem, Refused
from .source import Source
from .targets import Target

Values = dict[str, Any]
FIRST_VERSION = "1"
CODE_LENGTH = 40  # leaves room for a number after it
SILENT = {"fr": "", "en": ""}
LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")


def codes(title: str) -> Iterator[str]:
    """Yield codes for a title, from the plainest on."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:CODE_LENGTH].strip("-") or "referentiel"
    yield plain
    yield from (f"{plain}-{number}" for number in count(2))


def problems(values: Mapping[str, Any], targets: Mapping[str, Target]) -> tuple[Problem, ...]:
    """Return what keeps a draft from being published, each with its place; nothing when it can be."""
    try:
        framework_of(values, targets)
    except Refused as refused:
        return refused.problems
    return ()


def framework_of(values: Mapping[str, Any], targets: Mapping[str, Target]) -> Framework:
    """Return the referential a draft describes; `Refused` with every problem."""
    return assemble(Source(dict(values)), targets)


def blank(code: str, title: str, scales: Sequence[Scale]) -> Values:
    """Return a draft with levels to start from, one theme and one practice, their words still to be written."""
    criterion = {"code": "A-1", "title": SILENT, "question": SILENT}
    return {
        "format": "essaim-framework/1",
        "code": code,
        "version": FIRST_VERSION,
        "title": {"fr": title, "en": title},
        "description": SILENT,
        "licence": "CC BY-SA 4.0",
        "scales": [scale.model_dump(mode="json", exclude_defaults=True) for scale in scales],
        "themes": [{"code": "A", "title": SILENT, "summary": SILENT, "criteria": [criterion]}],
    }


def duplicate(framework: Framework, code: str, title: str) -> Values:
    """Return a draft with the same words under another code, each practice linked to the one it was made from.

    The links let answers given in one be taken over in the other. What was said of the former file alone stays with
    it: its other names, what it replaced, and that people concerned have read it.
    """
    values = plain(as_json(framework))
    values.pop("origin", None)
    source = Reference(code=framework.code, title=framework.title).model_dump(mode="json", exclude_defaults=True)
    others = [one for one in values.get("references", []) if one["code"] != framework.code]
    themes = [
        {**_without(theme, "origin"), "criteria": [_linked(one, framework.code) for one in theme["criteria"]]}
        for theme in values["themes"]
    ]
    head = {"code": code, "version": FIRST_VERSION, "title": {"fr": title, "en": title}}
    return {**values, **head, "references": [*others, source], "themes": themes}


def next_version(framework: Framework) -> Values:
    """Return a draft of the version after this one: the same words, under the next number."""
    return {**plain(as_json(framework)), "version": version_after(framework.version)}


def version_after(version: str) -> str:
    """Return the version with its last number raised by one, or with a number after it where it has none."""
    if found := LAST_NUMBER.search(version):
        return f"{version[: found.start()]}{int(found[0]) + 1}{version[found.end() :]}"
    return f"{version}-2"


def title_of(values: Mapping[str, Any], language: str | None) -> str:
    """Return what a draft is called in this language, or in the other one; its code while it has no title."""
    title = values.get("title")
    words = title if isinstance(title, dict) else {}
    first, second = ("en", "fr") if (language or "").startswith("en") else ("fr", "en")
    return str(words.get(first) or words.get(second) or values.get("code", ""))


def _linked(criterion: Values, framework: str) -> Values:
    link = {"target": framework, "code": criterion["code"]}
    others = [one for one in criterion.get("mappings", []) if one["target"] != framework]
    return {**_without(criterion, "origin", "replaces", "plain_reading"), "mappings": [*others, link]}


def _without(values: Values, *names: str) -> Values:
    return {name: value for name, value in values.items() if name not in names}
