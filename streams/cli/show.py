"""Publishes articles and shows what comes out, for ``reswatch run``."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console, Group, RenderableType
from rich.live import Live

from streams.cli import publishing
from streams.cli.live import (
    Tally,
    alert_card,
    enriched_card,
    feeds_line,
    roles_line,
    setback_card,
    status_line,
    takedown_card,
)
from streams.cli.roles import Pulse, Workers
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ALERTS, ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.sources.files import Found, read

OUTPUTS = (ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS, ALERTS)
REFRESH_SECONDS = 0.1
PULSE_SECONDS = 1.0
QUIET_PULSES = 3
"""Between two looks at the workers' metrics."""


async def show(
    console: Console,
    cluster: Cluster,
    paths: Iterable[Path],
    workers: Workers,
    *,
    pause: float,
    once: bool,
) -> None:
    """Publish the articles of ``paths`` and print a card for each record that comes out.

    :param pause: seconds between articles.
    :param once: return when everything that was published has come out, and has gone through all roles.
    :raises click.ClickException: when a worker has ended.
    """
    desk = _Desk()
    existing = await clients.partitions_by_topic(cluster)
    async with asyncio.TaskGroup() as tasks:
        standing = [asyncio.Event() for _ in OUTPUTS]
        watching = [
            tasks.create_task(_watch(cluster, topic, existing[topic], desk, event))
            for topic, event in zip(OUTPUTS, standing, strict=True)
        ]
        for event in standing:
            await event.wait()
        sending = tasks.create_task(_publish(cluster, paths, pause, desk))
        watching.append(tasks.create_task(_take_pulse(workers, desk)))
        with _line_ended(console), Live(console=console, auto_refresh=False) as live:
            while not (once and sending.done() and desk.is_through()):
                if reason := workers.fault():
                    raise click.ClickException(reason)
                for card in desk.take_cards():
                    live.console.print(card)
                hint = "" if once else "Ctrl-C ends it"
                live.update(desk.foot(hint), refresh=True)
                await asyncio.sleep(REFRESH_SECONDS)
            for card in desk.take_cards():
                live.console.print(card)
            live.update(desk.foot(""), refresh=True)
        for task in watching:
            task.cancel()


@contextmanager
def _line_ended(console: Console) -> Iterator[None]:
    """End the last line where the output is no terminal; there rich does."""
    try:
        yield
    finally:
        if not console.is_terminal:
            console.line()


class _Desk:
    """What has been counted, and the cards that wait to be shown."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.sent = publishing.Tally()
        self.codec = Codec()
        self.pulse = Pulse({}, 0)
        self.quiet = 0
        """Pulses in a row in which no role had anything to do: what one tells, the next hears of a moment later."""
        self._cards: deque[RenderableType] = deque()  # the publishing thread adds to it

    @property
    def published(self) -> int:
        """Articles that Kafka has acknowledged."""
        return self.sent.published

    def is_through(self) -> bool:
        """Whether all that was published has come out, and every role has done with it."""
        stored = self.tally.enriched if "store" in self.pulse.lag else 0
        return self.tally.out >= self.published and self.pulse.stored >= stored and self.quiet >= QUIET_PULSES

    def foot(self, hint: str) -> RenderableType:
        """Return the lines at the foot."""
        went_in = max(self.published + self.pulse.items, self.tally.out)  # others may publish too
        lines = [
            status_line(self.tally, went_in, time.monotonic(), hint),
            roles_line(self.tally.alerts, self.pulse.stored, self.pulse.lag),
        ]
        return Group(*lines, *([feeds_line(self.pulse.feeds)] if self.pulse.feeds else []))

    def take_cards(self) -> Iterator[RenderableType]:
        """Yield the cards that have not been shown yet."""
        while self._cards:
            yield self._cards.popleft()

    def refused(self, place: str, why: str) -> None:
        """Note an article that was not even published."""
        self._cards.append(setback_card("not published", place, why))

    def came_out(self, record: clients.Record) -> None:
        """Note a record of one of the output topics."""
        went_in = int(headers.read(record.headers, headers.SOURCE_TIMESTAMP) or record.timestamp)
        latency = max(0, record.timestamp - went_in) / 1000
        if record.topic != ALERTS:
            self.tally.saw(time.monotonic(), latency)
        self._cards.append(self._card(record, latency))

    def _card(self, record: clients.Record, latency: float) -> RenderableType:
        name = (record.key or b"").decode("utf-8", "replace")
        if record.topic == ALERTS:
            self.tally.alerts += 1
            return alert_card(self.codec.decode_alert(record.value or b""))
        if record.topic == DEAD_LETTERS:
            self.tally.dead += 1
            cause, detail = (headers.read(record.headers, h) or "" for h in (headers.CAUSE, headers.DETAIL))
            return setback_card(f"dead letter: {cause}", name, detail)
        if record.topic == ARTICLES_FILTERED:
            self.tally.filtered += 1
            _, receipt = self.codec.decode(record.value or b"")
            return setback_card("filtered", name, f"{receipt['reason']}: {receipt['detail']}")
        self.tally.enriched += 1
        if record.value is None:
            return takedown_card(name)
        _, article = self.codec.decode(record.value)
        self.tally.events += len(article["resolution_events"])
        return enriched_card(article, latency)


async def _watch(cluster: Cluster, topic: str, partitions: list[int], desk: _Desk, standing: asyncio.Event) -> None:
    """Report every record of ``topic`` from now on; ``standing`` is set when none can be missed any more."""
    async with clients.reader(cluster, topic, partitions) as consumer:
        await consumer.seek_to_end()
        for partition in consumer.assignment():
            await consumer.position(partition)
        standing.set()
        async for record in clients.read_on(consumer):
            desk.came_out(record)


async def _take_pulse(workers: Workers, desk: _Desk) -> None:
    while True:
        desk.pulse = await asyncio.to_thread(workers.pulse)
        desk.quiet = 0 if any(desk.pulse.lag.values()) else desk.quiet + 1
        await asyncio.sleep(PULSE_SECONDS)


async def _publish(cluster: Cluster, paths: Iterable[Path], pause: float, desk: _Desk) -> None:
    """Publish from a thread, since reading files and pausing block; when cancelled, that thread ends at once."""
    stopped = threading.Event()

    def paced() -> Iterator[Found]:
        for found in read(paths):
            yield found
            if stopped.wait(pause):
                return

    try:
        await asyncio.to_thread(publishing.publish, paced(), cluster, desk.codec.encode_raw, desk.sent, desk.refused)
    finally:
        stopped.set()
