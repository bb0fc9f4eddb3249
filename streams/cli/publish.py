"""``reswatch publish``: articles into Kafka."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from streams.cli.common import broker_option, bytes_text, kafka_trouble_told, load_settings, one_line
from streams.cli.inputs import INPUT_HELP, found_in, input_options

if TYPE_CHECKING:
    from streams.cli.publishing import Encode, Tally
    from streams.settings import Settings

INTERRUPTED = 130


@click.command(
    help=f"""Send articles to the topic articles-raw, in the order of the input.

    Keyed by their uri (a page says it as its canonical address), or by the hash of their content where they have none;
    so the same input published twice gives the same articles, and whoever reads the stream can drop what it has seen.
    fetched_at is left as it is given: where it is missing, as with plain files, the time of publishing stands in for
    it. Each article is acknowledged by all in-sync replicas. What the topic does not take is refused, told and counted,
    and the run goes on.
    {INPUT_HELP}
    \b
    Examples:
      reswatch publish wires/
      tail -f -n +1 feed.jsonl | reswatch publish --format jsonl -
      reswatch publish --quiet archive.jsonl && reswatch tail articles-enriched --from-beginning

    Exit codes: 0 when all articles are in Kafka; 1 when one was refused, Kafka is not there or a file cannot be read;
    2 for a wrong option or a file that does not exist; 130 after Ctrl-C.
    """
)
@input_options
@click.option(
    "--as", "form", type=click.Choice(["avro", "json"]), default="avro", show_default=True, help="On the topic."
)
@broker_option
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; refusals are still told.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one line of JSON.")
def publish(files: tuple[Path, ...], format: str, form: str, broker: str | None, quiet: bool, as_json: bool) -> None:  # noqa: A002  (the option's name)
    settings = load_settings(broker=broker)
    found = found_in(files, format)
    from streams.cli import publishing  # noqa: PLC0415  (--help need not wait for aiokafka)

    tally = publishing.Tally()
    interrupted = False
    with kafka_trouble_told():
        encode = _encoder(settings, form)
        try:
            with _progress(tally, wanted=not quiet) as say:
                publishing.publish(
                    found, settings.cluster, encode, tally, lambda place, why: say(one_line(f"{place}: refused: {why}"))
                )
        except KeyboardInterrupt:
            interrupted = True
    if as_json:
        click.echo(_summary_json(tally))
    elif not quiet:
        click.echo(_summary(tally))
    if interrupted or tally.refused:
        sys.exit(INTERRUPTED if interrupted else 1)


def _encoder(settings: "Settings", form: str) -> "Encode":
    from streams.cli.publishing import as_json  # noqa: PLC0415

    if form == "json":
        return as_json
    from streams.cli.codecs import writer  # noqa: PLC0415

    return writer(settings).encode_raw


@contextmanager
def _progress(tally: "Tally", *, wanted: bool) -> Iterator[Callable[[str], None]]:
    """Show on a terminal how far it is; gives what says a line on stderr without disturbing it."""
    if not (wanted and sys.stderr.isatty()):
        yield lambda line: click.echo(line, err=True)
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Counts(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(_counts(tally))

    console = Console(stderr=True, highlight=False)
    with Progress(SpinnerColumn(), Counts(), console=console, transient=True) as progress:
        progress.add_task("publish", total=None)
        yield lambda line: console.print(Text(line))


def _counts(tally: "Tally") -> str:
    rate = tally.published / max(tally.seconds, 0.001)
    refused = f", {tally.refused:,} refused" if tally.refused else ""
    return f"{tally.published:,} articles, {bytes_text(tally.bytes)}, {rate:,.0f}/s{refused}"


def _summary(tally: "Tally") -> str:
    refused = f", refused {tally.refused:,}" if tally.refused else ""
    articles = "article" if tally.published == 1 else "articles"
    return f"Published {tally.published:,} {articles} ({bytes_text(tally.bytes)} in {tally.seconds:.1f} s){refused}."


def _summary_json(tally: "Tally") -> str:
    return json.dumps(
        {
            "published": tally.published,
            "refused": tally.refused,
            "bytes": tally.bytes,
            "seconds": round(tally.seconds, 3),
        }
    )
