"""How far a long reading of topics is, on stderr."""

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

TELL_SECONDS = 10.0
"""How often progress is told where there is no terminal."""

Progress = Callable[[str, int, int], None]
"""Hears of a topic, how many offsets of it have been read, and how many there are to read."""


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Give what shows on stderr how far it is: a bar on a terminal, elsewhere a line from time to time."""
    if not sys.stderr.isatty():
        yield _Lines().tell
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415
    from rich.progress import TaskID  # noqa: PLC0415

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: defaultdict[str, TaskID] = defaultdict(lambda: bars.add_task(""))

        def show(topic: str, read: int, total: int) -> None:
            bars.update(tasks[topic], description=topic, completed=read, total=total)

        yield show


class _Lines:
    """Tells progress in lines, none for what is done at once."""

    def __init__(self) -> None:
        self._told = time.monotonic()

    def tell(self, topic: str, read: int, total: int) -> None:
        if time.monotonic() - self._told >= TELL_SECONDS:
            self._told = time.monotonic()
            click.echo(f"{topic}: {read:,} of {total:,} read", err=True)
