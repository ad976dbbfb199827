"""What `essaim serve` survives, and what it leaves behind: nothing."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from essaim.kernel.database.throwaway import make_folder, remove_folder

pytestmark = pytest.mark.faults
COMMAND = [sys.executable, "-c", "import sys; from essaim.config.cli import main; sys.exit(main())"]


def environment():
    return {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "ESSAIM_"))}


def essaim(*words):
    return subprocess.run(
        [*COMMAND, *words], check=False, env=environment(), capture_output=True, text=True, timeout=180
    )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def healthz(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


class Site:
    """One `essaim serve`, and every process it started."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()

    def start(self):
        words = ["serve", "--port", str(self.port), "--data-dir", str(self.folder)]
        self.process = subprocess.Popen([*COMMAND, *words], env=environment(), stdout=subprocess.PIPE, text=True)
        began = time.monotonic()
        assert self.process.stdout.readline() == f"ready http://localhost:{self.port}\n"
        return time.monotonic() - began

    def end(self, number):
        self.process.send_signal(number)
        self.process.communicate(timeout=90)
        return self.process.returncode

    def family(self):
        """Return the living processes that were started with this data folder."""
        found = []
        for command in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if str(self.folder) in command.read_bytes().decode(errors="replace"):
                    found.append(int(command.parent.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
        return found

    def server(self):
        return int((self.folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])


@pytest.fixture(scope="module")
def site():
    folder = make_folder()
    yield Site(folder)
    remove_folder(folder)


def wait_for(what, seconds=120):
    deadline = time.monotonic() + seconds
    while not what() and time.monotonic() < deadline:
        time.sleep(0.05)
    return what()


def test_the_site_survives_what_befalls_it(site):
    assert site.start() < 60
    assert healthz(site.port) == 200

    # Another one on the same folder, or the same port, is refused in one sentence.
    second = essaim("serve", "--port", str(free_port()), "--data-dir", str(site.folder))
    assert (second.returncode, second.stderr) == (
        1,
        f"essaim: Another `essaim serve` already runs on {site.folder}.\n",
    )
    third = essaim("serve", "--port", str(site.port), "--data-dir", str(site.folder / "other"))
    assert (third.returncode, third.stderr) == (
        1,
        f"essaim: Port {site.port} cannot be had (Address already in use): choose another with --port.\n",
    )

    # Its database is killed: it is started again, and the site goes on.
    killed = site.server()
    os.kill(killed, signal.SIGKILL)
    assert wait_for(lambda: site.server() != killed)
    assert wait_for(lambda: healthz(site.port) == 200)

    # It is killed itself: nothing is left, and the next start finds everything.
    site.end(signal.SIGKILL)
    assert wait_for(lambda: site.family() == []), site.family()
    assert site.start() < 60
    assert healthz(site.port) == 200

    # It is asked to stop: it says yes, and nothing is left.
    assert site.end(signal.SIGTERM) == 0
    assert site.family() == []
    assert healthz(site.port) is None
