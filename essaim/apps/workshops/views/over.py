"""The end of a workshop, as those who answered meet it: what became of it, and what they were just saying."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from essaim.apps.frameworks.rules import Text
from essaim.apps.workshops.forms import VoiceForm

if TYPE_CHECKING:
    from .respondents import Respondent

CONFLICT, GONE = 409, 410
WRITTEN = ("comment", "first_reason", "second_reason", "names")  # in the room, what one writes rather than chooses


def show(request: HttpRequest, person: Respondent) -> HttpResponse:
    """Say that the workshop is over, and give back what came too late: beside its question, or on a page of its own."""
    if "HX-Request" in request.headers:
        return render(request, "workshops/answering/_over.html", status=CONFLICT)
    context = {
        "layout": person.layout,
        "organisation": person.workshop.organisation,
        "workshop": person.workshop,
        "person": person,
        "given_back": list(_chosen(person, request.POST)),
    }
    status = CONFLICT if request.method == "POST" else GONE
    return render(request, "workshops/answering/over.html", context, status=status)


def led_no_more(request: HttpRequest) -> HttpResponse:
    """Say to a facilitator from outside that their link opens nothing more, and give back what they were writing."""
    given_back = [("", words) for name in WRITTEN if (words := request.POST.get(name, ""))]
    return render(request, "workshops/room/over.html", {"given_back": given_back}, status=404)


def typed_in(form: Form) -> Iterator[tuple[str, str]]:
    """Yield what somebody typed or chose in a form that cannot be taken any more, each with its label."""
    for field in form.visible_fields():
        if value := field.value():
            choices = {str(key): str(words) for key, words in getattr(field.field, "choices", ())}
            yield str(field.label), choices.get(str(value), str(value))


def _chosen(person: Respondent, typed: QueryDict) -> Iterator[tuple[Text, str]]:
    """Yield the practices of the page that was sent, each with what was chosen there, in words."""
    for one in person.asked if typed else ():
        form = VoiceForm(typed, prefix=one.code, scale=person.framework.scale_of(one), voice=None)
        if form.is_valid() and (words := person.words(one, form.said)):
            yield one.title, words
