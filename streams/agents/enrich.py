"""The enrich role: a raw record in; an enriched article, a receipt or a dead letter out."""

from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter
from typing import get_args

from streams import __version__
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter, provenance_of
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.headers import Headers, muted
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, Filtered, FilterReason, Organ, RejectCause, Rejected, Stage
from streams.kafka.runs import Record
from streams.telemetry.metrics import Metrics, from_zero

PRODUCER = f"enrich/{__version__}"
STAGES = ("decode", "clean", "tag", "detect", "encode")


class Stopwatch:
    """Measures how long each stage of a record takes."""

    def __init__(self, metrics: Metrics) -> None:
        self._observe = {stage: metrics.stage_seconds.labels(stage).observe for stage in STAGES}
        self._last = 0.0

    def start(self) -> None:
        """A record begins."""
        self._last = perf_counter()

    def ended(self, stage: str) -> None:
        """``stage`` began where the one before it ended, and ends now."""
        now = perf_counter()
        self._observe[stage](now - self._last)
        self._last = now


class Enrich:
    """What becomes of each raw record. Reads no state, so that workers scale by partitions."""

    def __init__(self, codec: Codec, metrics: Metrics) -> None:
        self._codec = codec
        self._watch = Stopwatch(metrics)
        from_zero(metrics.events, (*get_args(Organ), "unknown"), get_args(Stage))
        from_zero(metrics.filtered, get_args(FilterReason))

    def transform(self, record: Record) -> Output:
        """Return the one output of ``record``."""
        if record.value is None:
            return self._takedown(record)
        self._watch.start()
        try:
            raw = self._codec.decode_raw(record.value)
        except Undecodable as error:
            return self.dead_letter(record, error.cause, error.detail)
        if raw.fetched_at is None:
            raw = replace(raw, fetched_at=datetime.fromtimestamp(record.timestamp / 1000, UTC))
        self._watch.ended("decode")
        outcome = enrich(raw, self._watch.ended)
        if isinstance(outcome, Rejected):
            return self.dead_letter(record, outcome.cause, outcome.detail)
        output = self._receipt(record, outcome) if isinstance(outcome, Filtered) else self._enriched(record, outcome)
        self._watch.ended("encode")
        return output

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, byte for byte, with why it went no further."""
        return dead_letter(record, cause, detail, PRODUCER)

    def _enriched(self, record: Record, enriched: EnrichedArticle) -> Output:
        told = [(event.organ or "unknown", event.stage) for event in enriched.resolution_events]

        def count(metrics: Metrics) -> None:  # it waits for the whole run: so it keeps no article
            metrics.enriched.inc()
            for labels in told:
                metrics.events.labels(*labels).inc()

        value = self._codec.encode_enriched(enriched)
        return Output(ARTICLES_ENRICHED, enriched.article.uri.encode(), value, _headers(record), settled=count)

    def _receipt(self, record: Record, filtered: Filtered) -> Output:
        def count(metrics: Metrics) -> None:
            metrics.filtered.labels(filtered.reason).inc()

        value = self._codec.encode_receipt(filtered)
        return Output(ARTICLES_FILTERED, filtered.uri.encode(), value, _headers(record), settled=count)

    def _takedown(self, record: Record) -> Output:
        """Return the tombstone of a uri: stores and compacted topics downstream forget it."""
        if record.key is None:
            return self.dead_letter(record, "invalid_field", "a takedown (a record without value) needs the uri as key")

        def count(metrics: Metrics) -> None:
            metrics.enriched.inc()

        return Output(ARTICLES_ENRICHED, record.key, None, _headers(record), settled=count)


def _headers(record: Record) -> Headers:
    return [*provenance_of(record, PRODUCER), *muted(record.headers)]
