"""Opens the site for a command: its folder, its database, its settings; closes what it opened."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from essaim.kernel import env
from essaim.kernel.database import Cluster, roles

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL")
WITHOUT_DATABASE = {
    *("", "help", "version", "--help", "-h", "--version", "check", "diffsettings", "roles"),
    *("makemigrations", "makemessages", "compilemessages", "collectstatic", "findstatic", "startapp"),
}
BY_OWNER = {"migrate", "flush", "createcachetable"}


class Refused(Exception):
    """What was asked cannot be done; the text is one sentence."""

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


@contextmanager
def database(data_dir: Path | None, *, tied: bool = False) -> Iterator[Cluster | None]:
    """Point the settings to the database: the one whose address is given, or the embedded one, started if need be."""
    choose(data_dir)
    if os.environ.get("DATABASE_URL"):
        for name in ADDRESSES:
            try:
                conninfo_to_dict(os.environ.get(name, ""))
            except ProgrammingError:
                raise Refused(f"{name} is not the address of a PostgreSQL database.") from None
        yield None
        return
    cluster = Cluster(env.data_dir())
    try:
        os.environ.update(cluster.start(tied=tied).environment)
        yield cluster
    finally:
        cluster.stop()


def choose(data_dir: Path | None) -> None:
    """Keep to one data folder, whatever the current directory becomes."""
    os.environ["ESSAIM_DATA_DIR"] = str((data_dir or env.data_dir()).absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "essaim.config.settings")


def migrate() -> bool:
    """Bring the tables up to date as their owner, refuse a role that nothing would bind; return whether any changed."""
    from django.core.management import call_command
    from django.db import connection, connections

    from essaim.kernel import health

    if refusal := roles.refusal(connection):
        raise Refused(refusal)
    if not health.missing_migrations():
        return False
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise Refused("The tables are not up to date: give DATABASE_OWNER_URL, the address of their owner.")
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    connections.close_all()
    return True


def call(name: str, *words: str, data_dir: Path | None, with_database: bool = True, **options: str) -> int:
    """Run one of the site's own commands on an up-to-date database."""
    if not with_database:
        choose(data_dir)
        return command(name, *words, **options)
    with database(data_dir):
        setup()
        migrate()
        return command(name, *words, **options)


def command(name: str, *words: str, **options: str) -> int:
    """Run a management command; its refusals are ours."""
    from django.core.management import CommandError, call_command, get_commands
    from django.db import DatabaseError, connections

    setup()
    if name not in get_commands():
        raise Refused(f"This site has no command {name}.")
    try:
        call_command(name, *words, **options)
    except CommandError as refusal:
        raise Refused(str(refusal), refusal.returncode) from None
    except DatabaseError as trouble:
        raise Refused(f"The database refused: {str(trouble).strip().splitlines()[0]}") from None
    finally:
        connections.close_all()
    return 0


def manage(words: list[str]) -> int:
    """Run one of Django's commands; those that change tables speak as the owner."""
    from django.core.management import execute_from_command_line

    name = words[0] if words else ""
    if name in BY_OWNER and not any(word.startswith("--database") for word in words):
        words = [*words, "--database=owner"]
    if name in WITHOUT_DATABASE:
        choose(None)
        warnings.filterwarnings("ignore", "Got an error checking a consistent migration history")
        execute_from_command_line(["essaim manage", *words])
        return 0
    with database(None):
        execute_from_command_line(["essaim manage", *words])
    return 0


def setup() -> None:
    """Load the settings and the models."""
    import django

    django.setup()
