"""Files for programs: what is handed over, and the workbook to be filled in."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Router

from essaim.apps.assessments import exports, policies

router = Router()


def _hand_over(kind: str) -> None:
    """Open the route of one sort of file."""
    content = {exports.KINDS[kind].media: {"schema": {"type": "string", "format": "binary"}}}
    shape: dict[str, Any] = {"openapi_extra": {"responses": {200: {"description": "The file", "content": content}}}}

    def report(request: HttpRequest, pk: UUID, language: Literal["fr", "en"] | None = None) -> HttpResponse:
        """Send the assessment as a file, at any completion; in the language of the request unless one is named."""
        _, found = policies.find_assessment(request, pk, to="view")
        spoken = language or str(get_language())[:2]
        return exports.download(found, kind, language=spoken, at=timezone.now())

    if kind == "json":
        shape = {"response": exports.ReportData}
    router.get(f"/assessments/{{uuid:pk}}/report.{kind}", operation_id=f"report_{kind}", **shape)(report)


for each in exports.KINDS:
    _hand_over(each)


WORKBOOK = {exports.filling.XLSX: {"schema": {"type": "string", "format": "binary"}}}


@router.get(
    "/assessments/{uuid:pk}/answers.xlsx",
    operation_id="answers_xlsx",
    openapi_extra={"responses": {200: {"description": "The workbook", "content": WORKBOOK}}},
)
def workbook(request: HttpRequest, pk: UUID, language: Literal["fr", "en"] | None = None) -> HttpResponse:
    """Send the answers as a workbook to be filled in; in the language of the request unless one is named."""
    _, found = policies.find_assessment(request, pk, to="view")
    return exports.filling.download(found, language=language or str(get_language())[:2], at=timezone.now())
