"""JSON as people see it: one line, times and dates as everywhere in the documentation."""

from datetime import UTC, date, datetime, timedelta, timezone

import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from streams.contracts.codec import Codec
from streams.contracts.json_lines import outcome_json, to_json
from streams.contracts.records import enriched_record, raw_record
from streams.core.model import EnrichedArticle, Filtered, RawArticle, Rejected
from tests.contracts.values import enriched_articles


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime(2014, 10, 8, 14, tzinfo=UTC), "2014-10-08T14:00:00Z"),
        (datetime(2014, 10, 8, 14, 0, 0, 120_000, UTC), "2014-10-08T14:00:00.120Z"),
        (datetime(2014, 10, 8, 16, tzinfo=timezone(timedelta(hours=2))), "2014-10-08T14:00:00Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
        (date(2014, 10, 8), "2014-10-08"),
        (b"na\xc3\xafve \xff", "naïve �"),
        ("a\nb", "a\nb"),
        (0.9, 0.9),
    ],
)
def test_values_are_written_plainly(value: object, written: object) -> None:
    """Milliseconds appear only where they are not zero, and any zone becomes UTC."""
    line = to_json({"field": value})
    assert orjson.loads(line) == {"field": written}
    assert b"\n" not in line


def test_a_signature_is_written_in_base64() -> None:
    """It is no text, wherever it stands: in what an article says, in a transition, in a webhook's payload."""
    told = {"uri": "u", "signature": b"\xff\x00"}
    written = {"uri": "u", "signature": "/wA="}
    assert orjson.loads(to_json(told)) == written
    assert orjson.loads(to_json({"told": told})) == {"told": written}
    assert orjson.loads(to_json({"data": told})) == {"data": written}


def test_what_has_no_json_form_is_an_error() -> None:
    """A defect of ours is not hidden in a string."""
    with pytest.raises(TypeError):
        to_json({"field": {1, 2}})


@given(enriched_articles)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_record_reads_the_same_before_and_after_kafka(enriched: EnrichedArticle) -> None:
    """What ``enrich`` prints for an article is, byte for byte, what ``tail`` prints for its record."""
    codec = Codec()
    _, record = codec.decode(codec.encode_enriched(enriched))
    assert to_json(record) == outcome_json(enriched) == to_json(enriched_record(enriched))


def test_what_was_set_aside_or_rejected_says_why() -> None:
    """Neither looks like an article."""
    assert outcome_json(Filtered("u", "no_text", "empty")) == (
        b'{"uri":"u","filtered":{"reason":"no_text","detail":"empty"}}'
    )
    assert outcome_json(Rejected("invalid_ninjs", "no body")) == (
        b'{"uri":null,"rejected":{"cause":"invalid_ninjs","detail":"no body"}}'
    )


def test_a_raw_article_can_be_shown() -> None:
    """Bytes that are no UTF-8 do not stop it."""
    assert orjson.loads(to_json(raw_record(RawArticle("text/plain", b"\xff"))))["content"] == "�"
