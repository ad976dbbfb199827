import pytest

from essaim.apps.assessments import rules


@pytest.mark.parametrize(("criteria", "minutes"), [(1, 5), (2, 5), (4, 10), (15, 20), (35, 50)])
def test_time_is_told_in_steps_of_five_minutes(criteria, minutes):
    assert rules.minutes_for(criteria) == minutes
