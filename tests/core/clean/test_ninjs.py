"""IPTC ninjs, versions 1 to 3."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from streams.core.clean import clean
from streams.core.model import Article, Filtered, RawArticle, Unreadable

NINJS = "application/vnd.iptc.ninjs+json"
LEAD = "The council put off its vote on the draft on Tuesday."
LAST = "The vote is now expected on Thursday."
V1 = {
    "uri": "urn:example:1",
    "versioncreated": "2026-03-03T10:20:30+02:00",
    "headline": "Vote put off",
    "byline": "By Ana Lind, Associated Press",
    "located": "Geneva",
    "language": "en",
    "pubstatus": "withheld",
    "embargoed": "2026-03-04T00:00:00Z",
    "infosource": [{"name": "Associated Press"}],
    "body_text": f"{LEAD} {LAST}",
    "body_xhtml": f"<p>GENEVA (AP) — {LEAD}</p><p>{LAST}</p>",
}
V2 = {
    "uri": "urn:example:1",
    "versioncreated": "2026-03-03T10:20:30+02:00",
    "headlines": [{"role": "short", "value": "Put off"}, {"role": "main", "value": "Vote put off"}],
    "by": "By Ana Lind, Associated Press",
    "located": "Geneva",
    "language": "en",
    "pubstatus": "withheld",
    "embargoed": "2026-03-04T00:00:00Z",
    "infosources": [{"name": "Associated Press"}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": f"{LEAD} {LAST}"},
        {"role": "main", "contenttype": "text/html", "value": f"<p>GENEVA (AP) — {LEAD}</p><p>{LAST}</p>"},
    ],
}
CAMEL = {"versioncreated": "versionCreated", "pubstatus": "pubStatus"}
V3 = {CAMEL.get(key, key): value for key, value in V2.items()} | {
    "bodies": [{"contentType": "text/html", "value": f"<p>GENEVA (AP) — {LEAD}</p><p>{LAST}</p>"}]
}


def read(item: object, **fields: Any) -> Article | Filtered:
    return clean(RawArticle(NINJS, json.dumps(item).encode(), **fields))


@pytest.mark.parametrize("item", [V1, V2, V3])
def test_all_versions_tell_the_same(item: dict[str, Any]) -> None:
    """Names in the style of each version give one article; the body with markup keeps its paragraphs."""
    article = read(item)
    assert isinstance(article, Article)
    assert article.uri == "urn:example:1"
    assert article.body == f"{LEAD}\n\n{LAST}"
    assert (article.headline, article.byline) == ("Vote put off", "Ana Lind, Associated Press")
    assert (article.dateline, article.info_source, article.language) == ("GENEVA", "AP", "en")
    assert article.pub_status == "withheld"
    assert article.published_at == datetime(2026, 3, 3, 8, 20, 30, tzinfo=UTC)
    assert article.embargoed_until == datetime(2026, 3, 4, tzinfo=UTC)


def test_plain_body_keeps_every_paragraph() -> None:
    """A wire's body is the article alone: short paragraphs stay."""
    article = read({"uri": "urn:x:1", "body_text": "GENEVA – Envoys met.\n\nThey agreed\n\nNobody spoke."})
    assert isinstance(article, Article)
    assert article.body == "Envoys met.\n\nThey agreed\n\nNobody spoke."


def test_a_cancellation_needs_no_text() -> None:
    """It is an article with an empty body, so that it reaches whoever has the earlier version."""
    article = read({"uri": "urn:x:1", "pubstatus": "canceled"})
    assert isinstance(article, Article)
    assert (article.body, article.pub_status, article.language) == ("", "canceled", None)
    assert read({"uri": "urn:x:1"}) == Filtered("urn:x:1", "no_text", read({"uri": "urn:x:1"}).detail)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"{", "invalid_ninjs"),
        (b"[" * 100_000, "invalid_ninjs"),
        (b"[]", "invalid_ninjs"),
        (b'"text"', "invalid_ninjs"),
        (b'{"pubstatus": "spiked"}', "invalid_field"),
        (b'{"pubstatus": 3}', "invalid_field"),
        (b'{"embargoed": "soon"}', "invalid_field"),
        (b"\x00\x01\x02" * 200, "undecodable_content"),
    ],
)
def test_what_is_no_ninjs_is_refused(content: bytes, cause: str) -> None:
    """The cause says what is wrong; an embargo that cannot be read is not passed over."""
    with pytest.raises(Unreadable) as error:
        clean(RawArticle(NINJS, content))
    assert error.value.cause == cause


@pytest.mark.parametrize(
    "item",
    [
        {"headline": 3, "byline": [], "bodies": "x", "headlines": [3, {"value": 3}], "infosource": {"name": 1}},
        {"bodies": [None, {"value": None}, {"value": "Envoys met."}], "located": {"name": "Geneva"}, "language": {}},
        {"versioncreated": "99999-99-99", "body_text": "Envoys met.", "infosources": [{"name": None}]},
        {"versioncreated": "0001-01-01T00:00:00+14:00", "body_text": "Envoys met."},
    ],
)
def test_fields_of_the_wrong_type_are_passed_over(item: dict[str, Any]) -> None:
    """A provider's oddity in a field that only describes does not lose the article."""
    result = read(item)
    assert isinstance(result, Filtered) or result.body == "Envoys met."
