"""Work done later, by a process that is no more powerful than the site.

A job runs as the application role, in one transaction that sees one organisation. Its arguments are ids and nothing
else: what it needs to know it reads when it runs, under the policies of that moment. It is named
`<context>.<function>` and asked for by that name, inside the asker's transaction: kept with it or lost with it.
"""

import functools
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from essaim.kernel import tenancy

# Six tries within an hour: 10 s, 40 s, 160 s, 11 min, 43 min.
PATIENT = RetryStrategy(max_attempts=6, exponential_wait=4)

Job = Callable[..., None]


def job(function: Job) -> Job:
    """Register a function of one organisation: called with `organisation_id` and other ids, each a UUID."""

    @functools.wraps(function)
    def run(**ids: str) -> None:
        read = {name: UUID(value) for name, value in ids.items()}
        with transaction.atomic():
            tenancy.set_organisations([read["organisation_id"]])
            function(**read)

    app.task(name=_name(function), retry=PATIENT)(run)
    return function


def periodic(cron: str) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Register a function of the whole site, called at the times of the cron line; it sees no organisation."""

    def register(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
        @functools.wraps(function)
        def run(timestamp: int) -> None:
            with transaction.atomic():
                function(datetime.fromtimestamp(timestamp, UTC))

        app.periodic(cron=cron)(app.task(name=_name(function))(run))
        return function

    return register


def defer(name: str, *, organisation_id: UUID, **ids: UUID) -> None:
    """Ask for a job once the present transaction is kept."""
    arguments = {"organisation_id": organisation_id} | ids
    app.configure_task(name, allow_unknown=False).defer(
        **{key: str(UUID(str(value))) for key, value in arguments.items()}
    )


def defer_each(name: str, organisation_ids: Iterable[UUID]) -> None:
    """Ask for the same job for each organisation."""
    each: list[dict[str, JSONValue]] = [{"organisation_id": str(pk)} for pk in organisation_ids]
    app.configure_task(name, allow_unknown=False).batch_defer(*each)


def work(*, wait: bool = True) -> None:
    """Do jobs until told to stop; without `wait`, until none is left."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(
            concurrency=4,
            wait=wait,
            delete_jobs="successful",
            shutdown_graceful_timeout=10,
            install_signal_handlers=wait,
        )


def _name(function: Callable[..., None]) -> str:
    """Return `<context>.<function>` of a function written in `essaim.apps.<context>.tasks`."""
    words = function.__module__.split(".")
    return f"{words[2] if words[:2] == ['essaim', 'apps'] else words[-1]}.{function.__name__}"


@app.periodic(cron="*/5 * * * *")
@app.task(name="kernel.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Take up again the jobs whose worker died."""
    jobs = context.app.job_manager
    for stalled in await jobs.get_stalled_jobs():
        await jobs.retry_job(stalled)
