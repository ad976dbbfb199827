"""What every answer of the site is held to, in whichever test it is asked for."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

# Sessions, counters against abuse and the day a token was last used are written while reading.
WRITTEN_BY_READING = ("django_session", "usersessions_usersession", "accounts_limit", "organisations_apitoken")
WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


class Wrong(AssertionError):
    """A page that the house does not let out."""


class Reader(HTMLParser):
    """Collect what no page may hold, and the fields that nothing names."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[tuple[str, dict[str, str | None]]] = []
        self.depth_of_label = 0
        self.headings = 0
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inline(tag, given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label":
            self.depth_of_label += 1
            self.labelled.add(str(given.get("for")))
        if tag == "h1":
            self.headings += 1
        if tag in {"input", "select", "textarea"} and given.get("type") not in {"hidden", "submit", "button"}:
            wrapped = self.depth_of_label > 0
            if not (wrapped or given.get("aria-label") or given.get("aria-labelledby")):
                self.fields.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self.depth_of_label -= 1

    def _inline(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "style" or "style" in given:
            self.faults.append(f"inline style on <{tag}>")
        if tag == "script" and "src" not in given and "json" not in str(given.get("type")):
            self.faults.append("inline script")
        self.faults += [f"handler {name} on <{tag}>" for name in given if name.startswith("on")]

    def verdict(self) -> list[str]:
        """Return all that is wrong."""
        nameless = [
            f"<{tag} name={given.get('name')}>" for tag, given in self.fields if given.get("id") not in self.labelled
        ]
        twice = sorted({name for name in self.ids if self.ids.count(name) > 1})
        return [*self.faults, *(f"no label for {field}" for field in nameless), *(f"id {name} twice" for name in twice)]


def refuse_writes(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Refuse a write while a page is only read."""
    found = WRITES.match(sql if isinstance(sql, str) else "")
    if found and found.group(2) not in WRITTEN_BY_READING:
        raise Wrong(f"reading wrote in {found.group(2)}")
    return execute(sql, params, many, context)


class PageChecks:
    """Test middleware: reading does not write, and pages hold nothing inline and no field without a name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in {"GET", "HEAD"}:
            with connection.execute_wrapper(refuse_writes):
                response = self.get_response(request)
        else:
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            reader = Reader()
            reader.feed(response.content.decode())  # type: ignore[attr-defined]
            if wrong := reader.verdict():
                raise Wrong(f"{request.method} {request.path}: {'; '.join(wrong)}")
        return response
