"""``reswatch tail``: the records of a topic, decoded."""

import sys
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Any

import click

from streams.cli.common import broker_option, load_settings, with_kafka

if TYPE_CHECKING:
    from streams.cli.tailing import Wanted
    from streams.settings import Settings


@click.command()
@click.argument("topic")
@click.option("--from-beginning", is_flag=True, help="Begin with the oldest record that the topic still has.")
@click.option("-n", "--count", type=click.IntRange(min=1), help="Stop after so many records.")
@click.option(
    "--no-follow", is_flag=True, help="Stop at the end; without --from-beginning -n then means the last ones."
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a record, with its headers.")
@broker_option
def tail(
    topic: str, from_beginning: bool, count: int | None, no_follow: bool, as_json: bool, broker: str | None
) -> None:
    """Print the records of TOPIC, decoded: from now on, until Ctrl-C.

    Joins no consumer group and commits nothing. Records of one partition come in their order; across partitions they
    come as Kafka hands them out. Dead letters are shown as their cause and size: `reswatch dead-letters show` has more.

    \b
    Examples:
      reswatch tail articles-enriched                        what comes from now on
      reswatch tail articles-enriched --no-follow            all that is there
      reswatch tail articles-enriched --no-follow -n 5       the last five
      reswatch tail articles-enriched --from-beginning -n 5  the first five
      reswatch tail articles-enriched --json | jq '.value.resolution_events[] | select(.stage == "vetoed")'

    With --json a line has key, partition, offset, timestamp, headers, size, schema, value and problem; value is null
    for a takedown, and where problem says why it cannot be shown.

    Exit codes: 0, also after Ctrl-C; 1 when Kafka is not there or has no such topic.
    """
    settings = load_settings(broker=broker)
    from streams.cli.tailing import Wanted  # noqa: PLC0415  (--help need not wait for aiokafka)

    wanted = Wanted(from_beginning=from_beginning, follow=not no_follow, count=count)
    with suppress(KeyboardInterrupt):
        with_kafka(_print(settings, topic, wanted, as_json))


async def _print(settings: "Settings", topic: str, wanted: "Wanted", as_json: bool) -> None:
    from rich.console import Console  # noqa: PLC0415

    from streams.cli import tailing  # noqa: PLC0415
    from streams.cli.codecs import reader  # noqa: PLC0415

    console = Console(highlight=False)
    layout: dict[str, Any] = {"no_wrap": True, "overflow": "ellipsis"} if console.is_terminal else {"soft_wrap": True}
    with reader(settings) as codec:
        async with aclosing(tailing.records(settings.cluster, topic, wanted)) as records:
            async for record in records:
                decoded = tailing.decode(record, codec)
                if as_json:
                    sys.stdout.buffer.write(tailing.as_json(decoded) + b"\n")
                    sys.stdout.buffer.flush()
                else:
                    console.print(tailing.as_line(decoded), **layout)
