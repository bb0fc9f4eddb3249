"""What waits for its embargo or its hour comes down the tiers, and ends where it is decided."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from faust.types import TP

from streams.agents.tiers import Tiers
from streams.contracts import headers
from streams.contracts.topics import ALERT_CANDIDATES, ALERTS_WAITING
from streams.kafka.runs import Run
from tests.agents.delivering import CODEC, WAITS, header, world
from tests.fakes import FakeRecord
from tests.sinks.hooks import alert


async def test_what_was_held_by_an_embargo_is_not_replayed_as_an_article() -> None:
    """Its dead letter says that it comes from alerts-waiting, though its provenance is the article."""
    here = world()
    source = headers.provenance("articles-enriched", 3, 42, 1, "match/1")
    record = FakeRecord(9, b"junk", b"desk", ALERTS_WAITING, 1, headers=[*source, (headers.WAIT, b"embargo")])
    ((_, letter),) = await here.role.act_again(Run(TP(ALERTS_WAITING, 1), [record]))
    assert (header(letter, headers.SOURCE_TOPIC), header(letter, headers.SOURCE_OFFSET)) == (ALERTS_WAITING, "9")


async def test_an_embargo_comes_down_the_tiers_and_ends_where_it_is_decided() -> None:
    """With its provenance, without the headers of the wait, not before its time and little after."""
    here = world()
    until = datetime.fromtimestamp(here.now, UTC) + timedelta(seconds=200)
    held = replace(alert(1), embargoed_until=until)
    tiers = Tiers(WAITS, lambda: here.now, lambda: 0.0)
    source = headers.provenance("articles-enriched", 3, 42, 1, "match/1")
    output = tiers.embargo(b"desk", CODEC.encode_alert(held), source, until)
    hops = []
    while output.topic == ALERTS_WAITING:
        hops.append(output.partition)
        due = int(header(output, headers.DUE) or 0) / 1000
        (output,) = await here.again([output], max(0.0, due - here.now))
    assert (output.topic, output.key, output.partition, output.headers) == (ALERT_CANDIDATES, b"desk", None, source)
    assert hops[0] == 2
    assert until.timestamp() <= here.now < until.timestamp() + WAITS[0]
    assert here.tried == []


async def test_a_candidate_that_waits_for_the_hour_comes_back_to_be_decided() -> None:
    """Down through the waits, as it is; where it came from is told as it was."""
    desk = world()
    origin = headers.provenance(ALERT_CANDIDATES, 2, 17, 1_000, "group/1")
    until = datetime.fromtimestamp(desk.now + 150, UTC)
    held = Tiers(WAITS, lambda: desk.now, lambda: 0.0).hour(b"desk", CODEC.encode_alert(alert()), origin, until)
    assert (held.topic, held.partition, header(held, headers.WAIT)) == (ALERTS_WAITING, 2, "hour")
    (again,) = await desk.again([held], after=120)
    assert (again.topic, again.partition, header(again, headers.WAIT)) == (ALERTS_WAITING, 1, "hour")
    (back,) = await desk.again([again], after=30)
    assert (back.topic, back.partition, back.key, back.value) == (ALERT_CANDIDATES, None, b"desk", held.value)
    assert back.headers == origin
    assert desk.tried == []
