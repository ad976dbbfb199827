"""The workbook a library is made from, read into the same values as the library itself."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from essaim.apps.frameworks.enums import LossKind
from essaim.apps.frameworks.rules.formats.losses import Ledger
from essaim.kernel.workbooks import Sheet, words

from .answers import Answers, split

Values = dict[str, Any]
FRONT = "library_meta"
TRANSLATED = re.compile(r"(\w+)\[(\w+)\]")
DEPENDENCY = re.compile(r"(\d{1,6}):(\d{1,3}):(\d{1,3}(?:,\d{1,3})*)(?::(any|all))?")
LISTED = {"threats", "reference_controls"}
NOT_VALUES = {"type", "base_urn", "answers_definition", "scores_definition", "implementation_groups_definition"}
NODE_WORDS = {"questions", "answer", "implementation_groups", "assessable", "urn_id", "node_id", "depends_on"}
COUNTERS = {"skip_count", "fix_count"}
READ = {"library", "framework", "scores", "answers", "implementation_groups", "requirement_mapping_set", "urn_prefix"}


def library(sheets: Mapping[str, Sheet], ledger: Ledger) -> Values:
    """Return the library a workbook describes."""
    found = {key: value for key, value in _front(sheets[FRONT]).items() if key not in NOT_VALUES}
    objects: Values = {}
    blocks = list(_blocks(sheets))
    for kind, meta, content in blocks:
        if kind == "framework":
            objects.setdefault("frameworks", []).append(_framework(meta, content, blocks, ledger))
        elif kind == "requirement_mapping_set":
            objects.setdefault("requirement_mapping_sets", []).append(_links(meta, content))
        elif kind not in READ:
            objects.setdefault(kind, []).extend(_rows(content))
    return found | {"objects": objects}


def _front(sheet: Sheet) -> Values:
    """Return the keys of a sheet with one key a row, translations among them."""
    pairs = [(words(row[0]).strip().lower(), words(row[1]).strip()) for row in sheet.rows if len(row) > 1]
    return _translated((key, value) for key, value in pairs if key and value)


def _translated(pairs: Any) -> Values:
    found: Values = {}
    for key, value in pairs:
        if match := TRANSLATED.fullmatch(key):
            base, language = match.groups()
            found.setdefault("translations", {}).setdefault(language, {})[base] = value
        else:
            found[key] = value
    return found


def _blocks(sheets: Mapping[str, Sheet]) -> Iterator[tuple[str, Values, Sheet]]:
    for name, sheet in sheets.items():
        prefix = name.removesuffix("_meta")
        if name != FRONT and name != prefix and f"{prefix}_content" in sheets:
            meta = {"name": prefix} | _front(sheet)
            yield str(meta.get("type", "")).lower(), meta, sheets[f"{prefix}_content"]


def _rows(sheet: Sheet) -> Iterator[Values]:
    """Yield the rows below the header, each with the keys that say something."""
    return (row for _, row in _numbered(sheet))


def _numbered(sheet: Sheet) -> Iterator[tuple[int, Values]]:
    header = [words(cell).strip().lower() for cell in sheet.rows[0]] if sheet.rows else []
    for number, row in enumerate(sheet.rows[1:], start=2):
        pairs = [(key, words(cell).strip()) for key, cell in zip(header, row, strict=False) if key]
        if any(value for _, value in pairs):
            yield number, _translated((key, value) for key, value in pairs if value)


def _content(blocks: list[tuple[str, Values, Sheet]], kind: str, name: object) -> list[Values]:
    found = [content for there, meta, content in blocks if there == kind and meta["name"] == name]
    return list(_rows(found[0])) if found else []


def _framework(meta: Values, content: Sheet, blocks: list[tuple[str, Values, Sheet]], ledger: Ledger) -> Values:
    found = {key: value for key, value in meta.items() if key not in NOT_VALUES}
    for kind in ("scores", "implementation_groups"):
        if defined := _content(blocks, kind, meta.get(f"{kind}_definition")):
            found[f"{kind}_definition"] = defined
    answers = Answers(_content(blocks, "answers", meta.get("answers_definition")))
    prefixes = {
        row.get("prefix_id"): row.get("prefix_value")
        for kind, _, sheet in blocks
        if kind == "urn_prefix"
        for row in _rows(sheet)
    }
    found["requirement_nodes"] = list(
        _nodes(str(meta.get("base_urn", "urn:unknown")), content, answers, prefixes, ledger)
    )
    return found


def _nodes(base: str, sheet: Sheet, answers: Answers, prefixes: Mapping[Any, Any], ledger: Ledger) -> Iterator[Values]:
    rows = list(_placed(base, sheet))
    urns = {number: str(node["urn"]) for number, _, node in rows}
    for _, row, node in rows:
        node |= {key: value for key, value in row.items() if key not in NODE_WORDS | LISTED | COUNTERS | {"depth"}}
        node |= {key: _expanded(row[key], prefixes) for key in LISTED if row.get(key)}
        if groups := row.get("implementation_groups"):
            node["implementation_groups"] = [name.strip() for name in str(groups).split(",")]
        asked = answers.questions(row, str(node["urn"]))
        waits = split(row.get("depends_on"))
        for question, cell in zip(asked.values(), waits, strict=False):
            if cell != "undefined":
                question["depends_on"] = _dependency(cell, urns)
        if asked:
            node["questions"] = asked
        ledger.add(LossKind.KEY, "questions.depends_on", sum(cell != "undefined" for cell in waits[len(asked) :]))
        yield node


def _placed(base: str, sheet: Sheet) -> Iterator[tuple[int, Values, Values]]:
    """Yield each requirement's line, as the spreadsheet numbers it, its row, and its node at its place in the tree."""
    above: dict[int, str] = {}
    count: dict[int, int] = {}
    before, urn = 0, ""
    for number, row in _numbered(sheet):
        digits = str(row.get("depth", "")).split(".")[0]
        depth = min(max(int(digits), 1), before + 1) if digits.isdigit() and len(digits) < 4 else 1
        if depth == before + 1:
            above[depth], count[depth] = urn, 1
        urn = _urn(base, row, above[depth], count, depth)
        before = depth
        node: Values = {"urn": urn, "assessable": bool(row.get("assessable")), "depth": depth}
        yield number, row, node | ({"parent_urn": above[depth]} if above[depth] else {})


