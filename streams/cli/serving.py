"""The work of ``reswatch web``: the API's parts put together, and served."""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from typing import NoReturn, Protocol

import click
import uvicorn

from streams import network
from streams.cli.codecs import writer
from streams.contracts.access import claim_on_subscriptions
from streams.settings import Settings
from streams.sinks.channels import ChannelError, Channels
from streams.sinks.keyfile import KeyFileError, webhook_key
from streams.sinks.store import Store, StoreError
from streams.sinks.webhook import Webhooks
from streams.telemetry import logs
from streams.telemetry.address import address_fault
from streams.telemetry.logs import Event
from streams.telemetry.server import TelemetryServer
from streams.telemetry.web_metrics import WebMetrics
from streams.web.app import create_app
from streams.web.desk import KafkaSubscriptions
from streams.web.hub import Hub
from streams.web.parts import Web
from streams.web.rates import Rates
from streams.web.raw_topic import KafkaArticles
from streams.web.trying import SECONDS, Trials

STRANGERS_A_SECOND, STRANGERS_AT_ONCE = 1.0, 20
CONNECTIONS = 1_000
GOODBYE_SECONDS = 2

log = logs.logger(__name__)


class Startable(Protocol):
    """What is started and stopped."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What is started before the API answers, and stopped after it."""

    store: Store
    key: bytes
    channels: Channels | None


def serve(settings: Settings) -> None:
    """Serve the API until a signal.

    :raises click.ClickException: when it cannot start.
    """
    logs.configure(settings.log_level, settings.log_format)
    for name in ("web", "metrics"):
        host, port = getattr(settings, f"{name}_host"), getattr(settings, f"{name}_port")
        if fault := address_fault(host, port):
            variable = f"RESWATCH_{name.upper()}_PORT"
            raise click.ClickException(f"Nothing can be served at {host}:{port}: {fault}. Name another: {variable}.")
    try:
        store = Store.open(settings.store)
        key = webhook_key(settings.webhook_key, settings.data_dir)
        urls = {name: url.get_secret_value() for name, url in settings.channels.items()}
        around = Around(store, key, Channels(urls) if urls else None)
    except (StoreError, KeyFileError, ChannelError) as error:
        raise click.ClickException(str(error)) from None
    with closing(store):
        asyncio.run(_serve(settings, around))


def _halt(reason: str) -> NoReturn:
    """End the process at once: without access to Kafka nothing that it shows of it would be true."""
    log.critical(Event.WORKER_HALTED, reason=reason)
    logging.shutdown()
    os._exit(1)


async def _serve(settings: Settings, around: Around) -> None:
    metrics = WebMetrics()
    async with _parts(settings, around, metrics) as web:
        app = create_app(web, metrics)
        config = uvicorn.Config(
            app,
            host=settings.web_host,
            port=settings.web_port,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        await _Server(config, web.hub).serve()


class _Server(uvicorn.Server):
    """Ends with the signals that our other commands end with, and with exit code 0."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._end)
        yield

    async def startup(self, sockets: object = None) -> None:
        await super().startup(sockets)  # type: ignore[arg-type]  # its own type
        for server in self.servers:
            host, port = server.sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            log.info(Event.WEB_STARTED, url=f"http://{shown}:{port}/v1")

    async def shutdown(self, sockets: object = None) -> None:
        await self._hub.close()
        await super().shutdown(sockets)  # type: ignore[arg-type]  # as above

    def _end(self) -> None:
        self.should_exit = True


@asynccontextmanager
async def _parts(settings: Settings, around: Around, metrics: WebMetrics) -> AsyncIterator[Web]:
    cluster, codec = settings.cluster, writer(settings)
    subscriptions = KafkaSubscriptions(cluster, codec, claim_on_subscriptions(settings.app_id), _halt)
    articles = KafkaArticles(cluster, codec, f"{settings.app_id}-enrich")
    telemetry = TelemetryServer(
        metrics,
        alive=lambda: None,
        ready=lambda: None if subscriptions.is_whole else "the subscriptions have not been read yet",
        host=settings.metrics_host,
        port=settings.metrics_port,
    )
    http = network.client(allow_private=settings.allow_private, timeout=SECONDS)
    hub = Hub(around.store, metrics)
    async with http:
        webhooks = Webhooks(http, around.key, allow_private=settings.allow_private)
        started: list[Startable] = [telemetry, subscriptions, articles, hub]
        for each in started:
            await each.start()
        try:
            yield Web(
                store=around.store,
                subscriptions=subscriptions,
                articles=articles,
                trials=Trials(webhooks, around.channels),
                hub=hub,
                rates=Rates(settings.web_rate / 60, max(1.0, settings.web_rate / 10)),
                strangers=Rates(STRANGERS_A_SECOND, STRANGERS_AT_ONCE),
                webhook_key=around.key,
                allow_private=settings.allow_private,
                most_behind=settings.web_most_behind,
                channels=frozenset(settings.channels),
            )
        finally:
            for each in reversed(started):
                await each.stop()
