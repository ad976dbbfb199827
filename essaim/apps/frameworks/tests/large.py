"""A referential as large as the largest anyone publishes: 1,189 criteria in fourteen uneven themes, or 1,300 nodes."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from essaim.apps.frameworks import rules
from essaim.apps.frameworks.tests import factories, libraries, workbooks

COUNT = 1_189
# As many criteria a theme as a large library has a family: a few themes hold most of them.
SIZES = (147, 69, 69, 37, 56, 70, 42, 30, 30, 59, 37, 162, 118, 263)
WORDS = ("records", "access", "training", "suppliers", "premises", "incidents", "audits", "budgets", "members")
ASKED = (
    "are rules on {0} written, approved by those in charge, made known to everyone they concern, and reviewed at "
    "least once a year in the light of what happened with {1} and of what was learnt about {2}"
)


def text(words: str, rank: int = 0) -> dict[str, str]:
    """Return a text of an ordinary length, never twice the same."""
    chosen = [WORDS[(rank // step) % len(WORDS)] for step in (1, 9, 81)]
    return {language: f"{words.format(*chosen)} ({language}, {rank})" for language in ("fr", "en")}


def document(code: str = "large", **changes: Any) -> dict[str, Any]:
    """Return the values of the whole referential: nested sections, three scales, a rule and a short set."""
    scales = [factories.scale("practice-0-4", (0, 1, 2, 3, 4)), factories.scale("yes-no", (0, 1))]
    themes = [_theme(place, size) for place, size in enumerate(SIZES)]
    return factories.document(
        *themes, code=code, scales=[*scales, factories.scale("maturity", (1, 2, 3, 4, 5))], **changes
    )


@cache
def framework() -> rules.Framework:
    """Return the whole referential, made once a run."""
    return rules.Framework.model_validate(document())


def source(code: str = "large", **changes: Any) -> bytes:
    return as_yaml(document(code, **changes))


def as_yaml(values: dict[str, Any]) -> bytes:
    """Return values as a file: written by the fast pen, for the plain one takes seconds."""
    return yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode()


def _theme(place: int, size: int) -> dict[str, Any]:
    name = f"T{place + 1:02}"
    sections = [{"code": f"S{rank}", "title": text("On {0} and {1}", rank)} for rank in range(1 + (size - 1) // 10)]
    criteria = [_criterion(name, sum(SIZES[:place]) + rank, rank) for rank in range(size)]
    return factories.theme(name, *criteria, title=text("What we do about {0}", place), sections=sections)


def _criterion(theme: str, rank: int, within: int) -> dict[str, Any]:
    section = within // 10
    return factories.criterion(
        f"{theme}-{within + 1}",
        title=text("Rules on {0}, {1} and {2}", rank),
        question=text(ASKED, rank),
        path=[f"S{section // 3 * 3}", f"S{section}"][: 1 + bool(section % 3)],
        **({"essential": True} if within == 0 or rank == 1 else {}),
        **({"scale": ("yes-no", "maturity")[rank % 2]} if rank % 10 == 9 else {}),
        **({"help": text(f"{ASKED}. For example, {{1}} may come first.", rank)} if rank % 3 == 0 else {}),
    )


def library(nodes: int = 1_300) -> dict[str, Any]:
    """Return a foreign library of this many nodes, with its translation."""
    return libraries.library(*_nodes(nodes))


def _nodes(count: int) -> Iterator[dict[str, Any]]:
    for rank in range(count):
        chapter, section = rank // 100, rank // 10 % 10
        words = {"name": text("Rules on {0} and {1}", rank)["en"], "description": text(ASKED, rank)["en"]}
        words |= {"translations": {"fr": {"name": text("Règles : {0}, {1}", rank)["fr"]}}}
        if rank % 100 == 0:
            yield libraries.node(f"C{chapter}", **words)
        elif rank % 10 == 0:
            yield libraries.node(f"C{chapter}.{section}", 2, f"C{chapter}", assessable=False, **words)
        else:
            parent = f"C{chapter}.{section}" if section else f"C{chapter}"
            yield libraries.node(f"{parent}.{rank % 10}", 3 if section else 2, parent, **words)


def library_workbook(nodes: int = 1_300) -> bytes:
    """Return the same library as the workbook it would be made from."""
    sheets = workbooks.library()
    rows = [["assessable", "depth", "ref_id", "name", "name[fr]", "description"]]
    for one in _nodes(nodes):
        place = ["x" if one["assessable"] else "", one["depth"], one["ref_id"]]
        rows.append([*place, one["name"], one["translations"]["fr"]["name"], one["description"]])
    return workbooks.workbook(sheets | {"grid_content": rows})
