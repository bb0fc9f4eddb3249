"""The store role: enriched articles and takedowns into the database; nothing comes out but dead letters."""

import asyncio
from collections.abc import Sequence

from streams import __version__
from streams.agents.delivery import Unavailable
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter
from streams.contracts.canary import is_canary
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.headers import SOURCE_OFFSET, SOURCE_PARTITION, SOURCE_TIMESTAMP, number
from streams.core.model import EnrichedArticle, RejectCause
from streams.kafka.runs import Record, Run
from streams.sinks.store import Source, Store, Stored, StoreUnavailable, Takedown, Unstorable
from streams.telemetry.metrics import Metrics
from streams.telemetry.store_metrics import StoreMetrics

PRODUCER = f"store/{__version__}"


class StoreAgent:
    """Writes each run in one transaction."""

    def __init__(self, codec: Codec, store: Store, metrics: Metrics) -> None:
        self._codec = codec
        self._store = store
        self._metrics = StoreMetrics(metrics.registry)

    async def act(self, run: Run) -> Sequence[tuple[Record, Output]]:
        """Keep ``run`` but for its canaries, and return dead letters for what cannot be read or kept.

        :raises Unavailable: when the database is away.
        """
        readable: list[tuple[Record, Stored]] = []
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

    async def _write(self, batch: Sequence[tuple[Record, Stored]]) -> list[tuple[Record, Output]]:
        """Write ``batch``; where the database refuses it, one by one, so that only the guilty record is set aside."""
        if not batch:
            return []
        try:
            with self._metrics.seconds.time():
                await asyncio.to_thread(self._store.write, [stored for _, stored in batch])
        except StoreUnavailable as error:
            raise Unavailable(str(error)) from error
        except Unstorable as error:
            if len(batch) > 1:
                return [pair for each in batch for pair in await self._write([each])]
            ((record, _),) = batch
            return [(record, self.dead_letter(record, "unstorable", str(error)))]
        kept = sum(isinstance(stored.value, EnrichedArticle) for _, stored in batch)
        self._metrics.stored.inc(kept)
        self._metrics.taken_down.inc(len(batch) - kept)
        return []

    def _read(self, record: Record) -> Stored:
        if record.value is None:
            return Stored(Takedown((record.key or b"").decode("utf-8", "replace")), _source(record))
        return Stored(self._codec.decode_enriched(record.value), _source(record))


def _source(record: Record) -> Source:
    """Return where the raw record was: from the headers that enrich writes, else where this one is."""
    return Source(
        timestamp=_number(record, SOURCE_TIMESTAMP, record.timestamp),
        partition=_number(record, SOURCE_PARTITION, record.partition),
        offset=_number(record, SOURCE_OFFSET, record.offset),
        enriched_offset=record.offset,
    )


def _number(record: Record, header: str, otherwise: int) -> int:
    told = number(record.headers, header)
    return otherwise if told is None else told
