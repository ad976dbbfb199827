"""Filling in away from here: a workbook to take, and the look at what it changes when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from essaim.apps.assessments import exports, operations, policies, queries
from essaim.apps.assessments.enums import Importance
from essaim.apps.assessments.forms import BringForm
from essaim.apps.frameworks.rules import Text
from essaim.apps.organisations.middleware import TenantRequest
from essaim.kernel.uploads import takes_files
from essaim.kernel.workbooks import place

from . import lines
from .answering import CONFLICT, REFUSED, page
from .handover import LANGUAGES
from .notebook import Notebook

if TYPE_CHECKING:
    from essaim.apps.assessments.models import Intake
    from essaim.apps.assessments.rules.filling import CellProblem, Difference

PARTS = {
    "standing": gettext_lazy("Where do you stand?"),
    "importance": gettext_lazy("Importance"),
    "target": gettext_lazy("Level to reach"),
    "comment": gettext_lazy("Comment"),
    "assignee": gettext_lazy("Who"),
    "next_step": gettext_lazy("Next step"),
}
CHOICES = {
    operations.HERE: gettext_lazy("Keep what is here"),
    operations.FILE: gettext_lazy("Take what is in the file"),
    operations.BOTH: gettext_lazy("Keep both, one after the other"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer, before and after; where two people met, what may be chosen."""

    name: str
    label: str | Promise
    before: str
    after: str
    default: str
    choices: tuple[tuple[str, str | Promise], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A practice that the file changes."""

    code: str
    title: Text
    parts: tuple[Part, ...]

    @property
    def is_conflict(self) -> bool:
        """Say whether somebody has to choose."""
        return any(one.choices for one in self.parts)


@takes_files(operations.MAX_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Give the workbook, and take it back; it waits to be looked at."""
    notebook = Notebook.opened(request, pk, to="edit" if request.method == "POST" else "view")
    form = BringForm(request.POST, request.FILES) if request.method == "POST" and notebook.can_edit else BringForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            intake = operations.receive_workbook(
                notebook.assessment, name=file.name, content=file.read(), by=request.membership, at=timezone.now()
            )
        except operations.Refused as refused:
            form.refuse(refused)
        else:
            return redirect(intake)
    spoken = str(get_language())[:2]
    files = [(name, notebook.url("workbook_file", code), code == spoken) for code, name in LANGUAGES.items()]
    context = {
        **page(notebook),
        "form": form,
        "files": sorted(files, key=lambda one: not one[2]),
        "waiting": queries.workbook_of(notebook.assessment) if notebook.can_edit else None,
    }
    return render(request, "assessments/filling/workbook.html", context, status=REFUSED if form.errors else 200)


@require_safe
def download(request: TenantRequest, pk: UUID, language: str) -> HttpResponse:
    """Send the workbook."""
    assessment = policies.get_assessment(request.membership, pk, to="view")
    if language not in LANGUAGES:
        raise Http404
    return exports.filling.download(assessment, language=language, at=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
def received(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show what a workbook changes; a POST keeps it, or puts it away."""
    found = policies.get_intake(request.membership, pk, of_answers=True)
    notebook = Notebook.opened(request, _of(found), to="edit")
    if "discard" in request.POST:
        operations.put_away(found)
        messages.info(request, _("The file is put away; nothing of it was kept."))
        return redirect(notebook.url("workbook"))
    status = 200
    if request.method == "POST":
        try:
            changed = operations.take_workbook(
                notebook.assessment,
                intake=found,
                seen=request.POST.get("seen", ""),
                chosen=_chosen(request),
                by=request.membership,
                at=timezone.now(),
            )
        except (operations.SeenOtherwise, operations.StaleRevision):
            messages.warning(request, _("Somebody answered meanwhile: look again, nothing is kept yet."))
            status = CONFLICT
        except operations.AlreadyClosed:
            status = CONFLICT
        except operations.Refused as refused:
            messages.error(request, " ".join(str(fault.sentence) for fault in refused.faults))
            status = REFUSED
        else:
            _tell(request, len(changed))
            return redirect(notebook.url("table"))
        notebook = Notebook.opened(request, _of(found), to="view")
    return render(request, "assessments/filling/received.html", _page(notebook, found, request), status=status)


def _of(intake: Intake) -> UUID:
    """Return which assessment a workbook is of."""
    return cast(UUID, intake.assessment_id)


def _chosen(request: TenantRequest) -> dict[tuple[str, str], str]:
    """Return whose words were chosen, by practice and part."""
    named = ((*name.rpartition("."), str(choice)) for name, choice in request.POST.items())
    return {(code, part): choice for code, dot, part, choice in named if dot and part in PARTS}


def _tell(request: TenantRequest, count: int) -> None:
    words = ngettext("%(count)d practice is changed.", "%(count)d practices are changed.", count)
    messages.success(request, words % {"count": count} if count else _("Nothing had to change."))


def _page(notebook: Notebook, intake: Intake, request: TenantRequest) -> dict[str, Any]:
    meeting = queries.meeting_of(notebook.assessment, intake)
    chosen = _chosen(request)
    changes = [_change(notebook, code, parts, chosen) for code, parts in meeting.differences.items()]
    return {
        **page(notebook),
        "intake": intake,
        "meeting": meeting,
        "conflicts": [one for one in changes if one.is_conflict],
        "changes": [one for one in changes if not one.is_conflict],
        "problems": [_problem(meeting.sheet, one) for one in meeting.problems],
    }


def _problem(sheet: str, one: CellProblem) -> tuple[str, str]:
    """Return the cell and what is wrong in it."""
    return place(sheet, one.row, one.column), str(one.fault.label) % one.values


def _change(notebook: Notebook, code: str, parts: tuple[Difference, ...], chosen: dict[tuple[str, str], str]) -> Change:
    told = tuple(
        Part(
            name=f"{code}.{one.part}",
            label=PARTS[one.part],
            before=_words(notebook, code, one.part, one.before) + _views(notebook, code, one.part),
            after=_words(notebook, code, one.part, one.after),
            default=chosen.get((code, one.part), operations.default_of(one)),
            choices=_choices(one),
        )
        for one in parts
    )
    return Change(code, notebook.framework.criterion(code).title, told)


def _choices(one: Difference) -> tuple[tuple[str, str | Promise], ...]:
    if not one.is_conflict:
        return ()
    return tuple((key, words) for key, words in CHOICES.items() if key != operations.BOTH or operations.can_add_up(one))


def _views(notebook: Notebook, code: str, part: str) -> str:
    """Return the two views that another answer takes the place of, where people did not agree."""
    held = notebook.answers.get(code)
    if part != "standing" or held is None or not held.views:
        return ""
    told = [
        f"{lines.told(notebook.framework, code, 'answered', view['level']).words}{_(': ')}{view['reason']}"
        for view in held.views
    ]
    return "\n" + "\n".join(told)


def _words(notebook: Notebook, code: str, part: str, value: Any) -> str:
    """Return one part of an answer as people read it; nothing where nothing is said."""
    if part == "standing":
        words = lines.told(notebook.framework, code, value.state, value.level).words
        return f"{words}{_(': ')}{value.reason}" if value.reason else words
    if value is None or value == "":
        return ""
    if part == "importance":
        return str(Importance(value).label)
    if part == "target":
        return lines.told(notebook.framework, code, "answered", value).words
    return str(value)
