"""``reswatch canary``: articles of our own through the whole stream, so that somebody notices when none come out."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from streams.cli.common import broker_option, cancelled_by_sigterm, load_settings, with_kafka

if TYPE_CHECKING:
    from streams.cli.publishing import Encode
    from streams.kafka.cluster import Cluster


@click.command(epilog="Settings come from RESWATCH_… variables and reswatch.toml: see the README.")
@broker_option
@click.option(
    "--every", type=click.FloatRange(min=1), default=60.0, show_default=True, help="Seconds between two rounds."
)
@click.option("--once", is_flag=True, help="Send one round and end.")
def canary(broker: str | None, every: float, once: bool) -> None:
    """Send a canary into each partition of the raw topic, again and again, until SIGINT or SIGTERM.

    A canary is an article of our own about nothing. Every role handles it like any other, but it is never stored, and
    nobody is alerted of it. Each worker tells in its metrics when it last saw one, and how long that took to get there
    (reswatch_canary_seen_timestamp_seconds, reswatch_canary_seconds): the alert CanaryLate hears of the partition that
    lets none through. One process is enough. Consumers of your own on articles-enriched drop the keys that begin with
    reswatch:canary/.

    Exit codes: 0 after a signal, and with --once when Kafka has taken all; 1 when it has not.
    """
    settings = load_settings(broker=broker)
    from streams.cli.codecs import writer  # noqa: PLC0415  (--help need not wait for aiokafka)

    with suppress(KeyboardInterrupt):
        with_kafka(_fly(settings.cluster, writer(settings).encode_raw, None if once else every))


async def _fly(cluster: "Cluster", encode: "Encode", every: float | None) -> None:
    """Send round after round, ``every`` so many seconds, or one where that is None."""
    from streams.cli.watching import publisher  # noqa: PLC0415  (--help need not wait for aiokafka)
    from streams.contracts.canary import canary as article  # noqa: PLC0415
    from streams.contracts.canary import canary_uris  # noqa: PLC0415
    from streams.contracts.topics import ARTICLES_RAW  # noqa: PLC0415
    from streams.kafka.clients import partitions_of  # noqa: PLC0415
    from streams.sources.feeds.courier import NotNow  # noqa: PLC0415

    cancelled_by_sigterm()
    uris = canary_uris(await partitions_of(cluster, ARTICLES_RAW))
    async with publisher(cluster, encode) as publish:
        try:
            while True:
                try:
                    for uri in uris.values():
                        await publish(article(uri))
                except NotNow as error:
                    if every is None:
                        raise click.ClickException(f"{error}.") from None
                    click.echo(f"{error}: the next round is in {every:.0f} s", err=True)
                if every is None:
                    break
                await asyncio.sleep(every)
        except asyncio.CancelledError:
            return
    click.echo(f"{len(uris)} canaries sent to {ARTICLES_RAW}", err=True)
