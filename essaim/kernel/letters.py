"""Letters leave at once; while the mail server does not take them they wait in a folder, and nobody's page fails."""

import logging
import os
import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.utils import getaddresses, parseaddr
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from essaim.kernel import jobs

PATIENCE = timedelta(days=2)
log = logging.getLogger("essaim.letters")


class Backend(EmailBackend):
    """Django's own, which keeps for later what cannot leave now."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send each letter or keep it; all of them are taken care of."""
        for letter in email_messages:
            try:
                super().send_messages([letter])
            except OSError as trouble:  # smtplib's failures are of this sort too
                _keep(letter)
                log.warning("a letter waits: %s", type(trouble).__name__)
        return len(email_messages)


@jobs.periodic("*/5 * * * *")
def send_waiting(at: datetime) -> None:
    """Send what waits, the oldest first; what nobody takes within two days is let go."""
    backend = EmailBackend()
    for path in sorted(_folder().glob("*.eml"), key=lambda path: path.stat().st_mtime):
        try:
            _send(backend, path.read_bytes())
        except OSError as trouble:
            if at.timestamp() - path.stat().st_mtime < PATIENCE.total_seconds():
                continue
            log.error("a letter is let go: %s", type(trouble).__name__)
        path.unlink()
    backend.close()


def _send(backend: EmailBackend, content: bytes) -> None:
    mail = message_from_bytes(content, policy=policy.default)
    to = [address for _name, address in getaddresses(mail.get_all("To", []))]
    backend.open()
    if not isinstance(backend.connection, smtplib.SMTP):
        raise ConnectionError
    try:
        backend.connection.sendmail(parseaddr(mail["From"])[1], to, content)
    except OSError:
        backend.close()
        raise


def _keep(letter: EmailMessage) -> None:
    folder = _folder()
    draft = folder / f"{uuid4()}.draft"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as stream:
        stream.write(letter.message().as_bytes())
    draft.rename(draft.with_suffix(".eml"))


def _folder() -> Path:
    folder: Path = settings.WAITING_LETTERS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
