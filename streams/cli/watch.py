"""``reswatch watch``: feeds into Kafka, until SIGINT or SIGTERM."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import click

from streams.cli.common import broker_option, cancelled_by_sigterm, load_settings, with_kafka

if TYPE_CHECKING:
    from streams.cli.publishing import Encode
    from streams.settings import Settings
    from streams.sources.feeds.feed import Source
    from streams.sources.feeds.watcher import Told, Watcher
    from streams.telemetry.feed_metrics import FeedMetrics


@click.command()
@click.argument("feeds", nargs=-1)
@click.option("--once", is_flag=True, help="Poll each feed once, deliver what is new, and end.")
@click.option(
    "--interval",
    type=(click.FloatRange(min=0, min_open=True), click.FloatRange(min=0, min_open=True)),
    metavar="SHORTEST LONGEST",
    help="Seconds between two polls of a feed, at least and at most.",
)
@click.option("--no-pages", is_flag=True, help="Publish what the feeds carry, and fetch no page.")
@click.option("--allow-private", is_flag=True, help="For development: feeds and pages at private addresses too.")
@click.option("--json", "as_json", is_flag=True, help="What happens as lines of JSON, on stdout.")
@broker_option
def watch(
    feeds: tuple[str, ...],
    *,
    once: bool,
    interval: tuple[float, float] | None,
    no_pages: bool,
    allow_private: bool,
    as_json: bool,
    broker: str | None,
) -> None:
    """Follow FEEDS (RSS, Atom, JSON Feed) and send each new or changed article to the topic articles-raw.

    FEEDS are OPML files, text files with an address a line, or addresses; without any, the feeds that come with
    reswatch: the UN's own, and agencies'. The page behind an item is fetched where its host allows it (robots.txt);
    where it cannot be had, what the feed carries is sent, or the item is tried again later. What has been sent is
    known across restarts: feeds.sqlite in the data folder.

    A feed is asked more often while it has news, and less often while it has none or fails; one that answers 410 is
    not asked any more. Each host gets one request at a time.

    \b
    Examples:
      reswatch watch
      reswatch watch --once --json https://example.org/feed.xml
      reswatch watch subscriptions.opml --interval 60 900

    Exit codes: 0 after a signal, and with --once when every feed was read; 1 when one was not, when Kafka is not there
    or refuses, or a list cannot be read; 2 for a wrong option.
    """
    settings = load_settings(broker=broker, feed_interval=interval, allow_private=allow_private or None)
    sources = _sources(feeds)
    from streams.cli.codecs import writer  # noqa: PLC0415  (--help need not wait for aiokafka)

    work = _watch(sources, settings, writer(settings).encode_raw, once=once, pages=not no_pages, as_json=as_json)
    with suppress(KeyboardInterrupt):
        sys.exit(0 if with_kafka(work) else 1)


def _sources(feeds: Sequence[str]) -> "list[Source]":
    from streams.cli.watching import sources_of  # noqa: PLC0415  (--help need not wait for aiokafka)
    from streams.sources.feeds import starter  # noqa: PLC0415
    from streams.sources.feeds.subscriptions import BadListError  # noqa: PLC0415

    try:
        found = sources_of(feeds or [str(starter())])
    except (BadListError, OSError) as error:
        raise click.ClickException(f"{error}. FEEDS are OPML files, lists of addresses, or addresses.") from None
    if not found:
        raise click.ClickException("No feed is named there.")
    return found


async def _watch(
    sources: "Sequence[Source]", settings: "Settings", encode: "Encode", *, once: bool, pages: bool, as_json: bool
) -> bool:
    """Follow the feeds until a signal; return False when, with ``once``, one of them was not read."""
    from streams.cli import watching, watching_text  # noqa: PLC0415
    from streams.sources.feeds.courier import NotNow  # noqa: PLC0415
    from streams.telemetry.feed_metrics import FeedMetrics  # noqa: PLC0415

    cancelled_by_sigterm()
    shown = not as_json and sys.stdout.isatty()
    tell = watching_text.quiet if shown else _line_of_json if as_json else watching_text.logger(settings)
    metrics = FeedMetrics()
    try:
        async with (
            watching.watcher(sources, settings, encode, metrics, tell, pages=pages) as watcher,
            _shown(watcher, shown),
            _served(metrics, settings, not once),
        ):
            await (watcher.once() if once else watcher.run())
            return all(status.standing in ("well", "ended") for status in watcher.status())
    except asyncio.CancelledError:  # a signal: everything is closed by now
        return True
    except NotNow as error:
        raise click.ClickException(f"{error}. What was not acknowledged is sent at the next run.") from None
    except watching.UnwritableError as error:
        raise click.ClickException(f"{error} Set RESWATCH_DATA_DIR.") from None
    except sqlite3.Error as error:
        raise click.ClickException(
            f"{watching.memory_file(settings)}: {error}. Another watch may hold it; or move it away: what it knew as "
            "sent is then sent again."
        ) from None


def _line_of_json(told: "Told") -> None:
    from streams.cli.watching_text import as_json  # noqa: PLC0415

    sys.stdout.buffer.write(as_json(told) + b"\n")
    sys.stdout.buffer.flush()


@asynccontextmanager
async def _shown(watcher: "Watcher", wanted: bool) -> AsyncIterator[None]:
    """Show on a terminal how each feed does, and leave that there at the end."""
    if not wanted:
        yield
        return
    from rich.live import Live  # noqa: PLC0415

    from streams.cli.watching_text import table  # noqa: PLC0415

    with Live(table(watcher.status()), auto_refresh=False) as live:

        async def refresh() -> None:
            while True:
                live.update(table(watcher.status()), refresh=True)
                await asyncio.sleep(1)

        refreshing = asyncio.create_task(refresh())
        try:
            yield
        finally:
            refreshing.cancel()
            live.update(table(watcher.status()), refresh=True)


@asynccontextmanager
async def _served(metrics: "FeedMetrics", settings: "Settings", wanted: bool) -> AsyncIterator[None]:
    """Serve the metrics: at the port of the settings, or at a free one where a worker has that already."""
    if not wanted:
        yield
        return
    from streams.telemetry.address import address_fault  # noqa: PLC0415
    from streams.telemetry.server import TelemetryServer  # noqa: PLC0415

    host, port = settings.metrics_host, settings.metrics_port
    fault = address_fault(host, port)
    server = TelemetryServer(metrics, alive=lambda: None, ready=lambda: None, host=host, port=0 if fault else port)
    try:
        await server.start()
    except OSError as error:
        raise click.ClickException(f"/metrics cannot be served at {host}: {error.strerror}.") from None
    click.echo(f"Metrics: http://{host}:{server.port}/metrics" + (f" ({port}: {fault})" if fault else ""), err=True)
    try:
        yield
    finally:
        await server.stop()
