"""What the subscriptions of a partition have been told, read back by the worker that takes it over."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterator

from streams.agents.group import Group, Sent
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.headers import source
from streams.contracts.topics import ALERT_CANDIDATES, ALERTS, ALERTS_TOLD
from streams.core.model import Telling
from streams.kafka import clients
from streams.kafka.batches import murmur2
from streams.kafka.cluster import Cluster
from streams.kafka.reading import read_topic
from streams.kafka.runs import Record, Run
from streams.telemetry.logs import Event, logger

SKEW_MS = 60_000
"""By how much the clocks of two workers may differ."""

log = logger(__name__)


async def _at_once() -> None:
    """Nothing changes."""


class Remembering:
    """Has ``group`` begin each partition with what was told before its first candidate.

    ``alerts-told`` is read whole once after each rebalance, by who then holds candidates. What the former owner had
    remembered of candidates that were not committed is left out: they come again, and the same is decided of them. The
    alerts that it had published of these are found at the end of ``alerts``, so that they are not published again.

    ``held`` returns the partitions of ``alert-candidates`` that this worker has. ``caught_up`` waits until all changes
    of subscriptions by now are known: what one was told that is not known yet must not be taken for that of one gone.
    """

    def __init__(self, cluster: Cluster, codec: Codec, group: Group) -> None:
        self.held: Callable[[], Collection[int]] = tuple
        self.caught_up: Callable[[], Awaitable[None]] = _at_once
        self._cluster = cluster
        self._codec = codec
        self._group = group
        self._generation: int | None = None
        self._tellings: dict[int, list[tuple[int, Telling]]] = {}
        self._begun: set[int] = set()
        self._alerts: list[tuple[int, int, Sent]] = []
        self._alerts_since: float = float("inf")

    async def reach(self, run: Run) -> None:
        """Return when ``group`` knows what was told before ``run``."""
        if run.generation != self._generation:
            self._group.end()
            self._begun, self._alerts, self._alerts_since = set(), [], float("inf")
            await self._read_tellings({run.partition.partition, *self.held()})
            await self.caught_up()
            self._generation = run.generation
        if run.partition.partition not in self._begun:
            await self._begin(run.records[0])
            self._begun.add(run.partition.partition)

    async def _begin(self, first: Record) -> None:
        since = first.timestamp - SKEW_MS
        if since < self._alerts_since:
            await self._read_alerts(since)
        before: list[Telling] = []
        again: list[Telling] = []
        for at, told in self._tellings.pop(first.partition, []):
            (before if told.place < first.offset or at < since else again).append(told)
        sent = [alert for part, offset, alert in self._alerts if part == first.partition and offset >= first.offset]
        self._group.begin(first.partition, sorted(before, key=lambda told: (told.at, told.place)), again, sent)

    async def _read_tellings(self, wanted: Collection[int]) -> None:
        count = len(await clients.partitions_of(self._cluster, ALERT_CANDIDATES))
        self._tellings = defaultdict(list)
        newest: dict[bytes, tuple[int, int, Telling]] = {}
        async for records in read_topic(self._cluster, ALERTS_TOLD):
            for record in records:
                key = record.key or b""
                partition = (murmur2(key.partition(b" ")[0]) & 0x7FFFFFFF) % count
                if partition not in wanted:
                    continue
                if record.value is None:
                    newest.pop(key, None)
                elif (told := self._told(record)) is not None:
                    newest[key] = (partition, record.timestamp, told)
        for partition, at, told in newest.values():
            self._tellings[partition].append((at, told))

    def _told(self, record: clients.Record) -> Telling | None:
        try:
            return self._codec.decode_told(record.value or b"")
        except Undecodable as error:  # nobody but this role should write there
            log.warning(Event.RECORD_IGNORED, topic=record.topic, offset=record.offset, reason=error.detail)
            return None

    async def _read_alerts(self, since: int) -> None:
        self._alerts, self._alerts_since = [], since
        async for records in read_topic(self._cluster, ALERTS, since):
            self._alerts += (each for record in records for each in self._alert(record))

    def _alert(self, record: clients.Record) -> Iterator[tuple[int, int, Sent]]:
        """Yield the candidate's partition and offset, and the alert that was made of it."""
        place = source(record.headers)
        if place is not None and place[0] == ALERT_CANDIDATES and record.value is not None:
            try:
                alert = self._codec.decode_alert(record.value)
                yield place[1], place[2], (alert.alert_id, alert.held_back)
            except Undecodable as error:
                log.warning(Event.RECORD_IGNORED, topic=record.topic, offset=record.offset, reason=error.detail)
