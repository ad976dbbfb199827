import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher


class QuickHasher(MD5PasswordHasher):
    """Stands for argon2, whose cost is the point everywhere but here; counts its work."""

    algorithm = "quick"
    done = 0

    def encode(self, password: str, salt: str) -> str:
        QuickHasher.done += 1
        return super().encode(password, salt)


REAL_HASHERS = settings.PASSWORD_HASHERS


@pytest.fixture(autouse=True)
def quick_hasher(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.QuickHasher"]


@pytest.fixture
def hashings():
    """Return a function that tells how many passwords some work hashed."""

    def count(work):
        before = QuickHasher.done
        work()
        return QuickHasher.done - before

    return count
