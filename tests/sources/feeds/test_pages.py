"""The page behind an item, on a real server: what is asked for, what is refused, and what is published instead."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import cast

import httpx
import pytest

from streams.sources.feeds import courier, pages
from streams.sources.feeds.fetch import Answer, Fetcher, Gate, Unfetched
from tests.sources.feeds.outside import Outside, bomb, drip, endless, hang_up, item, page, redirect, rss, text, watching

BODY = "The Council met on the harbour."
NO_PAGE = {"/robots.txt": "User-agent: *\nDisallow: /a"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits and retries that a test can wait for."""
    monkeypatch.setattr(pages, "PAGE_LIMITS", replace(pages.PAGE_LIMITS, seconds=1.0))
    monkeypatch.setattr(courier, "RETRIES", (0.1, 0.1))


async def test_a_page_that_robots_forbid_is_not_asked_for(outside: Outside, tmp_path: Path) -> None:
    """What the feed carries is published, and the refusal counted."""
    outside.answers = {"/f": rss(item("/a", text=BODY)), "/a": page("never"), **NO_PAGE}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        (raw,) = watch.published
        assert (raw.uri, raw.content, raw.media_type) == (f"{outside.base}/a", BODY.encode(), "text/html")
        assert watch.metric("reswatch_feed_pages_refused_total", reason="robots") == 1
    assert outside.count("/a") == 0


async def test_robots_are_asked_once_for_many_pages(outside: Outside, tmp_path: Path) -> None:
    """And before the first of them."""
    outside.answers = {
        "/f": rss(item("/b"), item("/c")),
        "/b": page(BODY),
        "/c": page(BODY),
        "/robots.txt": "User-agent: *\nDisallow: /a",
    }
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        assert len(watch.published) == 2
    assert outside.paths() == ["/f", "/robots.txt", "/c", "/b"]


async def test_while_robots_cannot_be_had_no_page_is_asked_for(outside: Outside, tmp_path: Path) -> None:
    """5xx: nothing is allowed, and the item waits before the feed speaks. 404, as in most tests here: everything is."""
    outside.answers = {"/f": rss(item("/a", text=BODY)), "/a": page("never"), "/robots.txt": 503}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.until_published()
        assert watch.carried == ["Later", "Later", "Published"]
        assert [raw.content for raw in watch.published] == [BODY.encode()]
        assert watch.metric("reswatch_feed_pages_refused_total", reason="robots_unreachable") == 3
    assert (outside.count("/a"), outside.count("/robots.txt")) == (0, 1)


async def test_each_hop_is_asked_of_robots(outside: Outside, tmp_path: Path) -> None:
    """A redirect is no way around them."""
    outside.answers = {"/f": rss(item("/door", text=BODY)), "/door": redirect("/a"), "/a": page("never"), **NO_PAGE}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        assert [raw.content for raw in watch.published] == [BODY.encode()]
    assert (outside.count("/door"), outside.count("/a")) == (1, 0)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (403, "client_error"), (401, "client_error"), (404, "client_error"), (410, "gone"),
        (bomb(64 * 2**20), "too_large"), (endless, "too_large"), (redirect("/a"), "too_many_redirects"),
        (text("%PDF-1.7", headers={"Content-Type": "application/pdf"}), "wrong_type"),
        (text("", headers={"Content-Type": "text/html"}), "no_content"),
        (redirect("file:///etc/passwd"), "address_refused"), (redirect("gopher://x.example/"), "address_refused"),
        (text("x", headers={"Content-Encoding": "gzip, gzip"}), "bad_encoding"),
    ],
)  # fmt: skip
async def test_where_the_page_cannot_be_had_the_feed_speaks(
    outside: Outside, tmp_path: Path, answer: object, reason: str
) -> None:
    """At once where another attempt would give the same, under the same uri, and the reason is counted."""
    outside.answers = {"/f": rss(item("/a", text=BODY)), "/a": answer}  # type: ignore[dict-item]  # as listed
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        (raw,) = watch.published
        assert (raw.uri, raw.content) == (f"{outside.base}/a", BODY.encode())
        assert watch.metric("reswatch_feed_pages_refused_total", reason=reason) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(500, "server_error"), (drip, "timeout"), (hang_up, "unreachable")],
)
async def test_what_may_pass_is_waited_for_before_the_feed_speaks(
    outside: Outside, tmp_path: Path, answer: object, reason: str
) -> None:
    """Three attempts, and only then what the feed carries."""
    outside.answers = {"/f": rss(item("/a", text=BODY)), "/a": answer}  # type: ignore[dict-item]  # as listed
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.until_published()
        assert watch.carried == ["Later", "Later", "Published"]
        assert [raw.content for raw in watch.published] == [BODY.encode()]
        assert watch.metric("reswatch_feed_pages_refused_total", reason=reason) == 3
    assert outside.count("/a") == 3


