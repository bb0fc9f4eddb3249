"""What ``reswatch dead-letters`` prints. Pure: values in, text out."""

from collections import Counter

import click

from streams.cli.common import bytes_text, one_line, printable
from streams.cli.letters import Letter, own_headers
from streams.contracts import headers
from streams.contracts.json_lines import to_json
from streams.kafka import clients

TEXT_SHOWN = 4_000
"""Characters of a dead letter's text that ``show`` prints; ``--raw`` gives all of it."""
BYTES_SHOWN = 512
"""The same for what is not text, in bytes."""
ROW_BYTES = 16


def counted(counts: Counter[str]) -> str:
    """Return how many dead letters there are, and of which cause."""
    if not counts:
        return "No dead letters."
    causes = ", ".join(f"{count:,} {cause}" for cause, count in counts.most_common())
    return f"{counts.total():,} dead letter{'' if counts.total() == 1 else 's'}: {causes}"


def as_line(letter: Letter) -> str:
    """Return a dead letter as one line for people."""
    return "  ".join(
        (
            click.style(letter.name, bold=True),
            click.style(f"{letter.time:%Y-%m-%d %H:%M:%S}", dim=True),
            click.style(letter.cause, fg="red"),
            one_line(letter.source_name or "source unknown"),
            bytes_text(letter.size),
            one_line(letter.detail),
        )
    )


def as_json(letter: Letter) -> bytes:
    """Return a dead letter, without its bytes, as one line of JSON."""
    return to_json(
        {
            "letter": letter.name,
            "time": letter.time,
            "cause": letter.cause,
            "detail": letter.detail,
            "source": letter.source_name,
            "size": letter.size,
            "key": letter.key,
        }
    )


def head(letter: Letter, record: clients.Record) -> list[str]:
    """Return what is known of a dead letter beside its bytes, a line a fact."""
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
    if replayed := headers.read(record.headers, headers.REPLAYED_FROM):
        facts["replayed"] = f"from {replayed}"
    rows = [f"{click.style(f'{name:<12}', dim=True)}{one_line(fact)}" for name, fact in facts.items()]
    rest = [f"{name}: {value.decode('utf-8', 'replace')}" for name, value in own_headers(record)]
    return rows + [click.style(f"{'header':<12}{one_line(header)}", dim=True) for header in rest]


def preview(value: bytes) -> str:
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
