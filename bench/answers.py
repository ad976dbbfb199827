"""One answer through the real server, beside the bare upsert on one connection to the same database."""

import statistics
import time
from collections.abc import Callable
from uuid import UUID

import psycopg

from bench.site import Client, Site

WARM_UP, ROUNDS = 30, 300
UPSERT = """
INSERT INTO assessments_answer
    (id, organisation_id, assessment_id, criterion, state, level,
     reason, comment, assignee, next_step, revision, answered_at)
SELECT gen_random_uuid(), organisation_id, id, %(criterion)s, 'answered', %(level)s, '', '', '', '', 1, now()
FROM assessments_assessment WHERE id = %(assessment)s
ON CONFLICT (assessment_id, criterion) DO UPDATE SET level = EXCLUDED.level, revision = assessments_answer.revision + 1
"""


def timed(action: Callable[[int], object], turn: int) -> float:
    """Return the milliseconds one call takes."""
    start = time.perf_counter()
    action(turn)
    return (time.perf_counter() - start) * 1000


def run(site: Site) -> None:
    """Alternate both, so that a slow moment of the machine slows both, and print p50, p95 and their ratios."""
    client = Client(site, site.command("token", "create", "mesure@exemple.org"))
    organisation = client.call("POST", "/organisations", {"name": "Mesure", "legal_family": "association"})
    assessment = client.call(
        "POST", f"/organisations/{organisation['slug']}/assessments", {"framework": "essaim-35", "scope": "full"}
    )
    codes = [
        criterion["code"]
        for theme in client.call("GET", "/frameworks/essaim-35")["themes"]
        for criterion in theme["criteria"]
    ]

    def through_the_server(turn: int) -> None:
        path = f"/assessments/{assessment['id']}/answers/{codes[turn % len(codes)]}"
        client.call("PUT", path, {"state": "answered", "level": turn // len(codes) % 5})

    with psycopg.connect(site.addresses.application) as connection:
        tenant = _organisation_id(site, UUID(assessment["id"]))

        def bare(turn: int) -> None:
            with connection.transaction():
                connection.execute("SELECT set_config('app.organisations', %s, true)", [str(tenant)])
                values = {"criterion": codes[turn % len(codes)], "level": turn % 5, "assessment": assessment["id"]}
                connection.execute(UPSERT, values)

        pairs = [(timed(through_the_server, turn), timed(bare, turn)) for turn in range(WARM_UP + ROUNDS)]
    _print(*zip(*pairs[WARM_UP:], strict=True))


def _organisation_id(site: Site, assessment: UUID) -> UUID:
    with psycopg.connect(site.addresses.system) as connection:
        row = connection.execute("SELECT organisation_id FROM assessments_assessment WHERE id = %s", [assessment])
        found = row.fetchone()
    assert found is not None
    return UUID(str(found[0]))


def _print(server: tuple[float, ...], bare: tuple[float, ...]) -> None:
    for name, share in (("p50", 49), ("p95", 94)):
        ours = statistics.quantiles(server, n=100)[share]
        theirs = statistics.quantiles(bare, n=100)[share]
        print(f"answer {name}: {ours:6.2f} ms   bare upsert: {theirs:6.2f} ms   ratio {ours / theirs:5.1f}")
