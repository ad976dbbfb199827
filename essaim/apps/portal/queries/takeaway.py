from collections.abc import Callable, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import override

from essaim.apps.assessments import queries as assessments
from essaim.apps.assessments.enums import Importance, State
from essaim.apps.files import queries as files
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Framework
from essaim.apps.organisations import queries as organisations
from essaim.apps.organisations.models import Organisation
from essaim.apps.workshops import queries as workshops

Row = dict[str, Any]
Part = dict[str, list[Row]]
# What each context gives back of an organisation, from the ground up; a test asks that no table is left out.
PARTS: dict[str, Callable[[UUID], Part]] = {
    "organisations": organisations.export_of,
    "files": files.export_of,
    "frameworks": frameworks.export_of,
    "assessments": assessments.export_of,
    "workshops": workshops.export_of,
}
LANGUAGES = ("fr", "en")
NOT_REUSED = {"reused_from_assessment": "", "reused_from_criterion": ""}


def in_words(table: str, part: Part, organisation: Organisation) -> Iterable[Row]:
    """Return the rows of a table for people: answers have their criterion and their level in both languages."""
    readers = {"answers": _answers, "former_answers": _former_answers}
    return readers[table](part, organisation) if table in readers else part[table]


def referentials_used(part: Part) -> Iterator[tuple[str, str, str]]:
    """Yield the code, version and file of each referential the part's assessments were made with."""
    looks = {row["id"]: row for row in part.get("assessments", [])}
    used = {(_owner(row), row["framework_code"], row["framework_version"]) for row in looks.values()}
    for move in part.get("moves", []):
        look = looks[move["assessment_id"]]
        used |= {(_owner(look), look["framework_code"], move[version]) for version in ("from_version", "to_version")}
    for owner, code, version in sorted(used, key=str):
        yield code, version, frameworks.source_of(code, version, owner=owner)


def _owner(look: Row) -> UUID | None:
    return UUID(look["organisation_id"]) if look["framework_is_own"] else None


def _answers(part: Part, organisation: Organisation) -> Iterator[Row]:
    looks = {row["id"]: row for row in part["assessments"]}
    names, provenances = _names(organisation), _provenances(part)
    for answer in part["answers"]:
        look = looks[answer["assessment_id"]]
        told = _answer(answer, look, look["framework_version"], organisation, names)
        yield told | provenances.get(answer["provenance_id"], NOT_REUSED)


def _former_answers(part: Part, organisation: Organisation) -> Iterator[Row]:
    looks = {row["id"]: row for row in part["assessments"]}
    moved = {row["id"]: looks[row["assessment_id"]] for row in part["moves"]}
    names = _names(organisation)
    for answer in part["former_answers"]:
        told = _answer(answer, moved[answer["move_id"]], answer["version"], organisation, names)
        yield {"version": answer["version"], **told}


def _provenances(part: Part) -> dict[str | None, Row]:
    """Return where reused answers come from, as columns, by the id of their provenance."""
    titles = {row["id"]: row["title"] for row in part["assessments"]}
    sources = {row["id"]: titles[row["source_id"]] for row in part["reuses"]}
    return {
        row["id"]: dict(zip(NOT_REUSED, (sources[row["reuse_id"]], row["source_criterion"]), strict=True))
        for row in part["provenances"]
    }


def _names(organisation: Organisation) -> dict[str, str]:
    return {str(member.account_id): str(member.account) for member in organisations.members_of(organisation.pk)}


def _answer(answer: Row, look: Row, version: str, organisation: Organisation, names: dict[str, str]) -> Row:
    framework = frameworks.version(look["framework_code"], version, organisation.legal_family, owner=_owner(look))
    return {
        "assessment": look["title"],
        "started_at": look["started_at"],
        **_practice(framework, answer),
        "importance": answer["importance"],
        **_said("importance", Importance(answer["importance"]).label if answer["importance"] else ""),
        **{name: answer[name] for name in ("target", "reason", "comment", "assignee", "next_step", "answered_at")},
        "answered_by": names.get(str(answer["answered_by_id"]), ""),
    }


def _practice(framework: Framework, answer: Row) -> Row:
    theme, criterion = framework.theme_of(answer["criterion"]), framework.criterion(answer["criterion"])
    level = answer["level"]
    anchor = None if level is None else framework.scale_of(criterion).anchor(level)
    return {
        "criterion": criterion.code,
        **{f"theme_{language}": theme.title.get(language) for language in LANGUAGES},
        **{f"criterion_{language}": criterion.title.get(language) for language in LANGUAGES},
        "state": answer["state"],
        **_said("state", State(answer["state"]).label),
        "level": level,
        **{f"level_{language}": anchor.label.get(language) if anchor else "" for language in LANGUAGES},
    }


def _said(name: str, label: str | Promise) -> Row:
    """Return a label in each language, as columns."""
    row = {}
    for language in LANGUAGES:
        with override(language):
            row[f"{name}_{language}"] = str(label)
    return row
