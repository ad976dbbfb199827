from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.apps.assessments import rules
from essaim.apps.assessments.enums import Confidentiality, Standing

DAY = date(2026, 3, 1)


def evidence(*criteria, dated_on=DAY, expires_on=None):
    return rules.Evidence(
        uuid4(), "Charte", "https://exemple.org", None, "", dated_on, expires_on, Confidentiality.TEAM, criteria
    )


@pytest.mark.parametrize(
    ("dated_on", "expires_on", "standing"),
    [
        (DAY, None, Standing.CURRENT),
        (DAY, DAY + timedelta(days=61), Standing.CURRENT),
        (DAY, DAY + timedelta(days=60), Standing.EXPIRES_SOON),
        (DAY, DAY, Standing.EXPIRES_SOON),
        (DAY, DAY - timedelta(days=1), Standing.EXPIRED),
        (None, None, Standing.UNDATED),
        (None, DAY + timedelta(days=90), Standing.UNDATED),
    ],
)
def test_evidence_documents_once_dated_until_the_day_it_expires(dated_on, expires_on, standing):
    assert rules.standing(dated_on, expires_on, on=DAY) == standing
    worth = standing in {Standing.CURRENT, Standing.EXPIRES_SOON}
    found = rules.documented([evidence("A-1", "B-1", dated_on=dated_on, expires_on=expires_on)], on=DAY)
    assert found == (frozenset({"A-1", "B-1"}) if worth else frozenset())


@given(st.lists(st.dates() | st.none(), max_size=5), st.dates())
def test_time_alone_never_documents_more(expiries, day):
    held = [evidence(f"A-{n}", expires_on=expires_on) for n, expires_on in enumerate(expiries)]
    later = min(day, date.max - timedelta(days=400)) + timedelta(days=365)
    assert rules.documented(held, on=max(day, later)) <= rules.documented(held, on=min(day, later))
