"""A role's process from its start to its end: what is checked, what is observed, what runs beside the app."""

import time
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import faust
from faust.types import TP

from streams import __version__
from streams.contracts.access import grants
from streams.contracts.codec import Codec
from streams.contracts.registry import Lookups, Registry, RegistryError, writer_ids
from streams.contracts.schemas import schemas
from streams.contracts.topics import topics
from streams.kafka.guard import AccessGuard
from streams.kafka.handshake import AccessError, UnreachableError
from streams.kafka.topics import TopicsError, require
from streams.kafka.watchdog import Watchdog
from streams.runtime.parts import Alongside, Parts, Role, StartError, halt
from streams.settings import Settings
from streams.telemetry import logs
from streams.telemetry.address import address_fault
from streams.telemetry.logs import Event
from streams.telemetry.metrics import Metrics
from streams.telemetry.server import TelemetryServer

log = logs.logger(__name__)


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
        Alongside(_Served(server, settings)),
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


class _Served:
    """The server, or the end of the worker in a sentence where another has taken its address meanwhile."""

    def __init__(self, server: TelemetryServer, settings: Settings) -> None:
        self._server = server
        self._settings = settings

    async def start(self) -> None:
        try:
            await self._server.start()
        except OSError as error:
            fault = address_fault(self._settings.metrics_host, self._settings.metrics_port) or error.strerror
            halt(_not_served(self._settings, fault or str(error)))

    async def stop(self) -> None:
        await self._server.stop()


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
        raise StartError(_not_served(settings, fault))


def _not_served(settings: Settings, fault: str) -> str:
    return (
        f"/metrics cannot be served at {settings.metrics_host}:{settings.metrics_port}: {fault}. "
        "Name another port with --metrics-port or RESWATCH_METRICS_PORT; 0 takes a free one."
    )
