"""Visiting the pages as a person would: addresses, what a form sends, how many statements a page costs."""

import re
from html import unescape
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from essaim.apps.assessments.models import Assessment
from essaim.apps.organisations.models import Membership

FIELD = re.compile(r"<(?:input|textarea|option)\b[^>]*>(?:[^<]*</textarea>)?|<select[^>]*>")


def visitor(membership: Membership) -> Client:
    """Return a browser signed in as this member."""
    client = Client()
    client.force_login(membership.account)
    return client


def address(name: str, assessment: Assessment, *args: str) -> str:
    """Return the address of one of the assessment's pages."""
    return reverse(f"assessments:{name}", args=[assessment.organisation.slug, assessment.pk, *args])


def typed(response: HttpResponse) -> dict[str, str]:
    """Return what the sheets of a page would send back as they stand."""
    sheets = response.context.get("sheets", [])
    if "groups" in response.context:
        sheets = [sheet for _, group in response.context["groups"] for sheet in group]
    return {
        field.html_name: "" if field.value() is None else str(field.value())
        for sheet in sheets
        if sheet.exclusion is None
        for field in sheet.form
    }


def statements(client: Client, method: str, url: str, **data: Any) -> tuple[int, int]:
    """Return the status of a visit and how many SQL statements it took."""
    with CaptureQueriesContext(connection) as captured:
        response = getattr(client, method)(url, **data)
    return response.status_code, len([one for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def plain(html: str) -> str:
    """Return the words of a piece of HTML, as one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
