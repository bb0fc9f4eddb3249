"""The first real page through a real Kafka, read back by a client that shares no code with us."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from confluent_kafka.schema_registry import SchemaRegistryClient

from streams.contracts import headers
from streams.contracts.registry import Registry, unregistered
from streams.contracts.schemas import schemas
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW, topics
from tests.broker.kafka_io import Out, publish, read
from tests.broker.processes import WorkerProcess, running_worker
from tests.broker.records import Decode, SchemaFiles, reading_with
from tests.shared import shared_data

URI = "https://paper.example/nation/human-rights"


@dataclass(frozen=True)
class Passage:
    """One way of the seed through the stream."""

    article: dict[str, Any]
    out: Out
    worker: WorkerProcess


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    """What must be found in the seed."""
    found: dict[str, Any] = json.loads((shared_data("seed") / "expected.json").read_text())
    return found


@pytest.fixture(scope="module", params=["locked ids", "registry"])
def passage(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    stream_kafka: str,
    expected: dict[str, Any],
) -> Iterator[Passage]:
    """The seed, published as plain JSON and enriched by a worker, once without and once with a schema registry."""
    environment = {"RESWATCH_APP_ID": request.param.replace(" ", "-")}
    decode: Decode = reading_with(SchemaFiles())
    if request.param == "registry":
        url = request.getfixturevalue("schema_registry")
        environment["RESWATCH_REGISTRY_URL"] = url
        with Registry(url) as registry:
            for topic, schema in unregistered(registry, topics().values(), schemas()):
                registry.register(topic, schema)
        decode = reading_with(SchemaRegistryClient({"url": url}))
    text = (shared_data("seed") / expected["article"]).read_text()
    uri = f"{URI}?{request.param}"
    raw = orjson.dumps(
        {"uri": uri, "media_type": "text/plain", "content": text, "published_at": "2014-10-09T00:05:00Z"}
    )
    with running_worker(stream_kafka, tmp_path_factory.mktemp("seed") / "worker.log", **environment) as worker:
        publish(stream_kafka, ARTICLES_RAW, [(uri.encode(), raw)])
        outputs = read(stream_kafka, [ARTICLES_ENRICHED], lambda outs: any(is_ours(out, uri, decode) for out in outs))
        out = next(out for out in outputs if is_ours(out, uri, decode))
        yield Passage(decode(out), out, worker)


def is_ours(out: Out, uri: str, decode: Decode) -> bool:
    """Tell whether ``out`` is the enriched ``uri`` in the ids of this passage: other workers read the same topic."""
    if out.key != uri.encode() or out.value is None:
        return False
    locked = int.from_bytes(out.value[1:5], "big") >= 1_000_000_000
    return locked == ("locked" in uri)


def test_the_article_is_clean(passage: Passage, expected: dict[str, Any]) -> None:
    """Boilerplate is gone, the text is whole, and who wrote it stands apart from who published it."""
    article = passage.article
    assert article["headline"] == expected["headline"]
    assert (article["info_source"], article["outlet"]) == (expected["agency"], expected["outlet"])
    assert article["dateline"] == expected["dateline_place"]
    assert article["body"].startswith(expected["body_starts_with"])
    assert article["body"].endswith(expected["body_ends_with"])
    assert len(article["body"].split("\n\n")) == expected["paragraphs"]
    assert [text for text in expected["must_drop"] if text in article["body"]] == []


def test_two_rival_drafts_are_two_events(passage: Passage) -> None:
    """One by the country, one against it; each with the sentence that proves it."""
    events = passage.article["resolution_events"]
    assert sorted((sorted(event["sponsors"]), event["targets"]) for event in events) == [
        (["EU", "JPN"], ["PRK"]),
        (["PRK"], ["PRK"]),
    ]
    body = passage.article["body"]
    for event in events:
        assert event["stage"] in {"tabled", "proposed"}
        assert all(
            0 <= span["start"] < span["end"] <= len(body) for spans in event["evidence"].values() for span in spans
        )


def test_headers_say_where_it_comes_from(passage: Passage) -> None:
    """The output's provenance is the raw record's coordinates."""
    named = passage.out.headers
    assert named[headers.SOURCE_TOPIC] == ARTICLES_RAW
    assert 0 <= int(named[headers.SOURCE_PARTITION]) < topics()[ARTICLES_RAW].partitions
    assert named[headers.PRODUCER].startswith("enrich/")


def test_the_counters_say_what_happened(passage: Passage) -> None:
    """Received = enriched, the events by organ and stage, and a latency."""
    worker = passage.worker
    assert worker.metric("reswatch_records_received_total") == worker.metric("reswatch_articles_enriched_total") >= 1
    assert worker.metric("reswatch_resolution_events_total") >= 2
    assert worker.metric("reswatch_resolution_events_total", organ="GA") >= 1
    assert worker.metric("reswatch_end_to_end_seconds_count") >= 1
    for stage in ("decode", "clean", "tag", "detect", "encode"):
        assert worker.metric("reswatch_stage_seconds_count", stage=stage) >= 1
    assert worker.get("/livez") == (200, "ok\n")
    assert worker.get("/readyz") == (200, "ok\n")
