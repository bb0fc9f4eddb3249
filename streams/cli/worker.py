"""``reswatch worker``: one role of the stream, until SIGINT or SIGTERM."""

import click

from streams.cli.common import load_settings
from streams.settings import Settings

ROLES = ("enrich", "track", "match", "deliver", "store")
"""Those of streams.app, which takes half a second to import: not for --help."""


@click.command(epilog="Settings come from RESWATCH_… variables and reswatch.toml: see the README.")
@click.option("--role", type=click.Choice(ROLES), default="enrich", show_default=True, help="What this worker does.")
@click.option(
    "--metrics-port", type=click.IntRange(0, 65535), help="Port of /metrics, /livez and /readyz; 0: a free one."
)
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), help="From which level up.")
def worker(role: str, metrics_port: int | None, log_level: str | None) -> None:
    """Run one role of the stream against a Kafka cluster, until SIGINT or SIGTERM.

    Start as many as you like: the partitions of the source topic are shared among the workers of a role. Each worker
    finishes and commits what it has in hand before it ends; one that is killed loses nothing, its last half second is
    read again by another.

    Exit codes: 0 after a signal; 1 if it could not start, or stopped because going on would have lost articles.
    """
    settings: Settings = load_settings(metrics_port=metrics_port, log_level=log_level)
    from streams.app import run  # noqa: PLC0415  # faust takes 0.4 s to import: not for --help
    from streams.runtime.parts import StartError  # noqa: PLC0415

    try:
        run(role, settings)
    except StartError as error:
        raise click.ClickException(str(error)) from None
