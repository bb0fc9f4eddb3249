"""Following feeds on a real server: what is published, once, and under which address."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from aiohttp import web

from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, RawArticle
from streams.sources.feeds import watcher as watching_module
from streams.sources.feeds.courier import NotNow, NotTaken
from streams.sources.feeds.feed import Source
from tests.sources.feeds.outside import NEWS, Outside, item, once, page, redirect, rss, text, watching


async def test_a_new_item_is_published_with_its_page(outside: Outside, tmp_path: Path) -> None:
    """The page as it was sent, the item's headline and date, the feed's name and language; and the stream reads it."""
    dated = item("/a?utm_source=rss", "Council acts") + "<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>"
    outside.answers = {"/f": rss(dated, channel="<language>en</language>"), "/a": page(NEWS)}
    (raw,) = await once(tmp_path, f"{outside.base}/f")
    assert raw.uri == f"{outside.base}/a"
    assert raw.content == page(NEWS).encode()
    assert (raw.media_type, raw.encoding, raw.headline) == ("text/html", "utf-8", "Council acts")
    assert (raw.outlet, raw.language) == ("Harbour Wire", "en")
    assert raw.published_at == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert raw.fetched_at is not None
    assert datetime.now(UTC) - raw.fetched_at < timedelta(minutes=1)
    enriched = enrich(raw)
    assert isinstance(enriched, EnrichedArticle)
    assert enriched.article.body == NEWS


async def test_known_items_are_not_published_again_after_a_restart(outside: Outside, tmp_path: Path) -> None:
    """Nor are their pages asked for; a new one beside them is."""
    outside.answers = {"/f": rss(item("/a")), "/a": page(NEWS), "/b": page("B. " + NEWS)}
    assert len(await once(tmp_path, f"{outside.base}/f")) == 1
    outside.answers["/f"] = rss(item("/b"), item("/a"))
    assert [raw.uri for raw in await once(tmp_path, f"{outside.base}/f")] == [f"{outside.base}/b"]
    assert outside.count("/a") == 1


async def test_what_kafka_has_not_acknowledged_is_published_again(outside: Outside, tmp_path: Path) -> None:
    """Killed between the send and the acknowledgement, and the feed has dropped the item by the next start."""
    outside.answers = {"/f": rss(item("/b"), item("/a")), "/a": page(NEWS), "/b": page(NEWS)}

    async def break_at_b(raw: RawArticle) -> None:
        if raw.uri == f"{outside.base}/b":
            raise NotNow("Kafka does not answer")

    async with watching(tmp_path, [f"{outside.base}/f"], break_at_b) as watch:
        with pytest.raises(NotNow):
            await watch.watcher.once()
        assert [raw.uri for raw in watch.published] == [f"{outside.base}/a"]
    outside.answers["/f"] = rss()
    assert [raw.uri for raw in await once(tmp_path, f"{outside.base}/f")] == [f"{outside.base}/b"]
    assert await once(tmp_path, f"{outside.base}/f") == []


async def test_kafka_away_for_a_moment_loses_nothing(
    outside: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The watch goes on, says so, and publishes when Kafka answers again."""
    monkeypatch.setattr(watching_module, "STALLED_SECONDS", 0.1)
    outside.answers = {"/f": rss(item("/a")), "/a": page(NEWS)}
    failures = 2

    async def fail_twice(_: RawArticle) -> None:
        nonlocal failures
        if failures:
            failures -= 1
            raise NotNow("Kafka does not answer")

    async with watching(tmp_path, [f"{outside.base}/f"], fail_twice) as watch:
        await watch.until_published()
        assert watch.metric("reswatch_feed_publish_failures_total") == 2
        assert len(watch.published) == 1


async def test_an_item_that_changes_is_published_again_under_its_uri(outside: Outside, tmp_path: Path) -> None:
    """A correction is a new version of the same article."""
    outside.answers = {"/f": rss(item("/a", text="Ten voted")), "/a": page(NEWS)}
    await once(tmp_path, f"{outside.base}/f")
    outside.answers |= {"/f": rss(item("/a", text="Nine voted")), "/a": page("Corrected. " + NEWS)}
    (raw,) = await once(tmp_path, f"{outside.base}/f")
    assert raw.uri == f"{outside.base}/a"
    assert b"Corrected" in raw.content


async def test_an_item_that_changes_at_every_poll_is_not_fetched_at_every_poll(
    outside: Outside, tmp_path: Path
) -> None:
    """A counter in its text: the first change goes out, the others wait, and are one when their time comes."""
    outside.answers = {"/a": page(NEWS)}
    for count in range(6):
        outside.answers["/f"] = rss(item("/a", text=f"Read {count} times"))
        await once(tmp_path, f"{outside.base}/f")
    assert outside.count("/a") == 2


