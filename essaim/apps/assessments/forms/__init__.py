from .annotating import AnnotationForm
from .answers import AnswerForm, EntryForm, RowForm
from .bringing import BringForm
from .closing import CloseForm, ReopenForm
from .earlier import STEPS, EarlierForm, PastForm
from .evidence import EvidenceForm, ToldForm
from .moving import MoveForm
from .paper import PaperForm
from .reusing import TickedForm
from .sheets import Sheet, Version, sheet_of
from .starting import StartForm
from .templates import TemplateForm
from .trials import FactsForm, KeepForm, TrialForm

__all__ = [
    "STEPS",
    "AnnotationForm",
    "AnswerForm",
    "BringForm",
    "CloseForm",
    "EarlierForm",
    "EntryForm",
    "EvidenceForm",
    "FactsForm",
    "KeepForm",
    "MoveForm",
    "PaperForm",
    "PastForm",
    "ReopenForm",
    "RowForm",
    "Sheet",
    "StartForm",
    "TemplateForm",
    "TickedForm",
    "ToldForm",
    "TrialForm",
    "Version",
    "sheet_of",
]
