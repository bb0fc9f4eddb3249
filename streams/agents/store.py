"""The store role: what went through the stream into the database; nothing comes out but dead letters."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from streams import __version__
from streams.agents.delivery import Unavailable
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter, told_at
from streams.contracts.canary import is_canary
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.headers import SOURCE_OFFSET, SOURCE_PARTITION, number
from streams.core.model import EnrichedArticle, RejectCause
from streams.kafka.runs import Record, Run
from streams.sinks.store import (
    Source,
    Store,
    Stored,
    StoredAlert,
    StoredDossier,
    StoredTransition,
    StoreUnavailable,
    Takedown,
    Unstorable,
)
from streams.telemetry.store_metrics import StoreMetrics

PRODUCER = f"store/{__version__}"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

T = TypeVar("T")


class Keeper(Generic[T]):
    """Writes each run of one topic in one transaction.

    :param read: what is kept of a record; raises Undecodable.
    :param write: keeps them, whole or not at all; raises StoreUnavailable and Unstorable. It blocks.
    :param count: counts what was kept.
    """

    def __init__(
        self,
        read: Callable[[Record], T],
        write: Callable[[Sequence[T]], None],
        count: Callable[[Sequence[T]], None],
        metrics: StoreMetrics,
    ) -> None:
        self._read = read
        self._store = write
        self._count = count
        self._metrics = metrics

    async def act(self, run: Run) -> Sequence[tuple[Record, Output]]:
        """Keep ``run`` but for its canaries, and return dead letters for what cannot be read or kept.

        :raises Unavailable: when the database is away.
        """
        readable: list[tuple[Record, T]] = []
        refused: list[tuple[Record, Output]] = []
        for record in run.records:
            if is_canary(record.key):
                continue
            try:
                readable.append((record, self._read(record)))
            except Undecodable as error:
                refused.append((record, self.dead_letter(record, error.cause, error.detail)))
        refused += await self._write(readable)
        return refused

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, byte for byte, with why it went no further."""
        return dead_letter(record, cause, detail, PRODUCER)

    async def _write(self, batch: Sequence[tuple[Record, T]]) -> list[tuple[Record, Output]]:
        """Write ``batch``; where the database refuses it, one by one, so that only the guilty record is set aside."""
        if not batch:
            return []
        values = [value for _, value in batch]
        try:
            with self._metrics.seconds.time():
                await asyncio.to_thread(self._store, values)
        except StoreUnavailable as error:
            raise Unavailable(str(error)) from error
        except Unstorable as error:
            if len(batch) > 1:
                return [pair for each in batch for pair in await self._write([each])]
            ((record, _),) = batch
            return [(record, self.dead_letter(record, "unstorable", str(error)))]
        self._count(values)
        return []


def article_keeper(codec: Codec, store: Store, metrics: StoreMetrics) -> Keeper[Stored]:
    """Return what keeps enriched articles, and forgets those that are taken down."""

    def read(record: Record) -> Stored:
        if record.value is None:
            return Stored(Takedown((record.key or b"").decode("utf-8", "replace")), _source(record))
        return Stored(codec.decode_enriched(record.value), _source(record))

    def count(batch: Sequence[Stored]) -> None:
        kept = sum(isinstance(stored.value, EnrichedArticle) for stored in batch)
        metrics.stored.inc(kept)
        metrics.taken_down.inc(len(batch) - kept)

    return Keeper(read, store.write, count, metrics)


def alert_keeper(codec: Codec, store: Store, metrics: StoreMetrics) -> Keeper[StoredAlert]:
    """Return what keeps alerts, each once."""

    def read(record: Record) -> StoredAlert:
        return StoredAlert(codec.decode_alert(_value(record)), _made_at(record), told_at(record))

    return Keeper(read, store.alerts.write, metrics.count_told("alert"), metrics)


def transition_keeper(codec: Codec, store: Store, metrics: StoreMetrics) -> Keeper[StoredTransition]:
    """Return what keeps transitions, each once."""

    def read(record: Record) -> StoredTransition:
        return StoredTransition(codec.decode_transition(_value(record)), _made_at(record), told_at(record))

    return Keeper(read, store.dossiers.write_transitions, metrics.count_told("transition"), metrics)


def dossier_keeper(codec: Codec, store: Store, metrics: StoreMetrics) -> Keeper[StoredDossier]:
    """Return what keeps the newest state of each dossier, and forgets those that are at an end."""

    def read(record: Record) -> StoredDossier:
        dossier_id = (record.key or b"").decode("utf-8", "replace")
        dossier = None if record.value is None else codec.decode_dossier(record.value)
        return StoredDossier(dossier_id, dossier, record.timestamp, record.offset)

    return Keeper(read, store.dossiers.write, metrics.count_told("dossier"), metrics)


def _value(record: Record) -> bytes:
    if record.value is None:
        raise Undecodable("invalid_field", "what was told cannot be taken back: it has no value")
    return record.value


def _made_at(record: Record) -> datetime:
    return EPOCH + timedelta(milliseconds=record.timestamp)


def _source(record: Record) -> Source:
    """Return where the raw record was: from the headers that enrich writes, else where this one is."""
    return Source(
        timestamp=told_at(record),
        partition=_number(record, SOURCE_PARTITION, record.partition),
        offset=_number(record, SOURCE_OFFSET, record.offset),
        enriched_offset=record.offset,
    )


def _number(record: Record, header: str, otherwise: int) -> int:
    told = number(record.headers, header)
    return otherwise if told is None else told
