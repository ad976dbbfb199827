import os
import socketserver
import threading
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from essaim.kernel import letters


class Post(socketserver.StreamRequestHandler):
    """As much of a mail server as a letter needs."""

    def handle(self):
        self.wfile.write(b"220 post\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            self.wfile.write({b"DATA": b"354 go\r\n", b"QUIT": b"221 bye\r\n"}.get(word, b"250 ok\r\n"))
            if word == b"DATA":
                self.server.received.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def post(settings, tmp_path):
    """Return a mail server that is known to the site; it has received nothing."""
    settings.WAITING_LETTERS = tmp_path / "waiting"
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        server.received = []
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()


def write(**where):
    return letters.Backend(**where).send_messages([EmailMessage("Bonjour, Zoé", "à bientôt", to=["zoe@exemple.fr"])])


def waiting(settings):
    return sorted(settings.WAITING_LETTERS.glob("*"))


def test_a_letter_leaves_at_once(post, settings):
    assert write() == 1
    assert (len(post.received), settings.WAITING_LETTERS.exists()) == (1, False)


@pytest.mark.django_db
def test_a_letter_that_cannot_leave_waits_unread_by_others_and_leaves_later(post, settings):
    assert write(port=1) == 1
    assert [(path.suffix, path.stat().st_mode & 0o777) for path in waiting(settings)] == [(".eml", 0o600)]
    letters.send_waiting(timezone.now())
    assert (len(post.received), waiting(settings)) == (1, [])
    assert b"To: zoe@exemple.fr" in post.received[0]


@pytest.mark.django_db
def test_a_letter_nobody_takes_is_let_go_after_two_days(post, settings):
    write(port=1)
    settings.EMAIL_PORT = 1
    letters.send_waiting(timezone.now())
    assert len(waiting(settings)) == 1
    old = (timezone.now() - timedelta(days=3)).timestamp()
    os.utime(waiting(settings)[0], (old, old))
    letters.send_waiting(timezone.now())
    assert waiting(settings) == []
