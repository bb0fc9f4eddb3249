"""The track role's second half: what articles tell in; how that changes what is known out, the same after any crash."""

from datetime import timedelta

from streams.agents.outbox import Output
from streams.agents.track import Track
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import DEAD_LETTERS, RESOLUTION_DOSSIERS, RESOLUTION_EVENTS, RESOLUTION_TRANSITIONS
from streams.core.model import Dossier, ResolutionEvents, Transition
from streams.telemetry.metrics import Metrics
from tests.core.dossier.told import MONDAY, article, event
from tests.fakes import FakeRecord

CODEC = Codec()
DAY = 86_400.0
VETOED = event("vetoed", vote="13-1-1", vetoed_by="RUS", day=0)
AP = article("https://a.example/1", 0, VETOED)
AP_AGAIN = article("https://b.example/1", 0.01, VETOED)
REUTERS = article("https://c.example/1", 0.1, VETOED, agency="Reuters")


class Desk:
    """A worker that tracks."""

    def __init__(self) -> None:
        self.metrics = Metrics("track")
        self.role = Track(CODEC, DAY, self.metrics)

    def value(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


def record(
    offset: int, told: ResolutionEvents | None, *, age: float = 2.0, muted: bool = False, key: str = ""
) -> FakeRecord:
    """Return the record of what an article tells, whose raw record is ``age`` seconds older."""
    at = int((MONDAY + timedelta(hours=offset)).timestamp() * 1000)
    provenance = headers.provenance("articles-enriched", 7, 17, at - int(age * 1000), "revise/1")
    more = [(headers.MUTED, b"replay")] if muted else []
    value = None if told is None else CODEC.encode_events(told)
    uri = told.uri if told else key
    return FakeRecord(offset, value, uri.encode(), RESOLUTION_EVENTS, 0, at, headers=[*provenance, *more])


def transitions(outputs: tuple[Output, ...]) -> list[Transition]:
    return [CODEC.decode_transition(each.value or b"") for each in outputs if each.topic == RESOLUTION_TRANSITIONS]


def known(outputs: tuple[Output, ...]) -> list[Dossier]:
    return [CODEC.decode_dossier(each.value) for each in outputs if each.topic == RESOLUTION_DOSSIERS and each.value]


def test_what_becomes_known_is_told_with_its_dossier() -> None:
    """Keyed by the dossier; headers say of which record, and when the article was published."""
    desk = Desk()
    outputs = desk.role.transform(record(4, AP, age=2.0))
    (transition,), (dossier,) = transitions(outputs), known(outputs)
    assert (transition.change, transition.fact.stage, transition.told.uri) == ("first_sight", "vetoed", AP.uri)
    assert [each.topic for each in outputs] == [RESOLUTION_TRANSITIONS, RESOLUTION_DOSSIERS]
    assert dossier.dossier_id == transition.dossier_id
    for output in outputs:
        assert output.key == dossier.dossier_id.encode()
        assert headers.source(output.headers) == (RESOLUTION_EVENTS, 0, 4)
        assert headers.number(output.headers, headers.SOURCE_TIMESTAMP) == record(4, AP, age=2.0).timestamp - 2000
    outputs[0].settled(desk.metrics)
    assert desk.value("reswatch_transitions_total", change="first_sight") == 1
    assert desk.value("reswatch_dossiers") == 1


def test_a_copy_changes_the_dossier_and_a_rival_confirms() -> None:
    """One more paper is one more source, and no news; another agency is news."""
    desk = Desk()
    desk.role.transform(record(0, AP))
    outputs = desk.role.transform(record(1, AP_AGAIN))
    assert transitions(outputs) == []
    (dossier,) = known(outputs)
    assert [fact.independent_sources for fact in dossier.facts] == [1]
    outputs = desk.role.transform(record(2, REUTERS))
    assert [(each.change, each.fact.independent_sources) for each in transitions(outputs)] == [("confirmed", 2)]


def test_what_was_settled_is_folded_in_silence_and_then_the_same_is_told() -> None:
    """Law 4: another worker that takes over tells what this one would have told, under the same ids."""
    one, other = Desk(), Desk()
    records = [record(offset, told) for offset, told in enumerate((AP, AP_AGAIN, REUTERS))]
    told = [one.role.transform(each) for each in records]
    assert [other.role.fold(each) for each in records[:2]] == [(), ()]
    assert other.role.place == 2
    assert other.role.transform(records[2]) == told[2]
    other.role.begin()
    assert [other.role.transform(each) for each in records] == told
    assert other.value("reswatch_events_replayed_total") == 2


def test_a_takedown_takes_back_what_only_it_told() -> None:
    """The dossier is forgotten with the last article that tells of it."""
    desk = Desk()
    (first,) = known(desk.role.transform(record(0, AP)))
    outputs = desk.role.transform(record(1, None, key=AP.uri))
    assert [each.change for each in transitions(outputs)] == ["retracted"]
    last = [each for each in outputs if each.topic == RESOLUTION_DOSSIERS and each.key == first.dossier_id.encode()]
    assert [CODEC.decode_dossier(each.value).facts[0].status if each.value else None for each in last] in (
        [None],
        ["retracted"],
    )
    assert desk.role.transform(record(2, None, key="https://nobody.example")) == ()


def test_the_first_live_evidence_of_what_history_told_is_told_again() -> None:
    """Law 7: history alerts nobody, so nobody was told; the same change keeps its id, with the article that is live."""
    for way in ({"age": 2 * DAY}, {"muted": True}):
        desk = Desk()
        outputs = desk.role.transform(record(0, AP, **way))
        (silent,) = transitions(outputs)
        assert bool(headers.muted(outputs[0].headers)) == ("muted" in way)
        (live,) = transitions(desk.role.transform(record(1, AP_AGAIN)))
        assert (live.transition_id, live.change, live.told.uri) == (silent.transition_id, "first_sight", AP_AGAIN.uri)
        assert transitions(desk.role.transform(record(2, article("https://d.example/1", 0.2, VETOED)))) == []


def test_live_evidence_that_changes_something_needs_no_repetition() -> None:
    """A confirmation is told anyway."""
    desk = Desk()
    desk.role.transform(record(0, AP, muted=True))
    assert [each.change for each in transitions(desk.role.transform(record(1, REUTERS)))] == ["confirmed"]
    assert transitions(desk.role.transform(record(2, AP_AGAIN))) == []


def test_what_cannot_be_read_is_a_dead_letter_once() -> None:
    """Byte for byte; who folds it later passes over it."""
    desk = Desk()
    bad = FakeRecord(0, b"\0\0\0", b"k", RESOLUTION_EVENTS, 0)
    (output,) = desk.role.transform(bad)
    assert (output.topic, output.value) == (DEAD_LETTERS, b"\0\0\0")
    assert desk.role.fold(bad) == ()
    assert desk.role.place == 1


def test_a_version_that_is_read_again_takes_the_place_of_what_was_read_before() -> None:
    """It comes muted, from a replay; as live news the same version is a redelivery, whatever it tells."""
    desk, rejected = Desk(), article("https://a.example/1", 0, event("rejected", vote="8-1-6", day=0))
    desk.role.transform(record(0, AP))
    assert desk.role.transform(record(1, rejected)) == ()
    outputs = desk.role.transform(record(2, rejected, muted=True))
    (silent,) = transitions(outputs)
    assert (silent.change, silent.fact.stage) == ("corrected", "rejected")
    assert all(headers.muted(each.headers) for each in outputs)
    assert [each.stage for each in known(outputs)] == ["rejected"]
    (live,) = transitions(desk.role.transform(record(3, article("https://b.example/1", 0.01, *rejected.events))))
    assert (live.transition_id, live.change, live.before) == (silent.transition_id, "corrected", silent.before)
    assert live.before is not None, "who was told of the veto hears what is believed now"
