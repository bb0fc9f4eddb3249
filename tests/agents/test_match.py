"""The match role: articles and transitions in, candidates out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from streams.agents.match import Match
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ALERT_CANDIDATES, ALERT_SUBSCRIPTIONS, DEAD_LETTERS, RESOLUTION_TRANSITIONS
from streams.core.dossier import State, apply
from streams.core.dossier.revise import revise
from streams.core.model import Clause, EnrichedArticle, Subscription, Transition
from streams.core.story import signature
from streams.telemetry.metrics import Metrics
from tests.core.match.values import VETO, enriched, subscription
from tests.fakes import FakeRecord

CODEC = Codec()
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DAY = 86_400.0
VETOED = enriched(VETO)


class Desk:
    """A match role with one subscription on articles, at NOW."""

    def __init__(self) -> None:
        self.metrics = Metrics("match")
        self.role = Match(CODEC, DAY, self.metrics, clock=NOW.timestamp)
        self.put(on_articles("target:SYR"))

    def put(self, wanted: Subscription, key: str | None = None) -> None:
        value = CODEC.encode_subscription(wanted)
        self.role.take(FakeRecord(0, value, (key or wanted.id).encode(), topic=ALERT_SUBSCRIPTIONS))

    def value(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


def on_articles(*clauses: str, name: str = "desk") -> Subscription:
    return replace(subscription(*clauses, name=name), on="articles")


def record(article: EnrichedArticle, age: timedelta = timedelta()) -> FakeRecord:
    """Return the record of an article whose raw record is ``age`` old, enriched just now."""
    raw_at = int((NOW - age).timestamp() * 1000)
    told: Sequence[tuple[str, bytes]] = headers.provenance("articles-raw", 3, 17, raw_at, "enrich/1")
    at = int(NOW.timestamp() * 1000)
    return FakeRecord(9, CODEC.encode_enriched(article), b"u", "articles-enriched", 7, at, headers=told)


def of_transition(transition: Transition, age: timedelta = timedelta(), *more: tuple[str, bytes]) -> FakeRecord:
    raw_at = int((NOW - age).timestamp() * 1000)
    told = [*headers.provenance("resolution-events", 0, 17, raw_at, "track/1"), *more]
    key, at = transition.dossier_id.encode(), int(NOW.timestamp() * 1000)
    return FakeRecord(9, CODEC.encode_transition(transition), key, RESOLUTION_TRANSITIONS, 0, at, headers=told)


def seen_first() -> Transition:
    """Return what becomes known by the veto."""
    told = revise(None, VETOED)
    assert told is not None
    _, (transition,) = apply(State(), told)
    return transition


def test_a_candidate_is_keyed_by_its_subscription_and_names_its_source() -> None:
    """Its value is an alert that copies of the article are known by; it is counted once it is acknowledged."""
    desk = Desk()
    (output,) = desk.role.transform(record(VETOED))
    assert (output.topic, output.key, output.partition) == (ALERT_CANDIDATES, b"desk", None)
    alert = CODEC.decode_alert(output.value or b"")
    assert (alert.subscription_id, alert.uri, alert.event) == ("desk", VETOED.article.uri, VETOED.resolution_events[0])
    assert alert.signature == signature(VETOED.article.body, "en") != b""
    assert headers.read(output.headers, headers.SOURCE_TOPIC) == "articles-enriched"
    assert headers.read(output.headers, headers.SOURCE_OFFSET) == "9"
    assert headers.number(output.headers, headers.SOURCE_TIMESTAMP) == int(NOW.timestamp() * 1000)
    assert desk.value("reswatch_alert_candidates_total", of="article") == 0
    output.settled(desk.metrics)
    assert desk.value("reswatch_alert_candidates_total", of="article") == 1


def test_each_subscription_has_its_candidate() -> None:
    """In the order of their ids; who asked for something else gets nothing."""
    desk = Desk()
    for name, clause in {"b": "vetoed_by:RUS", "a": "stage:vetoed", "c": "stage:adopted"}.items():
        desk.put(on_articles(clause, name=name))
    assert [output.key for output in desk.role.transform(record(VETOED))] == [b"a", b"b", b"desk"]


def test_a_transition_is_a_candidate_of_who_subscribes_to_them() -> None:
    """And an article is not: a subscription hears of what became known, unless it asks for articles."""
    desk = Desk()
    desk.put(replace(subscription("vetoed_by:RUS", name="vetoes"), on="transitions"))
    assert [output.key for output in desk.role.transform(record(VETOED))] == [b"desk"]
    transition = seen_first()
    (output,) = desk.role.transform_transition(of_transition(transition))
    assert (output.topic, output.key) == (ALERT_CANDIDATES, b"vetoes")
    alert = CODEC.decode_alert(output.value or b"")
    assert (alert.change, alert.transition_id) == ("first_sight", transition.transition_id)
    assert alert.dossier_ids[0] == transition.dossier_id
    output.settled(desk.metrics)
    assert desk.value("reswatch_alert_candidates_total", of="transition") == 1


def test_transitions_of_history_or_muted_ones_alert_nobody() -> None:
    """By the raw record's time, which every hop hands on."""
    desk = Desk()
    desk.put(replace(subscription("vetoed_by:RUS"), on="transitions"))
    transition = seen_first()
    assert desk.role.transform_transition(of_transition(transition, timedelta(hours=23)))
    assert desk.role.transform_transition(of_transition(transition, timedelta(hours=25))) == ()
    assert desk.role.transform_transition(of_transition(transition, timedelta(), (headers.MUTED, b"replay"))) == ()
    assert desk.value("reswatch_articles_too_old_total") == 2


