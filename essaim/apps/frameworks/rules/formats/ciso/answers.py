"""The answers sheet of a workbook: lists of choices that several questions share."""

from collections.abc import Iterable, Mapping
from typing import Any

Values = dict[str, Any]
EACH = {"description", "add_score", "compute_result", "color", "select_implementation_groups"}
CHOSEN = {"unique_choice", "multiple_choice"}
NOTHING = {"", "/", "undefined"}


def split(cell: object) -> list[str]:
    """Return the lines of a cell; one that starts with a bar goes on from the line before."""
    found: list[str] = []
    for line in str(cell or "").split("\n"):
        words = line.strip()
        if words.startswith("|") and found:
            found[-1] += "\n" + words[1:].strip()
        elif words:
            found.append(words)
    return found


class Answers:
    """Finds the choices of a question by the name of its answers."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.known = {str(row.get("id", "")): row for row in rows}

    def questions(self, row: Mapping[str, Any], urn: str) -> Values:
        """Return the questions of a requirement by URN; answers given once serve for all of them."""
        texts = {name: split(words.get("questions")) for name, words in row.get("translations", {}).items()}
        names = split(row.get("answer"))
        found: Values = {}
        asked = split(row.get("questions")) or [""] * len(names)
        for rank, text in enumerate(asked):
            named = names[rank] if rank < len(names) else names[0] if names else ""
            own = f"{urn}:question:{rank + 1}"
            found[own] = self.answered(named, own) | {"text": text}
            translations = {name: {"text": lines[rank]} for name, lines in texts.items() if rank < len(lines)}
            if translations:
                found[own]["translations"] = translations
        return found

    def answered(self, name: str, urn: str) -> Values:
        """Return the kind of a question and its choices."""
        row = self.known.get(name, {})
        kind = str(row.get("question_type") or "text").lower()
        if kind not in CHOSEN:
            return {"type": kind}
        labels = split(row.get("question_choices"))
        columns = {key: split(row[key]) for key in EACH if row.get(key)}
        translations = row.get("translations", {})
        choices = []
        for rank, label in enumerate(labels):
            choice: Values = {"urn": f"{urn}:choice:{rank + 1}", "value": label}
            for key, lines in columns.items():
                value = lines[0] if len(lines) == 1 else lines[rank] if rank < len(lines) else ""
                if value not in NOTHING:
                    choice[key] = value
            if told := _translated(translations, rank):
                choice["translations"] = told
            choices.append(choice)
        return {"type": kind, "choices": choices}


def _translated(translations: Mapping[str, Mapping[str, Any]], rank: int) -> Values:
    found: Values = {}
    for language, cells in translations.items():
        for column, key in (("question_choices", "value"), ("description", "description")):
            lines = split(cells.get(column))
            if rank < len(lines) and lines[rank] not in NOTHING:
                found.setdefault(language, {})[key] = lines[rank]
    return found
