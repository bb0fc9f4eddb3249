"""``reswatch replay --apply`` beside the roles: dossiers move in silence, and the first live evidence alerts."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from streams.agents.enrich import Enrich
from streams.contracts.codec import Codec
from streams.contracts.headers import MUTED, SOURCE_TIMESTAMP
from streams.contracts.topics import (
    ALERTS,
    ARTICLES_ENRICHED,
    ARTICLES_RAW,
    RESOLUTION_DOSSIERS,
    RESOLUTION_TRANSITIONS,
)
from streams.core import enrich as enriching
from streams.core.detect import Detection
from streams.core.model import Alert, Article, Entity, Evidence, ResolutionEvent
from streams.telemetry.metrics import Metrics
from tests.broker.kafka_io import partition_ends, publish, read
from tests.broker.test_one_event import fleet
from tests.cli.commands import run
from tests.fakes import FakeRecord

CODEC = Codec()
VETO = "UNITED NATIONS (AP) — Russia on Tuesday vetoed a U.N. Security Council draft resolution on Libya, {}."
QUIET = "UNITED NATIONS (AP) — Diplomats spoke of a paper on Mali on Tuesday, {}, and went home after midnight."


def raw(uri: str, content: str) -> tuple[bytes, bytes]:
    return uri.encode(), orjson.dumps({"uri": uri, "media_type": "text/plain", "content": content})


@pytest.fixture
def changed_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """A veto is read as a text that was voted down, and a paper as a draft that is tabled."""
    detect = enriching.detect  # type: ignore[attr-defined]  # as it is named there

    def another(article: Article, entities: tuple[Entity, ...]) -> Detection:
        found = detect(article, entities)
        events = tuple(replace(event, stage="rejected", vote=None) for event in found.events)
        if "a paper on Mali" in article.body:
            evidence = {"stage": (Evidence(0, 9, "stage.paper"),)}
            tabled = ResolutionEvent("e", "SC", "tabled", targets=("MLI",), confidence=0.9, evidence=evidence)
            events = (*events, tabled)
        return replace(found, events=events)

    monkeypatch.setattr(enriching, "detect", another)


def tell(kafka: str, uri: str, content: str) -> None:
    """Publish what the present rules, of this process, read in a live article."""
    key, value = raw(uri, content)
    now = round(datetime.now(UTC).timestamp() * 1000)
    output = Enrich(CODEC, Metrics()).transform(FakeRecord(0, value, key, ARTICLES_RAW, 0, now))
    publish(kafka, ARTICLES_ENRICHED, [(output.key, output.value)], [(SOURCE_TIMESTAMP, b"%d" % now)])


def alerts(kafka: str, count: int) -> list[Alert]:
    found = [CODEC.decode_alert(out.value or b"") for out in read(kafka, [ALERTS], lambda outs: len(outs) >= count, 90)]
    return sorted(found, key=lambda alert: (alert.subscription_id, alert.change or ""))


def told(alert: Alert) -> tuple[str, str | None, str]:
    return alert.subscription_id, alert.change, alert.event.stage if alert.event else ""


@pytest.mark.usefixtures("changed_rule")
def test_history_is_corrected_in_silence_and_the_first_live_evidence_alerts(stream_kafka: str, tmp_path: Path) -> None:
    """A fact that is believed otherwise is a correction to who was told of it; one that nobody was told is news."""
    kafka = stream_kafka
    for name in ("Libya", "Mali"):
        subscribed = run("subscribe", name.lower(), "--all", f"target:{name}", "--channel", "desk", "--broker", kafka)
        assert subscribed.exit_code == 0, subscribed.output
    with fleet(kafka, tmp_path) as workers:
        for role in ("enrich", "track", "match"):
            workers.start(role, 1)
        workers.wait_until_ready()
        wires = [raw("u:veto", VETO.format("to loud protest")), raw("u:quiet", QUIET.format("late"))]
        publish(kafka, ARTICLES_RAW, wires)
        assert [told(each) for each in alerts(kafka, 1)] == [("libya", "first_sight", "vetoed")]

        workers.wait_until_settled("track")
        applied = run("replay", "--apply", "--yes", "--broker", kafka)
        assert applied.exit_code == 0, applied.output
        assert "Published 2 articles, muted.\n" in applied.stderr
        silent = read(kafka, [RESOLUTION_TRANSITIONS], lambda outs: sum(MUTED in out.headers for out in outs) >= 2)
        stages = {CODEC.decode_transition(out.value or b"").fact.stage for out in silent if MUTED in out.headers}
        assert stages == {"rejected", "tabled"}
        newest = {out.key: out.value for out in read(kafka, [RESOLUTION_DOSSIERS], lambda outs: len(outs) >= 3)}
        assert {CODEC.decode_dossier(value).stage for value in newest.values() if value} == {"rejected", "tabled"}
        for role in ("track", "match"):
            workers.wait_until_settled(role)
        assert sum(partition_ends(kafka, ALERTS).values()) == 1, "nobody is alerted of history"

        tell(kafka, "u:veto/live", VETO.format("as its envoy had said it would"))
        tell(kafka, "u:quiet/live", QUIET.format("in a room without windows"))
        assert [told(each) for each in alerts(kafka, 3)] == [
            ("libya", "corrected", "rejected"),
            ("libya", "first_sight", "vetoed"),
            ("mali", "first_sight", "tabled"),
        ]
