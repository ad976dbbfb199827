"""What happened to a row, when, by which account: written by triggers, which see raw SQL and bulk updates too.

The acting account comes from `app.account`, already said for row-level security: no request, address or
other context is kept. The table of events needs the same `tenancy.Protect` as the table it follows.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.db import models
from django.db.models import Func

Tracked = TypeVar("Tracked", bound=type[models.Model])


class Event(pghistory.models.Event):
    """The columns that every table of events has besides those of the row it follows."""

    acted_by = models.UUIDField(null=True, db_default=Func(function="tenant_account"))

    class Meta:
        abstract = True


def track(*, exclude: list[str] | None = None) -> Callable[[Tracked], Tracked]:
    """Keep each state of the model's rows in a table of events."""
    decorator: Callable[[Tracked], Tracked] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        base_model=Event,
        context_field=None,  # type: ignore[arg-type]  # documented, but not typed
        exclude=exclude,
    )
    return decorator


def events_of(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return the events of a tracked model, oldest first."""
    manager: models.Manager[Any] = model.pgh_event_model._default_manager  # type: ignore[attr-defined]
    return manager.order_by("pgh_id")
