"""What ``reswatch search`` found, for people and for programs."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from streams.cli.common import one_line
from streams.cli.live import STAGE_STYLES
from streams.contracts.json_lines import to_json
from streams.contracts.records import enriched_record
from streams.sinks.store import Hit

SENTENCE = 300
"""Characters of a sentence that are shown."""


def line(hit: Hit) -> bytes:
    """Return an article as one line of JSON: its record, with the ``sentence`` that matched or proves, or null."""
    return to_json({**enriched_record(hit.article), "sentence": hit.sentence or None})


def show(hits: Sequence[Hit]) -> None:
    """Print a table: when and what happened where, and below each headline the sentence that says so."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="dim")
    for name in ("date", "stage", "organ", "on", "article"):
        table.add_column(name, no_wrap=name not in ("on", "article"), overflow="fold")
    for hit in hits:
        table.add_row(*_row(hit))
    Console(highlight=False).print(table)


def _row(hit: Hit) -> tuple[Text, ...]:
    article, event = hit.article.article, hit.event
    shown_at = article.published_at or article.fetched_at
    what = Text(one_line(article.headline or article.uri), "bold")
    what.append(f"   {one_line(article.outlet or article.info_source or '')}", "dim not bold")
    if hit.sentence:
        what.append(f"\n“{one_line(hit.sentence)[:SENTENCE]}”", "not bold")
    what.append(f"\n{one_line(article.uri)}", "dim not bold")
    return (
        Text(shown_at.strftime("%Y-%m-%d") if shown_at else ""),
        Text(event.stage.replace("_", " "), STAGE_STYLES[event.stage]) if event else Text("-", "dim"),
        Text((event.organ or "") if event else ""),
        Text(", ".join(event.targets) if event else ""),
        what,
    )
