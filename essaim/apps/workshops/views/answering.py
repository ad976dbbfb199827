"""Answering alone: what this is and who sees what, one theme a page, the end; the same pages however one came."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from essaim.apps.frameworks.rules import Criterion
from essaim.apps.organisations.rules import secret
from essaim.apps.workshops import operations, policies, queries
from essaim.apps.workshops.enums import Mode
from essaim.apps.workshops.forms import JoinForm, VoiceForm

from . import entering, over
from .respondents import Respondent, behind, by_account

REFUSED = 422
CONFLICT = 409
A_MONTH = 60 * 60 * 24 * 30

Page = Callable[..., HttpResponse]
# The page holds answers, and its address opens them: no cache on the way keeps it, no search engine lists it.
private: Callable[[Page], Page] = cache_control(private=True, no_cache=True)


def doors(page: Page) -> tuple[Page, Page]:
    """Return the page as it opens to whoever holds a link, and to members for whom a place is kept."""

    def shown(request: Any, person: Respondent, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return page(request, person, *args, **kwargs) if person.workshop.is_open else over.show(request, person)
        except operations.WorkshopOver:
            return over.show(request, person)

    @wraps(page)
    def by_link(request: HttpRequest, link: str, *args: str, **kwargs: str) -> HttpResponse:
        try:
            person = entering.by(request, link, partial(behind, request))
            response = shown(request, person, *args, **kwargs)
            entering.remember(request, response, link, person.url())
        except Http404:
            response = render(request, "workshops/answering/nothing.html", status=404)
        except policies.TooManyTries:
            response = entering.held_back(request)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @wraps(page)
    def as_member(request: Any, pk: Any, *args: str, **kwargs: str) -> HttpResponse:
        return shown(request, by_account(request, pk), *args, **kwargs)

    return private(by_link), private(as_member)


def _begin(request: HttpRequest, person: Respondent) -> HttpResponse:
    """Say what this is and who sees what; a POST joins, and goes to the questions."""
    if person.workshop.mode == Mode.HANDS:
        return render(request, "workshops/answering/hands.html", _page(request, person))
    if not person.has_to_join:
        return render(request, "workshops/answering/begin.html", _page(request, person))
    groups = [person.group] if person.group else queries.groups_of(person.workshop)
    data = request.POST if request.method == "POST" else None
    form = JoinForm(data, groups=groups, asks_name=person.workshop.mode == Mode.NAMED)
    if not form.is_valid():
        context = {**_page(request, person), "form": form}
        return render(request, "workshops/answering/begin.html", context, status=REFUSED if form.is_bound else 200)
    chosen = str(form.cleaned_data.get("group", groups[0].pk))
    group = next(group for group in groups if str(group.pk) == chosen)
    opens = person.secret if person.seat else secret()
    operations.join(person.workshop, secret=opens, group=group, name=form.cleaned_data.get("name", ""))
    return _held(request, redirect(person.next_url), person, "" if person.seat else opens)


def _held(request: HttpRequest, response: HttpResponse, person: Respondent, opens: str = "") -> HttpResponse:
    """Let this browser, and no script in it, keep what opens the ballot, for this link alone.

    What opens answers given by a former link stays, until they are brought over.
    """
    if not person.has_account and (opens or not person.has_former):
        name, path = person.keepsake
        response.set_cookie(
            name,
            opens or person.secret,
            max_age=A_MONTH,
            path=path,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


def _theme(request: HttpRequest, person: Respondent, theme: str) -> HttpResponse:
    """Show a theme's practices; a POST keeps the page and goes on."""
    if person.workshop.mode == Mode.HANDS or person.has_to_join:
        return redirect(person.url())
    asked = person.of_theme(theme)
    if request.method != "POST":
        return _shown(request, person, theme, _sheets(person, asked))
    sheets = _sheets(person, asked, request)
    touched = {sheet["criterion"].code: sheet for sheet in sheets if sheet["form"].is_touched}
    valid = {code: sheet["form"].said for code, sheet in touched.items() if sheet["form"].is_valid()}
    late = person.say(valid) if valid else ()
    wanting = [sheet for code, sheet in touched.items() if code not in valid]
    for code in late:
        touched[code]["is_late"] = True
    if wanting or late:
        return _shown(request, person, theme, sheets, status=CONFLICT if late else REFUSED)
    steps = [step.url for step in person.steps]
    place = steps.index(person.url("theme", theme))
    onward = HttpResponseRedirect(steps[place + 1] if place + 1 < len(steps) else person.url())
    return _held(request, onward, person)


