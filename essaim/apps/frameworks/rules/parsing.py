"""From a file to a referential, or to the list of what keeps it from being one."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from . import checks, shape
from .document import Framework
from .problems import Problem, Refused
from .source import Source, read
from .targets import Target

Document = TypeVar("Document", bound=BaseModel)


def parse(content: bytes, targets: Mapping[str, Target]) -> Framework:
    """Return the referential a file describes; `Refused` with every problem found, in the file's order."""
    return assemble(read(content), targets)


def assemble(source: Source, targets: Mapping[str, Target], wrong: Iterable[Problem] = ()) -> Framework:
    """Return the referential these values describe; `Refused` with every problem, those already known first."""
    if known := list(wrong):
        raise Refused(*known)
    framework = _shaped(Framework, source)
    _refuse(checks.problems(framework, source, targets))
    return framework


def parse_target(content: bytes) -> Target:
    """Return the reference a file describes; `Refused` with every problem found."""
    return _shaped(Target, read(content))


def _shaped(model: type[Document], source: Source) -> Document:
    try:
        return model.model_validate_json(json.dumps(source.value), strict=True)
    except ValidationError as error:
        _refuse(shape.problems(model, error, source))
        raise


def _refuse(problems: Iterable[Problem]) -> None:
    found = sorted(problems, key=lambda problem: problem.line)
    if found:
        raise Refused(*found)


def as_json(framework: Framework) -> dict[str, Any]:
    """Return the document as plain values, without what is only a default: the same words give the same digest."""
    return framework.model_dump(mode="json", exclude_defaults=True)


def json_schema() -> dict[str, Any]:
    """Return the shape of a referential's file as a JSON Schema."""
    schema = Framework.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
