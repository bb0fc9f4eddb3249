"""``reswatch replay``: what would be otherwise, had the present rules read it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from streams.cli.common import broker_option, load_settings, one_line, with_kafka
from streams.cli.ledger import Place
from streams.cli.progress import progress_shown
from streams.cli.times import Time

if TYPE_CHECKING:
    from streams.cli.replay.following import Consequences
    from streams.cli.replay.stretch import Stretch
    from streams.cli.replay.working import Found
    from streams.settings import Settings

DIFFERS, TROUBLE = 1, 2
"""Exit codes, as those of diff: what differs must not look like what could not be compared."""
A_DAY = timedelta(days=1)


@click.command()
@click.option(
    "--since",
    type=Time(),
    help="Raw records from this time on: 24h, 7d, 2026-11-20, 2026-11-20T08:00Z.  [default: 24h]",
)
@click.option("--until", type=Time(), help="Raw records before this time.  [default: now]")
@click.option(
    "--from",
    "starts",
    type=Place(),
    multiple=True,
    help="First offset, of each partition or of one; goes before --since.",
)
@click.option("--to", "stops", type=Place(), multiple=True, help="Offset to stop before; goes before --until.")
@click.option(
    "--partition", "partitions", type=click.IntRange(min=0), multiple=True, help="Only this one; may be repeated."
)
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that share the reading."
)
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for the summary, and one for each difference.")
@click.option("--apply", is_flag=True, help="Publish what is read otherwise; nobody is alerted of it.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before that.")
@broker_option
def replay(  # noqa: PLR0913  (the command's options)
    *,
    since: datetime | None,
    until: datetime | None,
    starts: tuple[tuple[int | None, int], ...],
    stops: tuple[tuple[int | None, int], ...],
    partitions: tuple[int, ...],
    jobs: int,
    as_json: bool,
    apply: bool,
    yes: bool,
    broker: str | None,
) -> None:
    """Read a stretch of articles-raw again, by the present rules, and show what differs from what was published then.

    For use before a change of rules is deployed, or after. Workers may run meanwhile, and nothing is sent. First comes
    a summary, with the rules whose evidence changed; then each article that differs, its fields and its events before
    (-) and after (+); then the dossiers that would be otherwise, and the alerts that would not have been sent (-) or
    would have been (+), whatever a subscription had been told before.

    --apply publishes the articles that differ on articles-enriched, muted: stores and dossiers take the correction
    over, and nobody is alerted. The first live article that tells the same still alerts those who were not told. An
    article that nothing is read of any more stays as it was, and one that was taken down since stays down.

    The outputs since the day before --since are looked through once (with --from: all that are kept), then the raw
    records are read: a million articles take some twenty minutes of CPU, which --jobs spreads, and 24 MB of memory
    beside what differs.

    \b
    Examples:
      reswatch replay                                       the last 24 hours
      reswatch replay --since 2026-11-20 --until 2026-11-21 --jobs 4
      reswatch replay --from 3:1000 --to 3:2000 --partition 3
      reswatch replay --json | jq -r 'select(.kind == "article") | .uri'
      reswatch replay --since 7d --apply

    Exit codes: 0 when nothing differs, or all that did was published; 1 when something does; 2 for a wrong option, or
    when Kafka is not there.
    """
    try:
        settings = load_settings(broker=broker)
        from streams.cli.replay.showing import show  # noqa: PLC0415  (--help need not wait for aiokafka)
        from streams.cli.replay.stretch import Stretch  # noqa: PLC0415

        if since is None and not starts:
            since = datetime.now(UTC) - A_DAY
        stretch = Stretch(since, until, dict(starts), dict(stops), frozenset(partitions))
        found, following = _read(settings, stretch, jobs)
        show(found, following, as_json=as_json)
        left = len(found.spool)
        if apply and left and (yes or click.confirm("Publish what is read otherwise?", err=True)):
            left = _apply(settings, found)
    except click.ClickException as error:
        error.exit_code = TROUBLE
        raise
    if left:
        sys.exit(DIFFERS)


def _read(settings: "Settings", stretch: "Stretch", jobs: int) -> "tuple[Found, Consequences]":
    from streams.cli import codecs  # noqa: PLC0415  (--help need not wait for aiokafka, nor for the gazetteers)
    from streams.cli.replay import following, rereading, working  # noqa: PLC0415

    with codecs.reader(settings) as reader, rereading.processes(jobs) as executor, progress_shown() as progress:

        async def work() -> "tuple[Found, Consequences]":
            found = await working.read_again(settings.cluster, reader, stretch, executor, jobs, progress)
            if not found.spool:
                return found, following.Consequences()
            return found, await following.consequences(settings, reader, found.spool, progress)

        with _stalling_told():
            return with_kafka(work())


def _apply(settings: "Settings", found: "Found") -> int:
    """Publish what is read otherwise, say so, and return how many articles stay as they were."""
    from streams.cli import codecs  # noqa: PLC0415
    from streams.cli.replay import applying, following  # noqa: PLC0415

    with codecs.reader(settings) as reader, progress_shown() as progress:

        async def work() -> tuple[int, list[str]]:
            rereads = (each for each in found.spool if applying.is_appliable(each))
            later = following.later_versions(settings.cluster, reader, rereads, progress)
            looked_at = await applying.looked_at(later, found.spool)
            return await applying.publish(settings, applying.to_publish(found.spool, looked_at))

        with _stalling_told():
            sent, too_large = with_kafka(work())
    for uri in too_large:
        click.echo(f"{one_line(uri)}: not published: it is larger than articles-enriched takes.", err=True)
    left = sum(not applying.is_appliable(each) for each in found.spool) + len(too_large)
    others = f"; {left:,} stay as they were: `reswatch replay` names them" if left else ""
    click.echo(f"Published {sent:,} articles, muted{others}.", err=True)
    return left


@contextmanager
def _stalling_told() -> "Iterator[None]":
    from streams.kafka.clients import StalledError  # noqa: PLC0415

    try:
        yield
    except StalledError as error:
        why = "its broker is away, or a transaction is open"
        raise click.ClickException(f"Nothing more came of {error}: {why}.") from None
