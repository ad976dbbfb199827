"""A room: its pages while thirty phones answer one link, beside the same pages while nobody does."""

import http.client
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from bench.answers import timed
from bench.site import Client, Site

PHONES, ROUNDS, WARM_UP = 30, 40, 5
PAUSE = 0.5  # seconds between two answers of one phone: nobody reads a question faster
GROUPS = [{"kind": "board"}, {"kind": "employees"}, {"kind": "volunteers"}]
HAND_OVER = """
from django.db import transaction
from essaim.apps.organisations.queries import organisation_ids
from essaim.apps.workshops import operations, queries
from essaim.kernel import tenancy
with transaction.atomic():
    tenancy.set_organisations(organisation_ids())
    workshop = queries.workshops_among(organisation_ids()).get(pk="{workshop}")
    print(operations.hand_over(workshop, name="Mesure"))
"""


def run(site: Site) -> None:
    """Print p50 and p95 of the pages that a projector shows, and how many answers came meanwhile."""
    room = Room(site)
    quiet = {name: _measured(site, path) for name, path in room.pages.items()}
    with room.answered() as answers:
        before, began = len(answers), time.perf_counter()
        busy = {name: _measured(site, path) for name, path in room.pages.items()}
        rate = (len(answers) - before) / (time.perf_counter() - began)
    print(f"room: {PHONES} phones, {rate:.0f} answers/s meanwhile, slowest {max(answers):.0f} ms")
    for name in room.pages:
        print(f"room {name:8}: {_figures(busy[name])}   nobody answering: {_figures(quiet[name])}")


class Room:
    """A workshop that is open, with the link of its meeting and that of its facilitator."""

    def __init__(self, site: Site) -> None:
        self.site = site
        client = Client(site, site.command("token", "create", "atelier@exemple.org"))
        organisation = client.call("POST", "/organisations", {"name": "Atelier", "legal_family": "association"})
        path = f"/organisations/{organisation['slug']}/assessments"
        assessment = client.call("POST", path, {"framework": "essaim-35", "scope": "full"})
        workshop = client.call("POST", f"/assessments/{assessment['id']}/workshops", {"groups": GROUPS})
        self.meeting = client.call("POST", f"/workshops/{workshop['id']}/meeting")["token"]
        asked = client.call("GET", f"/w/{self.meeting}")
        self.groups = [group["id"] for group in asked["groups"]]
        self.codes = [practice["criterion"] for practice in asked["practices"]]
        client.connection.close()
        link = site.command("manage", "shell", "-v", "0", "-c", HAND_OVER.format(workshop=workshop["id"]))
        one = f"/anime/{link}/pratiques/{self.codes[0]}"
        self.pages = {"home": f"/anime/{link}", "practice": one, "count": f"{one}/reponses"}

    @contextmanager
    def answered(self) -> Iterator[list[float]]:
        """Let thirty phones answer, one practice at a time, until the end; yield the milliseconds each answer took."""
        stop, times = threading.Event(), list[float]()
        phones = [threading.Thread(target=self._phone, args=(place, stop, times)) for place in range(PHONES)]
        for phone in phones:
            phone.start()
        while len(times) < PHONES:
            time.sleep(0.05)
        try:
            yield times
        finally:
            stop.set()
            for phone in phones:
                phone.join()

    def _phone(self, place: int, stop: threading.Event, times: list[float]) -> None:
        phone = Client(self.site, "")
        del phone.headers["Authorization"]
        joined = phone.call("POST", f"/w/{self.meeting}/ballots", {"group": self.groups[place % len(self.groups)]})
        phone.headers["Ballot-Secret"] = joined["secret"]

        def say(turn: int) -> Any:
            voice = {"criterion": self.codes[turn % len(self.codes)], "level": (place + turn) % 5}
            return phone.call("PUT", f"/w/{self.meeting}/voices", {"voices": [voice]})

        turn = place
        while not stop.is_set():
            times.append(timed(partial(say, turn)))
            turn += 1
            stop.wait(PAUSE)
        phone.connection.close()


def _measured(site: Site, path: str) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)

    def visit() -> None:
        connection.request("GET", path)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {content[:300]!r}")

    times = [timed(visit) for _turn in range(WARM_UP + ROUNDS)][WARM_UP:]
    connection.close()
    return times


def _figures(times: list[float]) -> str:
    quantiles = statistics.quantiles(times, n=100)
    return f"p50 {quantiles[49]:5.0f} ms, p95 {quantiles[94]:5.0f} ms"
