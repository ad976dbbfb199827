"""Files in an S3-compatible store; read only where one is named, for its library comes with `essaim[s3]`."""

from typing import Any

from botocore.config import Config
from storages.backends.s3 import S3Storage

from .stores import FailsLikeADisk

PATIENCE = {"connect_timeout": 5, "read_timeout": 30, "retries": {"max_attempts": 2}}


class Bucket(FailsLikeADisk, S3Storage):  # type: ignore[misc]
    """A bucket that is waited for as long as a page can; one of ours is named in the path, which all servers know."""

    def __init__(self, **options: Any) -> None:
        style = "path" if options.get("endpoint_url") else "auto"
        super().__init__(**options, client_config=Config(s3={"addressing_style": style}, **PATIENCE))
