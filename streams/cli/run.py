"""``reswatch run``: the whole stream on this machine, to look at."""

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from streams.cli.common import interrupt_on_sigterm, load_settings
from streams.cli.worker import ROLES

if TYPE_CHECKING:
    from rich.console import Console

    from streams.settings import Settings


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--once", is_flag=True, help="End when everything that was published has come out.")
@click.option(
    "--pause",
    type=click.FloatRange(0.0, 60.0),
    help="Seconds between articles.  [default: 1 for the samples, 0 for your files]",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps Kafka's records.  [default: `kafka` in the setting `data_dir`]",
)
@click.option(
    "--feed",
    "feeds",
    multiple=True,
    metavar="FEED",
    help="Watch this feed in place of the samples: a URL, an OPML file or a list. May be given several times.",
)
def run(files: tuple[Path, ...], once: bool, pause: float | None, data: Path | None, feeds: tuple[str, ...]) -> None:
    """See the stream at work: local Kafka, a worker of each role, articles and a live view, until Ctrl-C.

    Without FILES it publishes the sample wires, which are fiction. FILES are articles as JSON Lines, HTML, plain text
    or ninjs, or folders of them.

    While it runs, other terminals can use the same Kafka: `reswatch publish`, `reswatch subscribe`, `reswatch tail
    alerts`; `reswatch search` finds what has been stored, and so does the API (`reswatch web`), whose address is shown.

    Exit codes: 0 after Ctrl-C, or with --once when all is out; 1 if something could not start, or stopped.
    """
    from rich.console import Console  # noqa: PLC0415  (--help need not wait for what only a run needs)

    from streams.kafka.jars import LocalKafkaError  # noqa: PLC0415

    interrupt_on_sigterm()
    settings = load_settings()
    if settings.security_protocol != "PLAINTEXT":
        raise click.ClickException(
            "`reswatch run` starts a Kafka of its own, on this machine and without security. Take away "
            "RESWATCH_SECURITY_PROTOCOL and what goes with it, or use `reswatch worker` with your Kafka."
        )
    console = Console(highlight=False)
    try:
        _run(files, feeds, settings, console, once=once, pause=pause, data=data or settings.data_dir / "kafka")
    except KeyboardInterrupt:
        console.print("Stopped: workers and Kafka have ended, the records are kept.", style="dim")
    except LocalKafkaError as error:
        raise click.ClickException(str(error)) from None


def _run(
    files: tuple[Path, ...],
    feeds: tuple[str, ...],
    settings: "Settings",
    console: "Console",
    *,
    once: bool,
    pause: float | None,
    data: Path,
) -> None:
    from streams.cli.roles import Workers  # noqa: PLC0415
    from streams.cli.show import show  # noqa: PLC0415
    from streams.contracts.topics import topics  # noqa: PLC0415
    from streams.kafka.jars import KAFKA_VERSION  # noqa: PLC0415
    from streams.kafka.local import LocalKafka  # noqa: PLC0415
    from streams.kafka.topics import apply, connect, plan  # noqa: PLC0415
    from streams.sources import samples  # noqa: PLC0415

    with contextlib.ExitStack() as stack:
        status = stack.enter_context(console.status("Starting Apache Kafka"))
        kafka = stack.enter_context(LocalKafka(data, progress=status.update))
        status.update("Making the topics")
        with connect(kafka.cluster) as admin:
            apply(admin, plan(admin, topics().values()))
        status.update(f"Starting the workers: {', '.join(ROLES)}")
        workers = stack.enter_context(Workers(ROLES, kafka.bootstrap, data.parent))
        status.stop()
        console.print(f"Apache Kafka {KAFKA_VERSION}  [bold]{kafka.bootstrap}[/]   [dim]records in {data}[/]")
        if told := elsewhere(kafka.bootstrap, settings.broker):
            console.print(told)
        for role, port in workers.ports.items():
            log = data.parent / f"{role}.log"
            console.print(f"Worker  {role:<8} [bold]http://127.0.0.1:{port}/metrics[/]   [dim]log in {log}[/]")
        if not once:
            address = workers.serve(settings.web_host, settings.web_port)
            console.print(f"API              [bold]{address}[/]   [dim]its key: reswatch keys make NAME[/]")
        console.print()
        if feeds:
            workers.watch(feeds)
        paths = files or (() if feeds else tuple(samples()))
        seconds = pause if pause is not None else (0.0 if files else 1.0)
        try:
            asyncio.run(show(console, kafka.cluster, paths, workers, pause=seconds, once=once))
        except KeyboardInterrupt:
            console.print("\nEnding the workers, then Kafka.", style="dim")  # seconds, in which nothing else is said
            raise


def elsewhere(bootstrap: str, broker: str) -> str | None:
    """Return what to do in other terminals where Kafka is not at the ``broker`` of the settings; else None."""
    if bootstrap == broker:
        return None
    return f"In other terminals first: export RESWATCH_BROKER={bootstrap}   [dim](else they ask {broker})[/]"
