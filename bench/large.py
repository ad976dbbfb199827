"""A referential of 1,189 criteria and an assessment half answered: what each page costs, beside an empty page."""

import http.client
import os
import statistics
import time
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from bench.site import Client, Site
from essaim.apps.frameworks.tests import large

TURNS = 12
EMPTY = "/hors-connexion"


def run(site: Site) -> None:
    """Print statements, bytes and server time of every page that shows it, through the real server on loopback."""
    print(f"a referential of {large.COUNT} criteria, half answered ({TURNS} visits each, real server on loopback)")
    token = site.command("token", "create", "mesure@exemple.org")
    with NamedTemporaryFile(suffix=".yaml") as file:
        Path(file.name).write_bytes(large.source())
        start = time.perf_counter()
        site.command("framework", "load", file.name)
        print(f"  essaim framework load, process and all: {time.perf_counter() - start:.2f} s")
    assessment, slug = _half_answered(Client(site, token))
    visitor = Visitor(site, token)
    empty = visitor.measured(EMPTY)
    for path in [EMPTY, *_pages(assessment, slug)]:
        _print(path, visitor, visitor.measured(path), empty)


def _pages(assessment: str, slug: str) -> list[str]:
    one = f"/o/{slug}/diagnostics/{assessment}"
    return [
        *("/referentiels/", "/referentiels/large/", "/referentiels/large/?q=training", "/referentiels/large/T14-9/"),
        *("/referentiels/large/themes/T14/", f"/o/{slug}/", f"/o/{slug}/diagnostics/"),
        *(f"/o/{slug}/diagnostics/nouveau?framework=large", f"{one}/T14", f"{one}/tableau", f"{one}/resultats"),
        *(f"{one}/resultats?theme=T14", f"{one}/cloturer"),
        *("/api/v1/frameworks/large", f"/api/v1/assessments/{assessment}/results"),
        f"/api/v1/organisations/{slug}/export.zip",
    ]


def _half_answered(client: Client) -> tuple[str, str]:
    organisation = client.call("POST", "/organisations", {"name": "Grande", "legal_family": "association"})
    path = f"/organisations/{organisation['slug']}/assessments"
    assessment = client.call("POST", path, {"framework": "large", "scope": "full"})
    framework = large.framework()
    said = [
        {"criterion": one.code, "state": "answered", "level": anchors[rank % len(anchors)].value, "importance": 3}
        for rank, one in enumerate(framework.criteria[::2])
        for anchors in [framework.scale_of(one).anchors]
    ]
    for start in range(0, len(said), 500):
        client.call("PUT", f"/assessments/{assessment['id']}/answers", {"answers": said[start : start + 500]})
    return assessment["id"], organisation["slug"]


class Visitor:
    """Somebody signed in, with a key for programs; statements are counted by the same code in this process."""

    def __init__(self, site: Site, token: str) -> None:
        os.environ.update(site.environment, DJANGO_SETTINGS_MODULE="essaim.config.settings")
        import django

        django.setup()
        from django.contrib.auth import get_user_model
        from django.test import Client as Inside

        self.site, self.inside = site, Inside(headers={"host": "localhost", "authorization": f"Bearer {token}"})
        self.inside.force_login(get_user_model().objects.get(email="mesure@exemple.org"))
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.inside.cookies.items())
        self.headers = {"Host": "localhost", "Accept-Language": "fr", "Cookie": cookies}
        self.headers["Authorization"] = f"Bearer {token}"

    def measured(self, path: str) -> tuple[float, float, int, int]:
        """Return p50 and p95 in milliseconds, the bytes of the page, and those that travel."""
        self._get(path)
        self._get(path)
        turns = []
        for _ in range(TURNS):
            start = time.perf_counter()
            plain = self._get(path)
            turns.append((time.perf_counter() - start) * 1000)
        packed = self._get(path, **{"Accept-Encoding": "gzip"})
        return statistics.median(turns), statistics.quantiles(turns, n=20)[18], len(plain), len(packed)

    def _get(self, path: str, **headers: str) -> bytes:
        self.connection.request("GET", path, headers={**self.headers, **headers})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return content

    def statements(self, path: str) -> int:
        """Return how many statements the page takes, beside those of its transaction."""
        from django.db import connection

        seen: list[str] = []

        def counted(execute: Any, sql: str, *rest: Any) -> Any:
            seen.append(sql)
            return execute(sql, *rest)

        self._inside(path)
        with connection.execute_wrapper(counted):
            self._inside(path)
        return sum(not sql.startswith(("SAVEPOINT", "RELEASE")) for sql in seen)

    def _inside(self, path: str) -> None:
        answer = self.inside.get(path)
        if answer.streaming:
            list(answer.streaming_content)


def _print(
    path: str, visitor: Visitor, measured: tuple[float, float, int, int], empty: tuple[float, float, int, int]
) -> None:
    p50, p95, plain, packed = measured
    name = "/".join("…" if len(part) == 36 else part for part in path.split("/"))
    print(
        f"  {name:58} {visitor.statements(path):3} SQL {plain / 1000:7.1f} kB ({packed / 1000:6.1f} packed)"
        f"  p50 {p50:7.1f} ms  p95 {p95:7.1f} ms  × {p50 / empty[0]:5.1f} an empty page"
    )