def _answer(request: HttpRequest, person: Respondent, criterion: str) -> HttpResponse:
    """Keep one practice's answer, and say beside it how that went."""
    asked = [one for one in person.asked if one.code == criterion]
    if not asked or person.has_to_join or person.workshop.mode == Mode.HANDS:
        raise Http404
    (sheet,) = _sheets(person, asked, request)
    if not sheet["form"].is_valid():
        return render(request, "workshops/answering/_note.html", {"sheet": sheet}, status=REFUSED)
    sheet["is_late"] = bool(person.say({criterion: sheet["form"].said}))
    if sheet["is_late"]:
        return render(request, "workshops/answering/_note.html", {"sheet": sheet}, status=CONFLICT)
    saved = render(request, "workshops/answering/_saved.html", {"sheet": {**sheet, "is_late": False}})
    return _held(request, saved, person)


def _finish(request: HttpRequest, person: Respondent) -> HttpResponse:
    """Note that the person is done, or that they are not after all."""
    if person.seat is None:
        raise Http404
    operations.finish(person.seat, has_finished="done" in request.POST)
    return redirect(person.url())


def _leave(request: HttpRequest, person: Respondent) -> HttpResponse:
    """Let this browser forget the ballot, so that someone else may answer on it."""
    response = redirect(person.url())
    if not person.has_account:
        name, path = person.keepsake
        response.delete_cookie(name, path=path, samesite="Lax")
    return response


def _carry(request: HttpRequest, person: Respondent) -> HttpResponse:
    """Bring what this device had answered by the former link to the one that replaced it."""
    if person.has_former:
        operations.carry(person.workshop, former=person.former, secret=person.secret)
    return _held(request, redirect(person.url()), person, person.secret)


def _sheets(person: Respondent, asked: list[Criterion], request: HttpRequest | None = None) -> list[dict[str, Any]]:
    return [
        {
            "criterion": one,
            "question": (person.reads_plain and one.plain_question) or one.question,
            "form": VoiceForm(
                request.POST if request else None,
                prefix=one.code,
                scale=person.framework.scale_of(one),
                voice=person.voices.get(one.code),
            ),
            "url": person.url("one", one.code),
            "mine": person.words(one, person.voices.get(one.code)) if one.code in person.revealed else "",
            "is_revealed": one.code in person.revealed,
            "is_late": False,
        }
        for one in asked
    ]


def _shown(
    request: HttpRequest, person: Respondent, theme: str, sheets: list[dict[str, Any]], status: int = 200
) -> HttpResponse:
    urls = [step.url for step in person.steps]
    place = urls.index(person.url("theme", theme))
    context = {
        **_page(request, person),
        "theme": person.framework.theme(theme),
        "sheets": sheets,
        "position": place + 1,
        "previous_url": urls[place - 1] if place else "",
        "is_last": place + 1 == len(urls),
        "problems": [sheet for sheet in sheets if sheet["is_late"] or sheet["form"].errors],
    }
    return render(request, "workshops/answering/theme.html", context, status=status)


def _page(request: HttpRequest, person: Respondent) -> dict[str, Any]:
    return {
        "layout": person.layout,
        "organisation": person.workshop.organisation,
        "workshop": person.workshop,
        "person": person,
        "url": person.url(),
        "themes": person.steps,
        "next_url": person.next_url,
        "finish_url": person.url("finish"),
        "leave_url": person.url("leave") if not person.has_account else "",
        "carry_url": person.url("carry") if not person.has_account else "",
    }


begin, begin_as_member = doors(require_http_methods(["GET", "HEAD", "POST"])(_begin))
theme, theme_as_member = doors(require_http_methods(["GET", "HEAD", "POST"])(_theme))
answer, answer_as_member = doors(require_POST(_answer))
finish, finish_as_member = doors(require_POST(_finish))
leave, _ = doors(require_POST(_leave))
carry, _ = doors(require_POST(_carry))
