"""``reswatch preview``: what a subscription would have matched in the store."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from streams.cli.clauses import CLAUSES_HELP, checked, clause_options, written
from streams.cli.common import broker_option, load_settings, one_line, with_kafka
from streams.cli.times import Since

if TYPE_CHECKING:
    from streams.core.model import Alert, EnrichedArticle, Subscription
    from streams.settings import Settings

DRAFT_ID = "draft"
"""What a subscription without an id is called while it is only looked at."""


@click.command(
    help=f"""Show the alerts that a subscription would have got from the articles in the store; nobody is alerted.

    ID is a subscription that exists; without it the clauses say what to look for. Articles count by when they were
    published (else fetched), each in its current version. What they tell of resolutions is put together as the stream
    does, so each fact counts once however many tell it; what was known before --since counts as new. Kafka is asked
    only for ID.

    {CLAUSES_HELP}
    \b
    Examples:
      reswatch preview iran-syria
      reswatch preview --all target:Iran,SYR --all stage:tabled,adopted --since 52w
      reswatch preview --file sahel.toml --json | jq '.matched[].quotes[].text'

    With --json a line is an alert as subscribers get it, the oldest first.

    Exit codes: 0, also when nothing matched; 1 when the store or Kafka cannot be read, or there is no such
    subscription; 2 when the clauses are not valid.
    """
)
@click.argument("name", metavar="[ID]", required=False)
@clause_options
@click.option("--since", type=Since(), default="90d", show_default=True, help="24h, 90d, 12w, or a day: 2026-11-20.")
@click.option(
    "-n", "--count", type=click.IntRange(min=1), default=20, show_default=True, help="Show so many, the newest."
)
@click.option("--json", "as_json", is_flag=True, help="All of them, one line of JSON an alert.")
@broker_option
def preview(  # noqa: PLR0913  (the command's options)
    name: str | None,
    *,
    all_of: tuple[str, ...],
    any_of: tuple[str, ...],
    none_of: tuple[str, ...],
    file: Path | None,
    on: str | None,
    since: datetime,
    count: int,
    as_json: bool,
    broker: str | None,
) -> None:
    given = {"all_of": all_of, "any_of": any_of, "none_of": none_of}
    if (name is not None) == (file is not None or any(given.values())):
        raise click.UsageError("Say what to look for: ID, or --file, or clauses (--all, --any, --none).")
    wanted = None if name else checked(_draft(written(file, given), on))
    settings = load_settings(broker=broker)
    with _history(settings, since) as articles:
        alerts = _alerts(wanted or _existing(settings, name or ""), articles)
        if as_json:
            _print_json(alerts)
        else:
            _print(alerts, count, since)


def _draft(data: dict[str, Any], on: str | None) -> dict[str, Any]:
    """Return the data of a subscription that has no name yet."""
    return {
        "id": DRAFT_ID,
        **{key: value for key, value in data.items() if value is not None},
        **({"on": on} if on else {}),
    }


def _existing(settings: "Settings", name: str) -> "Subscription":
    from streams.cli import subscribing  # noqa: PLC0415  (--help need not wait for aiokafka)

    found = with_kafka(subscribing.read(settings)).get(name)
    if found is None:
        raise click.ClickException(f"There is no subscription {one_line(name)}: `reswatch subscriptions` lists them.")
    if isinstance(found, str):
        raise click.ClickException(f"{one_line(name)} cannot be read: {one_line(found)}")
    return found


@contextmanager
def _history(settings: "Settings", since: datetime) -> "Iterator[Iterator[EnrichedArticle]]":
    """Open the store, and give its articles from ``since`` to now.

    :raises click.ClickException: when it cannot be opened or read.
    """
    from streams.sinks.store import Store, StoreError  # noqa: PLC0415  (takes a while, which --help need not wait for)

    try:
        store = Store.open(settings.store, make=False)
        try:
            yield store.history(since, datetime.now(UTC))
        finally:
            store.close()
    except StoreError as error:
        raise click.ClickException(str(error)) from None


def _alerts(wanted: "Subscription", articles: "Iterable[EnrichedArticle]") -> "Iterator[Alert]":
    from streams.core.preview import Preview  # noqa: PLC0415

    preview = Preview(wanted)
    for article in articles:
        yield from preview.take(article)


def _print_json(alerts: "Iterator[Alert]") -> None:
    from streams.contracts.json_lines import to_json  # noqa: PLC0415
    from streams.contracts.records import alert_record  # noqa: PLC0415

    for alert in alerts:
        sys.stdout.buffer.write(to_json(alert_record(alert)) + b"\n")


def _print(alerts: "Iterator[Alert]", count: int, since: datetime) -> None:
    from rich.console import Console  # noqa: PLC0415

    from streams.cli.alert_text import WIDEST, as_card  # noqa: PLC0415

    total, shown = 0, deque["Alert"](maxlen=count)
    for alert in alerts:
        total += 1
        shown.append(alert)
    console = Console(highlight=False)
    for alert in shown:
        console.print(as_card(alert), width=min(console.width, WIDEST))
    those = "" if total <= count else f"; the newest {count} are shown, --json has all"
    console.print(f"{total:,} alert{'' if total == 1 else 's'} since {since:%Y-%m-%d}{those}.")
