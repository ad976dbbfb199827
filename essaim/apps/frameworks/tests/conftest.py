import pytest

from essaim.apps.frameworks import queries


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Keep what one test published out of the next one's memory."""
    queries.forget()
    yield
    queries.forget()
