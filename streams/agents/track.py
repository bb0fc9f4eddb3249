"""The track role's second half: what an article tells in; how that changes what is known of resolutions out.

What is known is a fold over ``resolution-events`` from its first record. A worker that is given its partition folds
what was settled before, and says nothing of it (streams.agents.folding); then it goes on and publishes. So after any
crash the state is that of a full replay, and what is told twice has the same ids.
"""

from collections.abc import Callable, Iterable, Iterator

from streams import __version__
from streams.agents.outbox import Output
from streams.agents.rejecting import dead_letter, handed_on, is_history
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.headers import muted
from streams.contracts.topics import RESOLUTION_DOSSIERS, RESOLUTION_TRANSITIONS
from streams.core.dossier import State, apply, forget
from streams.core.dossier.unheard import Unheard
from streams.core.model import RejectCause, ResolutionEvents, Transition
from streams.kafka.runs import Record
from streams.telemetry.logs import Event, logger
from streams.telemetry.metrics import Metrics
from streams.telemetry.track_metrics import TrackMetrics

PRODUCER = f"track/{__version__}"

log = logger(__name__)


class Track:
    """What becomes of each record of ``resolution-events``.

    :param max_age: seconds; what was published to ``articles-raw`` longer before it was told is history.
    """

    def __init__(self, codec: Codec, max_age: float, metrics: Metrics) -> None:
        self._codec = codec
        self._max_age = max_age
        self._metrics = TrackMetrics(metrics.registry, lambda: len(self._known))
        self.begin()

    def begin(self) -> None:
        """Know nothing."""
        self.place = 0
        """The offset after the last record that was taken in."""
        self._state = State()
        self._known: set[str] = set()
        self._unheard = Unheard()

    def fold(self, record: Record) -> tuple[Output, ...]:
        """Take in a record whose outputs were published before; return none."""
        self.place = record.offset + 1
        self._metrics.replayed.inc()
        try:
            self._taken_in(record)
        except Undecodable as error:
            log.warning(Event.RECORD_IGNORED, topic=record.topic, offset=record.offset, reason=error.detail)
        return ()

    def transform(self, record: Record) -> tuple[Output, ...]:
        """Take in a record, and return how it changes what is known: transitions, then dossiers as they are now."""
        self.place = record.offset + 1
        try:
            transitions = self._taken_in(record)
        except Undecodable as error:
            return (self.dead_letter(record, error.cause, error.detail),)
        return (*self._transitions(record, transitions), *self._dossiers(record))

    def dead_letter(self, record: Record, cause: RejectCause, detail: str) -> Output:
        """Return ``record`` itself, byte for byte, with why it went no further."""
        return dead_letter(record, cause, detail, PRODUCER)

    def _taken_in(self, record: Record) -> tuple[Transition, ...]:
        if record.value is None:
            _, transitions = forget(self._state, (record.key or b"").decode("utf-8", "replace"))
            told = None
        else:
            told = self._codec.decode_events(record.value)
            _, transitions = apply(self._state, told, anew=bool(muted(record.headers)))
        for dossier_id, dossier in self._state.changed.items():
            (self._known.discard if dossier is None else self._known.add)(dossier_id)
        return self._heard(record, told, transitions)

    def _heard(
        self, record: Record, told: ResolutionEvents | None, transitions: tuple[Transition, ...]
    ) -> tuple[Transition, ...]:
        """Return the transitions, and former ones that nobody heard of where this record tells their facts anew."""
        if is_history(record, record.timestamp / 1000, self._max_age):
            self._unheard.add(transitions)
            return transitions
        self._unheard.remove(transitions)
        if told is None:
            return transitions
        changed = [dossier for dossier in self._state.changed.values() if dossier is not None]
        return (*transitions, *self._unheard.told_by(told, changed))

    def _transitions(self, record: Record, transitions: Iterable[Transition]) -> Iterator[Output]:
        for transition in transitions:
            value = self._codec.encode_transition(transition)
            yield Output(
                RESOLUTION_TRANSITIONS,
                transition.dossier_id.encode(),
                value,
                handed_on(record, PRODUCER),
                settled=self._count(transition),
            )

    def _count(self, transition: Transition) -> Callable[[Metrics], None]:
        counter = self._metrics.transitions.labels(transition.change)
        return lambda _: counter.inc()

    def _dossiers(self, record: Record) -> Iterator[Output]:
        for dossier_id, dossier in self._state.changed.items():
            value = None if dossier is None else self._codec.encode_dossier(dossier)
            yield Output(RESOLUTION_DOSSIERS, dossier_id.encode(), value, handed_on(record, PRODUCER))