def _dependency(cell: str, urns: Mapping[int, str]) -> Values | str:
    """Return what a question depends on, told as line:question:choices; the words themselves where they say no such."""
    match = DEPENDENCY.fullmatch(cell.replace(" ", ""))
    if match is None or int(match[1]) not in urns:
        return cell
    question = f"{urns[int(match[1])]}:question:{match[2]}"
    answers = [f"{question}:choice:{rank}" for rank in match[3].split(",")]
    return {"question": question, "answers": answers, "condition": match[4] or "any"}


def _urn(base: str, row: Values, parent: str, count: dict[int, int], depth: int) -> str:
    if given := row.get("urn_id") or row.get("node_id"):
        return f"{base}:{given}"
    if row.get("ref_id"):
        return f"{base}:{_suffix(row['ref_id'])}"
    rank = count[depth]
    count[depth] = rank + 1
    if parent:
        return f"{parent}:{rank}"
    return f"{base}:{_suffix(row['name'])}" if row.get("name") else f"{base}:node{rank}"


def _suffix(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_\-.\[\]():]", "_", plain.lower().replace(" ", "-"))


def _expanded(names: str, prefixes: Mapping[Any, Any]) -> list[str]:
    found = []
    for name in re.split(r"[\s,]+", names):
        prefix, _, rest = name.partition(":")
        found.append(f"{prefixes[prefix]}:{rest.lower()}" if prefix in prefixes else name)
    return [name for name in found if name]


def _links(meta: Values, content: Sheet) -> Values:
    found = {key: value for key, value in meta.items() if key not in NOT_VALUES and not key.endswith("_node_base_urn")}
    links = []
    for row in _rows(content):
        ends = {
            f"{end}_requirement_urn": f"{meta.get(f'{end}_node_base_urn', '')}:{row.get(f'{end}_node_id', '').lower()}"
            for end in ("source", "target")
        }
        links.append(ends | {key: value for key, value in row.items() if not key.endswith("_node_id")})
    return found | {"requirement_mappings": links}
