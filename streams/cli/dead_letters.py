"""``reswatch dead-letters``: what could not be read, why, and what to do with it."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import aclosing
from typing import TYPE_CHECKING, get_args

import click

from streams.cli.common import broker_option, load_settings, one_line, with_kafka
from streams.core.model import RejectCause

if TYPE_CHECKING:
    from streams.cli.letters import Letter
    from streams.kafka.cluster import Cluster

CAUSES: tuple[str, ...] = get_args(RejectCause)
cause_option = click.option(
    "--cause", type=click.Choice(CAUSES), metavar="CAUSE", help=f"Only those with this cause: {', '.join(CAUSES)}."
)


@click.group()
def dead_letters() -> None:
    """List, show and replay what could not be read.

    A dead letter is a record of articles-raw as it was, byte for byte; its headers say what was wrong and where it came
    from. It is named PARTITION/OFFSET, as `list` shows it, or by its source: TOPIC/PARTITION/OFFSET.
    """


@dead_letters.command("list")
@cause_option
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a dead letter, without its bytes.")
@broker_option
def list_(cause: str | None, as_json: bool, broker: str | None) -> None:
    """List the dead letters, oldest first, and count them by cause.

    Columns: name, time, cause, source, size, what was wrong.

    \b
    Examples:
      reswatch dead-letters list
      reswatch dead-letters list --cause unknown_schema --json | jq -r .source

    Exit codes: 0, also when there are none; 1 when Kafka is not there.
    """
    settings = load_settings(broker=broker)
    from streams.cli import letter_text  # noqa: PLC0415  (--help need not wait for aiokafka)

    counts = with_kafka(_list(settings.cluster, cause, letter_text.as_json if as_json else letter_text.as_line))
    if not as_json:
        click.echo(letter_text.counted(counts))


@dead_letters.command()
@click.argument("letter")
@click.option("--raw", is_flag=True, help="Nothing but the original bytes.")
@broker_option
def show(letter: str, raw: bool, broker: str | None) -> None:
    """Show one dead letter: its headers and its original bytes.

    Text is shown as text, its control characters written out; anything else in hexadecimal.

    \b
    Examples:
      reswatch dead-letters show 0/17
      reswatch dead-letters show articles-raw/3/1042
      reswatch dead-letters show 0/17 --raw > broken.json

    Exit codes: 0; 1 when there is no such dead letter, or no Kafka.
    """
    settings = load_settings(broker=broker)
    from streams.cli import letter_text, letters  # noqa: PLC0415  (--help need not wait for aiokafka)

    found = with_kafka(letters.find(settings.cluster, letter))
    if found is None:
        raise click.ClickException(f"There is no dead letter {letter}: `reswatch dead-letters list` names them.")
    if raw:
        sys.stdout.buffer.write(found[1].value or b"")
        return
    click.echo("\n".join([*letter_text.head(*found), "", letter_text.preview(found[1].value or b"")]))


@dead_letters.command()
@click.argument("letters", nargs=-1, metavar="[LETTER]...")
@cause_option
@click.option("--all", "all_", is_flag=True, help="All of them.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@broker_option
def replay(letters: tuple[str, ...], cause: str | None, all_: bool, yes: bool, broker: str | None) -> None:
    """Send dead letters to the topic they came from, as they were, to be read again.

    For use once the defect is mended, while a worker runs: bytes, key, partition and timestamp are those of the source
    record, so that an old version of an article does not pass for its newest; but the topic's retention counts from
    that time too.
    The header reswatch-replayed-from names the dead letter, which itself stays where it is. What fails again becomes a
    new one.

    \b
    Examples:
      reswatch dead-letters replay 0/17 0/18
      reswatch dead-letters replay --cause internal_error --yes

    Exit codes: 0 when all were sent; 1 when one was not, none was found, or Kafka is not there; 2 when it is not said
    which.
    """
    if (bool(letters) + bool(cause) + all_) != 1:
        raise click.UsageError("Say which: name dead letters, or give --cause CAUSE, or --all.")
    settings = load_settings(broker=broker)
    from streams.cli import letter_text  # noqa: PLC0415  (--help need not wait for aiokafka)
    from streams.cli import letters as work  # noqa: PLC0415  (--help need not wait for aiokafka)

    chosen = with_kafka(work.pick(settings.cluster, _chooser(letters, cause)))
    missing = set(letters) - {name for letter in chosen for name in (letter.name, letter.source_name)}
    if missing or not chosen:
        raise click.ClickException(f"No such dead letter: {', '.join(sorted(missing)) or cause or 'there are none'}.")
    if not yes:
        click.echo(letter_text.counted(Counter(letter.cause for letter in chosen)))
        click.confirm("Send them again?", abort=True)

    def failed(letter: "Letter", why: str) -> None:
        click.echo(f"{letter.name}: not sent: {one_line(why)}", err=True)

    sent = with_kafka(work.replay(settings.cluster, chosen, failed))
    click.echo(f"Sent {sent:,} of {len(chosen):,} again.")
    if sent < len(chosen):
        sys.exit(1)


def _chooser(names: Iterable[str], cause: str | None) -> "Callable[[Letter], bool]":
    """Return what says whether a dead letter was asked for; without names and cause all are."""
    wanted = set(names)
    if wanted:
        return lambda letter: letter.name in wanted or letter.source_name in wanted
    return lambda letter: cause is None or letter.cause == cause


async def _list(
    cluster: "Cluster", cause: str | None, written: "Callable[[Letter], str] | Callable[[Letter], bytes]"
) -> Counter[str]:
    """Print each dead letter, of one cause if one is given; return how many there are of each."""
    from streams.cli import letters  # noqa: PLC0415

    wanted = _chooser((), cause)
    counts: Counter[str] = Counter()
    async with aclosing(letters.read(cluster)) as found:
        async for letter, _ in found:
            if wanted(letter):
                counts[letter.cause] += 1
                click.echo(written(letter))
    return counts
