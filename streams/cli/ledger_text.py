"""What ``reswatch ledger`` prints. Pure: values in, text out."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from rich import box
from rich.table import Table
from rich.text import Text

from streams.cli.ledgering import Ledger
from streams.contracts.topics import ARTICLES_RAW
from streams.core.ledger import Balance, Span, covered

SPANS_SHOWN = 12
"""How many runs of offsets a line names; ``--json`` has all."""
COLUMNS = ("RECEIVED", "ENRICHED", "FILTERED", "DEAD", "IN FLIGHT", "HOLES", "REPEATS")
STYLES = {"HOLES": "bold red", "REPEATS": "yellow"}
"""How a number other than 0 is shown."""


def as_json(ledger: Ledger, group: str, isolation: str) -> bytes:
    """Return the ledger as one JSON object; runs of offsets are pairs of their first and last."""
    told = {
        "topic": ARTICLES_RAW,
        "group": group,
        "isolation": isolation,
        "closed": ledger.closed,
        "total": _counts(list(ledger.balances.values())),
        "partitions": [_partition(number, balance) for number, balance in sorted(ledger.balances.items())],
        "outputs_without_source": ledger.sourceless,
        "contradictions": ledger.contradictions,
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2)


def _partition(number: int, balance: Balance) -> dict[str, Any]:
    return {
        "partition": number,
        "from": balance.first,
        "to": balance.end,
        "committed": balance.committed,
        **_counts([balance]),
        "hole_offsets": balance.holes,
        "repeat_offsets": balance.repeated,
        "contradictory_offsets": balance.contradictory,
    }


def _counts(balances: Sequence[Balance]) -> dict[str, int]:
    enriched, filtered, dead = (sum(each.settled[kind] for each in balances) for kind in range(3))
    return {
        "received": sum(each.received for each in balances),
        "enriched": enriched,
        "filtered": filtered,
        "dead_lettered": dead,
        "in_flight": sum(each.in_flight for each in balances),
        "unproven": sum(each.unproven for each in balances),
        "holes": sum(covered(each.holes) for each in balances),
        "repeats": sum(each.repeats for each in balances),
        "replayed": sum(each.replayed for each in balances),
        "contradictory": sum(covered(each.contradictory) for each in balances),
    }


def table(ledger: Ledger) -> Table:
    """Return a row a partition that has records, and their sum."""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_footer=True)
    counts = _counts(list(ledger.balances.values()))
    shown.add_column("OFFSETS", footer="all", no_wrap=True)
    for name, cell in zip(COLUMNS, _cells(counts), strict=True):
        shown.add_column(name, footer=cell, justify="right", no_wrap=True)
    for number, balance in sorted(ledger.balances.items()):
        if balance.received:
            shown.add_row(f"{number}:{balance.first}-{balance.end - 1}", *_cells(_counts([balance])))
    return shown


def _cells(counts: dict[str, int]) -> Iterator[Text]:
    names = ("received", "enriched", "filtered", "dead_lettered", "in_flight", "holes", "repeats")
    for column, name in zip(COLUMNS, names, strict=True):
        yield Text(f"{counts[name]:,}", STYLES.get(column, "") if counts[name] else "")


def remarks(ledger: Ledger) -> Iterator[Text]:
    """Yield a line on each thing that the table cannot say, and a verdict."""
    for number, balance in sorted(ledger.balances.items()):
        place = f"{ARTICLES_RAW}/{number}"
        if balance.holes:
            yield Text(f"{place}: no output of offsets {spans_text(balance.holes)}", "bold red")
        if balance.contradictory:
            text = f"{place}: outputs that contradict each other, of offsets {spans_text(balance.contradictory)}"
            yield Text(text, "bold red")
        if balance.repeated:
            yield Text(f"{place}: repeated, offsets {spans_text(balance.repeated)}", "yellow")
        if balance.replayed:
            yield Text(f"{place}: {balance.replayed:,} read again and published anew by a replay", "dim")
        if balance.unproven:
            yield Text(f"{place}: {balance.unproven:,} without output, which may have expired", "yellow")
    for topic, count in sorted(ledger.sourceless.items()):
        yield Text(f"{topic}: {count:,} records do not say where they come from", "yellow")
    for contradiction in ledger.contradictions:
        yield Text(contradiction, "bold red")
    yield Text("The ledger is closed.", "green") if ledger.closed else Text("The ledger is not closed.", "bold red")


def spans_text(spans: Sequence[Span]) -> str:
    """Return runs of offsets as people read them: ``3, 17-29 (14 in all)``."""
    named = [str(first) if first == last else f"{first}-{last}" for first, last in spans[:SPANS_SHOWN]]
    more = ", …" if len(spans) > SPANS_SHOWN else ""
    return f"{', '.join(named)}{more} ({covered(tuple(spans)):,} in all)"
