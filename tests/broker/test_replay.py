"""``reswatch replay`` on real Kafka: a change in a rule shows the articles that it touches, and sends nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.headers import MUTED
from streams.contracts.topics import (
    ARTICLES_ENRICHED,
    ARTICLES_FILTERED,
    ARTICLES_RAW,
    DEAD_LETTERS,
    RESOLUTION_EVENTS,
    topics,
)
from streams.core import enrich as enriching
from streams.core.detect import Detection
from streams.core.model import Article, Entity
from tests.broker.kafka_io import Out, partition_ends, publish, read
from tests.broker.processes import running_worker
from tests.cli.commands import run

CODEC = Codec()
OUTPUTS = [ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS]
VETO = (
    "UNITED NATIONS (AP) — Russia on Tuesday vetoed a U.N. Security Council draft resolution on {}, drafted by France."
)
WEATHER = (
    "ROME (AP) — Farmers began the harvest of olives on Monday, after the heaviest rains in years, {} of them said."
)
ARTICLES = {
    **{f"https://wire.example/veto/{number}": VETO.format(on) for number, on in enumerate(("Syria", "Libya", "Mali"))},
    **{f"https://wire.example/weather/{number}": WEATHER.format(number + 2) for number in range(40)},
    "https://wire.example/empty": " ",
}
VETOES = sorted(uri for uri in ARTICLES if "/veto/" in uri)


@pytest.fixture(scope="module")
def day(stream_kafka: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Kafka with a day of wires and what the enrich role made of them."""
    log = tmp_path_factory.mktemp("replay") / "worker.log"
    values = [
        orjson.dumps({"uri": uri, "media_type": "text/plain", "content": content}) for uri, content in ARTICLES.items()
    ]
    records: list[tuple[bytes | None, bytes | None]] = list(zip(map(str.encode, ARTICLES), values, strict=True))
    records += [(b"https://wire.example/broken", b'{"uri"'), (VETOES[0].encode(), None), (b"reswatch:canary/1", b"{}")]
    for name, stage in (("vetoes", "vetoed"), ("defeats", "rejected")):
        subscribed = run("subscribe", name, "--all", f"stage:{stage}", "--channel", "desk", "--broker", stream_kafka)
        assert subscribed.exit_code == 0, subscribed.output
    here = {"RESWATCH_DATA_DIR": str(log.parent)}
    with running_worker(stream_kafka, log, **here), running_worker(stream_kafka, log, "track", **here):
        publish(stream_kafka, ARTICLES_RAW, records)
        read(stream_kafka, OUTPUTS, lambda outs: len(outs) == len(records))
        read(stream_kafka, [RESOLUTION_EVENTS], lambda outs: len(outs) == len(VETOES) + 1)  # and a takedown
    return stream_kafka


FOLLOWS = {"dossiers": 0, "alerts_gone": 0, "alerts_come": 0}


def ends(kafka: str) -> dict[str, dict[int, int]]:
    return {topic: partition_ends(kafka, topic) for topic in topics()}


def replayed(kafka: str, *arguments: object) -> tuple[list[dict[str, Any]], int]:
    """Return the lines that it printed, and the exit code."""
    result = run("replay", "--json", "--broker", kafka, *arguments)
    assert result.exit_code in (0, 1), result.output
    return [json.loads(line) for line in result.stdout.splitlines()], result.exit_code


