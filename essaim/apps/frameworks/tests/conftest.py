from pathlib import Path

import pytest

from essaim.apps.frameworks import queries, rules

CONTENT = Path(__file__).parents[4] / "data" / "frameworks"


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Keep what one test published out of the next one's memory."""
    queries.forget()
    yield
    queries.forget()


@pytest.fixture(scope="session")
def targets():
    found = [rules.parse_target(path.read_bytes()) for path in (CONTENT / "targets").glob("*.yaml")]
    return {target.code: target for target in found}


@pytest.fixture(scope="session")
def our_source():
    return (CONTENT / "essaim-35.yaml").read_bytes()


@pytest.fixture(scope="session")
def our_framework(our_source, targets):
    return rules.parse(our_source, targets)
