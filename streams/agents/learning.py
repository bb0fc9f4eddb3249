"""Fetches the schemas that a run of records was written with, before the run is read."""

import asyncio

from streams.contracts.registry import Lookups, RegistryError
from streams.kafka.runs import Run
from streams.telemetry.logs import Event, logger

log = logger(__name__)


async def learn_schemas(run: Run, lookups: Lookups) -> None:
    """Teach the codec behind ``lookups`` the schemas of ``run``, on a thread, since a registry may take its time.

    A registry that does not answer stops nothing: the records whose schema stays unknown become dead letters, which can
    be replayed once it is back.
    """
    wanted = lookups.wanted(record.value for record in run.records)
    if not wanted:
        return
    try:
        await asyncio.to_thread(lookups.fetch, wanted)
    except RegistryError as error:
        log.warning(Event.SCHEMA_UNAVAILABLE, ids=sorted(wanted), error=str(error))
    else:
        log.info(Event.SCHEMAS_FETCHED, ids=sorted(wanted))
