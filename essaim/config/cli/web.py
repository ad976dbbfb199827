"""The web server, as a child of `essaim serve`."""

import os
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from essaim.kernel import logs


def main(host: str, port: int) -> None:
    """Serve the site on two processes; the site is loaded once, before they part."""
    os.environ["ESSAIM_POOL"] = "1"
    from essaim.config import wsgi  # noqa: F401 (loaded, not used: Granian finds it by name)

    Granian(
        "essaim.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=4,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=logs.CONFIG,
        respawn_failed_workers=True,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
