"""RSS, Atom and JSON Feed, good, broken and hostile."""

import time
from datetime import UTC, datetime

import orjson
import pytest

from streams.sources.feeds import parsing
from streams.sources.feeds.feed import Feed, Item, NotAFeed
from streams.sources.feeds.parse import parse

URL = "https://wire.example/feeds/world.xml"


def rss(items: str = "", channel: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Harbour Wire</title>'
        f"{channel}{items}</channel></rss>"
    ).encode()


def only(feed: Feed) -> Item:
    (item,) = feed.items
    return item


def test_rss_says_who_what_and_when() -> None:
    """Title, link, date, language and the fullest text that the feed carries."""
    feed = parse(
        rss(
            """<item><title>Council votes on &lt;b&gt;draft&lt;/b&gt;</title>
            <link>https://wire.example/a?utm_source=rss</link><guid isPermaLink="false">17</guid>
            <pubDate>Sun, 01 Mar 2026 10:00:00 +0200</pubDate><description>Short.</description>
            <content:encoded><![CDATA[<p>The Council voted.</p><p>It was close.</p>]]></content:encoded></item>""",
            "<language>en-gb</language><ttl>15</ttl>",
        ),
        URL,
    )
    item = only(feed)
    assert (feed.title, feed.interval) == ("Harbour Wire", 900)
    assert item.uri == item.key == "https://wire.example/a"
    assert item.headline == "Council votes on draft"
    assert item.content == "<p>The Council voted.</p><p>It was close.</p>"
    assert item.published_at == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert item.language == "en-gb"


def test_atom_says_the_same() -> None:
    """With xml:lang, the alternate link and the time of the last change."""
    item = only(
        parse(
            b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Fil</title><entry><title>Le vote</title>
            <link rel="self" href="https://wire.example/e.atom"/><link href="/le-vote"/><id>urn:x:1</id>
            <published>2026-03-01T08:00:00Z</published><updated>2026-03-01T09:00:00Z</updated>
            <summary>R\xc3\xa9sum\xc3\xa9.</summary></entry></feed>""",
            URL,
        )
    )
    assert (item.uri, item.language, item.content) == ("https://wire.example/le-vote", "fr", "Résumé.")
    assert (item.published_at, item.updated) == (datetime(2026, 3, 1, 8, tzinfo=UTC), "2026-03-01T09:00:00Z")


def test_json_feed_says_the_same() -> None:
    """Version 1 and 1.1; what an item lacks is None; plain text becomes paragraphs."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Wire",
        "language": "en",
        "items": [
            {"id": 1, "url": "/a#x", "title": "One", "content_text": "First <line>\nsecond",
             "date_published": "2026-03-01T10:00:00+02:00", "date_modified": "later"},
            {"id": "2", "content_html": "<p>Two</p>", "language": "fr"},
            "no item",
        ],
    }  # fmt: skip
    feed = parse(b"\xef\xbb\xbf" + orjson.dumps(document), URL)
    first, second = feed.items
    assert (first.uri, first.headline) == ("https://wire.example/a", "One")
    assert first.content == "<p>First &lt;line&gt;</p><p>second</p>"
    assert (first.published_at, first.updated) == (datetime(2026, 3, 1, 8, tzinfo=UTC), "later")
    assert (second.uri, second.headline, second.language) == (None, None, "fr")
    assert second.key != first.key


@pytest.mark.parametrize(
    ("channel", "seconds"),
    [("<ttl>60</ttl>", 3600), ("<ttl>soon</ttl>", None), ("<ttl>-5</ttl>", 0), ("", None),
     ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 900),
     ("<sy:updatePeriod>daily</sy:updatePeriod>", 86_400), ("<sy:updatePeriod>never</sy:updatePeriod>", None)],
)  # fmt: skip
def test_how_often_it_wants_to_be_asked(channel: str, seconds: float | None) -> None:
    """RSS's ttl in minutes, or the syndication module's period and frequency; nonsense counts as nothing."""
    assert parse(rss(channel=channel), URL).interval == seconds


def test_undated_and_unlinked_items_are_items() -> None:
    """No date is None and not now; without a link the feed's own id tells items apart, without one what they say."""
    feed = parse(
        rss(
            "<item><title>A</title><description>x</description><guid isPermaLink='false'>9</guid></item>"
            "<item><title>B</title><description>y</description></item>"
            "<item><title>C</title><link>javascript:alert(1)</link></item>"
        ),
        URL,
    )
    assert [item.uri for item in feed.items] == [None, None, None]
    assert [item.published_at for item in feed.items] == [None, None, None]
    assert len({item.key for item in feed.items}) == 3


