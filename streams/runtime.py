"""What every role's process is made of: its parts, its app, its telemetry, its end."""

import logging
import os
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NoReturn, Protocol

import faust
from faust.types import TP
from mode import Service

from streams import __version__
from streams.agents.canaries import note_canaries
from streams.agents.delivery import DeadLetter, Delivery, Prepare
from streams.agents.learning import learn_schemas
from streams.agents.outbox import Producer
from streams.contracts.access import grants
from streams.contracts.codec import Codec
from streams.contracts.registry import Lookups, Registry, RegistryError, writer_ids
from streams.contracts.schemas import schemas
from streams.contracts.topics import topics
from streams.kafka.guard import AccessGuard
from streams.kafka.handshake import AccessError, UnreachableError
from streams.kafka.progress import Progress
from streams.kafka.runs import RUN_RECORDS, Run, joined
from streams.kafka.sender import Sender
from streams.kafka.side_by_side import SideBySide
from streams.kafka.topics import TopicsError, require
from streams.kafka.transport import RunApp, credentials, run_settings
from streams.kafka.waiting_events import waiting
from streams.kafka.watchdog import Watchdog
from streams.settings import Settings
from streams.telemetry import logs
from streams.telemetry.address import address_fault
from streams.telemetry.logs import Event
from streams.telemetry.metrics import Metrics
from streams.telemetry.server import TelemetryServer

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


Handle = Callable[[Delivery, Run], Awaitable[None]]
"""Settles a run: when it returns, the offset may move."""


@dataclass(frozen=True, slots=True)
class Agent:
    """One of a role: has ``handle`` settle each run of the topic ``source``.

    Where it takes them ``together``, small runs of several partitions that wait come as one. Where it takes them
    ``side_by_side``, a run need not wait for those before it; that is for at least once only.
    """

    name: str
    source: str
    dead_letter: DeadLetter
    handle: Handle
    together: bool = False
    side_by_side: bool = False


def run(role: str, make: Callable[[Parts], Role], settings: Settings) -> NoReturn:
    """Run the role that ``make`` makes in this process, until a signal ends it; exits with 0 then.

    :raises StartError: before anything is consumed, when it cannot start.
    """
    logs.configure(settings.log_level, settings.log_format)
    _check_metrics_address(settings)
    _check_topics(role, settings)
    metrics = Metrics(role)
    made = make(_parts(settings, metrics))
    app = made.app
    _observe(made, metrics)
    server = TelemetryServer(
        metrics,
        alive=app.why_not_alive,
        ready=app.why_not_ready,
        host=settings.metrics_host,
        port=settings.metrics_port,
    )
    worker = faust.Worker(
        app,
        Alongside(server),
        AccessGuard(app, settings.cluster, halt),
        Watchdog(app, made.progress, halt),
        *made.services,
        quiet=True,
        override_logging=False,
        redirect_stdouts=False,
    )
    worker.spinner = None
    log.info(Event.WORKER_STARTED, role=role, version=__version__, broker=settings.broker)
    worker.execute_from_commandline()


def halt(reason: str) -> NoReturn:
    """End the process at once and without a commit: what is not acknowledged will be read again."""
    log.critical(Event.WORKER_HALTED, reason=reason)
    logging.shutdown()
    os._exit(1)


def _parts(settings: Settings, metrics: Metrics) -> Parts:
    """Make the codec, with the ids of the registry where one is configured."""
    if settings.registry is None:
        return Parts(settings, metrics, Codec(), None)
    try:
        registry = Registry(settings.registry, settings.registry_cafile)
        codec = Codec(writer_ids(registry, topics().values(), schemas()))
    except RegistryError as error:
        raise StartError(str(error)) from None
    return Parts(settings, metrics, codec, Lookups(registry, codec))


def learning(parts: Parts) -> Prepare | None:
    """Return what teaches the codec the schemas of a run, where there is a registry."""
    return None if parts.lookups is None else partial(learn_schemas, lookups=parts.lookups)


def limits_of(role: str) -> dict[str, int]:
    """Return the topics that ``role`` writes, and the most bytes that a record of each may have."""
    return {name: topic.max_message_bytes for name, topic in topics().items() if role in topic.producers}


def new_role(role: str, parts: Parts, agents: Sequence[Agent], *services: Service) -> Role:
    """Return the role of these agents, each at its own topic, with ``services`` beside them.

    They share the consumer group, and nothing else: each has its runs, its dead letters and its producer.
    """
    settings = parts.settings
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)  # Faust makes its own folder, and not that folder's parent
    except OSError as error:
        raise StartError(f"{settings.data_dir} cannot be made: {error.strerror}. Set RESWATCH_DATA_DIR.") from None
    limits = limits_of(role)
    app = RunApp(
        f"{settings.app_id}-{role}",
        broker=[f"kafka://{server}" for server in settings.cluster.servers],
        broker_credentials=credentials(settings.cluster.security),
        consumer_group_instance_id=settings.instance_id,
        datadir=str(settings.data_dir / "faust"),
        **run_settings(
            max_request_bytes=max(limits.values()),
            session_timeout=settings.session_timeout,
            commit_interval=settings.commit_interval,
        ),
    )
    app.halt = halt
    app.guarantee = settings.guarantee
    for agent in agents:
        _add(agent, app, parts, limits)
    at_once = (each for number, each in enumerate(agents) if number > 0 or each.side_by_side)
    others = at_once if settings.guarantee == "at_least_once" else ()
    senders = {agent.source: Sender(settings.cluster, largest=max(limits.values())) for agent in others}
    app.producers = senders
    return Role(app, parts.progress, (*map(Alongside, senders.values()), *services))


