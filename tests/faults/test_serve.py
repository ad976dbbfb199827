"""What `essaim serve` survives, and what it leaves behind: nothing."""

import os
import signal

import pytest

from essaim.kernel.database.throwaway import make_folder, remove_folder
from tests.faults.serving import Site, essaim, free_port, healthz, wait_for

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def site():
    folder = make_folder()
    yield Site(folder)
    remove_folder(folder)


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
