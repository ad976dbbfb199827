"""From a file of any known format, told by its content, to a referential."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from essaim.apps.frameworks.enums import ProblemKind
from essaim.apps.frameworks.rules import checks
from essaim.apps.frameworks.rules.document import Framework
from essaim.apps.frameworks.rules.parsing import assemble, parse
from essaim.apps.frameworks.rules.problems import Problem, Refused
from essaim.apps.frameworks.rules.source import MAX_FOREIGN_BYTES, Source
from essaim.apps.frameworks.rules.source import read as read_yaml
from essaim.apps.frameworks.rules.targets import Target
from essaim.kernel.workbooks import is_workbook

from . import ciso, model
from .losses import Ledger, Loss
from .ours import as_yaml
from .workbook import sheets

MAX_BYTES = MAX_FOREIGN_BYTES
Format = Literal["yaml", "xlsx", "ciso-yaml", "ciso-xlsx"]
LIBRARY = re.compile(rb"^[ {]*[\"']?objects[\"']?\s*:", re.MULTILINE)
OURS = re.compile(rb"^\{?[\"']?format[\"']?\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Reading:
    """A referential read from a file, with what the file said that it could not hold."""

    framework: Framework
    format: Format
    losses: tuple[Loss, ...] = ()
    written: str = ""

    @property
    def source(self) -> str:
        """Return the text of the file in our own format, written anew if it came in another one."""
        return self.written or as_yaml(self.framework)


def read(content: bytes, targets: Mapping[str, Target]) -> Reading:
    """Return the referential a file holds, whatever its format; `Refused` says why there is none."""
    if len(content) > MAX_BYTES:
        raise Refused(Problem(ProblemKind.TOO_LARGE, 1, values={"limit": f"{MAX_BYTES // 1_000_000} MB"}))
    if is_workbook(content):
        return _workbook(content, targets)
    if LIBRARY.search(content) and not OURS.search(content):
        return _library(read_yaml(content, foreign=True).value, "ciso-yaml", targets, Ledger())
    framework = parse(content, targets)
    return Reading(framework, "yaml", written=content.decode("utf-8-sig"))


def _workbook(content: bytes, targets: Mapping[str, Target]) -> Reading:
    found = sheets(content)
    if model.FRONT in found:
        filled = model.filled(found)
        return Reading(assemble(filled, targets, filled.wrong), "xlsx")
    if ciso.FRONT not in found:
        raise Refused(Problem(ProblemKind.UNKNOWN_FORMAT, 1))
    ledger = Ledger()
    return _library(ciso.library_of(found, ledger), "ciso-xlsx", targets, ledger)


def _library(library: Any, form: Format, targets: Mapping[str, Target], ledger: Ledger) -> Reading:
    if not isinstance(library, dict):
        raise Refused(Problem(ProblemKind.UNKNOWN_FORMAT, 1))
    document = ciso.document(library, ledger)
    try:
        framework = Framework.model_validate(document)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        detail = f"{place}: {error.errors()[0]['msg']}"
        raise Refused(Problem(ProblemKind.UNREADABLE, 1, values={"detail": detail})) from None
    if problems := list(checks.problems(framework, Source(document), targets)):
        raise Refused(*problems)
    return Reading(framework, form, tuple(ledger))
