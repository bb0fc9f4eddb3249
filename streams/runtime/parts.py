"""What a role is made of, what it is when it is made, and how its process ends."""

import logging
import os
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NoReturn, Protocol

from mode import Service

from streams.agents.delivery import Prepare
from streams.agents.learning import learn_schemas
from streams.contracts.codec import Codec
from streams.contracts.registry import Lookups
from streams.contracts.topics import topics
from streams.kafka.progress import Progress
from streams.kafka.transport import RunApp
from streams.settings import Settings
from streams.telemetry import logs
from streams.telemetry.logs import Event
from streams.telemetry.metrics import Metrics

log = logs.logger(__name__)


class StartError(Exception):
    """Why a worker cannot start, in a sentence that says what to do."""


class Startable(Protocol):
    """What is started and stopped."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class Alongside(Service):
    """A part as a service of the worker, started before the app and stopped after it."""

    def __init__(self, part: Startable, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._part = part

    async def on_start(self) -> None:
        await self._part.start()

    async def on_stop(self) -> None:
        await self._part.stop()


@dataclass(frozen=True, slots=True)
class Parts:
    """What every role is made with. ``lookups`` is None where no registry is configured."""

    settings: Settings
    metrics: Metrics
    codec: Codec
    lookups: Lookups | None
    progress: Progress = field(default_factory=Progress)


@dataclass(frozen=True, slots=True)
class Role:
    """A role that can be started: its app, how far that is, and the services that start before it."""

    app: RunApp
    progress: Progress
    services: tuple[Service, ...]


def halt(reason: str) -> NoReturn:
    """End the process at once and without a commit: what is not acknowledged will be read again."""
    log.critical(Event.WORKER_HALTED, reason=reason)
    logging.shutdown()
    os._exit(1)


def learning(parts: Parts) -> Prepare | None:
    """Return what teaches the codec the schemas of a run, where there is a registry."""
    return None if parts.lookups is None else partial(learn_schemas, lookups=parts.lookups)


def limits_of(role: str) -> dict[str, int]:
    """Return the topics that ``role`` writes, and the most bytes that a record of each may have."""
    return {name: topic.max_message_bytes for name, topic in topics().items() if role in topic.producers}
