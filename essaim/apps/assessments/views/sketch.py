"""A visitor's notebook: the pages of an assessment, over answers that only their browser keeps."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.apps.assessments import queries, rules
from essaim.apps.assessments.forms import Sheet, TrialForm
from essaim.apps.frameworks import queries as frameworks
from essaim.apps.frameworks.rules import Profile

from .notebook import Notebook

PAGES = {"theme": "trial_theme", "answer": "trial_answer", "results": "trial_results", "detail": "trial"}


class Sketch(Notebook):
    """An assessment that nobody has saved; the pages that only a saved one has are nowhere, a theme is one page."""

    sheets_a_page: ClassVar[int] = 1000

    @cached_property
    def can_edit(self) -> bool:
        """Say that visitors may answer."""
        return True

    def url(self, name: str, *args: str) -> str:
        """Return the address of the trial's page in place of an assessment's."""
        return reverse(f"assessments:{PAGES[name]}", args=args) if name in PAGES else ""

    @property
    def start_next_url(self) -> str:
        """Say that nothing starts from a trial."""
        return ""

    @property
    def evidence_url(self) -> str:
        """Return nothing: a trial has no evidence."""
        return ""

    @property
    def profile_url(self) -> str:
        """Return where the visitor says their facts."""
        return reverse("assessments:trial")


def sketch(trial: rules.Trial) -> Sketch:
    """Open a trial."""
    return Sketch.of(*queries.sketch_of(trial))


def new(code: str, *, on: date) -> rules.Trial:
    """Return a trial with nothing said yet: of the catalogue's first referential unless another is asked for."""
    found = next((one for one in frameworks.catalogue() if code in {"", one.code}), None)
    if found is None:
        raise Http404
    return rules.Trial(found.code, found.version, on, Profile(None, None, None), {})


def said(sheets: Iterable[Sheet]) -> dict[str, rules.Answer]:
    """Return by code what can be kept of what was typed."""
    forms = {sheet.criterion.code: sheet.form for sheet in sheets}
    return {code: form.answer for code, form in forms.items() if isinstance(form, TrialForm) and form.is_valid()}


def too_long(sheets: Iterable[Sheet]) -> None:
    """Say on each sheet that a browser keeps no more."""
    for sheet in sheets:
        sheet.form.add_error(
            None,
            _(
                "Your browser cannot keep one more answer for us. Those before it are kept, and this one stands here:"
                " create an account, keep your assessment there, and go on."
            ),
        )
