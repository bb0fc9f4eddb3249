"""``reswatch replay``: what would be otherwise, had the present rules read it."""

import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from streams.cli.common import broker_option, load_settings, with_kafka
from streams.cli.ledger import Place
from streams.cli.preview import Since
from streams.cli.progress import progress_shown

if TYPE_CHECKING:
    from streams.cli.replay.stretch import Stretch
    from streams.cli.replay.working import Found
    from streams.settings import Settings

DIFFERS, TROUBLE = 1, 2
"""Exit codes, as those of diff: what differs must not look like what could not be compared."""
A_DAY = timedelta(days=1)


class Time(Since):
    """A time: ``24h``, ``7d`` or ``2w`` ago, a day (UTC), or with its hour and zone ``2026-11-25T08:00Z``."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the time, UTC."""
        if isinstance(value, str) and "T" in value:
            try:
                time = datetime.fromisoformat(value)
            except ValueError:
                self.fail(f"{value!r} is no time: write 2026-11-25T08:00Z", param, ctx)
            if time.tzinfo is None:
                self.fail(f"{value!r} has no time zone: write {value}Z for UTC", param, ctx)
            return time.astimezone(UTC)
        return super().convert(value, param, ctx)


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
    broker: str | None,
) -> None:
    """Read a stretch of articles-raw again, by the present rules, and show what differs from what was published then.

    For use before a change of rules is deployed, or after: workers may run meanwhile, and nothing is sent. What was
    published is found by the source that every output names. First comes a summary, with the rules whose evidence
    changed; then each article that differs, its fields and its events before (-) and after (+).

    The outputs since the day before --since are looked through once (with --from: all that are kept), then the raw
    records are read: a million articles take some twenty minutes of CPU, which --jobs spreads, and 24 MB of memory.

    \b
    Examples:
      reswatch replay                                       the last 24 hours
      reswatch replay --since 2026-11-20 --until 2026-11-21 --jobs 4
      reswatch replay --from 3:1000 --to 3:2000 --partition 3
      reswatch replay --json | jq -r 'select(.kind == "article") | .uri'

    Exit codes: 0 when nothing differs; 1 when something does; 2 for a wrong option, or when Kafka is not there.
    """
    try:
        settings = load_settings(broker=broker)
        from streams.cli.replay.stretch import Stretch  # noqa: PLC0415  (--help need not wait for aiokafka)

        if since is None and not starts:
            since = datetime.now(UTC) - A_DAY
        stretch = Stretch(since, until, dict(starts), dict(stops), frozenset(partitions))
        found = _read(settings, stretch, jobs)
    except click.ClickException as error:
        error.exit_code = TROUBLE
        raise
    _show(found, as_json=as_json)
    if len(found.spool):
        sys.exit(DIFFERS)


def _read(settings: "Settings", stretch: "Stretch", jobs: int) -> "Found":
    from streams.cli import codecs  # noqa: PLC0415  (--help need not wait for aiokafka, nor for the gazetteers)
    from streams.cli.replay import rereading, working  # noqa: PLC0415
    from streams.kafka.clients import StalledError  # noqa: PLC0415

    try:
        with codecs.reader(settings) as reader, rereading.processes(jobs) as executor, progress_shown() as progress:
            return with_kafka(working.read_again(settings.cluster, reader, stretch, executor, jobs, progress))
    except StalledError as error:
        raise click.ClickException(
            f"Nothing more came of {error}: its broker is away, or a transaction is open."
        ) from None


def _show(found: "Found", *, as_json: bool) -> None:
    from rich.console import Console  # noqa: PLC0415

    from streams.cli.replay import lines, text  # noqa: PLC0415
    from streams.core.replay import Summary, compare  # noqa: PLC0415

    summary = Summary()
    for reread in found.spool:
        if difference := compare(reread.before, reread.after):
            summary.add(difference)
    if as_json:
        click.echo(lines.summary_line(found, summary))
    console = Console(highlight=False)
    for line in () if as_json else text.summary_text(found, summary):
        console.print(line, soft_wrap=True)
    for reread in found.spool:
        if (difference := compare(reread.before, reread.after)) is None:
            continue
        if as_json:
            click.echo(lines.article_line(reread, difference))
            continue
        for line in text.article_text(reread, difference):
            console.print(line, soft_wrap=True)