@pytest.fixture
def changed_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was a veto is read as a text that was voted down, by another rule."""
    detect = enriching.detect  # type: ignore[attr-defined]  # as it is named there

    def another(article: Article, entities: tuple[Entity, ...]) -> Detection:
        found = detect(article, entities)
        events = tuple(
            replace(
                event,
                stage="rejected",
                evidence={
                    **event.evidence,
                    "stage": tuple(span._replace(rule="stage.changed") for span in event.evidence["stage"]),
                },
            )
            for event in found.events
        )
        return replace(found, events=events)

    monkeypatch.setattr(enriching, "detect", another)


def test_the_same_rules_find_no_difference(day: str) -> None:
    """Exit code 0; receipts, dead letters and takedowns are made again too, canaries are left alone."""
    (summary,), code = replayed(day)
    assert (summary["read"], summary["unpublished"], summary["differing"], code) == (len(ARTICLES) + 2, 0, 0, 0)


@pytest.mark.usefixtures("changed_rule")
def test_a_changed_rule_shows_the_articles_that_it_touches_and_sends_nothing(day: str) -> None:
    """No other; each with its event before and after, and the rules of it. Nothing is written to any topic."""
    before = ends(day)
    (summary, *found), code = replayed(day, "--since", "2h")
    articles = [line for line in found if line["kind"] == "article"]
    assert code == 1
    assert sorted(line["uri"] for line in articles) == VETOES
    assert (summary["differing"], summary["fields"]) == (3, {"event stage": 3, "event evidence of stage": 3})
    assert summary["rules"]["stage.changed"] == {"gone": 0, "come": 3}
    (event,) = articles[0]["events"]
    assert event["fields"][0] == {"field": "stage", "gone": ["vetoed"], "come": ["rejected"]}
    assert (event["before"]["targets"], event["after"]["stage"]) == (event["after"]["targets"], "rejected")
    dossiers = [line for line in found if line["kind"] == "dossier"]
    assert len(dossiers) == summary["dossiers"] == 2, "one article was taken down, and its dossier with it"
    assert {field["field"] for line in dossiers for field in line["fields"]} >= {"stage", "facts"}
    alerts = {(line["subscription_id"], line["gone"], line["uri"]) for line in found if line["kind"] == "alert"}
    assert {("vetoes", True, uri) for uri in VETOES} <= alerts
    assert {("defeats", False, uri) for uri in VETOES} <= alerts
    assert not {("vetoes", False), ("defeats", True)} & {alert[:2] for alert in alerts}
    assert ends(day) == before

    text = run("replay", "--broker", day)
    assert text.exit_code == 1
    assert f"{len(ARTICLES) + 2} articles read again; 3 differ." in text.stdout
    assert "    - vetoed\n    + rejected\n" in text.stdout


@pytest.mark.usefixtures("changed_rule")
def test_a_stretch_is_by_time_by_offset_and_by_partition(day: str) -> None:
    """What lies outside of it is not read again."""
    (summary, *found), _ = replayed(day)
    articles = [line for line in found if line["kind"] == "article"]
    place = articles[0]["partition"], articles[0]["offset"]
    here = ("--from", f"{place[0]}:{place[1]}", "--to", f"{place[0]}:{place[1] + 1}", "--partition", place[0])
    (summary, *one), _ = replayed(day, *here)
    assert (summary["read"], [line["uri"] for line in one if line["kind"] == "article"]) == (1, [articles[0]["uri"]])
    later = datetime.now(UTC) + timedelta(minutes=1)
    assert replayed(day, "--since", later.isoformat()) == ([{**summary, **nothing(day)}], 0)
    assert replayed(day, "--until", "2h")[1] == 0


def nothing(kafka: str) -> dict[str, Any]:
    """The summary of no record."""
    at = partition_ends(kafka, ARTICLES_RAW)
    offsets = [{"partition": each, "from": end, "to": end} for each, end in sorted(at.items())]
    return {"offsets": offsets, "read": 0, "differing": 0, "tellings": 0, "fields": {}, "rules": {}, **FOLLOWS}


def test_processes_find_the_same(day: str) -> None:
    """They read by the same rules as this one."""
    (summary,), code = replayed(day, "--jobs", 2, "--partition", 0)  # of one partition, since each takes its time
    assert (summary["read"], code) == (partition_ends(day, ARTICLES_RAW)[0], 0)


def test_without_kafka_and_for_a_wrong_option_the_exit_code_is_another() -> None:
    """A script must not take what could not be compared for a difference."""
    assert run("replay", "--broker", "127.0.0.1:1").exit_code == 2
    assert run("replay", "--since", "2026-11-20T08:00").exit_code == 2
    assert run("replay", "--since", "soon").exit_code == 2


@pytest.mark.usefixtures("changed_rule")
def test_applied_it_publishes_the_corrections_muted(day: str) -> None:
    """As made from the same raw records; what was taken down stays down, and the ledger is closed."""
    before = len(everything(day))
    refused = run("replay", "--broker", day, "--apply", given="n\n")
    assert (refused.exit_code, len(everything(day))) == (1, before)
    applied = run("replay", "--broker", day, "--apply", "--yes")
    assert applied.exit_code == 0, applied.output
    assert "Published 2 articles, muted.\n" in applied.stderr
    outs = everything(day)[before:]
    assert sorted(out.key or b"" for out in outs) == [uri.encode() for uri in VETOES[1:]]
    for out in outs:
        assert out.headers[MUTED]
        assert [event.stage for event in CODEC.decode_enriched(out.value or b"").resolution_events] == ["rejected"]
        assert out.source in {each.source for each in everything(day)[:before] if each.key == out.key}
    ledger = json.loads(run("ledger", "--broker", day, "--json").stdout)
    assert (ledger["total"]["replayed"], ledger["total"]["repeats"], ledger["closed"]) == (2, 0, True)
    (_, *found), _ = replayed(day)
    assert [line["uri"] for line in found if line["kind"] == "article"] == VETOES[:1], (
        "there is nothing else to correct"
    )


def everything(kafka: str) -> list[Out]:
    """All that there is on articles-enriched, what was published last at the end of its partition."""
    count = sum(partition_ends(kafka, ARTICLES_ENRICHED).values())
    outs = read(kafka, [ARTICLES_ENRICHED], lambda outs: len(outs) == count)
    return sorted(
        outs, key=lambda out: headers.is_replay([(name, value.encode()) for name, value in out.headers.items()])
    )
