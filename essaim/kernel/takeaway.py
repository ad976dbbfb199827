"""Rows as they leave in an export."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def plain(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with values that JSON holds: dates, ids and decimals as text."""
    made: list[dict[str, Any]] = json.loads(json.dumps(list(rows), cls=DjangoJSONEncoder))
    return made
