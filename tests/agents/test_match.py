"""The match role: records in, alerts out, at once or for an embargo's end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from streams.agents.match import Match
from streams.agents.tiers import Tiers, due_at
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ALERT_SUBSCRIPTIONS, ALERTS, ALERTS_WAITING, DEAD_LETTERS
from streams.core.model import Clause, EnrichedArticle, Subscription
from streams.telemetry.metrics import Metrics
from tests.core.match.values import VETO, enriched, subscription
from tests.fakes import FakeRecord

CODEC = Codec()
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DAY = 86_400.0
VETOED = enriched(VETO)


class Desk:
    """A match role with one subscription, at NOW."""

    def __init__(self) -> None:
        self.metrics = Metrics("match")
        tiers = Tiers((5, 30, 120, 600), clock=NOW.timestamp)
        self.role = Match(CODEC, tiers, DAY, self.metrics)
        self.put(subscription("target:SYR"))

    def put(self, wanted: Subscription, key: str | None = None) -> None:
        value = CODEC.encode_subscription(wanted)
        self.role.take(FakeRecord(0, value, (key or wanted.id).encode(), topic=ALERT_SUBSCRIPTIONS))

    def value(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


def record(article: EnrichedArticle, age: timedelta = timedelta()) -> FakeRecord:
    """Return the record of an article whose raw record is ``age`` old, enriched just now."""
    raw_at = int((NOW - age).timestamp() * 1000)
    told: Sequence[tuple[str, bytes]] = headers.provenance("articles-raw", 3, 17, raw_at, "enrich/1")
    at = int(NOW.timestamp() * 1000)
    return FakeRecord(9, CODEC.encode_enriched(article), b"u", "articles-enriched", 7, at, headers=told)


def embargoed(until: datetime) -> EnrichedArticle:
    return replace(VETOED, article=replace(VETOED.article, embargoed_until=until))


def test_an_alert_is_keyed_by_its_subscription_and_names_its_source() -> None:
    """Its value is the alert, and it is counted once it is acknowledged."""
    desk = Desk()
    (output,) = desk.role.transform(record(VETOED))
    assert (output.topic, output.key, output.partition) == (ALERTS, b"desk", None)
    alert = CODEC.decode_alert(output.value or b"")
    assert (alert.subscription_id, alert.uri, alert.event) == ("desk", VETOED.article.uri, VETOED.resolution_events[0])
    assert headers.read(output.headers, headers.SOURCE_TOPIC) == "articles-enriched"
    assert headers.read(output.headers, headers.SOURCE_OFFSET) == "9"
    assert desk.value("reswatch_alerts_matched_total", when="at once") == 0
    output.settled(desk.metrics)
    assert desk.value("reswatch_alerts_matched_total", when="at once") == 1


def test_each_subscription_has_its_alert() -> None:
    """In the order of their ids; who asked for something else gets nothing."""
    desk = Desk()
    for name, clause in {"b": "vetoed_by:RUS", "a": "stage:vetoed", "c": "stage:adopted"}.items():
        desk.put(subscription(clause, name=name))
    assert [output.key for output in desk.role.transform(record(VETOED))] == [b"a", b"b", b"desk"]


def test_an_embargo_waits_in_the_longest_tier_that_does_not_end_after_it() -> None:
    """Two minutes of five: then it is looked at again."""
    (output,) = Desk().role.transform(record(embargoed(NOW + timedelta(minutes=5))))
    assert (output.topic, output.key, output.partition) == (ALERTS_WAITING, b"desk", 2)
    waiting = FakeRecord(0, output.value, output.key, headers=output.headers)
    assert due_at(waiting) == (NOW + timedelta(minutes=2)).timestamp()
    assert headers.read(output.headers, headers.WAIT) == "embargo"
    assert headers.read(output.headers, headers.SOURCE_OFFSET) == "9"


def test_an_embargo_that_has_ended_holds_nothing_back() -> None:
    """To the second."""
    (output,) = Desk().role.transform(record(embargoed(NOW)))
    assert output.topic == ALERTS


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
    desk.put(subscription("target:IRQ"))
    assert desk.role.transform(record(VETOED)) == ()
    desk.put(subscription("vetoed_by:RUS"))
    assert desk.role.transform(record(VETOED))
    assert desk.value("reswatch_subscriptions") == 1
    desk.role.take(FakeRecord(3, None, b"desk"))
    assert desk.role.transform(record(VETOED)) == ()
    assert desk.value("reswatch_subscriptions") == 0


def test_a_subscription_that_makes_no_sense_is_counted_and_left_out() -> None:
    """Bytes that are none, a value that cannot be, the key of another: the one before goes on."""
    desk = Desk()
    desk.role.take(FakeRecord(1, b"\0rubbish", b"desk"))
    desk.put(replace(subscription("target:SYR"), all_of=(Clause("target", ("Atlantis",)),)))
    desk.put(subscription("target:IRQ", name="other"), key="desk")
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
