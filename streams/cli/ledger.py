"""``reswatch ledger``: is every raw record accounted for?"""

import sys
from typing import TYPE_CHECKING

import click

from streams.cli.common import broker_option, load_settings, with_kafka
from streams.cli.progress import progress_shown

if TYPE_CHECKING:
    from streams.cli.ledgering import Ledger

OPEN, NOT_DRAWN_UP = 1, 2
"""Exit codes, as those of diff: what differs must not look like what could not be compared."""


class Place(click.ParamType):
    """An offset, of all partitions (``100``) or of one (``3:100``)."""

    name = "[PARTITION:]OFFSET"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int | None, int]:
        partition, colon, offset = str(value).rpartition(":")
        numbers = [partition, offset] if colon else [offset]
        if not all(each.isascii() and each.isdigit() and len(each) < 20 for each in numbers):
            self.fail(f"{value!r} is not an offset, as in 100, or a partition and an offset, as in 3:100.", param, ctx)
        return (int(partition) if colon else None, int(offset))


@click.command()
@click.option(
    "--from", "starts", type=Place(), multiple=True, help="First offset, of each partition or of one; may be repeated."
)
@click.option("--to", "stops", type=Place(), multiple=True, help="Offset to stop before; the same way.")
@click.option(
    "--isolation",
    type=click.Choice(["read_committed", "read_uncommitted"]),
    default="read_committed",
    show_default=True,
    help="Whether outputs of transactions that were not committed count.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with all offsets.")
@broker_option
def ledger(
    starts: tuple[tuple[int | None, int], ...],
    stops: tuple[tuple[int | None, int], ...],
    isolation: str,
    as_json: bool,
    broker: str | None,
) -> None:
    """Account for every raw article: received = enriched + filtered + dead letters + in flight.

    Read from Kafka alone: every output's headers name the record that it was made from. In flight is what has no output
    yet where the enrich group stands, or above; below it, that is a hole: a lost article, named by its offset. Workers
    may run meanwhile. An output that came twice is a repeat, which a crash leaves; where the two are not the same, byte
    for byte, they contradict each other. Gaps in the offsets are looked at, and are no holes.

    By default all that articles-raw retains is accounted for. The topics of the outputs are read whole: a million
    articles take about half a minute, and five bytes of memory each.

    \b
    Examples:
      reswatch ledger
      reswatch ledger --from 3:1000 --to 3:2000        these offsets of partition 3, and all of the others
      reswatch ledger --json | jq '.partitions[] | select(.holes > 0) | {partition, hole_offsets}'

    Exit codes: 0 when the ledger is closed; 1 when there are holes or contradictions; 2 for a wrong option, or when
    Kafka is not there.
    """
    try:
        drawn, group = _draw_up(dict(starts), dict(stops), isolation, broker)
    except click.ClickException as error:
        error.exit_code = NOT_DRAWN_UP
        raise
    from streams.cli import ledger_text  # noqa: PLC0415  (--help need not wait for rich)

    if as_json:
        click.echo(ledger_text.as_json(drawn, group, isolation))
    else:
        _show(drawn)
    if not drawn.closed:
        sys.exit(OPEN)


def _draw_up(
    starts: dict[int | None, int], stops: dict[int | None, int], isolation: str, broker: str | None
) -> "tuple[Ledger, str]":
    settings = load_settings(broker=broker)
    from streams.cli import ledgering  # noqa: PLC0415  (--help need not wait for aiokafka)

    wanted = ledgering.Wanted(starts, stops, "read_committed" if isolation == "read_committed" else "read_uncommitted")
    group = f"{settings.app_id}-enrich"
    with progress_shown() as progress:
        return with_kafka(ledgering.draw_up(settings.cluster, group, wanted, progress)), group


def _show(drawn: "Ledger") -> None:
    from rich.console import Console  # noqa: PLC0415

    from streams.cli import ledger_text  # noqa: PLC0415

    console = Console(highlight=False)
    console.print(ledger_text.table(drawn))
    for line in ledger_text.remarks(drawn):
        console.print(line, soft_wrap=True)
