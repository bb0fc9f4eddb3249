"""The match role's last step: candidates in; alerts out where they are news, at once or for an embargo's end."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from streams.agents.group import FORGOTTEN_AT_ONCE, Group, Sent
from streams.agents.outbox import Output
from streams.agents.tiers import Tiers, due_at
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ALERT_CANDIDATES, ALERTS, ALERTS_TOLD, ALERTS_WAITING, DEAD_LETTERS
from streams.core.model import Alert, Change, Clause, Matched, ResolutionEvent, Telling
from streams.core.told import Wants
from streams.telemetry.metrics import Metrics
from tests.fakes import FakeRecord

CODEC = Codec()
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DAY = 86_400.0
PARTITION = 2


def candidate(change: Change = "first_sight", name: str = "desk", fact: str = "f1", sources: int = 1) -> Alert:
    """Return what [match] makes of a transition."""
    return Alert(
        alert_id=f"{name}-{fact}-{change}",
        subscription_id=name,
        uri="https://wire.example/1",
        article_event_id="e1",
        headline="Council adopts text",
        info_source="AP",
        outlet=None,
        language="en",
        published_at=NOW,
        fetched_at=NOW,
        embargoed_until=None,
        event=ResolutionEvent("r1", "SC", "adopted"),
        matched=(Matched(Clause("stage", ("adopted",)), "adopted"),),
        change=change,
        status="provisional" if sources == 1 else "confirmed",
        transition_id=f"t-{fact}-{change}",
        fact_id=fact,
        dossier_ids=("d1",),
        independent_sources=sources,
    )


class Desk:
    """A partition's owner, at ``now``."""

    def __init__(self, tellings: Collection[Telling] = (), sent: Iterable[Sent] = (), per_hour: int = 20) -> None:
        self.metrics = Metrics("match")
        self.now = NOW
        self.wants: dict[str, Wants] = dict.fromkeys(
            ("desk", "other"), Wants(frozenset({"first_sight", "confirmed"}), per_hour)
        )
        tiers = Tiers((5, 30, 120, 600), clock=self.clock)
        self.role = Group(CODEC, tiers, self.wants.get, DAY, self.metrics)
        self.role.begin(PARTITION, tellings, (), sent)
        self.offset = 0

    def clock(self) -> float:
        return self.now.timestamp()

    def decide(self, alert: Alert, age: timedelta = timedelta(), *more: tuple[str, bytes]) -> tuple[Output, ...]:
        raw_at = int((self.now - age).timestamp() * 1000)
        told = headers.provenance("articles-raw", 3, 17, raw_at, "x/1")
        return self.take(CODEC.encode_alert(alert), [*told, *more])

    def take(self, value: bytes | None, told: Iterable[tuple[str, bytes]] = ()) -> tuple[Output, ...]:
        self.offset += 1
        at = int(self.now.timestamp() * 1000)
        record = FakeRecord(self.offset, value, b"desk", ALERT_CANDIDATES, PARTITION, at, headers=list(told))
        return self.role.transform(record)

    def value(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


def test_news_is_an_alert_and_is_remembered() -> None:
    """Keyed by its subscription, with where it comes from and when its article was published."""
    desk = Desk()
    alert, told = desk.decide(candidate(), timedelta(seconds=3))
    assert (alert.topic, alert.key, alert.partition) == (ALERTS, b"desk", None)
    sent = CODEC.decode_alert(alert.value or b"")
    assert (sent.change, sent.independent_sources, sent.dossier_ids) == ("first_sight", 1, ("d1",))
    remembered = CODEC.decode_told(told.value or b"")
    assert (told.topic, told.key) == (ALERTS_TOLD, f"desk {sent.alert_id}".encode())
    assert (remembered.alert_id, remembered.thread, remembered.place) == (sent.alert_id, sent.thread, 1)
    for output in (alert, told):
        assert headers.source(output.headers) == (ALERT_CANDIDATES, PARTITION, 1)
        assert headers.number(output.headers, headers.SOURCE_TIMESTAMP) == int((NOW.timestamp() - 3) * 1000)
    assert desk.value("reswatch_alerts_matched_total") == 0
    alert.settled(desk.metrics)
    assert desk.value("reswatch_alerts_matched_total") == 1


def test_what_was_told_is_no_news() -> None:
    """To this subscription; to another it is. A confirmation is."""
    desk = Desk()
    desk.decide(candidate())
    assert [each for each in desk.decide(candidate()) if each.topic == ALERTS] == []
    assert [each.topic for each in desk.decide(candidate(name="other"))] == [ALERTS, ALERTS_TOLD]
    assert [each.topic for each in desk.decide(candidate("confirmed", sources=2))] == [ALERTS, ALERTS_TOLD]
    assert desk.value("reswatch_candidates_decided_total", outcome="repeated") == 1
    assert desk.value("reswatch_candidates_decided_total", outcome="told") == 3


def test_the_next_owner_goes_on_where_this_one_was() -> None:
    """With what was remembered it decides the same."""
    first = Desk()
    (_, told) = first.decide(candidate())
    (_, confirmed) = first.decide(candidate("confirmed", sources=2))
    next_one = Desk([CODEC.decode_told(told.value or b"")])
    assert [each for each in next_one.decide(candidate()) if each.topic == ALERTS] == []
    alert, again = next_one.decide(candidate("confirmed", sources=2))
    assert again.key == confirmed.key
    assert CODEC.decode_alert(alert.value or b"").change == "confirmed"


def test_an_alert_that_the_former_owner_published_is_not_published_again() -> None:
    """It had no time to commit: what it was told is remembered anew."""
    alert, told = Desk().decide(candidate())
    sent = CODEC.decode_alert(alert.value or b"")
    (again,) = Desk(sent=[(sent.alert_id, False)]).decide(candidate())
    assert again == told


def test_an_embargo_waits_in_the_longest_tier_that_does_not_end_after_it() -> None:
    """Two minutes of five: then it is looked at again. It is decided at the end, so another may tell the fact first."""
    desk = Desk()
    held = replace(candidate(), embargoed_until=NOW + timedelta(minutes=5))
    (alert,) = desk.decide(held)
    assert (alert.topic, alert.key, alert.partition) == (ALERTS_WAITING, b"desk", 2)
    assert CODEC.decode_alert(alert.value or b"") == held
    assert desk.value("reswatch_candidates_decided_total", outcome="embargoed") == 1
    waiting = FakeRecord(0, alert.value, alert.key, headers=alert.headers)
    assert due_at(waiting) == (NOW + timedelta(minutes=2)).timestamp()
    assert headers.read(alert.headers, headers.WAIT) == "embargo"
    assert headers.source(alert.headers) == (ALERT_CANDIDATES, PARTITION, 1)
    other, _ = desk.decide(candidate("confirmed", sources=2))
    assert CODEC.decode_alert(other.value or b"").change == "first_sight"
    ended = replace(held, embargoed_until=NOW)
    assert [each for each in desk.decide(ended) if each.topic == ALERTS] == []
    assert desk.decide(replace(candidate(fact="f2"), embargoed_until=NOW))[0].topic == ALERTS


def test_history_and_what_is_muted_alert_nobody_and_are_not_told() -> None:
    """So the first live evidence of it is news."""
    desk = Desk()
    assert desk.decide(candidate(), timedelta(hours=25)) == ()
    assert desk.decide(candidate(), timedelta(), (headers.MUTED, b"replay")) == ()
    assert desk.value("reswatch_candidates_decided_total", outcome="history") == 2
    assert desk.decide(candidate(), timedelta(hours=23))[0].topic == ALERTS


def test_a_candidate_of_nobody_is_dropped() -> None:
    """Its subscription has ended since."""
    desk = Desk()
    assert desk.decide(candidate(name="gone")) == ()
    assert desk.value("reswatch_candidates_decided_total", outcome="unsubscribed") == 1


def test_over_the_cap_it_is_held_back_and_asked_again_when_the_hour_ends() -> None:
    """The copy on ``alerts`` is to be looked up; the candidate waits, comes back, and is sent with the count."""
    desk = Desk(per_hour=1)
    desk.decide(candidate())
    held, told, waiting = desk.decide(candidate(fact="f2"))
    assert CODEC.decode_alert(held.value or b"").held_back
    assert CODEC.decode_told(told.value or b"").held_back
    assert (waiting.topic, waiting.key, waiting.partition) == (ALERTS_WAITING, b"desk", 3)
    assert headers.read(waiting.headers, headers.WAIT) == "hour"
    assert headers.number(waiting.headers, headers.UNTIL) == int((NOW + timedelta(hours=1)).timestamp() * 1000)
    desk.decide(candidate(fact="f3"))
    desk.now += timedelta(hours=1)
    came_back = headers.provenance(
        ALERT_CANDIDATES, PARTITION, 2, int((NOW - timedelta(hours=24)).timestamp() * 1000), "x"
    )
    alert, _ = desk.take(waiting.value, came_back)
    sent = CODEC.decode_alert(alert.value or b"")
    assert (sent.held_back, sent.more) == (False, 1)


def test_what_cannot_be_read_is_a_dead_letter() -> None:
    """Byte for byte, and so is a candidate without value."""
    desk = Desk()
    (output,) = desk.take(b"\0\0\0")
    assert (output.topic, output.value) == (DEAD_LETTERS, b"\0\0\0")
    (output,) = desk.take(None)
    assert (output.topic, output.value) == (DEAD_LETTERS, None)


def test_what_a_subscription_was_told_that_has_ended_is_forgotten_on_the_topic() -> None:
    """With the next candidate of its partition, whosever that is; one of the same name begins anew."""
    desk = Desk()
    told = [desk.decide(candidate(fact=fact))[-1] for fact in ("f1", "f2")]
    desk.decide(candidate(name="other"))
    ended = desk.wants.pop("desk")
    desk.role.forget("desk")
    _, _, *tombstones = desk.decide(candidate(name="other", fact="f3"))
    assert {(each.topic, each.key, each.value) for each in tombstones} == {
        (ALERTS_TOLD, each.key, None) for each in told
    }
    assert len(desk.decide(candidate(name="other", fact="f4"))) == 2, "once"
    desk.wants["desk"] = ended
    assert len(desk.decide(candidate(fact="f1"))) == 2, "it is news"


def test_what_is_told_anew_before_it_is_forgotten_stays() -> None:
    """The tombstone would come behind it."""
    desk = Desk()
    desk.decide(candidate(fact="f1"))
    desk.role.forget("desk")
    _, told = desk.decide(candidate(fact="f1"))
    assert told.value is not None
    assert len(desk.decide(candidate(name="other"))) == 2


def test_the_next_owner_forgets_what_a_crash_left_of_one_that_has_ended() -> None:
    """As often as it must; what is not known to have ended is kept."""
    before = Desk()
    told = [before.decide(candidate(name=name))[-1] for name in ("desk", "other")]
    tellings = [CODEC.decode_told(each.value or b"") for each in told]
    for _ in range(2):
        desk = Desk()
        desk.role.is_gone = lambda name: name == "desk"
        desk.role.begin(PARTITION, tellings, (), ())
        *_, tombstone = desk.decide(candidate(name="other", fact="f2"))
        assert (tombstone.key, tombstone.value) == (told[0].key, None)
        assert desk.decide(candidate(name="other")) == (), "it was told"


def test_what_was_told_of_candidates_that_come_again_is_forgotten_as_well() -> None:
    """Nobody but the owner after next would come upon it: a candidate of nobody is dropped."""
    before = Desk()
    *_, gone = before.decide(candidate())
    *_, kept = before.decide(candidate(name="other"))
    again = [CODEC.decode_told(each.value or b"") for each in (gone, kept)]
    desk = Desk()
    del desk.wants["desk"]
    desk.role.is_gone = lambda name: name == "desk"
    desk.role.begin(PARTITION, (), again, ())
    assert [(each.key, each.value) for each in desk.decide(candidate())] == [(gone.key, None)]
    assert [each.topic for each in desk.decide(candidate(name="other"))] == [ALERTS, ALERTS_TOLD]


def test_much_that_is_forgotten_goes_out_by_and_by() -> None:
    desk = Desk(per_hour=10 * FORGOTTEN_AT_ONCE)
    for number in range(FORGOTTEN_AT_ONCE + 3):
        desk.decide(candidate(fact=f"f{number}"))
    desk.role.forget("desk")
    outputs = [desk.decide(candidate(name="other", fact=f"f{number}")) for number in range(3)]
    assert [len(each) - 2 for each in outputs] == [FORGOTTEN_AT_ONCE, 3, 0]
