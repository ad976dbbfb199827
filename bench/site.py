"""A real site on a throw-away database, and a program that talks to it as others do."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from essaim.kernel import database
from essaim.kernel.database import Addresses

ESSAIM = str(Path(sys.executable).with_name("essaim"))


@dataclass(frozen=True)
class Site:
    """Where the running site answers, and its database's addresses."""

    port: int
    addresses: Addresses
    environment: dict[str, str]

    @property
    def url(self) -> str:
        """Return the address of its home page; a name, for passkeys work on no number."""
        return f"http://localhost:{self.port}"

    def command(self, *words: str) -> str:
        """Run `essaim …` beside the site and return the last line it prints."""
        done = subprocess.run(
            [ESSAIM, *words], env=self.environment, capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout.strip().splitlines()[-1]


@contextmanager
def running(*, demo: bool = False) -> Iterator[Site]:
    """Start a site on a free loopback port, with the demonstration story if wanted, and stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["serve", "--port", str(port), *(["--demo"] if demo else [])]
    with database.throwaway() as addresses, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **addresses.environment, "ESSAIM_DATA_DIR": folder}
        log = Path(folder, "serve.log")
        with (
            log.open("w") as errors,
            subprocess.Popen(
                [ESSAIM, *words], env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
            ) as process,
        ):
            try:
                assert process.stdout is not None
                if not any(line.startswith("ready ") for line in process.stdout):
                    raise RuntimeError(log.read_text()[-2000:])
                yield Site(port, addresses, environment)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(30)


class Client:
    """One kept connection to the API."""

    def __init__(self, site: Site, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer's JSON; a refusal raises."""
        return json.loads(self.take(method, path, body) or "null")

    def take(self, method: str, path: str, body: Any = None) -> bytes:
        """Return the answer as it comes; a refusal raises."""
        self.connection.request(method, f"/api/v1{path}", json.dumps(body) if body is not None else None, self.headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
        return content
