"""Who listens to the alerts: one look at the store for all streams of this process, and how many streams there are."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from streams.sinks.store import Store, StoreError
from streams.telemetry.logs import Event, logger
from streams.telemetry.web_metrics import WebMetrics
from streams.web.problems import too_many

LOOK_SECONDS = 0.25
AWAY_SECONDS = 2.0
STREAMS_OF_A_KEY = 10
STREAMS = 500
RETRY_SECONDS = 10

log = logger(__name__)


class Hub:
    """Is started and stopped."""

    def __init__(self, store: Store, metrics: WebMetrics) -> None:
        self._store = store
        self._metrics = metrics
        self._open = Counter[str]()
        self.last = 0
        """The number of the last alert that has been seen here."""
        self._moved = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None
        self.is_closing = False

    async def start(self) -> None:
        """Begin to look: only while somebody listens."""
        self._looking = asyncio.create_task(self._look())

    async def stop(self) -> None:
        """End all streams, and looking."""
        await self.close()
        if self._looking is not None:
            self._looking.cancel()

    async def close(self) -> None:
        """Have all streams end: their clients come back with the last id that they have."""
        self.is_closing = True
        async with self._moved:
            self._moved.notify_all()

    def check(self, key_id: str) -> None:
        """Say whether a key may open one stream more.

        :raises Problem: when there are too many.
        """
        if self._open[key_id] >= STREAMS_OF_A_KEY or self._open.total() >= STREAMS:
            raise too_many("streams", f"{STREAMS_OF_A_KEY} streams a key are open at most.", RETRY_SECONDS)

    @contextmanager
    def stream(self, key_id: str) -> Iterator[None]:
        """Count a stream of a key while the block runs.

        :raises Problem: when there are too many by now: many may have been checked before the first was counted.
        """
        self.check(key_id)
        self._open[key_id] += 1
        self._metrics.streams.inc()
        try:
            yield
        finally:
            self._open[key_id] -= 1
            self._metrics.streams.dec()
            if not self._open[key_id]:
                del self._open[key_id]

    async def wait(self, seq: int, seconds: float) -> None:
        """Return when there is an alert behind number ``seq``, after ``seconds``, or when all is to end."""
        try:
            async with asyncio.timeout(seconds), self._moved:
                await self._moved.wait_for(lambda: self.is_closing or self.last > seq)
        except TimeoutError:
            return

    async def _look(self) -> None:
        while True:
            pause = LOOK_SECONDS
            if self._open:
                try:
                    _, last = await asyncio.to_thread(self._store.alerts.last)
                except StoreError as error:
                    log.warning(Event.UNAVAILABLE, reason=str(error))
                    self._metrics.failures.labels("store").inc()
                    pause = AWAY_SECONDS
                else:
                    if last != self.last:
                        async with self._moved:
                            self.last = last
                            self._moved.notify_all()
            await asyncio.sleep(pause)
