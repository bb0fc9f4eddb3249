"""A state that is a fold over a partition from its first record: brought to where the next run begins."""

import gc
import time
from functools import partial
from typing import Protocol

from faust.types import TP

from streams.agents.delivery import Delivery, Prepare
from streams.agents.outbox import Output
from streams.kafka.cluster import Cluster
from streams.kafka.progress import Progress
from streams.kafka.reading import read_stretch
from streams.kafka.runs import Record, Run
from streams.telemetry.logs import Event, logger

log = logger(__name__)


class Folding(Protocol):
    """What is brought there. ``place`` is the offset after the last record that it has taken in."""

    place: int

    def begin(self) -> None:
        """Know nothing."""

    def fold(self, record: Record) -> tuple[Output, ...]:
        """Take in a record whose outputs were published before; return none."""


class Fold:
    """Brings ``folding`` to the place of a run before that is settled.

    Where another worker had the partition in between, what it settled is read; where records come again that were taken
    in, all is folded anew from the first one on, since what they changed cannot be undone.
    """

    def __init__(self, cluster: Cluster, folding: Folding, progress: Progress, learn: Prepare | None) -> None:
        self._cluster = cluster
        self._folding = folding
        self._progress = progress
        self._learn = learn
        self._generation: int | None = None

    async def reach(self, run: Run, delivery: Delivery) -> None:
        """Return when the state is what it was when the first record of ``run`` was to be taken in."""
        first = run.records[0].offset
        if first < self._folding.place:
            self._folding.begin()
        elif run.generation == self._generation or first == self._folding.place:
            self._generation = run.generation
            return
        start, started = self._folding.place, time.monotonic()
        async for records in read_stretch(self._cluster, run.partition, start, first):
            if self._learn is not None:
                await self._learn(Run(run.partition, records))
            await delivery.replay(records, partial(self._take_in, run.partition))
        self._folding.place = first
        self._generation = run.generation
        gc.collect()
        gc.freeze()  # else the collector would go through all of it now and then, and nobody be heard for a second
        seconds = round(time.monotonic() - started, 3)
        log.info(Event.STATE_FOLDED, topic=run.partition.topic, begin=start, end=first, seconds=seconds)

    def _take_in(self, partition: TP, record: Record) -> tuple[Output, ...]:
        """Take in a record, and say that the partition moves: what is read at once may be minutes of work."""
        self._progress.moved(partition, time.monotonic())
        return self._folding.fold(record)
