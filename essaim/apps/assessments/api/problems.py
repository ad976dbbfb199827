"""What operations refuse, told to programs."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from essaim.apps.assessments import operations
from essaim.apps.assessments.api import schemas
from essaim.kernel.api import Fault, Problem


@contextmanager
def told(codes: Sequence[str] = ()) -> Generator[None]:
    """Turn a situation into a problem document; `codes` are the criteria in the order the caller sent them."""
    try:
        yield
    except operations.Refused as refused:
        raise Problem(422, errors=[_fault(fault, codes) for fault in refused.faults]) from refused
    except operations.StaleRevision as stale:
        detail = _("Someone else answered in between: nothing was changed, both values are here.")
        raise Problem(409, detail, more={"conflicts": [_conflict(one) for one in stale.conflicts]}) from stale
    except operations.AlreadyClosed as closed:
        raise Problem(409, _("This assessment is closed; open it again to change it.")) from closed
    except operations.StillOpen as still:
        raise Problem(409, _("This assessment is open already.")) from still
    except operations.NothingToClose as nothing:
        raise Problem(409, _("No criterion concerns the organisation: there is nothing to close.")) from nothing
    except operations.ReasonMissing as missing:
        raise Problem(422, errors=[Fault("reason", _sentence(missing.open_criteria))]) from missing


def _fault(fault: operations.Fault, codes: Sequence[str]) -> Fault:
    prefix = f"answers.{codes.index(fault.criterion)}." if codes else ""
    return Fault(prefix + fault.field, str(fault.sentence))


def _conflict(one: operations.Stale) -> dict[str, Any]:
    held = one.held and schemas.AnswerShown.from_orm(one.held).model_dump(mode="json")
    return {"criterion": one.criterion, "held": held, "given": one.given}


def _sentence(open_criteria: int) -> str:
    if not open_criteria:
        return _("Say in a few words why it is opened again.")
    return _("Say in a word why %(count)d criteria stay open.") % {"count": open_criteria}
