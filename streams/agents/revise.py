"""The track role's first half: an enriched article in; what it says about resolutions out, and what it says no more.

What has been told is read back from ``resolution-events`` itself: the topic is the state, so that after any crash the
two cannot differ.
"""

from dataclasses import replace

from streams import __version__
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter, handed_on
from streams.contracts.canary import is_canary
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.topics import RESOLUTION_EVENTS
from streams.core.dossier.revise import newer, revise
from streams.core.model import RejectCause, ResolutionEvents
from streams.kafka.runs import Record
from streams.telemetry.logs import Event, logger
from streams.telemetry.metrics import Metrics, Telling

PRODUCER = f"track/{__version__}"

log = logger(__name__)


class Revise:
    """What becomes of each enriched article."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec
        self._told: dict[str, ResolutionEvents] = {}

    def remember(self, record: Record) -> None:
        """Take in a record of ``resolution-events``."""
        uri = (record.key or b"").decode("utf-8", "replace")
        if record.value is None:
            self._told.pop(uri, None)
            return
        try:
            told = self._codec.decode_events(record.value)
        except Undecodable as error:  # nobody but this role should write there
            log.warning(Event.RECORD_IGNORED, topic=record.topic, offset=record.offset, reason=error.detail)
        else:
            self._remember(told)

    def transform(self, record: Record) -> tuple[Output, ...]:
        """Return what is to be told of ``record``: mostly nothing."""
        if is_canary(record.key):  # it tells of nothing, and should it ever: it is no news
            return ()
        if record.value is None:
            return self._takedown(record)
        try:
            enriched = self._codec.decode_enriched(record.value)
        except Undecodable as error:
            return (self.dead_letter(record, error.cause, error.detail),)
        told = revise(self._told.get(enriched.article.uri), enriched)
        if told is None:
            return ()
        self._remember(told)
        kind: Telling = "told" if told.events else "taken back"
        return (self._output(record, told.uri.encode(), self._codec.encode_events(told), kind),)

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, byte for byte, with why it went no further."""
        return dead_letter(record, cause, detail, PRODUCER)

    def _takedown(self, record: Record) -> tuple[Output, ...]:
        uri = (record.key or b"").decode("utf-8", "replace")
        if self._told.pop(uri, None) is None:
            return ()
        return (self._output(record, record.key, None, "taken down"),)

    def _remember(self, told: ResolutionEvents) -> None:
        # what the events are is of no use here, and is most of the memory
        least = replace(told, events=told.events[:1], signature=b"", sentences=(), mentioned=())
        self._told[told.uri] = newer(self._told.get(told.uri), least)

    def _output(self, record: Record, key: bytes | None, value: bytes | None, kind: Telling) -> Output:
        def count(metrics: Metrics) -> None:
            metrics.told.labels(kind).inc()

        return Output(RESOLUTION_EVENTS, key, value, handed_on(record, PRODUCER), settled=count)