def test_an_item_listed_twice_is_one() -> None:
    """Under addresses that differ in nothing but how a reader came."""
    feed = parse(
        rss("".join(f"<item><title>A</title><link>https://wire.example/a?utm_medium={n}</link></item>" for n in "xy")),
        URL,
    )
    assert only(feed).uri == "https://wire.example/a"


def test_markup_changes_no_fingerprint_and_words_do() -> None:
    """A counting pixel that is new at every poll is no new version; a corrected word is."""

    def item(text: str) -> Item:
        return only(
            parse(rss(f"<item><link>https://wire.example/a</link><description>{text}</description></item>"), URL)
        )

    pixel = [item(f"<![CDATA[<p>Ten voted</p><img src='/p?{n}'>]]>").fingerprint for n in (1, 2)]
    assert pixel[0] == pixel[1] != item("<![CDATA[<p>Nine voted</p>]]>").fingerprint


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    """Bare ampersands and unclosed elements are everyday."""
    broken = rss("<item><title>Aid & trade</title><link>https://wire.example/a</link></item>")[
        : -len("</channel></rss>")
    ]
    assert only(parse(broken, URL)).headline == "Aid & trade"


def test_a_wrong_encoding_is_seen_through() -> None:
    """The document's own word is believed where the server's is wrong."""
    latin = rss("<item><title>Genève</title><link>https://wire.example/a</link></item>").decode().encode("latin-1")
    declared = latin.replace(b'version="1.0"', b'version="1.0" encoding="iso-8859-1"', 1)
    assert only(parse(declared, URL, "application/xml; charset=utf-8")).headline == "Genève"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"<!doctype html><html><body>Hello</body></html>", "web page"), (b"", "empty"), (b"\x00\xff" * 50, "neither"),
     (b'{"version": "https://jsonfeed.org/version/1"}', "no JSON Feed"), (b'{"a":', "begins like JSON"),
     (b'{"version": 5, "items": []}', "no JSON Feed"), (b"<rdf/>", "neither")],
)  # fmt: skip
def test_what_is_no_feed_is_told(content: bytes, told: str) -> None:
    """One sentence, never a traceback."""
    with pytest.raises(NotAFeed, match=told):
        parse(content, URL)


def laughs() -> bytes:
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return (
        b'<?xml version="1.0"?><!DOCTYPE r [' + entities.encode() + b"]>" + rss("<item><title>&a9;</title></item>")[21:]
    )


def quadratic() -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "' + b"a" * 100_000 + b'">]>'
    return head + rss(f"<item><title>{'&a;' * 100_000}</title></item>")[21:]


def external() -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return head + rss("<item><title>x&a;</title></item>")[21:]


@pytest.mark.parametrize("bomb", [laughs(), quadratic(), external()])
async def test_entities_that_a_document_declares_are_never_expanded(bomb: bytes) -> None:
    """Billion laughs, one long entity many times, and a file of ours: the titles stay short."""
    began = time.monotonic()
    item = only(await parsing.parse(bomb, URL))
    assert len(item.headline or "") <= 1_000
    assert "root:" not in (item.headline or "")
    assert "lollol" not in (item.headline or "")
    assert time.monotonic() - began < parsing.SECONDS


async def test_a_document_that_keeps_the_parser_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two megabytes of opened tags take minutes: the child is killed, and this process has not waited for it."""
    monkeypatch.setattr(parsing, "SECONDS", 2.0)
    began = time.monotonic()
    with pytest.raises(NotAFeed, match="cannot be read within 2 s"):
        await parsing.parse(rss("<a>" * 700_000), URL)
    assert time.monotonic() - began < 4


async def test_the_child_says_what_the_parser_says() -> None:
    """Times, missing fields and faults survive the way between the processes."""
    date = "<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>"
    document = rss(f"<item><title>A</title><link>/a</link>{date}</item><item><title>\U0001f600</title></item>")
    assert await parsing.parse(document, URL) == parse(document, URL)
    with pytest.raises(NotAFeed, match="web page"):
        await parsing.parse(b"<html></html>", URL)
