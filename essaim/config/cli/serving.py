"""`essaim serve`: database, site and worker under one supervisor."""

import fcntl
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from essaim.config.cli import children, opening, preparing
from essaim.config.cli.opening import Refused
from essaim.config.cli.supervising import SIGNALS, Supervisor
from essaim.kernel import env
from essaim.kernel.database.machine import make_data_dir

PATIENCE = 60.0
PACE = 0.5


def serve(*, data_dir: Path | None, port: int, demo: bool, with_worker: bool) -> int:
    """Run the site until told to stop."""
    stop_on_signals()
    address = f"http://localhost:{port}"
    os.environ.setdefault("ESSAIM_PUBLIC_URL", address)
    os.environ.update({"ESSAIM_DEMO": "1"} if demo else {})
    try:
        opening.choose(data_dir)
        refuse_taken(port)
        with alone_on(env.data_dir()), opening.database(None, tied=True) as cluster, Supervisor() as supervisor:
            story = preparing.prepare(demo=demo)
            supervisor.start("web server", partial(children.web, port))
            if with_worker:
                supervisor.start("worker", children.worker)
            wait_until_ready(port, supervisor, with_worker=with_worker)
            print(f"ready {address}\n{story}", end="", flush=True)
            while True:
                time.sleep(PACE)
                supervisor.tend()
                if cluster:
                    cluster.revive()
    except KeyboardInterrupt:
        return 0


def stop_on_signals() -> None:
    """Treat a request to end, or a closed terminal, as Ctrl-C; a second one does not cut the ending short."""

    def interrupt(number: int, frame: Any) -> None:
        for name in SIGNALS:
            signal.signal(name, signal.SIG_IGN)
        raise KeyboardInterrupt

    for name in SIGNALS:
        signal.signal(name, interrupt)


def refuse_taken(port: int) -> None:
    """Refuse a port another program listens on, before anything is started."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((children.HOST, port))
        except OSError as trouble:
            raise Refused(f"Port {port} cannot be had ({trouble.strerror}): choose another with --port.") from None


@contextmanager
def alone_on(data_dir: Path) -> Iterator[None]:
    """Hold the data folder for this process alone, not for its children: killed, it must leave no lock behind."""
    with (make_data_dir(data_dir) / "serve.lock").open("a") as lock:
        os.register_at_fork(after_in_child=lock.close)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Another `essaim serve` already runs on {data_dir}.") from None
        yield


def wait_until_ready(port: int, supervisor: Supervisor, *, with_worker: bool) -> None:
    """Wait for the site to say that all is well."""
    deadline = time.monotonic() + PATIENCE
    answer = "nothing"
    while time.monotonic() < deadline:
        supervisor.refuse_dead()
        answer = ask(port)
        if '"ok"' in answer or (not with_worker and '"worker"' in answer):
            return
        time.sleep(0.05)
    raise Refused(f"The site is not ready after {PATIENCE:.0f} seconds; /healthz answers {answer}.")


def ask(port: int) -> str:
    """Return what `/healthz` answers, or that nothing does."""
    connection = HTTPConnection(children.HOST, port, timeout=15)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().read().decode()
    except (OSError, HTTPException):
        return "nothing"
    finally:
        connection.close()
