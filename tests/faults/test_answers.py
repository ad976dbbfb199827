"""Eight people answer while the site and its database are killed under them: what was acknowledged is there, once.

A short run by default. The whole one, ten rounds of 2,000 answers:
`ESSAIM_FAULTS="10 2000" .venv/bin/pytest -s tests/faults/test_answers.py`
"""

import http.client
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from typing import ClassVar

import psycopg
import pytest

from essaim.kernel.database import Cluster
from essaim.kernel.database.throwaway import make_folder, remove_folder
from tests.faults.serving import Site, essaim

pytestmark = pytest.mark.faults
ROUNDS, ANSWERS = map(int, os.environ.get("ESSAIM_FAULTS", "2 200").split())
CLIENTS = 8
SEED = int(os.environ.get("ESSAIM_FAULTS_SEED", str(random.randrange(10**6))))
PATIENCE = 120  # seconds a client tries the same answer for


class Client(threading.Thread):
    """Someone who answers their own criteria, again and again, and sends what got no answer once more as it was."""

    def __init__(self, site, token, assessment, codes, answers, name):
        super().__init__(name=name)
        self.site, self.assessment, self.codes, self.answers = site, assessment, codes, answers
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.connection, self.acknowledged, self.refused, self.again = None, [], [], 0

    def run(self):
        revisions = dict.fromkeys(self.codes, 0)
        for turn in range(self.answers):
            code = self.codes[turn % len(self.codes)]
            word = f"{self.name}-{turn}"
            given = {"state": "answered", "level": turn % 5, "comment": word, "revision": revisions[code]}
            status, content = self.until_answered("PUT", f"/assessments/{self.assessment}/answers/{code}", given)
            if status != 200:
                self.refused.append((code, word, status, content))
                return
            revisions[code] = content["revision"]
            self.acknowledged.append((code, word, content["revision"]))
        self.hang_up()

    def until_answered(self, method, path, given=None):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException, ValueError):
                status, content = self.call(method, path, given)
                if status < 500:
                    return status, content
            self.hang_up()
            self.again += 1
            time.sleep(random.uniform(0.02, 0.2))
        return 0, "nobody answers"

    def hang_up(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def call(self, method, path, given=None):
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=20)
        self.connection.request(method, f"/api/v1{path}", json.dumps(given) if given else None, self.headers)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())


class Killer(threading.Thread):
    """Kills, at random moments, one of the processes that answer, the whole web server, or the database.

    Each time after some more answers: on a slow machine too, people get on between two blows.
    """

    web_killed: ClassVar[list[float]] = []  # of all rounds: they share the site

    def __init__(self, site, chance, clients):
        super().__init__()
        self.site, self.chance, self.clients = site, chance, clients
        self.kills, self.over = Counter(), threading.Event()

    def run(self):
        after = 0
        while not self.over.is_set():
            after += self.chance.randrange(1, ANSWERS // 6)
            while self.acknowledged() < after and not self.over.wait(self.chance.uniform(0, 0.02)):
                pass
            what = self.chance.choice(["an answering process", "the web server", "the database"])
            with suppress(ProcessLookupError, FileNotFoundError, IndexError, ValueError):
                if pid := self.victim(what):
                    os.kill(pid, signal.SIGKILL)
                    self.kills[what] += 1

    def acknowledged(self):
        return sum(len(client.acknowledged) for client in self.clients)

    def victim(self, what):
        if what == "the database":
            return self.site.server()
        # A web server that dies five times in a minute is given up, and rightly so; it goes with its processes when
        # they die one upon the other.
        recent = [moment for moment in self.web_killed if time.monotonic() - moment < 70]
        if len(recent) == 2:
            return None
        self.web_killed[:] = [*recent, time.monotonic()]
        web, answering = self.site.web()
        return self.chance.choice(answering) if what == "an answering process" else web


@pytest.fixture(scope="module")
def site():
    folder = make_folder()
    site = Site(folder)
    site.start()
    yield site
    site.end(signal.SIGTERM)
    remove_folder(folder)


@pytest.fixture(scope="module")
def token(site):
    made = essaim("token", "create", "fautes@exemple.org", "--data-dir", str(site.folder))
    return made.stdout.strip().splitlines()[-1]


def started(site, token, number):
    """Return a new assessment's id and its criteria."""
    caller = Client(site, token, None, [], 0, "")
    caller.headers["Idempotency-Key"] = f"round {number}"
    themes = caller.until_answered("GET", "/frameworks/essaim-35")[1]["themes"]
    given = {"name": f"Fautes {number}", "legal_family": "association"}
    slug = caller.until_answered("POST", "/organisations", given)[1]["slug"]
    caller.headers["Idempotency-Key"] = f"assessment of round {number}"
    given = {"framework": "essaim-35", "scope": "full"}
    assessment = caller.until_answered("POST", f"/organisations/{slug}/assessments", given)[1]["id"]
    caller.hang_up()
    return assessment, [criterion["code"] for theme in themes for criterion in theme["criteria"]]


def kept(site, assessment):
    """Return what the database holds, and every answer its history remembers."""
    cluster = Cluster(site.folder)
    try:
        with psycopg.connect(cluster.start().system) as connection:
            query = "SELECT criterion, comment, revision FROM {} WHERE assessment_id = %s"
            held, told = (
                connection.execute(query.format(table), [assessment]).fetchall()
                for table in ("assessments_answer", "assessments_answerevent")
            )
    finally:
        cluster.stop()
    return {code: (word, revision) for code, word, revision in held}, Counter(told)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_every_acknowledged_answer_is_there_and_none_twice(site, token, number):
    chance = random.Random(SEED + number)
    assessment, codes = started(site, token, number)
    clients = [
        Client(site, token, assessment, codes[one::CLIENTS], ANSWERS // CLIENTS, f"{number}-{one}")
        for one in range(CLIENTS)
    ]
    killer = Killer(site, chance, clients)
    began = time.monotonic()
    for thread in [killer, *clients]:
        thread.start()
    for client in clients:
        client.join()
    killer.over.set()
    killer.join()
    acknowledged = [one for client in clients for one in client.acknowledged]
    again = sum(client.again for client in clients)
    sys.stderr.write(
        f"round {number} (seed {SEED}): {len(acknowledged)} answers acknowledged in {time.monotonic() - began:.0f} s,"
        f" {again} tries without an answer, killed: {dict(killer.kills)}\n"
    )
    assert [client.refused for client in clients] == [[]] * CLIENTS
    assert len(acknowledged) == ANSWERS // CLIENTS * CLIENTS
    assert killer.kills.total() > 0
    held, told = kept(site, assessment)
    assert told == Counter(acknowledged)
    assert held == {code: (word, revision) for code, word, revision in acknowledged}
