"""How feeds are asked on a real server that misbehaves: how often, with what, where, and which are left alone."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from streams.sources.feeds import watcher as watching_module
from streams.sources.feeds.schedule import Bounds
from tests.sources.feeds.outside import (
    NEWS,
    Outside,
    bomb,
    drip,
    endless,
    item,
    once,
    page,
    redirect,
    rss,
    text,
    watching,
)


async def test_only_what_has_changed_is_asked_for(outside: Outside, tmp_path: Path) -> None:
    """ETag and Last-Modified go back to the server, across a restart too; 304 is no failure."""

    async def conditional(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"7"' and "If-Modified-Since" in request.headers:
            return web.Response(status=304)
        headers = {"ETag": '"7"', "Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT"}
        return web.Response(text=rss(item("/a")), headers=headers, content_type="application/rss+xml")

    outside.answers = {"/f": conditional, "/a": page(NEWS)}
    await once(tmp_path, f"{outside.base}/f")
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        assert watch.outcomes == ["unchanged"]
        assert watch.watcher.status()[0].standing == "well"
    assert outside.asked[-1].headers["User-Agent"] == "reswatch/test"


async def test_retry_after_is_kept_to(outside: Outside, tmp_path: Path) -> None:
    """In seconds and as a date; the feed is not asked again before, after a restart neither."""
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=500), usegmt=True)
    outside.answers = {
        "/f": text("", 429, {"Retry-After": "700"}),
        "/g": text("", 503, {"Retry-After": date}),
    }
    waits = []
    for path in ("/f", "/g"):
        async with watching(tmp_path, [f"{outside.base}{path}"]) as watch:
            await watch.watcher.once()
            (status,) = watch.watcher.status()
            waits.append(round(status.state.due_at - datetime.now(UTC).timestamp()))
            assert status.standing == "failing"
        assert await once(tmp_path, f"{outside.base}{path}") == []
        assert outside.count(path) == 1
    assert abs(waits[0] - 700) <= 2
    assert abs(waits[1] - 500) <= 2


async def test_a_feed_that_breaks_is_reported_and_left_alone_for_longer_each_time(
    outside: Outside, tmp_path: Path
) -> None:
    """500 again and again: few requests, a fault that names it, and all well once it is."""
    outside.answers = {"/f": 500, "/a": page(NEWS)}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        running = asyncio.create_task(watch.watcher.run())
        await asyncio.sleep(1.5)
        asked = outside.count("/f")
        assert 2 <= asked <= 5  # at 0, 0.2, 0.6 and 1.4 s
        (status,) = watch.watcher.status()
        assert (status.standing, status.state.fault) == ("failing", "server_error: HTTP 500")
        assert watch.metric("reswatch_feed_polls_total", outcome="server_error") == asked
        assert watch.metric("reswatch_feed_standing_feeds", standing="failing") == 1
        running.cancel()
        outside.answers["/f"] = rss(item("/a"))
        await watch.until_published()
        assert watch.watcher.status()[0].standing == "well"


async def test_410_ends_a_feed_for_good(outside: Outside, tmp_path: Path) -> None:
    """The watch of nothing else ends with it, and no restart asks again."""
    outside.answers = {"/f": 410}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        async with asyncio.timeout(10):
            await watch.watcher.run()
        assert watch.outcomes == ["gone"]
    await once(tmp_path, f"{outside.base}/f")
    assert outside.count("/f") == 1


async def test_a_feed_that_moved_for_good_is_asked_where_it_is(outside: Outside, tmp_path: Path) -> None:
    """301 and 308 are remembered, 302 is not; its items keep their memory under the address subscribed to."""
    outside.answers = {
        "/f": redirect("/f2", 308), "/f2": rss(item("/a")), "/g": redirect("/g2", 302), "/g2": rss(), "/a": page(NEWS),
    }  # fmt: skip
    urls = [f"{outside.base}/f", f"{outside.base}/g"]
    assert len(await once(tmp_path, *urls)) == 1
    assert await once(tmp_path, *urls) == []
    assert (outside.count("/f"), outside.count("/f2")) == (1, 2)
    assert (outside.count("/g"), outside.count("/g2")) == (2, 2)


async def test_a_move_to_what_is_no_feed_is_not_believed(outside: Outside, tmp_path: Path) -> None:
    """A captive portal answers everything with 301."""
    outside.answers = {"/f": redirect("/portal", 301), "/portal": page("Please log in")}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        assert watch.watcher.status()[0].state.address == f"{outside.base}/f"
        assert watch.outcomes == ["not_a_feed"]


async def test_one_request_at_a_time_to_a_host(outside: Outside, tmp_path: Path) -> None:
    """However many feeds and pages it has."""

    async def slowly(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.02)
        return web.Response(text=page(NEWS), content_type="text/html")

    for number in range(4):
        links = [f"/{number}/{n}" for n in range(3)]
        outside.answers |= {f"/f{number}": rss(*map(item, links)), **dict.fromkeys(links, slowly)}
    assert len(await once(tmp_path, *(f"{outside.base}/f{n}" for n in range(4)))) == 12
    assert outside.most_at_once == 1


async def test_the_interval_adapts(outside: Outside, tmp_path: Path) -> None:
    """Halved by news, longer without, within the bounds and not below the feed's own ttl."""
    outside.answers = {"/f": rss(item("/a"), channel="<ttl>10</ttl>"), "/g": rss(item("/a")), "/a": page(NEWS)}
    intervals: dict[str, list[float]] = {"/f": [], "/g": []}
    for _ in range(4):
        async with watching(tmp_path, [outside.base + path for path in intervals], bounds=Bounds(300, 900)) as watch:
            await watch.watcher.once()
            for status in watch.watcher.status():
                intervals[status.source.url.removeprefix(outside.base)].append(status.state.interval)
    assert intervals == {"/f": [600, 900, 900, 900], "/g": [300, 450, 675, 900]}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (bomb(64 * 2**20), "too_large"), (endless, "too_large"), (drip, "timeout"),
        (redirect("/f"), "too_many_redirects"), (redirect("mailto:x@y.example"), "address_refused"),
        (text("x", headers={"Content-Encoding": "br"}), "bad_encoding"), (404, "client_error"),
        (text("x", headers={"Content-Encoding": "gzip"}), "bad_encoding"),
        (text(page("Hello"), headers={"Content-Type": "application/rss+xml"}), "not_a_feed"),
        (text("\0\1\2"), "not_a_feed"), (text(""), "not_a_feed"), (redirect("http://nobody.invalid/"), "unreachable"),
    ],
)  # fmt: skip
async def test_every_way_a_feed_breaks_has_a_name(
    outside: Outside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: object, outcome: str
) -> None:
    """Within the limits of time and size; a feed beside it does not suffer."""
    monkeypatch.setattr(watching_module, "FEED_LIMITS", replace(watching_module.FEED_LIMITS, seconds=1.0))
    outside.answers = {"/f": answer, "/g": rss(item("/a")), "/a": page(NEWS)}  # type: ignore[dict-item]  # as listed
    async with watching(tmp_path, [f"{outside.base}/f", f"{outside.base}/g"]) as watch:
        async with asyncio.timeout(20):
            await watch.watcher.once()
        assert sorted(watch.outcomes) == sorted([outcome, "new"])
        assert len(watch.published) == 1


async def test_a_wrong_content_type_is_no_obstacle(outside: Outside, tmp_path: Path) -> None:
    """Half the feeds of the world are sent as text/html."""
    outside.answers = {"/f": text(rss(item("/a")), headers={"Content-Type": "text/html"}), "/a": page(NEWS)}
    assert len(await once(tmp_path, f"{outside.base}/f")) == 1


async def test_private_addresses_are_refused_unless_allowed(outside: Outside, tmp_path: Path) -> None:
    """A feed on loopback is not even connected to."""
    outside.answers = {"/f": rss(item("/a")), "/a": page(NEWS)}
    async with watching(tmp_path, [f"{outside.base}/f"], allow_private=False) as watch:
        await watch.watcher.once()
        assert watch.outcomes == ["address_refused"]
    assert outside.asked == []
