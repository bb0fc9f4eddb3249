"""What the store role keeps of each topic, and what it sets aside, over a real SQLite store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faust.types import TP
from prometheus_client import CollectorRegistry

from streams.agents.delivery import Unavailable
from streams.agents.store import Keeper, alert_keeper, article_keeper, dossier_keeper, transition_keeper
from streams.contracts.codec import Codec
from streams.contracts.headers import CAUSE, SOURCE_TIMESTAMP, read
from streams.kafka.runs import Run
from streams.sinks.store import AlertQuery, Store, StoreUnavailable, Unstorable
from streams.telemetry.store_metrics import StoreMetrics
from tests.fakes import FakeRecord
from tests.sinks.hooks import alert
from tests.sinks.store.test_store import VETO, article
from tests.web.test_reading import dossier, transition

CODEC = Codec()
URI = "https://wire.example/1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(f"sqlite:///{tmp_path / 'store.db'}")
    yield made
    made.close()


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
def metrics(registry: CollectorRegistry) -> StoreMetrics:
    return StoreMetrics(registry)


def run_of(*records: FakeRecord) -> Run:
    return Run(TP(records[0].topic, 3), records)


def record(offset: int, value: bytes | None, key: bytes = b"desk", raw_at: int = 5) -> FakeRecord:
    return FakeRecord(offset, value, key, "alerts", headers=[(SOURCE_TIMESTAMP, b"%d" % raw_at)])


async def causes(keeper: Keeper[Any], *records: FakeRecord) -> list[str | None]:
    """Why records were set aside."""
    return [read(output.headers, CAUSE) for _, output in await keeper.act(run_of(*records))]


async def test_alerts_transitions_and_dossiers_are_kept_once(
    store: Store, metrics: StoreMetrics, registry: CollectorRegistry
) -> None:
    """A redelivery changes nothing; what is no such record is set aside, and no more than that."""
    alerts = alert_keeper(CODEC, store, metrics)
    value = CODEC.encode_alert(alert(1))
    assert await causes(alerts, record(0, value), record(1, b"\0\0"), record(2, None), record(0, value)) == [
        "undecodable_envelope",
        "invalid_field",
    ]
    (kept,) = store.alerts.page(AlertQuery())
    assert kept.alert == alert(1)
    assert kept.made_at.timestamp() * 1000 == record(0, value).timestamp
    told = CODEC.encode_transition(transition(1).transition)
    assert await causes(transition_keeper(CODEC, store, metrics), record(0, told), record(0, told)) == []
    state = dossier_keeper(CODEC, store, metrics)
    assert await causes(state, record(0, CODEC.encode_dossier(dossier(1)), b"d1")) == []
    found = store.dossiers.get("draft1")
    assert found == dossier(1)
    assert len(store.dossiers.timeline(dossier(1))) == 1
    assert await causes(state, record(1, None, b"d1")) == []
    assert store.dossiers.get("d1") is None
    assert registry.get_sample_value("reswatch_stored_told_total", {"kind": "alert"}) == 2
    assert registry.get_sample_value("reswatch_stored_told_total", {"kind": "dossier"}) == 2


async def test_a_takedown_takes_what_was_told_of_the_article(store: Store, metrics: StoreMetrics) -> None:
    """By the time of the raw record, which every hop hands on; what came again later stays."""
    alerts, articles = alert_keeper(CODEC, store, metrics), article_keeper(CODEC, store, metrics)
    await alerts.act(run_of(record(0, CODEC.encode_alert(alert(1)), raw_at=5)))
    await articles.act(run_of(FakeRecord(7, None, URI.encode(), headers=[(SOURCE_TIMESTAMP, b"6")])))
    assert store.alerts.page(AlertQuery()) == []
    await alerts.act(run_of(record(0, CODEC.encode_alert(alert(1)), raw_at=5)))
    assert store.alerts.page(AlertQuery()) == []
    await alerts.act(run_of(record(1, CODEC.encode_alert(alert(1)), raw_at=7)))
    assert len(store.alerts.page(AlertQuery())) == 1


async def test_canaries_are_not_kept(store: Store, metrics: StoreMetrics) -> None:
    """Nor set aside."""
    value = CODEC.encode_enriched(article(VETO))
    keeper = article_keeper(CODEC, store, metrics)
    assert await causes(keeper, FakeRecord(0, value, b"reswatch:canary/0")) == []
    assert store.current(URI) is None


async def test_a_record_that_the_database_refuses_is_set_aside_alone(
    store: Store, metrics: StoreMetrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others of its run are kept; where the database is away the whole run waits."""
    write = store.alerts.write

    def refuse(batch: Any) -> None:
        if any(each.alert == alert(2) for each in batch):
            raise Unstorable("the database refuses it: DataError")
        write(batch)

    monkeypatch.setattr(store.alerts, "write", refuse)
    keeper = alert_keeper(CODEC, store, metrics)
    records = [record(n, CODEC.encode_alert(alert(n))) for n in range(1, 4)]
    assert await causes(keeper, *records) == ["unstorable"]
    assert len(store.alerts.page(AlertQuery())) == 2

    def away(_: Any) -> None:
        raise StoreUnavailable("away")

    monkeypatch.setattr(store.alerts, "write", away)
    with pytest.raises(Unavailable):
        await alert_keeper(CODEC, store, metrics).act(run_of(*records))
