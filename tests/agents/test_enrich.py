"""The enrich role, record by record: where each goes, with what key, what headers and what count."""

from collections.abc import Callable
from datetime import UTC, datetime

import orjson
import pytest

from streams.agents.enrich import Enrich
from streams.agents.outbox import Output
from streams.contracts import headers
from streams.contracts.codec import Codec
from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_FILTERED, DEAD_LETTERS
from streams.core.model import RawArticle
from streams.telemetry.metrics import Metrics
from tests.fakes import FakeRecord

TEXT = (
    "UNITED NATIONS (AP) — The U.N. Security Council voted unanimously on Tuesday to extend the mandate of its mission "
    "in Lebanon for a year.\n\nThe resolution was drafted by France, and all 15 members voted for it, diplomats said."
)
URI = "https://wire.example/lebanon"

Transform = Callable[..., Output]


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def transform(metrics: Metrics) -> Transform:
    role = Enrich(Codec(), metrics)

    def run(value: bytes | None, key: bytes | None = b"key", timestamp: int = 1_412_780_400_000) -> Output:
        output = role.transform(FakeRecord(7, value, key, timestamp=timestamp))
        output.settled(metrics)
        return output

    return run


def raw_json(**fields: object) -> bytes:
    return orjson.dumps({"uri": URI, "media_type": "text/plain", "content": TEXT, **fields})


def header(output: Output, name: str) -> str | None:
    return headers.read(output.headers, name)


@pytest.mark.parametrize(
    "value",
    [raw_json(), Codec().encode_raw(RawArticle(media_type="text/plain", content=TEXT.encode(), uri=URI))],
    ids=["JSON", "Avro"],
)
def test_an_article_is_enriched_under_its_uri(transform: Transform, metrics: Metrics, value: bytes) -> None:
    """Both forms give the same record, keyed by uri, with its provenance, and its events are counted."""
    output = transform(value)
    assert (output.topic, output.key) == (ARTICLES_ENRICHED, URI.encode())
    assert output.value is not None
    name, record = Codec().decode(output.value)
    assert name == "enriched_article"
    assert [(event["organ"], event["stage"]) for event in record["resolution_events"]] == [("SC", "adopted")]
    assert header(output, headers.SOURCE_OFFSET) == "7"
    assert metrics.registry.get_sample_value("reswatch_articles_enriched_total") == 1
    counted = {"organ": "SC", "stage": "adopted"}
    assert metrics.registry.get_sample_value("reswatch_resolution_events_total", counted) == 1


def test_the_records_timestamp_stands_in_for_fetched_at(transform: Transform) -> None:
    """What the source gives wins; what it leaves out is when the record was written."""
    given = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for value, fetched in ((raw_json(), datetime(2014, 10, 8, 15, tzinfo=UTC)), (raw_json(fetched_at=given), given)):
        output = transform(value, timestamp=1_412_780_400_000)
        assert output.value is not None
        assert Codec().decode(output.value)[1]["fetched_at"] == fetched


def test_an_article_without_text_leaves_a_receipt(transform: Transform, metrics: Metrics) -> None:
    """Filtered is intended, and accounted for."""
    output = transform(raw_json(content="\n \n"))
    assert (output.topic, output.key) == (ARTICLES_FILTERED, URI.encode())
    assert output.value is not None
    assert Codec().decode(output.value)[1]["reason"] == "no_text"
    assert metrics.registry.get_sample_value("reswatch_articles_filtered_total", {"reason": "no_text"}) == 1


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        (b"\x00\x01", "undecodable_envelope"),
        (b"no JSON either", "undecodable_envelope"),
        (b"\x00\x7f\xff\xff\xff....", "unknown_schema"),
        (raw_json(fetched_at="yesterday"), "invalid_field"),
        (raw_json(media_type="image/png"), "unsupported_media_type"),
        (raw_json(media_type="application/vnd.iptc.ninjs+json"), "invalid_ninjs"),
    ],
)
def test_what_cannot_be_read_is_dead_lettered_as_it_was(
    transform: Transform, metrics: Metrics, value: bytes, cause: str
) -> None:
    """The original key and bytes, the cause, a sentence, and where it came from."""
    output = transform(value)
    assert (output.topic, output.key, output.value) == (DEAD_LETTERS, b"key", value)
    assert header(output, headers.CAUSE) == cause
    assert header(output, headers.DETAIL)
    assert header(output, headers.SOURCE_OFFSET) == "7"
    assert metrics.registry.get_sample_value("reswatch_dead_letters_total", {"cause": cause}) == 1


def test_a_takedown_passes_as_a_tombstone(transform: Transform) -> None:
    """Stores and compacted topics downstream forget the uri; without a uri nobody knows what to forget."""
    output = transform(None, URI.encode())
    assert (output.topic, output.key, output.value) == (ARTICLES_ENRICHED, URI.encode(), None)
    nameless = transform(None, None)
    assert (nameless.topic, nameless.value) == (DEAD_LETTERS, b"")


def test_the_same_record_gives_the_same_output(transform: Transform) -> None:
    """Law 3: a redelivery is byte for byte what was sent before."""
    assert transform(raw_json()) == transform(raw_json())


def test_a_muted_record_makes_a_muted_article(metrics: Metrics) -> None:
    """Who publishes history again alerts nobody, wherever it gets to."""
    for value in (raw_json(), raw_json(content="\n")):
        record = FakeRecord(7, value, b"key", headers=[(headers.MUTED, b"replay")])
        assert header(Enrich(Codec(), metrics).transform(record), headers.MUTED) == "replay"
