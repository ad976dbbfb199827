"""How long answering takes: told in steps of five minutes, for nobody counts it closer."""

SECONDS_PER_CRITERION = 80


def minutes_for(criteria: int) -> int:
    """Return how many minutes that many criteria take one person alone, rounded up to five."""
    return -(-criteria * SECONDS_PER_CRITERION // 300) * 5
