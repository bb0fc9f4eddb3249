"""``reswatch run``: the whole stream on this machine, to look at."""

import asyncio
import contextlib
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from streams.cli.common import interrupt_on_sigterm, load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from streams.kafka.supervise import Supervised
    from streams.settings import Settings

WORKER_START_SECONDS = 30.0


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
def run(files: tuple[Path, ...], once: bool, pause: float | None, data: Path | None) -> None:
    """See the stream at work: local Kafka, a worker, articles and a live view, until Ctrl-C.

    Without FILES it publishes the sample wires, which are fiction. FILES are articles as JSON Lines, HTML, plain text
    or ninjs, or folders of them.

    While it runs, other terminals can use the same Kafka: `reswatch publish`, `reswatch tail articles-enriched`.

    Exit codes: 0 after Ctrl-C, or with --once when all is out; 1 if something could not start, or stopped.
    """
    from rich.console import Console  # noqa: PLC0415  (--help need not wait for what only a run needs)

    from streams.kafka.jars import LocalKafkaError  # noqa: PLC0415

    interrupt_on_sigterm()
    settings = load_settings()
    console = Console(highlight=False)
    try:
        _run(files, settings, console, once=once, pause=pause, data=data or settings.data_dir / "kafka")
    except KeyboardInterrupt:
        console.print("\nStopped: worker and Kafka have ended, the records are kept.", style="dim")
    except LocalKafkaError as error:
        raise click.ClickException(str(error)) from None


def _run(
    files: tuple[Path, ...], settings: "Settings", console: "Console", *, once: bool, pause: float | None, data: Path
) -> None:
    from streams.cli.show import show  # noqa: PLC0415
    from streams.contracts.topics import topics  # noqa: PLC0415
    from streams.kafka.jars import KAFKA_VERSION  # noqa: PLC0415
    from streams.kafka.local import LocalKafka  # noqa: PLC0415
    from streams.kafka.node import free_port  # noqa: PLC0415
    from streams.kafka.topics import apply, connect, plan  # noqa: PLC0415
    from streams.sources import samples  # noqa: PLC0415

    port = free_port()
    with contextlib.ExitStack() as stack:
        status = stack.enter_context(console.status("Starting Apache Kafka"))
        kafka = stack.enter_context(LocalKafka(data, progress=status.update))
        status.update("Making the topics")
        with connect(kafka.cluster) as admin:
            apply(admin, plan(admin, topics().values()))
        status.update("Starting the worker")
        log = data.parent / "worker.log"
        worker = stack.enter_context(_worker(kafka.bootstrap, port, log))
        status.stop()
        console.print(f"Apache Kafka {KAFKA_VERSION}  [bold]{kafka.bootstrap}[/]   [dim]records in {data}[/]")
        console.print(f"Worker  enrich   [bold]http://127.0.0.1:{port}/metrics[/]   [dim]log in {log}[/]\n")
        paths = files or tuple(samples())
        seconds = pause if pause is not None else (0.0 if files else 1.0)
        asyncio.run(show(console, kafka.cluster, paths, pause=seconds, once=once, fault=lambda: _fault(worker, log)))


@contextmanager
def _worker(bootstrap: str, port: int, log: Path) -> Iterator["Supervised"]:
    """Run a worker that is ready when the block is entered, and ends with it or with this process."""
    from streams.kafka.supervise import Supervised  # noqa: PLC0415

    environment = {**os.environ, "RESWATCH_BROKER": bootstrap, "RESWATCH_METRICS_PORT": str(port)}
    process = Supervised([sys.executable, "-m", "streams", "worker"], Path.cwd(), log, env=environment)
    try:
        _wait_until_ready(process, port, log)
        yield process
    finally:
        process.stop()


def _wait_until_ready(process: "Supervised", port: int, log: Path) -> None:
    deadline = time.monotonic() + WORKER_START_SECONDS
    while time.monotonic() < deadline:
        if fault := _fault(process, log):
            raise click.ClickException(fault)
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1),
        ):
            return
        time.sleep(0.05)
    raise click.ClickException(f"The worker was not ready within {WORKER_START_SECONDS:.0f} s: see {log}")


def _fault(process: "Supervised", log: Path) -> str | None:
    """Return why the worker ended, or None while it runs."""
    if process.running:
        return None
    lines = log.read_text(errors="replace").splitlines()
    return "\n".join(["The worker has ended:", *lines[-5:], f"The whole log: {log}"])
