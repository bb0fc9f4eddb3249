"""Follows feeds: polls each when it is due, and takes what is new to the topic."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args
from weakref import WeakValueDictionary

from streams.sources.feeds import parsing
from streams.sources.feeds.courier import Courier, Delivered, Duplicate, GivenUp, Later, NotNow, Published
from streams.sources.feeds.feed import Feed, NotAFeed, Source
from streams.sources.feeds.fetch import Answer, Fetcher, Limits, Reason, Unfetched
from streams.sources.feeds.memory import Memory, Waiting
from streams.sources.feeds.schedule import Bounds
from streams.sources.feeds.standing import FeedState, answered, conditions, failed
from streams.telemetry.feed_metrics import FeedMetrics
from streams.telemetry.metrics import from_zero

FEED_LIMITS = Limits(bytes=4 * 2**20, seconds=30)
"""Bytes and seconds of one feed: the largest public ones have 2 MB."""
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
AT_ONCE = 16
"""Polls and items in hand at the same time, over all hosts."""
PARSERS = 2
STALLED_SECONDS = 10.0
"""How long a feed's items wait when Kafka does not answer."""
BREATH_SECONDS = 0.05
"""The shortest sleep between two looks at a feed: a clock that jumps must not make a busy loop."""

Outcome: TypeAlias = Literal["new", "unchanged"] | Reason


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed was asked: what came of it, how many items are new or changed, and in how many seconds it is due again."""

    url: str
    outcome: Outcome
    fresh: int
    next_in: float
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of an item."""

    url: str
    item: str
    delivered: Delivered


@dataclass(frozen=True, slots=True)
class Stalled:
    """Kafka does not answer: the sentence that says so."""

    detail: str


Told: TypeAlias = Polled | Carried | Stalled


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """How a feed does: what is remembered of it, its items known and waiting, and what this run has published."""

    source: Source
    state: FeedState
    known: int
    waiting: int
    published: int

    @property
    def standing(self) -> Literal["unasked", "well", "failing", "ended"]:
        """How it stands, in a word."""
        if self.state.ended:
            return "ended"
        if self.state.failures:
            return "failing"
        return "well" if self.state.due_at else "unasked"


