"""A workbook that may hold a referential; what cannot be opened is a problem of the whole file."""

from essaim.apps.frameworks.enums import ProblemKind
from essaim.apps.frameworks.rules.problems import Problem, Refused
from essaim.kernel import workbooks
from essaim.kernel.workbooks import Sheet, Unreadable


def sheets(content: bytes) -> dict[str, Sheet]:
    """Return the sheets of a workbook by name; `Refused` when it is damaged, too large or holds programs."""
    try:
        return workbooks.sheets(content)
    except Unreadable as unreadable:
        raise Refused(Problem(ProblemKind(unreadable.why.value), 1)) from None
