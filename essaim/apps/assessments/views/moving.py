"""A new version of the referential: what becomes of each answer, before anything moves; and the way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.apps.assessments import operations, policies, queries
from essaim.apps.assessments.enums import State
from essaim.apps.assessments.forms import MoveForm
from essaim.apps.frameworks.enums import Fate
from essaim.apps.frameworks.rules import Framework, Passage, Plan, Text
from essaim.apps.organisations.middleware import TenantRequest

from .answering import CONFLICT, REFUSED, page
from .notebook import Notebook

SHOWN = (Fate.REWORDED, Fate.SPLIT, Fate.MOVED, Fate.ORPHANED)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in words, under the question it was given to."""

    title: Text
    words: str
    comment: str


@dataclass(frozen=True, slots=True)
class Step:
    """A criterion on its way: its words before and after, the answer it has, and the choice where there is one."""

    passage: Passage
    title: Text
    answer: Told | None
    themes: tuple[Text, ...]
    targets: list[tuple[Text, BoundField | None]]
    levels: list[tuple[Text, Text]]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A criterion that several others meet in, each with the answer it has."""

    title: Text
    sources: list[Told]
    field: BoundField | None


@require_http_methods(["GET", "HEAD", "POST"])
def newer(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show the plan, what was kept from other versions and the way back; a POST applies the plan."""
    notebook = Notebook.opened(request, pk, to="edit" if request.method == "POST" else "view")
    plan = _plan(notebook, to="apply" if request.method == "POST" else "read")
    form, status = None, 200
    if plan:
        form = MoveForm(request.POST if request.method == "POST" else None, plan=plan, answered=notebook.answers)
        if form.is_valid():
            try:
                return _moved(request, notebook, form)
            except operations.Refused as refused:
                form.add_error(None, [str(fault.sentence) for fault in refused.faults])
            except operations.AlreadyMoved:
                messages.info(request, _("The referential changed meanwhile: read the plan again."))
                status = CONFLICT
        status = REFUSED if form.errors else status
    elif request.method == "POST":
        messages.info(request, _("This assessment is already on the newest version."))
        status = CONFLICT
    return render(request, "assessments/version.html", _page(notebook, plan, form), status=status)


@require_POST
def undo(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Bring the assessment back to the version before."""
    notebook = Notebook.opened(request, pk, to="edit")
    try:
        operations.undo_move(notebook.assessment, by=request.membership, at=timezone.now())
    except operations.AnsweredSince as since:
        count = len(since.criteria)
        words = ngettext(
            "%(count)d answer was changed in the new version: going back would lose it. The former answers stay below.",
            "%(count)d answers were changed in the new version: going back would lose them. "
            "The former answers stay below.",
            count,
        )
        messages.warning(request, words % {"count": count})
    except (operations.NothingToUndo, operations.AlreadyClosed):
        messages.info(request, _("There is nothing to undo."))
    else:
        messages.success(request, _("You are back on the former version, with the answers it had."))
    return redirect(notebook.url("version"))


def _plan(notebook: Notebook, *, to: Literal["read", "apply"]) -> Plan | None:
    """Return the plan to the newest version; of a closed assessment it can be read, for the next one."""
    if to == "read" and not notebook.assessment.is_open:
        plan = queries.next_plan_of(notebook.assessment)
        return None if plan.new.version == plan.old.version else plan
    return queries.plan_of(notebook.assessment)


def _moved(request: TenantRequest, notebook: Notebook, form: MoveForm) -> HttpResponse:
    now, to = timezone.now(), form.cleaned_data["to"]
    operations.move_to_version(notebook.assessment, to=to, choices=form.choices, by=request.membership, at=now)
    words = _("The assessment is on version %(version)s. Nothing was lost: what was not carried is kept below.")
    messages.success(request, words % {"version": to})
    return redirect(notebook.url("version"))


def _page(notebook: Notebook, plan: Plan | None, form: MoveForm | None) -> dict[str, Any]:
    move = queries.last_move_of(notebook.assessment)
    return {
        **page(notebook),
        "version": notebook.assessment.framework_version,
        "title": notebook.framework.title,
        "plan": plan,
        "form": form,
        "counts": list(_counts(plan)) if plan else [],
        "groups": list(_groups(notebook, plan, form)) if plan and form else [],
        "meetings": list(_meetings(notebook, plan, form)) if plan and form else [],
        "added": [plan.new.criterion(code).title for code in plan.added] if plan else [],
        "move": move,
        "changed": bool(move and operations.changed_since(move, notebook.answers)),
        "former": list(_former(notebook)),
        "undo_url": notebook.url("undo"),
        "can_start": policies.can_start(notebook.membership),
    }


def _counts(plan: Plan) -> Iterator[str]:
    for fate in Fate:
        if count := len(plan.of(fate)):
            yield fate.counted(count)
    if count := len(plan.added):
        yield ngettext("%(count)d new", "%(count)d new", count) % {"count": count}


def _groups(notebook: Notebook, plan: Plan, form: MoveForm) -> Iterator[tuple[Fate, list[Step]]]:
    for fate in SHOWN:
        if steps := [_step(notebook, plan, form, passage) for passage in plan.of(fate)]:
            yield fate, steps


def _step(notebook: Notebook, plan: Plan, form: MoveForm, passage: Passage) -> Step:
    code, alone = passage.code, passage.targets[0] if len(passage.targets) == 1 else None
    moved = plan.rescaled(code, alone) if alone else {}
    before, after = plan.old.scale_of(plan.old.criterion(code)), plan.new.scales[0]
    if alone:
        after = plan.new.scale_of(plan.new.criterion(alone))
    there = passage.themes[1]
    return Step(
        passage=passage,
        title=plan.old.criterion(code).title,
        answer=_told(plan.old, code, notebook.answers.get(code)),
        themes=(plan.old.theme(passage.themes[0]).title, plan.new.theme(there).title) if there else (),
        targets=[(plan.new.criterion(one).title, form.choice_for(one)) for one in passage.targets],
        levels=[(before.anchor(low).label, after.anchor(high).label) for low, high in moved.items()],
    )


def _meetings(notebook: Notebook, plan: Plan, form: MoveForm) -> Iterator[Meeting]:
    for code in plan.merged:
        told = [_told(plan.old, one, notebook.answers.get(one), always=True) for one in plan.sources[code]]
        yield Meeting(plan.new.criterion(code).title, [one for one in told if one], form.choice_for(code))


def _told(framework: Framework, code: str, row: Any, *, always: bool = False) -> Told | None:
    if row is None and not always:
        return None
    criterion = framework.criterion(code)
    if row is None or row.level is None:
        words = str(State(row.state).label if row else State.NONE.label)
    else:
        words = framework.scale_of(criterion).anchor(row.level).label.get(get_language())
    return Told(criterion.title, words, row.comment if row else "")


def _former(notebook: Notebook) -> Iterator[tuple[str, Told | None]]:
    for row in queries.former_answers_of(notebook.assessment):
        framework = queries.framework_at(notebook.assessment, row.version)
        yield row.version, _told(framework, row.criterion, row)
