"""A web server on loopback that misbehaves as told, and a watcher that looks at it."""

import asyncio
import gzip
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from streams import network
from streams.core.model import RawArticle
from streams.sources.feeds.courier import Courier
from streams.sources.feeds.feed import Source
from streams.sources.feeds.fetch import Fetcher
from streams.sources.feeds.memory import Memory
from streams.sources.feeds.pages import Pages
from streams.sources.feeds.schedule import Bounds
from streams.sources.feeds.watcher import Carried, Polled, Told, Watcher
from streams.telemetry.feed_metrics import FeedMetrics

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEAD = '<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>'

NEWS = (
    "The Security Council on Tuesday adopted a resolution on the harbour of Port Amity, 13 in favour, two abstaining."
)


def rss(*items: str, channel: str = "") -> str:
    return f"{HEAD}{channel}{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"


def item(link: str, title: str = "Council votes", text: str = "") -> str:
    description = f"<description>{text}</description>" if text else ""
    return f"<title>{title}</title><link>{link}</link>{description}"


def page(text: str) -> str:
    return f"<!doctype html><html><head><title>x</title></head><body><p>{text}</p></body></html>"


@dataclass
class Outside:
    """What the server says to each path: a text, a response, or a function that answers. ``asked`` are the requests."""

    base: str = ""
    answers: dict[str, str | int | Answer] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def count(self, path: str) -> int:
        return Counter(request.path for request in self.asked)[path]

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            answer = self.answers.get(request.path, 404)
            if isinstance(answer, int):
                return web.Response(status=answer)
            if isinstance(answer, str):
                kind = "application/rss+xml" if answer.startswith("<?xml") else "text/html"
                return web.Response(text=answer, content_type="text/plain" if request.path == "/robots.txt" else kind)
            return await answer(request)
        finally:
            self.at_once -= 1


@asynccontextmanager
async def serving() -> AsyncIterator[Outside]:
    outside = Outside()
    app = web.Application()
    app.router.add_get("/{path:.*}", outside.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    outside.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield outside
    await runner.cleanup()


@dataclass
class Watch:
    """A watcher, what it has published, and what it has told."""

    watcher: Watcher
    memory: Memory
    metrics: FeedMetrics
    published: list[RawArticle]
    told: list[Told]

    async def until_published(self, count: int = 1) -> None:
        """Follow the feeds until so many articles are published."""
        running = asyncio.create_task(self.watcher.run())
        async with asyncio.timeout(20):
            while len(self.published) < count:  # noqa: ASYNC110  (nobody sets an event)
                await asyncio.sleep(0.02)
        running.cancel()
        await asyncio.wait([running])

    @property
    def outcomes(self) -> list[str]:
        return [told.outcome for told in self.told if isinstance(told, Polled)]

    @property
    def carried(self) -> list[str]:
        return [type(told.delivered).__name__ for told in self.told if isinstance(told, Carried)]

    def metric(self, name: str, **labels: str) -> float:
        return self.metrics.registry.get_sample_value(name, labels) or 0.0


@asynccontextmanager
async def watching(
    folder: Path,
    urls: Iterable[str | Source],
    publish: Callable[[RawArticle], Awaitable[None]] | None = None,
    *,
    pages: bool = True,
    allow_private: bool = True,
    bounds: Bounds | None = None,
) -> AsyncIterator[Watch]:
    published: list[RawArticle] = []
    told: list[Told] = []

    async def keep(raw: RawArticle) -> None:
        if publish:
            await publish(raw)
        published.append(raw)

    with closing(Memory(folder / "feeds.sqlite")) as memory:
        async with network.client(allow_private=allow_private, timeout=2) as http:
            fetcher = Fetcher(http, "reswatch/test", gap=0)
            courier = Courier(keep, Pages(fetcher, "reswatch").get if pages else None, memory.is_published)
            metrics = FeedMetrics()
            sources = [url if isinstance(url, Source) else Source(url) for url in urls]
            limits = bounds or Bounds(0.1, 0.4)
            watcher = Watcher(sources, memory, fetcher, courier, bounds=limits, metrics=metrics, tell=told.append)
            yield Watch(watcher, memory, metrics, published, told)


async def once(folder: Path, *urls: str | Source, **options: bool) -> list[RawArticle]:
    """Look at each feed once; return what was published."""
    async with watching(folder, urls, **options) as watch:  # type: ignore[arg-type]  # options are flags
        await watch.watcher.once()
        return watch.published


def text(content: str | bytes, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    async def answer(_: web.Request) -> web.StreamResponse:
        body = content.encode() if isinstance(content, str) else content
        return web.Response(body=body, status=status, headers=headers)

    return answer


def redirect(target: str, status: int = 302) -> Answer:
    return text("", status, {"Location": target})


def bomb(size: int) -> Answer:
    return text(gzip.compress(b"a" * size, 9), headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})


async def endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    try:
        while True:
            await response.write(b"<p>and on and on</p>" * 5_000)
    except ConnectionError:
        return response


async def drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    try:
        while True:
            await response.write(b"<")
            await asyncio.sleep(0.1)
    except ConnectionError:
        return response


async def hang_up(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.close()
    return web.Response()