class Watcher:
    """Follows its sources until it is cancelled, or polls each once."""

    def __init__(
        self,
        sources: Sequence[Source],
        memory: Memory,
        fetcher: Fetcher,
        courier: Courier,
        *,
        bounds: Bounds,
        metrics: FeedMetrics,
        tell: Callable[[Told], None],
    ) -> None:
        """Take what it works with; ``tell`` hears what happens, as it happens."""
        self._sources = sources
        self._memory = memory
        self._fetcher = fetcher
        self._courier = courier
        self._bounds = bounds
        self._metrics = metrics
        self._tell = tell
        self._hands = asyncio.Semaphore(AT_ONCE)
        self._parsers = asyncio.Semaphore(PARSERS)
        self._claims: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._published: Counter[str] = Counter()
        from_zero(metrics.polls, ("new", "unchanged", *get_args(Reason)))
        from_zero(metrics.refused, get_args(Reason))
        from_zero(metrics.given_up, get_args(Reason))
        metrics.watch_feeds(lambda: [(status.standing, status.waiting) for status in self.status()])

    def status(self) -> list[FeedStatus]:
        """Return how each feed does, in the order of the sources."""
        return [
            FeedStatus(source, self._state(source), *self._memory.counts(source.url), self._published[source.url])
            for source in self._sources
        ]

    async def run(self) -> None:
        """Follow all feeds; returns only when every one of them has ended.

        :raises Exception: whatever ``publish`` raises beside NotTaken and NotNow: then nothing is followed any more.
        """
        try:
            async with asyncio.TaskGroup() as group:
                for source in self._sources:
                    group.create_task(self._follow(source))
        except ExceptionGroup as several:
            # one feed's error ends the others: the caller is told that error, and not in a group
            raise several.exceptions[0] from None

    async def once(self) -> None:
        """Poll each feed once, but those that have ended or are left alone after a failure; deliver what is due.

        :raises NotNow: when Kafka does not answer.
        """
        found = await asyncio.gather(*map(self._visit, self._sources), return_exceptions=True)
        for result in found:
            if isinstance(result, BaseException):
                raise result

    async def _visit(self, source: Source) -> None:
        state = self._state(source)
        if not state.ended and not (state.failures and state.due_at > time.time()):
            await self._poll(source)
        await self._deliver(source)

    async def _follow(self, source: Source) -> None:
        while True:
            state = self._state(source)
            if not state.ended and state.due_at <= time.time():
                state = await self._poll(source)
            stalled = False
            try:
                await self._deliver(source)
            except NotNow as error:
                stalled = True
                self._metrics.stalls.inc()
                self._tell(Stalled(str(error)))
            due = [] if state.ended else [state.due_at]
            if (next_try := self._memory.next_try(source.url)) is not None:
                due.append(max(next_try, time.time() + STALLED_SECONDS) if stalled else next_try)
            if not due:
                return
            await asyncio.sleep(max(min(due) - time.time(), BREATH_SECONDS))

    async def _poll(self, source: Source) -> FeedState:
        state = self._state(source)
        fresh = 0
        outcome: Outcome = "unchanged"
        async with self._hands:
            try:
                answer, feed = await self._ask(state)
            except Unfetched as trouble:
                state, outcome = failed(state, trouble, self._bounds, time.time()), trouble.reason
            else:
                if feed:  # the oldest first: feeds list the newest at the top
                    fresh = self._memory.see(source.url, reversed(feed.items), time.time())
                    outcome = "new" if fresh else "unchanged"
                state = answered(state, answer, feed, fresh, self._bounds, time.time())
        self._memory.save(state)
        self._metrics.polls.labels(outcome).inc()
        self._tell(Polled(source.url, outcome, fresh, state.due_at - time.time(), state.fault))
        return state

    async def _ask(self, state: FeedState) -> tuple[Answer, Feed | None]:
        answer = await self._fetcher.get(state.address, FEED_LIMITS, headers={"Accept": ACCEPT, **conditions(state)})
        if answer.status == 304:
            return answer, None
        try:
            async with self._parsers:
                return answer, await parsing.parse(answer.content, answer.address, answer.headers.get("content-type"))
        except NotAFeed as error:
            raise Unfetched("not_a_feed", str(error)) from None

    async def _deliver(self, source: Source) -> None:
        outlet = source.name or self._state(source).title
        for waiting in self._memory.waiting(source.url, time.time()):
            mark = waiting.item.uri or f"{source.url} {waiting.item.key}"
            claim = self._claims.setdefault(mark, asyncio.Lock())  # another feed may list it too: one publishes it
            async with claim, self._hands:
                self._note(source, waiting, await self._courier.deliver(waiting, outlet))

    def _note(self, source: Source, waiting: Waiting, delivered: Delivered) -> None:
        item = waiting.item
        match delivered:
            case Published(uri, refusal):
                self._memory.settle(source.url, item, uri)
                self._published[source.url] += 1
                self._metrics.published.inc()
                if refusal:
                    self._metrics.refused.labels(refusal).inc()
            case Duplicate(uri):
                self._memory.settle(source.url, item, uri)
            case Later(seconds, reason):
                self._memory.postpone(source.url, item, waiting.attempts + 1, time.time() + seconds)
                self._metrics.refused.labels(reason).inc()
            case GivenUp(reason):
                self._memory.settle(source.url, item, None)
                self._metrics.given_up.labels(reason).inc()
        self._tell(Carried(source.url, item.uri or item.key, delivered))

    def _state(self, source: Source) -> FeedState:
        known = self._memory.feed(source.url)
        return known or FeedState(source.url, source.url, interval=self._bounds.shortest)
