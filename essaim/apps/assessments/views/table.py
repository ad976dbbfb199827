"""The table view: all criteria as rows, for those who answer around a table or from a spreadsheet."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.apps.assessments import rules
from essaim.apps.assessments.forms import EntryForm, RowForm, Sheet
from essaim.apps.frameworks.rules import Theme
from essaim.apps.organisations.middleware import TenantRequest

from .answering import as_entry, codes_of, page, save
from .notebook import ROWS_A_PAGE, Notebook


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show every criterion as a row, theme by theme where they are many; a POST saves all that was touched."""
    return _rows(request, pk, RowForm)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show the same rows to those who type paper answers in, a key each."""
    return _rows(request, pk, EntryForm)


def _rows(request: TenantRequest, pk: UUID, form: type[RowForm]) -> HttpResponse:
    notebook = Notebook.opened(request, pk, to="edit" if request.method == "POST" else "view")
    theme = _theme(request, notebook)
    size = ROWS_A_PAGE if theme else rules.LARGE
    shown = notebook.page(theme, request.GET.get("page"), size)
    if request.method != "POST":
        sheets = notebook.sheets(codes_of(shown), form=form)
        return render(request, "assessments/table.html", _table_page(notebook, theme, shown, sheets, form))
    saved, sheets, status = save(request, notebook, codes_of(shown), form)
    if status == HttpResponseRedirect.status_code:
        messages.success(request, _("Everything on this page is saved."))
        return HttpResponseRedirect(request.get_full_path())
    return render(request, "assessments/table.html", _table_page(saved, theme, shown, sheets, form), status=status)


def _theme(request: TenantRequest, notebook: Notebook) -> str | None:
    """Return the theme to show of a large assessment, the first one unless another is asked for."""
    if not rules.is_large(notebook.result):
        return None
    codes = [step.code for step in notebook.steps]
    asked = request.GET.get("theme")
    return asked if asked in codes else codes[0]


def _table_page(
    notebook: Notebook,
    theme: str | None,
    shown: Page[rules.CriterionResult],
    sheets: list[Sheet],
    form: type[RowForm],
) -> dict[str, Any]:
    theme_of = notebook.framework.theme_of
    groups = [(notebook.framework.theme(step.code), _within(sheets, step.code, theme_of)) for step in notebook.steps]
    return {
        **page(notebook),
        **as_entry(notebook, form),
        "groups": [(one, rows) for one, rows in groups if rows or theme is None],
        "theme": theme,
        "themes": notebook.steps if theme else [],
        "part": shown,
        "problems": [sheet for sheet in sheets if sheet.is_wanting],
    }


def _within(sheets: list[Sheet], theme: str, theme_of: Callable[[str], Theme]) -> list[Sheet]:
    return [sheet for sheet in sheets if theme_of(sheet.criterion.code).code == theme]