async def test_a_page_that_comes_back_is_published(outside: Outside, tmp_path: Path) -> None:
    """The second attempt is as good as the first."""
    outside.answers = {"/f": rss(item("/a", text="Short.")), "/a": 502}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        assert watch.carried == ["Later"]
        outside.answers["/a"] = page(BODY)
        await watch.until_published()
        assert [raw.content for raw in watch.published] == [page(BODY).encode()]


async def test_an_item_without_page_and_text_is_told_in_the_end(outside: Outside, tmp_path: Path) -> None:
    """It is tried again, given up, and not tried for ever."""
    outside.answers = {"/f": rss(item("/a")), "/a": 403}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        running = asyncio.create_task(watch.watcher.run())
        async with asyncio.timeout(20):
            while "GivenUp" not in watch.carried:  # noqa: ASYNC110  (nobody sets an event)
                await asyncio.sleep(0.02)
        await asyncio.sleep(1)
        running.cancel()
        assert watch.carried == ["Later", "Later", "GivenUp"]
        assert watch.metric("reswatch_feed_items_given_up_total", reason="client_error") == 1
        assert watch.watcher.status()[0].waiting == 0
    assert outside.count("/a") == 3


async def test_a_redirect_to_a_private_address_is_refused(outside: Outside, tmp_path: Path) -> None:
    """The guard is asked at each hop: here the first one already, loopback."""
    outside.answers = {"/a": page("inner")}
    async with watching(tmp_path, [], allow_private=False) as watch:
        fetch = watch.watcher._fetcher
        for address in (
            f"{outside.base}/a",
            f"http://localhost:{outside.base[-5:]}/a",
            "http://169.254.169.254/latest",
        ):
            with pytest.raises(Unfetched, match="not an address of the public internet") as caught:
                await fetch.get(address, pages.PAGE_LIMITS)
            assert caught.value.reason == "address_refused"
    assert outside.asked == []


async def test_a_page_host_that_asks_for_rest_gets_it(outside: Outside, tmp_path: Path) -> None:
    """After 429 the host's other pages wait too."""
    outside.answers = {"/f": rss(item("/b"), item("/a")), "/a": text("", 429, {"Retry-After": "60"}), "/b": page(BODY)}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        assert watch.carried == ["Later", "Later"]
        assert watch.metric("reswatch_feed_pages_refused_total", reason="rate_limited") == 2
    assert outside.count("/b") == 0


async def test_plain_text_is_a_page_too(outside: Outside, tmp_path: Path) -> None:
    """With the encoding that the server declares."""
    answer = text("Genève".encode("latin-1"), headers={"Content-Type": 'text/plain; charset="iso-8859-1"'})
    outside.answers = {"/f": rss(item("/a")), "/a": answer}
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        (raw,) = watch.published
        assert (raw.media_type, raw.encoding, raw.content) == ("text/plain", "iso-8859-1", "Genève".encode("latin-1"))


async def test_a_link_that_no_client_takes_costs_no_other_item(outside: Outside, tmp_path: Path) -> None:
    """Neither a new one, nor one that an earlier release remembered, nor one that a page leads to."""
    outside.answers = {
        "/f": rss(item("https://xn--a/x", text=BODY), item("/b"), item("/c", text=BODY)),
        "/b": page(BODY),
        "/c": redirect("https://xn--a/y"),
    }
    async with watching(tmp_path, [f"{outside.base}/f"]) as watch:
        await watch.watcher.once()
        assert sorted(raw.uri or "" for raw in watch.published) == ["", f"{outside.base}/b", f"{outside.base}/c"]
        with pytest.raises(Unfetched) as caught:
            await watch.watcher._fetcher.get("https://xn--a/x", pages.PAGE_LIMITS)
        assert caught.value.reason == "address_refused"


async def test_the_rules_of_many_hosts_do_not_fill_the_memory() -> None:
    """A feed may link to a thousand hosts of one hand, each with half a megabyte of rules: the last ones are kept."""
    rules, asked = ("User-agent: *\n" + "Disallow: /b\n" * 30_000).encode(), []

    class Everywhere:
        async def get(self, address: str, *_: object, gate: Gate | None = None, **__: object) -> Answer:
            if gate is not None:
                await gate(address)
            asked.append(address)
            return Answer(200, httpx.Headers(), rules, address, address)

        def slow(self, address: str, gap: float) -> None:
            """Any pace will do."""

    fetched = pages.Pages(cast("Fetcher", Everywhere()), "reswatch")
    for number in (*range(30), 29, 0):
        await fetched.get(f"https://{number}.example/a")
    assert (asked.count("https://29.example/robots.txt"), asked.count("https://0.example/robots.txt")) == (1, 2)
