"""Whether the site can serve: its database answers, its tables are up to date, its worker lives."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse

ADDRESS = "/healthz"
HEARTBEAT = "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds')"

_tables_seen_ready = False


class HealthMiddleware:
    """Answer before sessions, tenants and the request's transaction, none of which works without a database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return healthz(request) if request.path == ADDRESS else self.get_response(request)


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 while all is well, else 503 and the name of the part that fails: nothing more is said in public."""
    failing = failing_part()
    if failing:
        return JsonResponse({"status": "unavailable", "part": failing}, status=503)
    return JsonResponse({"status": "ok"})


def failing_part() -> str | None:
    """Return the first part that fails, in one query once the tables were seen up to date."""
    try:
        if not tables_are_ready():
            return "migrations"
        with connection.cursor() as cursor:
            cursor.execute(HEARTBEAT)
            return None if cursor.fetchone()[0] else "worker"
    except DatabaseError:
        return "database"


def tables_are_ready() -> bool:
    """Return whether every migration is applied; a yes is remembered until this process ends."""
    global _tables_seen_ready  # noqa: PLW0603
    _tables_seen_ready = _tables_seen_ready or not missing_migrations()
    return _tables_seen_ready


def missing_migrations() -> int:
    """Return how many migrations are still to be applied."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
