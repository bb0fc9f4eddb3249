"""Dossiers as people read them: where a resolution stands, and below it what is known of its life."""

from collections.abc import Iterable

import click

from streams.cli.common import one_line
from streams.cli.live import vote_words
from streams.contracts.records import event_record
from streams.core.model import Dossier, Fact


def show(dossiers: Iterable[Dossier]) -> None:
    """Print dossiers, those told of last at the end."""
    ordered = sorted(dossiers, key=lambda each: (each.last_told_at is not None, each.last_told_at, each.dossier_id))
    for dossier in ordered:
        click.echo(click.style(_title(dossier), bold=True))
        for fact in dossier.facts:
            click.echo(f"  {_line(fact)}")
            for each in fact.disputed:
                click.echo(f"    {one_line(f'{each.field} {each.value}: ' + ', '.join(each.voices))}")
        for flag in dossier.flags:
            click.secho(f"  {flag}", fg="yellow")
    if not ordered:
        click.echo("No article tells of a resolution.", err=True)


def _title(dossier: Dossier) -> str:
    name = dossier.symbol or next(iter(dossier.draft_symbols), None) or dossier.dossier_id[:12]
    by = f" by {', '.join(dossier.sponsors)}" if dossier.sponsors else ""
    on = f" on {', '.join(dossier.targets)}" if dossier.targets else ""
    return _joined(name, dossier.organ or "UN", f"{dossier.stage}{by}{on}")


def _line(fact: Fact) -> str:
    event = fact.event
    day = event.occurred_on or (event.scheduled_for and f"for {event.scheduled_for}") or "no day"
    voices = ", ".join(sorted({source.voice for source in fact.sources})[:5])
    told_by = f"({voices})" if voices else ""
    return _joined(
        str(day), fact.stage, fact.organ or "", vote_words(event_record(event)["vote"]), fact.status, told_by
    )


def _joined(*parts: str) -> str:
    return "  ".join(one_line(part) for part in parts if part)
