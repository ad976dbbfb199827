"""What the children of `essaim serve` do; the site is already loaded, and no connection is open."""

import os

from essaim.kernel import logs

HOST = "127.0.0.1"
PRIVATE = ("DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL")


def web(port: int) -> None:
    """Serve the site on two processes that keep their database connections."""
    from django.conf import settings
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from essaim.config import wsgi  # noqa: F401 (loaded before the two part; Granian finds it by name)

    forget_owner()
    connections.settings["default"]["OPTIONS"]["pool"] = settings.POOL
    Granian(
        "essaim.config.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=logs.CONFIG,
        respawn_failed_workers=True,
    ).serve()


def worker() -> None:
    """Do the jobs."""
    from essaim.kernel import jobs

    forget_owner()
    jobs.work()


def forget_owner() -> None:
    """Leave no address of the owner or of the backups where a request can reach it."""
    from django.db import connections

    for name in PRIVATE:
        os.environ.pop(name, None)
    connections.settings["owner"].update({"USER": "", "PASSWORD": "", "HOST": "", "NAME": "none"})