async def test_a_redirect_that_tells_readers_apart_is_followed_to_the_letter(outside: Outside, tmp_path: Path) -> None:
    """A server that insists on its tracking parameter gets it; the article's address goes without."""

    async def insist(request: web.Request) -> web.StreamResponse:
        if "utm_source" not in request.query:
            raise web.HTTPMovedPermanently("/a?utm_source=web")
        return web.Response(text=page(NEWS), content_type="text/html")

    outside.answers = {"/f": rss(item("/a")), "/a": insist}
    (raw,) = await once(tmp_path, f"{outside.base}/f")
    assert (raw.uri, raw.content) == (f"{outside.base}/a", page(NEWS).encode())


async def test_an_item_of_two_feeds_is_published_once(outside: Outside, tmp_path: Path) -> None:
    """Linked differently, told differently, at the same time; and never again by the two taking turns."""
    outside.answers = {
        "/f": rss(item("/a?utm_medium=one", "Council votes", "One says")),
        "/g": rss(item("/a#two", "The Council votes", "The other says")),
        "/a": page(NEWS),
    }
    urls = [f"{outside.base}/f", f"{outside.base}/g"]
    assert len(await once(tmp_path, *urls)) == 1
    assert await once(tmp_path, *urls) == []
    assert outside.count("/a") == 1


async def test_a_page_that_moved_for_good_is_known_where_it_is(outside: Outside, tmp_path: Path) -> None:
    """Its uri follows 301 and 308 and no other redirect; an item that leads there too is the same article."""
    outside.answers = {
        "/f": rss(item("/old"), item("/new"), item("/door")),
        "/old": redirect("/new", 301),
        "/new": page(NEWS),
        "/door": redirect("/consent", 302),
        "/consent": page("Please agree. " + NEWS),
    }
    published = await once(tmp_path, f"{outside.base}/f")
    assert sorted(raw.uri or "" for raw in published) == [f"{outside.base}/door", f"{outside.base}/new"]


async def test_a_feed_without_items_that_can_be_told_apart_is_still_read(outside: Outside, tmp_path: Path) -> None:
    """No link and no date: what the feed carries is the article, its content is its identity."""
    outside.answers = {"/f": rss(f"<title>Council acts</title><description>{NEWS}</description>")}
    (raw,) = await once(tmp_path, f"{outside.base}/f")
    assert (raw.uri, raw.published_at, raw.content) == (None, None, NEWS.encode())
    assert await once(tmp_path, f"{outside.base}/f") == []


async def test_json_feed_is_followed_alike(outside: Outside, tmp_path: Path) -> None:
    """With relative links, and the operator's name for the outlet before the feed's own."""
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": "1", "url": "a"}]}
    outside.answers = {"/deep/f": text(orjson.dumps(document)), "/deep/a": page(NEWS)}
    (raw,) = await once(tmp_path, Source(f"{outside.base}/deep/f", "The Wire"))
    assert (raw.uri, raw.outlet) == (f"{outside.base}/deep/a", "The Wire")


async def test_without_pages_the_feed_alone_is_published(outside: Outside, tmp_path: Path) -> None:
    """Nothing but the feed is asked for; an item without text is given up, and told."""
    outside.answers = {"/f": rss(item("/a", text=NEWS), item("/b"))}
    async with watching(tmp_path, [f"{outside.base}/f"], pages=False) as watch:
        await watch.watcher.once()
        assert [raw.content for raw in watch.published] == [NEWS.encode()]
        assert watch.metric("reswatch_feed_items_given_up_total", reason="no_content") == 1
    assert outside.paths() == ["/f"]


async def test_an_article_that_the_topic_does_not_take_gives_way_to_the_feeds_text(
    outside: Outside, tmp_path: Path
) -> None:
    """And is given up where that is not taken either."""
    outside.answers = {"/f": rss(item("/a", text=NEWS), item("/b")), "/a": page("long"), "/b": page("long")}

    async def refuse_pages(raw: RawArticle) -> None:
        if b"<body>" in raw.content:
            raise NotTaken("it is too large")

    async with watching(tmp_path, [f"{outside.base}/f"], refuse_pages) as watch:
        await watch.watcher.once()
        assert [raw.content for raw in watch.published] == [NEWS.encode()]
        assert sorted(watch.carried) == ["GivenUp", "Published"]
