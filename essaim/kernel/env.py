"""What the machine says: every setting that comes from outside, each with a default that runs."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict


def data_dir() -> Path:
    """Return the folder that holds the embedded database, files and secrets."""
    return Path(os.environ.get("ESSAIM_DATA_DIR", "var")).absolute()


def flag(name: str) -> bool:
    """Return whether the variable is set to a yes."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated words of the variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key() -> str:
    """Return the signing key: the variable, or the one kept in the data folder (made at first use, mode 600)."""
    if key := os.environ.get("ESSAIM_SECRET_KEY"):
        return key
    path = data_dir() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"secret-key.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)  # two processes starting at once agree on one key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


@dataclass(frozen=True)
class Database:
    """A Django database entry made of a `postgresql://` address."""

    name: str
    user: str
    password: str
    host: str
    port: str
    options: dict[str, str] = field(default_factory=dict)


def database(variable: str) -> Database:
    """Return the database the variable points to; an empty one when unset, for commands that need none."""
    parts = {key: str(value) for key, value in conninfo_to_dict(os.environ.get(variable, "")).items()}
    return Database(
        name=parts.pop("dbname", "essaim"),
        user=parts.pop("user", ""),
        password=parts.pop("password", ""),
        host=parts.pop("host", ""),
        port=parts.pop("port", ""),
        options=parts,
    )
