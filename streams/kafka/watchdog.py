"""Ends a worker that stands still, so that whoever looks after it (an orchestrator, a desk) starts it again.

Three things can stand still. The process: something holds the event loop, or the interpreter itself. A partition:
records wait there and none is settled, though Kafka is there and the group is settled. The membership: the worker is
not ready, and does not become so by itself. What was in hand is read again by the next one.
"""

import asyncio
import faulthandler
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

from mode import Service

from streams.kafka.progress import Progress
from streams.kafka.transport import UNREADY_SECONDS, RunApp

LOOK_SECONDS = 1.0
LOOP_SECONDS = 60
"""The longest hold known is a second, for a page of 5 MB; and after ten sessions without a heartbeat the partitions are
somebody else's."""
STILL_SECONDS = UNREADY_SECONDS
"""A run may be tried for 40 s, and a rebalance on the way may take 60 s."""


class Watchdog(Service):
    """Calls ``halt`` with a sentence once ``app`` stands still.

    A loop that is held cannot call anything: then the C library's own thread prints where every thread stands to
    standard error and ends the process with 1, even where the interpreter lock is never given back. A process that was
    itself stopped for so long (SIGSTOP) ends the same way when it wakes up: others have its partitions.
    """

    def __init__(self, app: RunApp, progress: Progress, halt: Callable[[str], NoReturn], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._app = app
        self._progress = progress
        self._halt = halt

    @Service.task
    async def _watch(self) -> None:
        try:
            while not self.should_stop:
                faulthandler.dump_traceback_later(LOOP_SECONDS, exit=True, file=sys.stderr)
                self._look()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def _look(self) -> None:
        still = self._progress.look(self._app.lag(), time.monotonic())
        if fault := self._app.why_not_alive():
            self._halt(fault)
        if self._app.is_connected and still:
            partition, seconds = max(still.items(), key=lambda each: each[1])
            if seconds > STILL_SECONDS:
                name = f"{partition.topic}/{partition.partition}"
                self._halt(f"{name} has records to read and has stood still for {seconds:.0f} s")