def test_history_alerts_nobody() -> None:
    """What counts is the raw record's time, not that of the record that was enriched anew."""
    desk = Desk()
    assert desk.role.transform(record(VETOED, age=timedelta(hours=23)))
    assert desk.role.transform(record(VETOED, age=timedelta(hours=25))) == ()
    without = replace(record(VETOED), headers=(), timestamp=int((NOW.timestamp() - 2 * DAY) * 1000))
    assert desk.role.transform(without) == ()
    assert desk.value("reswatch_articles_too_old_total") == 2


def test_a_subscription_is_in_force_as_it_was_written_last() -> None:
    """Replaced, and ended by a record without value."""
    desk = Desk()
    desk.put(on_articles("target:IRQ"))
    assert desk.role.transform(record(VETOED)) == ()
    desk.put(on_articles("vetoed_by:RUS"))
    assert desk.role.transform(record(VETOED))
    assert desk.role.wants("desk") is not None
    assert desk.value("reswatch_subscriptions") == 1
    desk.role.take(FakeRecord(3, None, b"desk"))
    assert desk.role.transform(record(VETOED)) == ()
    assert desk.role.wants("desk") is None
    assert desk.value("reswatch_subscriptions") == 0


def test_a_subscription_that_makes_no_sense_is_counted_and_left_out() -> None:
    """Bytes that are none, a value that cannot be, the key of another: the one before goes on."""
    desk = Desk()
    desk.role.take(FakeRecord(1, b"\0rubbish", b"desk"))
    desk.put(replace(on_articles("target:SYR"), all_of=(Clause("target", ("Atlantis",)),)))
    desk.put(on_articles("target:IRQ", name="other"), key="desk")
    assert desk.value("reswatch_subscriptions_refused_total") == 3
    assert [output.key for output in desk.role.transform(record(VETOED))] == [b"desk"]


def test_takedowns_have_no_alerts() -> None:
    """They are the stores' business."""
    assert Desk().role.transform(replace(record(VETOED), value=None)) == ()


def test_what_cannot_be_read_is_a_dead_letter() -> None:
    """Byte for byte, with where it was found."""
    (output,) = Desk().role.transform(replace(record(VETOED), value=b"\0\0\0"))
    assert (output.topic, output.value) == (DEAD_LETTERS, b"\0\0\0")
    assert headers.read(output.headers, headers.CAUSE) == "undecodable_envelope"
    (output,) = Desk().role.transform_transition(replace(of_transition(seen_first()), value=b"\0\0\0"))
    assert (output.topic, output.value) == (DEAD_LETTERS, b"\0\0\0")


def test_one_that_has_ended_is_gone_and_one_that_cannot_be_read_is_not() -> None:
    """What it was told may be forgotten only of the first."""
    desk = Desk()
    ended: list[str] = []
    desk.role.ended = ended.append
    desk.role.take(FakeRecord(1, b"\0rubbish", b"later"))
    assert [desk.role.is_gone(name) for name in ("desk", "later", "nobody")] == [False, False, True]
    for name in (b"desk", b"later"):
        desk.role.take(FakeRecord(2, None, name))
    assert ended == ["desk", "later"]
    assert desk.role.is_gone("desk")
    assert desk.role.is_gone("later")
