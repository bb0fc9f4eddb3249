"""``reswatch dossiers``: enriched articles in, what is known of each resolution out; no Kafka."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

if TYPE_CHECKING:
    from streams.core.dossier import State

STDIN = Path("-")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a dossier, as on resolution-dossiers.")
def dossiers(files: tuple[Path, ...], as_json: bool) -> None:
    """Show the life of each resolution that articles tell of.

    FILES are JSON Lines that `reswatch enrich` prints; `-`, or no FILES at all, is standard input. Their order does not
    matter. Articles that tell of no resolution are passed over.

    \b
    Examples:
      reswatch enrich wires/ | reswatch dossiers
      reswatch dossiers --json enriched.jsonl | jq .symbol

    Exit codes: 0; 1 when a file could not be read or a line is no article; 2 for a wrong option.
    """
    from streams.cli.dossier_text import show  # noqa: PLC0415  (--help need not wait for it)
    from streams.contracts.dossiers import dossier_record  # noqa: PLC0415  (as above)
    from streams.contracts.json_lines import to_json  # noqa: PLC0415  (as above)
    from streams.core.dossier import State  # noqa: PLC0415  (as above)
    from streams.core.dossier import dossiers as known_of  # noqa: PLC0415  (as above)

    state = State()
    for file in files or (STDIN,):
        try:
            if file == STDIN:
                _read(sys.stdin.buffer, "stdin", state)
            else:
                with file.open("rb") as stream:
                    _read(stream, str(file), state)
        except OSError as error:
            raise click.ClickException(f"{file}: {error.strerror}") from None
    if as_json:
        for dossier in known_of(state):
            sys.stdout.buffer.write(to_json(dossier_record(dossier)) + b"\n")
    else:
        show(known_of(state))


def _read(stream: BinaryIO, name: str, state: "State") -> None:
    """Take in what the articles of one file tell."""
    from streams.contracts.enriched_json import enriched_from_json  # noqa: PLC0415  (as above)
    from streams.core.dossier import apply  # noqa: PLC0415  (as above)
    from streams.core.dossier.revise import revise  # noqa: PLC0415  (as above)
    from streams.core.model import Unreadable  # noqa: PLC0415  (as above)

    for number, line in enumerate(stream, 1):
        try:
            enriched = enriched_from_json(line) if line.strip() else None
        except Unreadable as error:
            raise click.ClickException(f"{name}, line {number}: {error.detail}") from None
        told = revise(None, enriched) if enriched is not None else None
        if told is not None:
            apply(state, told)
