"""A site as an operator starts it, on a folder of its own, and the ways to end what it started."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

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


def children_of(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


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

    def web(self):
        """Return the web server and the processes it answers with: a child of ours that has children of its own."""
        for child in children_of(self.process.pid):
            if answering := children_of(child):
                return child, answering
        return None, []


def wait_for(what, seconds=120):
    deadline = time.monotonic() + seconds
    while not (seen := what()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return seen
