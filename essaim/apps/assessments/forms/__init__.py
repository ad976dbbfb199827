from .annotating import AnnotationForm
from .answers import AnswerForm, EntryForm, RowForm
from .bringing import BringForm
from .closing import CloseForm, ReopenForm
from .evidence import EvidenceForm, ToldForm
from .moving import MoveForm
from .paper import PaperForm
from .reusing import TickedForm
from .sheets import Sheet, Version, sheet_of
from .starting import StartForm
from .trials import FactsForm, KeepForm, TrialForm

__all__ = [
    "AnnotationForm",
    "AnswerForm",
    "BringForm",
    "CloseForm",
    "EntryForm",
    "EvidenceForm",
    "FactsForm",
    "KeepForm",
    "MoveForm",
    "PaperForm",
    "ReopenForm",
    "RowForm",
    "Sheet",
    "StartForm",
    "TickedForm",
    "ToldForm",
    "TrialForm",
    "Version",
    "sheet_of",
]
