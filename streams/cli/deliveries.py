"""``reswatch deliveries``: who is not getting their alerts; and have them sent again to a receiver that was paused."""

import json
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from streams.cli.common import broker_option, load_settings, one_line, with_kafka

if TYPE_CHECKING:
    from streams.kafka.clients import Record
    from streams.settings import Settings


@dataclass(slots=True)
class Waiting:
    """A subscription's alerts that wait: how many, since when, until when the next one does, and why."""

    subscription: str
    waits_for: str
    alerts: int
    since: datetime
    next_due: datetime
    reason: str | None


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a subscription and what it waits for.")
@broker_option
@click.pass_context
def deliveries(context: click.Context, as_json: bool, broker: str | None) -> None:
    """Show the subscriptions whose alerts wait: for a receiver that did not take them or is paused, or for an embargo.

    Columns: subscription, what its alerts wait for, how many, since when the oldest was made, when the next one is due,
    and what its receiver said last. What was given up is among the dead letters: --cause undeliverable.

    A receiver that has taken nothing for a day is paused. Its alerts are kept until it is resumed.

    \b
    Examples:
      reswatch deliveries
      reswatch deliveries --json | jq -r 'select(.waits_for == "retry").subscription'
      reswatch deliveries resume sanctions
      reswatch dead-letters list --cause undeliverable

    Exit codes: 0, also when none wait; 1 when Kafka is not there.
    """
    if context.invoked_subcommand is not None:
        return
    found = with_kafka(_read(load_settings(broker=broker)))
    if as_json:
        for each in found:
            row = {name: getattr(each, name) for name in each.__slots__}
            click.echo(json.dumps(row, default=_iso, ensure_ascii=False))
    elif found:
        _print_table(found)
    else:
        click.echo("No alert waits.")


@deliveries.command()
@click.argument("subscriptions", nargs=-1, required=True, metavar="SUBSCRIPTION...")
@broker_option
def resume(subscriptions: tuple[str, ...], broker: str | None) -> None:
    """Have what was kept for the receivers of a SUBSCRIPTION sent to them, and what comes from now on.

    They were paused, since they took nothing for a day, or their subscription was by hand. One that still takes nothing
    is paused again after a day, and nothing is lost by that.

    \b
    Example:
      reswatch deliveries resume sanctions

    Exit codes: 0; 1 when there is nothing to resume, or Kafka is not there.
    """
    from streams.cli.resuming import resumed  # noqa: PLC0415  (--help need not wait for aiokafka)

    settings = load_settings(broker=broker)
    missing = False
    for subscription in dict.fromkeys(subscriptions):
        names = with_kafka(resumed(settings, subscription))
        missing = missing or not names
        told = f"resumed: {', '.join(names)}" if names else "nothing of it is paused"
        click.echo(one_line(f"{subscription}: {told}"))
    if missing:
        raise SystemExit(1)


async def _read(settings: "Settings") -> list[Waiting]:
    """Read what the deliver role has not settled yet of where alerts wait."""
    from streams.contracts.topics import ALERTS_PAUSED, ALERTS_WAITING  # noqa: PLC0415  (--help need not wait for them)

    found: dict[tuple[str, str], Waiting] = {}
    seen: set[tuple[object, ...]] = set()
    for topic, group in ((ALERTS_WAITING, "waiting"), (ALERTS_PAUSED, "paused")):
        await _read_topic(settings, topic, f"{settings.app_id}-deliver-{group}", found, seen)
    return sorted(found.values(), key=lambda each: (each.waits_for == "embargo", each.since))


async def _read_topic(
    settings: "Settings", topic: str, group: str, found: dict[tuple[str, str], Waiting], seen: set[tuple[object, ...]]
) -> None:
    from aiokafka import TopicPartition  # noqa: PLC0415  (--help need not wait for aiokafka)

    from streams.kafka import clients  # noqa: PLC0415
    from streams.kafka.groups import committed  # noqa: PLC0415

    partitions = await clients.partitions_of(settings.cluster, topic)
    places = [TopicPartition(topic, partition) for partition in partitions]
    settled = await committed(settings.cluster, group, places)
    async with clients.reader(settings.cluster, topic, partitions) as consumer:
        ends, begins = await consumer.end_offsets(places), await consumer.beginning_offsets(places)
        for place in places:
            consumer.seek(place, max(begins[place], settled[place]))
        async with aclosing(clients.read_until(consumer, ends)) as records:
            async for record in records:
                _add(found, seen, record)


def _add(found: dict[tuple[str, str], Waiting], seen: set[tuple[object, ...]], record: "Record") -> None:
    from streams.contracts.headers import DETAIL, DUE, SOURCE_TIMESTAMP, WAIT, read, source  # noqa: PLC0415
    from streams.contracts.topics import ALERTS  # noqa: PLC0415

    subscription = (record.key or b"").decode("utf-8", "replace")
    waits_for = read(record.headers, WAIT) or "retry"
    since = _time(read(record.headers, SOURCE_TIMESTAMP), record.timestamp)
    due, reason = _time(read(record.headers, DUE), record.timestamp), read(record.headers, DETAIL)
    known = found.setdefault((subscription, waits_for), Waiting(subscription, waits_for, 0, since, due, reason))
    place = source(record.headers)
    alert = (
        (waits_for, *place)
        if place is not None and place[0] == ALERTS
        else (record.topic, record.partition, record.offset)
    )
    if alert not in seen:  # one that waits for several receivers by different times has a record for each
        known.alerts += 1
        seen.add(alert)
    known.since, known.next_due = min(known.since, since), min(known.next_due, due)
    known.reason = reason or known.reason


def _time(header: str | None, otherwise: int) -> datetime:
    milliseconds = int(header) if header and header.isascii() and header.isdigit() and len(header) < 15 else otherwise
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _iso(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")


def _print_table(found: list[Waiting]) -> None:
    from rich import box  # noqa: PLC0415  (--help need not wait for rich)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("SUBSCRIPTION", overflow="fold", min_width=len("SUBSCRIPTION"))
    for name in ("WAITS FOR", "ALERTS", "SINCE (UTC)", "NEXT DUE"):
        table.add_column(name, no_wrap=True)
    table.add_column("REASON")
    for each in found:
        since, due = (f"{moment:%m-%d %H:%M:%S}" for moment in (each.since, each.next_due))
        cells = (each.subscription, each.waits_for, f"{each.alerts:,}", since, due, each.reason or "")
        table.add_row(*map(one_line, cells))
    Console(markup=False, highlight=False).print(table)