def _add(agent: Agent, app: RunApp, parts: Parts, limits: Mapping[str, int]) -> None:
    """Have ``app`` give the runs of the agent's topic to it, one after the other or side by side."""
    together = agent.together and app.guarantee == "at_least_once"  # a transaction is one partition's
    settling = _Settling(agent, app, parts, limits)

    @app.agent(app.topic(agent.source, key_serializer="raw", value_serializer="raw"), name=agent.name)
    async def work(runs: Any) -> None:  # a faust.Stream: its interface StreamT lacks noack
        beside = SideBySide(settling.settle_one, settling.acknowledge) if agent.side_by_side else None
        async for events in waiting(runs.noack().events(), RUN_RECORDS if together else 1):
            for event in events:
                parts.progress.begin(event.message.run)
            if beside is None:
                await settling.settle(events)
            else:
                await beside.take(events[0])


class _Settling:
    """What is done with the runs of an agent's topic."""

    def __init__(self, agent: Agent, app: RunApp, parts: Parts, limits: Mapping[str, int]) -> None:
        self._agent = agent
        self._app = app
        self._parts = parts
        self._limits = limits

    async def settle(self, events: Sequence[Any]) -> None:
        """Settle the runs of ``events`` as one, and acknowledge them: exactly once within the transaction."""
        runs = [event.message.run for event in events]
        async with self._app.outputs_of(runs[0]) as outputs:
            if outputs is not None:
                await self._handle(outputs, joined(runs))
            for event in events:
                self.acknowledge(event)

    async def settle_one(self, run: Run) -> None:
        """Settle a run, at least once; it is acknowledged later."""
        async with self._app.outputs_of(run) as outputs:
            assert outputs is not None
            await self._handle(outputs, run)

    def acknowledge(self, event: Any) -> None:
        """Let the offset move on past the run of ``event``."""
        event.ack()
        self._parts.progress.end(event.message.run, time.monotonic())

    async def _handle(self, outputs: Producer, run: Run) -> None:
        await self._agent.handle(
            Delivery(outputs, self._agent.dead_letter, self._limits, self._parts.metrics, halt), run
        )
        note_canaries(run, self._parts.metrics)


def _observe(role: Role, metrics: Metrics) -> None:
    """Count and log what happens to the partitions."""
    app, progress = role.app, role.progress
    metrics.watch_lag(app.lag)
    metrics.watch_ages(lambda: progress.ages(app.lag(), time.monotonic(), time.time()))

    async def assigned(_: Any, /, *partitions: Iterable[TP], signal: Any, **__: Any) -> None:
        metrics.partitions.set(len(set(*partitions)))
        metrics.rebalances.inc()
        log.info(Event.PARTITIONS_ASSIGNED, partitions=_names(*partitions))

    async def revoked(_: Any, /, *partitions: Iterable[TP], signal: Any, **__: Any) -> None:
        metrics.partitions.set(0)
        log.info(Event.PARTITIONS_REVOKED, partitions=_names(*partitions))

    app.on_partitions_assigned.connect(assigned, weak=False)
    app.on_partitions_revoked.connect(revoked, weak=False)


def _names(partitions: Iterable[TP]) -> list[str]:
    return sorted(f"{partition.topic}/{partition.partition}" for partition in partitions)


def _check_topics(role: str, settings: Settings) -> None:
    """Refuse to consume where the topics of the role are not there, or not for us: outputs could not be published."""
    granted = grants(topics(), settings.app_id)[role]
    needed = {grant.name: grant.operations for grant in granted if grant.kind == "topic"}
    try:
        require(settings.cluster, [topics()[name] for name in needed], needed)
    except (TopicsError, AccessError) as error:
        raise StartError(str(error)) from None
    except UnreachableError as error:
        hint = "Start one on this machine with `reswatch kafka`, or name yours: RESWATCH_BROKER=HOST:PORT."
        raise StartError(f"{error}\n{hint}") from None


def _check_metrics_address(settings: Settings) -> None:
    """Refuse an address that is taken now, since Faust would report it as a crash of the worker."""
    if fault := address_fault(settings.metrics_host, settings.metrics_port):
        raise StartError(
            f"/metrics cannot be served at {settings.metrics_host}:{settings.metrics_port}: {fault}. "
            "Name another port with --metrics-port or RESWATCH_METRICS_PORT; 0 takes a free one."
        )
