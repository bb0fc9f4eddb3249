"""``reswatch dead-letters``: what could not be read, why, and what to do with it."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import aclosing
from typing import TYPE_CHECKING, get_args

import click

from streams.cli.common import broker_option, bytes_text, load_settings, one_line, printable, with_kafka
from streams.core.model import RejectCause

if TYPE_CHECKING:
    from streams.cli.letters import Letter
    from streams.kafka.clients import Record

TEXT_SHOWN = 4_000
"""Characters of a dead letter's text that ``show`` prints; ``--raw`` gives all of it."""
BYTES_SHOWN = 512
"""The same for what is not text, in bytes."""
ROW_BYTES = 16

cause_option = click.option(
    "--cause", type=click.Choice(get_args(RejectCause)), metavar="CAUSE", help="Only those with this cause."
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
    counts = with_kafka(_list(settings.broker, cause, _print_json if as_json else _print_line))
    if not as_json:
        click.echo(_counted(counts))


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
    from streams.cli import letters  # noqa: PLC0415  (--help need not wait for aiokafka)

    found = with_kafka(letters.find(settings.broker, letter))
    if found is None:
        raise click.ClickException(f"There is no dead letter {letter}: `reswatch dead-letters list` names them.")
    if raw:
        sys.stdout.buffer.write(found[1].value or b"")
        return
    click.echo("\n".join(_head(*found)))
    click.echo()
    click.echo(_preview(found[1].value or b""))


@dead_letters.command()
@click.argument("letters", nargs=-1, metavar="[LETTER]...")
@cause_option
@click.option("--all", "all_", is_flag=True, help="All of them.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@broker_option
def replay(letters: tuple[str, ...], cause: str | None, all_: bool, yes: bool, broker: str | None) -> None:
    """Send dead letters to the topic they came from, as they were, to be read again.

    For use once the defect is mended, while a worker runs: key, bytes and timestamp are those of the source record, so
    that an old version of an article does not pass for its newest; but the topic's retention counts from that time too.
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
    from streams.cli import letters as work  # noqa: PLC0415  (--help need not wait for aiokafka)

    chosen = with_kafka(work.pick(settings.broker, _chooser(letters, cause)))
    missing = set(letters) - {name for letter in chosen for name in (letter.name, letter.source_name)}
    if missing or not chosen:
        raise click.ClickException(f"No such dead letter: {', '.join(sorted(missing)) or cause or 'there are none'}.")
    if not yes:
        click.echo(_counted(Counter(letter.cause for letter in chosen)))
        click.confirm("Send them again?", abort=True)

    def failed(letter: "Letter", why: str) -> None:
        click.echo(f"{letter.name}: not sent: {one_line(why)}", err=True)

    sent = with_kafka(work.replay(settings.broker, chosen, failed))
    click.echo(f"Sent {sent:,} of {len(chosen):,} again.")
    if sent < len(chosen):
        sys.exit(1)


def _chooser(names: Iterable[str], cause: str | None) -> "Callable[[Letter], bool]":
    """Return what says whether a dead letter was asked for; without names and cause all are."""
    wanted = set(names)
    if wanted:
        return lambda letter: letter.name in wanted or letter.source_name in wanted
    return lambda letter: cause is None or letter.cause == cause


async def _list(bootstrap: str, cause: str | None, show_one: "Callable[[Letter], None]") -> Counter[str]:
    from streams.cli import letters  # noqa: PLC0415

    counts: Counter[str] = Counter()
    async with aclosing(letters.read(bootstrap)) as found:
        async for letter, _ in found:
            if cause is None or letter.cause == cause:
                counts[letter.cause] += 1
                show_one(letter)
    return counts


def _counted(counts: Counter[str]) -> str:
    if not counts:
        return "No dead letters."
    causes = ", ".join(f"{count:,} {cause}" for cause, count in counts.most_common())
    return f"{counts.total():,} dead letter{'' if counts.total() == 1 else 's'}: {causes}"


def _print_line(letter: "Letter") -> None:
    source = letter.source_name or "source unknown"
    click.echo(
        "  ".join(
            (
                click.style(letter.name, bold=True),
                click.style(f"{letter.time:%Y-%m-%d %H:%M:%S}", dim=True),
                click.style(letter.cause, fg="red"),
                one_line(source),
                bytes_text(letter.size),
                one_line(letter.detail),
            )
        )
    )


def _print_json(letter: "Letter") -> None:
    from streams.contracts.records import to_json  # noqa: PLC0415

    record = {
        "letter": letter.name,
        "time": letter.time,
        "cause": letter.cause,
        "detail": letter.detail,
        "source": letter.source_name,
        "size": letter.size,
        "key": letter.key,
    }
    click.echo(to_json(record))


def _head(letter: "Letter", record: "Record") -> list[str]:
    """Return what is known of a dead letter beside its bytes, a line a fact."""
    from streams.cli.letters import own_headers  # noqa: PLC0415
    from streams.contracts import headers  # noqa: PLC0415

    facts = {
        "dead letter": letter.name,
        "time": f"{letter.time:%Y-%m-%d %H:%M:%S} UTC",
        "cause": letter.cause,
        "detail": letter.detail,
        "source": letter.source_name or "unknown",
        "key": "none" if letter.key is None else letter.key.decode("utf-8", "replace"),
        "size": "none: a takedown" if record.value is None else bytes_text(letter.size),
        "read by": headers.read(record.headers, headers.PRODUCER) or "unknown",
    }
    rows = [f"{click.style(f'{name:<12}', dim=True)}{one_line(fact)}" for name, fact in facts.items()]
    for name, value in own_headers(record):
        rows.append(
            click.style(f"{'header':<12}{one_line(name)}: {one_line(value.decode('utf-8', 'replace'))}", dim=True)
        )
    return rows


def _preview(value: bytes) -> str:
    """Return the beginning of ``value``: as text where it is text, else as a hex dump."""
    try:
        text = value.decode()
    except UnicodeDecodeError:
        text = None
    if text is None or "\0" in text:
        shown, rest = _hex(value[:BYTES_SHOWN]), len(value) - BYTES_SHOWN
    else:
        shown, rest = printable(text[:TEXT_SHOWN]), len(text) - TEXT_SHOWN
    return shown if rest <= 0 else f"{shown}\n… and {rest:,} more: --raw gives all"


def _hex(value: bytes) -> str:
    rows = []
    for at in range(0, len(value), ROW_BYTES):
        row = value[at : at + ROW_BYTES]
        text = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        rows.append(f"{at:08x}  {row.hex(' '):<{3 * ROW_BYTES}} {text}")
    return "\n".join(rows)
