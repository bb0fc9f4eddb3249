"""Prints what a replay found: for people, or as lines of JSON."""

import click
from rich.console import Console
from rich.text import Text

from streams.cli.replay import lines, text
from streams.cli.replay.following import Consequences
from streams.cli.replay.working import Found
from streams.core.replay import Summary, compare


def show(found: Found, following: Consequences, *, as_json: bool) -> None:
    """Print the summary, then each difference."""
    summary = Summary()
    for reread in found.spool:
        if difference := compare(reread.before, reread.after):
            summary.add(difference)
    (_print_json if as_json else _print)(found, following, summary)


def _print(found: Found, following: Consequences, summary: Summary) -> None:
    console = Console(highlight=False)

    def show(*texts: Text) -> None:
        for each in texts:
            console.print(each, soft_wrap=True)

    show(*text.summary_text(found, summary, following))
    for reread in found.spool:
        if difference := compare(reread.before, reread.after):
            show(*text.article_text(reread, difference))
    for dossier in following.dossiers:
        show(*text.dossier_text(dossier))
    if following.alerts:
        show(Text())
    show(*map(text.alert_text, following.alerts))


def _print_json(found: Found, following: Consequences, summary: Summary) -> None:
    click.echo(lines.summary_line(found, summary, following))
    for reread in found.spool:
        if difference := compare(reread.before, reread.after):
            click.echo(lines.article_line(reread, difference))
    for dossier in following.dossiers:
        click.echo(lines.dossier_line(dossier))
    for alert in following.alerts:
        click.echo(lines.alert_line(alert))
