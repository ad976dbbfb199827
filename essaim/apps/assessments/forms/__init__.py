from .answers import AnswerForm, RowForm
from .closing import CloseForm, ReopenForm
from .moving import MoveForm
from .sheets import Sheet, Version, sheet_of
from .starting import StartForm

__all__ = ["AnswerForm", "CloseForm", "MoveForm", "ReopenForm", "RowForm", "Sheet", "StartForm", "Version", "sheet_of"]
