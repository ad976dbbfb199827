"""The table view: all criteria on one page, for those who answer around a table or from a spreadsheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.apps.assessments.forms import RowForm, Sheet
from essaim.apps.organisations.middleware import TenantRequest

from .answering import page, save
from .notebook import Notebook


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: TenantRequest, pk: UUID) -> HttpResponse:
    """Show every criterion as a row; a POST saves all that was touched."""
    notebook = Notebook.opened(request, pk, to="edit" if request.method == "POST" else "view")
    if request.method != "POST":
        return render(request, "assessments/table.html", _table_page(notebook, notebook.sheets(form=RowForm)))
    saved, sheets, status = save(request, notebook, None, RowForm)
    if status == HttpResponseRedirect.status_code:
        messages.success(request, _("Everything on this page is saved."))
        return HttpResponseRedirect(notebook.url("table"))
    return render(request, "assessments/table.html", _table_page(saved, sheets), status=status)


def _table_page(notebook: Notebook, sheets: list[Sheet]) -> dict[str, Any]:
    theme_of = notebook.framework.theme_of
    groups = [
        (notebook.framework.theme(step.code), [one for one in sheets if theme_of(one.criterion.code).code == step.code])
        for step in notebook.steps
    ]
    return {**page(notebook), "groups": groups, "problems": [sheet for sheet in sheets if sheet.is_wanting]}
