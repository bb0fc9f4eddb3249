"""Atom and Server-Sent Events, read by readers that are not ours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import feedparser
import orjson
import pytest

from streams.contracts.records import alert_record
from streams.sinks import atom, sse
from streams.sinks.atom import Entry, feed
from tests.sinks.alerts import of_fact
from tests.sinks.hooks import MADE_AT, alert

SELF = "https://reswatch.example/v1/feeds/desk?key=a&b=c"
HOSTILE = "]]></title><script>alert(1)</script>&\x00\x1b\ud800\ufffe\u202e @everyone"


def test_a_reader_understands_the_feed() -> None:
    """Feed and entries have what RFC 4287 asks for: id, title, updated, author; times in UTC, links as they are."""
    entries = [Entry(of_fact("confirmed", 2, number), MADE_AT + timedelta(minutes=number)) for number in (2, 1)]
    read = feedparser.parse(feed("desk", entries, self_url=SELF, next_url=SELF + "&cursor=1"))
    assert not read.bozo
    assert read.version == "atom10"
    assert (read.feed.title, read.feed.author) == ("Alerts of desk", "reswatch")
    assert {(link.rel, link.href) for link in read.feed.links} == {("self", SELF), ("next", SELF + "&cursor=1")}
    assert read.feed.updated == "2026-03-04T12:02:00.250Z"
    first, second = read.entries
    assert first.title == "Confirmed: SC vetoed S/2026/123, 13-2-0: SYR"
    assert first.id.startswith("urn:uuid:")
    assert first.id != second.id
    assert first.author == "The Example Times"
    assert first.link == "https://wire.example/2"
    assert first.updated == read.feed.updated
    assert [tag.term for tag in first.tags] == ["confirmed", "vetoed", "SC"]
    assert "<p>Confirmed by 2 independent sources.</p>" in first.content[0].value


def test_the_schema_of_rfc_4287_is_kept() -> None:
    """One of each that there must be one of, in the right namespace; a date and no more than one text."""
    root = ET.fromstring(feed("desk", [Entry(alert(), MADE_AT)], self_url=SELF))
    name = "{http://www.w3.org/2005/Atom}"
    assert root.tag == f"{name}feed"
    for element in (root, *root.findall(f"{name}entry")):
        for once in ("id", "title", "updated", "author"):
            assert len(element.findall(f"{name}{once}")) == 1, (element.tag, once)
        moment = element.findtext(f"{name}updated")
        assert moment is not None
        assert datetime.fromisoformat(moment).tzinfo == UTC


def test_an_empty_feed_is_a_feed_and_stays_the_same() -> None:
    written = feed("desk", [], self_url=SELF)
    assert written == feed("desk", [], self_url=SELF)
    read = feedparser.parse(written)
    assert not read.bozo
    assert read.entries == []
    assert read.feed.id != feedparser.parse(feed("other", [], self_url=SELF)).feed.id


def test_an_alert_keeps_its_id_and_ids_that_are_none_get_one() -> None:
    one, other = (feedparser.parse(feed(name, [Entry(alert(7), MADE_AT)], self_url=SELF)) for name in ("a", "b"))
    assert one.entries[0].id == other.entries[0].id == "urn:uuid:00000000-0000-0000-0000-000000000007"
    strange = feed("a", [Entry(replace(alert(), alert_id="what ever"), MADE_AT)], self_url=SELF)
    assert feedparser.parse(strange).entries[0].id.startswith("urn:uuid:")


def test_texts_of_articles_do_no_harm() -> None:
    """No markup, no control characters; what is no link is none."""
    hostile = replace(alert(), headline=HOSTILE, outlet=HOSTILE, info_source=HOSTILE, uri="javascript:alert(1)")
    written = feed("desk", [Entry(hostile, MADE_AT)], self_url=SELF, title=HOSTILE)
    ET.fromstring(written)
    (entry,) = feedparser.parse(written, sanitize_html=False).entries
    assert "<script" not in entry.content[0].value
    assert entry.get("links", []) == []
    for character in ("\x00", "\x1b", "\u202e", "\ufffe"):
        assert character.encode() not in written
        assert f"&#{ord(character)};".encode() not in written


def test_an_event_is_what_the_standard_says() -> None:
    record = alert_record(of_fact("corrected"))
    lines = sse.event("7-42", "alert", record).split(b"\n")
    assert lines[:2] == [b"id: 7-42", b"event: alert"]
    assert lines[3:] == [b"", b""]
    assert orjson.loads(lines[2].removeprefix(b"data: "))["before"]["vote"]["for"] == 12
    assert sse.event("1", "alert", b"{}") == b"id: 1\nevent: alert\ndata: {}\n\n"
    assert sse.retry(2.5) == b"retry: 2500\n\n"
    assert sse.KEEP_ALIVE.startswith(b":")


def test_a_headline_cannot_begin_an_event_of_its_own() -> None:
    written = sse.event("1", "alert", alert_record(replace(alert(), headline="x\n\nevent: alert\ndata: {}\n\n\r\r")))
    assert written.count(b"\n") == 4
    assert b"\r" not in written


@pytest.mark.parametrize(("event_id", "kind"), [("a\nb", "alert"), ("a\0", "alert"), ("", "alert"), ("1", "a\rb")])
def test_what_clients_would_leave_out_is_refused(event_id: str, kind: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        sse.event(event_id, kind, b"{}")
    with pytest.raises(ValueError, match="one line"):
        sse.event("1", "alert", b"{}\n")


def test_media_types() -> None:
    assert (atom.MEDIA_TYPE, sse.MEDIA_TYPE) == ("application/atom+xml", "text/event-stream")
