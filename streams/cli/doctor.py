"""``reswatch doctor``: is this machine ready, is Kafka there?"""

import json
import sys

import click

from streams.cli.common import load_settings, one_line

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a check: name, status, found, advice.")
def doctor(as_json: bool) -> None:
    """Check this machine and the connection to Kafka, and say what to do.

    Looks at Python, packages, settings, schemas, the local Kafka, the data folder, the metrics port, Kafka and its
    topics, and the schema registry. Nothing is changed, and no secret is shown.

    Exit codes: 0 when nothing failed; 1 when something did, or the settings are not valid.
    """
    settings = load_settings()
    from streams.cli.checks import all_checks  # noqa: PLC0415  (--help need not wait for what is checked)

    failed = False
    for check in all_checks(settings):
        failed = failed or check.status == "fail"
        if as_json:
            row = {"name": check.name, "status": check.status, "found": check.found, "advice": check.advice}
            click.echo(json.dumps(row, ensure_ascii=False))
            continue
        status = click.style(f"{check.status:<4}", fg=COLOURS[check.status], bold=True)
        click.echo(f"{status}  {check.name:<13} {one_line(check.found)}")
        if check.advice:
            click.echo(f"{'':<20}{click.style(check.advice, dim=True)}")
    sys.exit(failed)
