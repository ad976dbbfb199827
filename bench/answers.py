"""Answers through the real server, one, many in a call, four writers at once; each beside the bare upsert.

The bare upsert is one prepared statement on a connection of its own to the same database, in the tenant's transaction.
"""

import os
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import psycopg

from bench.site import Client, Site

WARM_UP, ROUNDS, BULKS = 30, 300, 60
WRITERS, SLICES, SECONDS = 4, 4, 3.0
UPSERT = """
INSERT INTO assessments_answer
    (id, organisation_id, assessment_id, criterion, state, level,
     reason, views, comment, assignee, next_step, revision, answered_at)
SELECT gen_random_uuid(), organisation_id, id, %(criterion)s, 'answered', %(level)s, '', '[]', '', '', '', 1, now()
FROM assessments_assessment WHERE id = %(assessment)s
ON CONFLICT (assessment_id, criterion) DO UPDATE SET level = EXCLUDED.level, revision = assessments_answer.revision + 1
"""


@dataclass
class Work:
    """An assessment to answer, through the site or straight into its table."""

    site: Site
    token: str
    assessment: str
    tenant: UUID
    codes: list[str]
    received: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def one(self, client: Client, turn: int, word: str = "") -> None:
        """Answer one criterion, and remember what the site said of it."""
        code = self.codes[turn % len(self.codes)]
        path = f"/assessments/{self.assessment}/answers/{code}"
        level = turn // len(self.codes) % 5
        answer = client.call("PUT", path, {"state": "answered", "level": level, **({"comment": word} if word else {})})
        with self.lock:
            assert answer["revision"] not in self.received[code] or not word, "two answers were given one number"
            self.received[code][answer["revision"]] = word

    def many(self, client: Client, turn: int) -> None:
        """Answer every criterion in one call."""
        answers = [{"criterion": code, "state": "answered", "level": turn % 5} for code in self.codes]
        client.call("PUT", f"/assessments/{self.assessment}/answers", {"answers": answers})

    def bare(self, connection: psycopg.Connection, turn: int, count: int = 1) -> None:
        """Write as many answers in one transaction, and nothing else."""
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.organisations', %s, true)", [str(self.tenant)])
            codes = [self.codes[(turn + shift) % len(self.codes)] for shift in range(count)]
            given = {"level": turn // len(self.codes) % 5, "assessment": self.assessment}
            cursor.executemany(UPSERT, [{**given, "criterion": code} for code in codes])

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection]:
        """Open a connection as the site's own role."""
        with psycopg.connect(self.site.addresses.application, prepare_threshold=1) as connection:
            yield connection


def timed(action: Callable[[], object]) -> float:
    """Return the milliseconds one call takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def run(site: Site) -> None:
    """Alternate the site and the bare statement, so that a slow moment of the machine slows both; print the ratios."""
    print(f"answers (load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    work = _begun(site)
    client = Client(site, work.token)
    with work.connection() as connection:
        turns = range(WARM_UP + ROUNDS)
        pairs = [
            (timed(lambda turn=turn: work.one(client, turn)), timed(lambda turn=turn: work.bare(connection, turn)))
            for turn in turns
        ]
        _print("one answer", pairs[WARM_UP:])
        pairs = [
            (timed(lambda turn=turn: work.many(client, turn)), timed(lambda turn=turn: work.bare(connection, turn, 35)))
            for turn in range(BULKS)
        ]
        _print("35 in a call", pairs[3:])
    _together(_begun(site))


def _begun(site: Site) -> Work:
    token = site.command("token", "create", "mesure@exemple.org")
    client = Client(site, token)
    organisation = client.call("POST", "/organisations", {"name": "Mesure", "legal_family": "association"})
    assessment = client.call(
        "POST", f"/organisations/{organisation['slug']}/assessments", {"framework": "essaim-35", "scope": "full"}
    )
    themes = client.call("GET", "/frameworks/essaim-35")["themes"]
    codes = [criterion["code"] for theme in themes for criterion in theme["criteria"]]
    with psycopg.connect(site.addresses.system) as connection:
        query = "SELECT organisation_id FROM assessments_assessment WHERE id = %s"
        row = connection.execute(query, [assessment["id"]]).fetchone()
    assert row is not None
    return Work(site, token, assessment["id"], UUID(str(row[0])), codes)


def _together(work: Work) -> None:
    """Let four writers press for some seconds, then four bare connections, in turn; nothing may be refused or lost."""
    answered = bare = 0
    for part in range(SLICES):
        answered += _pressed(lambda writer, part=part: _through_the_site(work, writer, part))
        bare += _pressed(lambda writer: _straight(work, writer)) if part else 0
    lost = _lost(work)
    spent = SLICES * SECONDS
    ours, theirs = answered / spent, bare / (spent - SECONDS)
    print(
        f"  {WRITERS} writers: {ours:6.0f} answers/s   bare upsert: {theirs:6.0f}/s   ratio {theirs / ours:5.1f}"
        f"   {answered} acknowledged, {lost} lost, no error (load {os.getloadavg()[0]:.1f})"
    )


def _pressed(writer: Callable[[int], int]) -> int:
    counts: list[int] = []
    threads = [threading.Thread(target=lambda one=one: counts.append(writer(one))) for one in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counts) == WRITERS, "a writer met an error"
    return sum(counts)


def _through_the_site(work: Work, writer: int, part: int) -> int:
    client, turn, until = Client(work.site, work.token), 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        work.one(client, turn + writer * 9, f"{part}-{writer}-{turn}")
        turn += 1
    return turn


def _straight(work: Work, writer: int) -> int:
    turn, until = 0, time.monotonic() + SECONDS
    with work.connection() as connection:
        while time.monotonic() < until:
            work.bare(connection, turn + writer * 9)
            turn += 1
    return turn


def _lost(work: Work) -> int:
    """Count acknowledged answers that history does not hold, word for word."""
    query = "SELECT criterion, comment FROM assessments_answerevent WHERE assessment_id = %s"
    with psycopg.connect(work.site.addresses.system) as connection:
        kept = set(connection.execute(query, [work.assessment]).fetchall())
    return sum((code, word) not in kept for code, given in work.received.items() for word in given.values())


def _print(what: str, pairs: list[tuple[float, float]]) -> None:
    server, bare = zip(*pairs, strict=True)
    for name, share in (("p50", 49), ("p95", 94)):
        ours = statistics.quantiles(server, n=100)[share]
        theirs = statistics.quantiles(bare, n=100)[share]
        print(f"  {what} {name}: {ours:6.2f} ms   bare: {theirs:6.2f} ms   ratio {ours / theirs:5.1f}")
