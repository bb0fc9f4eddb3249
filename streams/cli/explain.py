"""``reswatch explain``: one article, what was found in it, and what proves it."""

import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from streams.cli.inputs import FORMAT_CHOICE, found_in

if TYPE_CHECKING:
    from streams.core.clean.account import Account
    from streams.core.detect import HeldBack
    from streams.core.model import Outcome
    from streams.sources.files import Found

WIDEST = 110
"""Columns beyond which text is tiring to read."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True, path_type=Path))
@click.option("--format", type=FORMAT_CHOICE, default="auto", show_default=True, help="What the file holds.")
@click.option("--article", metavar="N|URI", default="1", show_default=True, help="Which article of a JSON Lines file.")
@click.option(
    "--json", "as_json", is_flag=True, help="For machines: the record that `enrich` prints, held_back and cleaning."
)
def explain(file: Path, format: str, article: str, as_json: bool) -> None:  # noqa: A002  (the option's name)
    """Show what was found in one article, and why.

    The cleaned text has what it names in colours and what proves an event underlined. Each event is a table: a field,
    its value, the words that prove it and the rule that read them. Then what nearly was one, and why not; at the end
    what cleaning left out of the raw text, and as what.
    FILE may be `-`, standard input.

    \b
    Examples:
      reswatch explain article.html
      reswatch explain wires.jsonl --article 3
      reswatch explain article.txt | less -R
      reswatch explain article.txt --json | jq .held_back

    Colours are left out when the output is not a terminal, or NO_COLOR is set; FORCE_COLOR keeps them.

    Exit codes: 0, also for an article that was rejected; 1 when the file cannot be read or has no such article.
    """
    found = _pick(found_in([file], format), article)
    outcome, held_back = _read(found)
    account = _account(found)
    if as_json:
        sys.stdout.buffer.write(_json(outcome, held_back, account) + b"\n")
        return
    from rich.console import Console  # noqa: PLC0415  (--help need not wait for it)

    from streams.cli.explanation import explanation, setback  # noqa: PLC0415
    from streams.cli.leftout import left_out  # noqa: PLC0415
    from streams.core.model import EnrichedArticle  # noqa: PLC0415

    console = Console(highlight=False)
    width = min(console.width, WIDEST)
    told = explanation(outcome, held_back) if isinstance(outcome, EnrichedArticle) else setback(outcome)
    console.print(told, width=width)
    if account is not None:
        console.print(left_out(account), width=width)


def _pick(found: "Iterable[Found]", article: str) -> "Found":
    if article.isdecimal():
        one = next(islice(found, max(int(article), 1) - 1, None), None)
    else:
        one = next((each for each in found if each.article.uri == article), None)
    if one is None:
        raise click.ClickException(f"There is no article {article} in it.")
    return one


def _read(found: "Found") -> "tuple[Outcome, tuple[HeldBack, ...]]":
    """Return what becomes of the article, and the clauses that were nearly events."""
    from streams.core.detect import detect  # noqa: PLC0415
    from streams.core.enrich import enrich  # noqa: PLC0415
    from streams.core.model import EnrichedArticle, Rejected  # noqa: PLC0415

    outcome = found.article if isinstance(found.article, Rejected) else enrich(found.article)
    if not isinstance(outcome, EnrichedArticle):
        return outcome, ()
    return outcome, detect(outcome.article, outcome.entities).held_back


def _account(found: "Found") -> "Account | None":
    """Return what cleaning left out, or None of what could not be read."""
    from streams.core.clean.account import account_of  # noqa: PLC0415
    from streams.core.model import Rejected, Unreadable  # noqa: PLC0415

    if isinstance(found.article, Rejected):
        return None
    try:
        return account_of(found.article)
    except Unreadable:
        return None


def _json(outcome: "Outcome", held_back: "tuple[HeldBack, ...]", account: "Account | None") -> bytes:
    from dataclasses import asdict  # noqa: PLC0415

    from streams.contracts.json_lines import outcome_json, to_json  # noqa: PLC0415
    from streams.contracts.records import enriched_record  # noqa: PLC0415
    from streams.core.model import EnrichedArticle  # noqa: PLC0415

    if not isinstance(outcome, EnrichedArticle):
        return outcome_json(outcome)
    cleaning = account and {"extractor": account.extractor, "left_out": [one._asdict() for one in account.left_out]}
    return to_json({**enriched_record(outcome), "held_back": [asdict(one) for one in held_back], "cleaning": cleaning})
