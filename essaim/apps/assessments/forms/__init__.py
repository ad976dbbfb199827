from .answers import AnswerForm, RowForm
from .closing import CloseForm, ReopenForm
from .sheets import Sheet, Version, sheet_of
from .starting import StartForm

__all__ = ["AnswerForm", "CloseForm", "ReopenForm", "RowForm", "Sheet", "StartForm", "Version", "sheet_of"]
