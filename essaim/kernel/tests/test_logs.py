import json
import logging
import sys

import pytest
from django.http import HttpResponse

from essaim.kernel import logs


def line(message, *words, name="essaim", **extra):
    record = logging.LogRecord(name, logging.INFO, __file__, 1, message, words, extra.pop("exc_info", None))
    record.__dict__.update(extra)
    return json.loads(logs.JsonFormatter().format(record))


def answer(rf, **headers):
    return logs.RequestIdMiddleware(lambda request: HttpResponse(logs.request_id.get()))(rf.get("/", headers=headers))


@pytest.mark.parametrize("given", ["abcdefgh", "0b1e9b6e-6a57-4b4e-8f5f-6c3a0b5f2f11", "a" * 64])
def test_a_sane_name_given_by_the_proxy_is_kept(rf, given):
    response = answer(rf, **{"X-Request-ID": given})
    assert (response["X-Request-ID"], response.content.decode()) == (given, given)


@pytest.mark.parametrize("given", ["", "short", "a" * 65, "with space", 'quote"quote', "é" * 10, "a\nb\nc\nd\ne"])
def test_any_other_name_is_replaced(rf, given):
    made = answer(rf, **{"X-Request-ID": given})["X-Request-ID"]
    assert (len(made), made.isalnum()) == (32, True)


def test_two_requests_have_two_names(rf):
    assert answer(rf)["X-Request-ID"] != answer(rf)["X-Request-ID"]


def test_a_line_carries_the_name_of_its_request():
    token = logs.request_id.set("the-request")
    try:
        said = line("%d jobs", 3)
    finally:
        logs.request_id.reset(token)
    del said["at"]
    assert said == {"level": "info", "logger": "essaim", "message": "3 jobs", "request": "the-request"}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("sent to marie.dupont+ess@coop.example.fr.", "sent to …@…."),
        ("Not Found: /compte/?email=marie%40coop.fr&x=1 there", "Not Found: /compte/?… there"),
        ("to <a@b.fr>, <c@d.org>", "to <…@…>, <…@…>"),
        ("failed\nDETAIL:  Key (siret)=(123) already exists.\nHINT: none", "failed\nDETAIL: …\nHINT: none"),
        ("What? Nothing = nothing", "What? Nothing = nothing"),
    ],
)
def test_nothing_that_says_who_is_kept(said, kept):
    assert logs.blank(said) == kept


def test_the_path_of_a_failed_request_is_not_kept():
    assert line("Internal Server Error: %s", "/c/secret", name="django.request")["message"] == "a request failed"


def test_an_exception_is_told_without_the_row_it_names():
    try:
        raise ValueError("duplicate\nDETAIL: Key (email)=(a@b.fr) exists")
    except ValueError:
        told = line("failed", exc_info=sys.exc_info())["exception"]
    assert told.endswith("ValueError: duplicate\nDETAIL: …")


@pytest.mark.django_db
def test_an_answer_is_told_by_its_route_not_its_path(client, caplog):
    with caplog.at_level("INFO", logger="essaim.requests"):
        client.get("/langue/setlang/?next=/secret")
    facts = caplog.records[-1].facts
    assert facts.pop("milliseconds") >= 0
    assert facts == {"method": "GET", "route": "langue/setlang/", "status": 302}
