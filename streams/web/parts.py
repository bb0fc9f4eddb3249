"""What the endpoints are made with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import Request

from streams.core.model import RawArticle, Subscription
from streams.sinks.store import Store
from streams.web.hub import Hub
from streams.web.rates import Rates

Decide = Callable[[Subscription | None], Subscription | None]
"""Says what a subscription (None: there is none) becomes; raises what is to be answered instead."""


class Subscriptions(Protocol):
    """The subscriptions, which are Kafka's."""

    async def find(self, subscription_id: str) -> Subscription | None:
        """Return one as it is now."""

    async def page(self, after: str, limit: int) -> list[Subscription]:
        """Return up to ``limit`` of them whose ids follow ``after``, by id."""

    async def change(self, subscription_id: str, decide: Decide) -> Subscription | None:
        """Have ``decide`` change one, nobody else in between; return what it is now."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies."""

    topic: str
    partition: int
    offset: int


class Trials(Protocol):
    """Sends tests to receivers."""

    async def of(self, subscription: Subscription) -> list[dict[str, Any]]:
        """Try every receiver of ``subscription`` once, and return what came of each."""


class Articles(Protocol):
    """The way of articles into the stream."""

    async def behind(self) -> int | None:
        """Return how many articles wait for being read; None where that cannot be known."""

    async def send(self, raw: RawArticle) -> tuple[str, Place]:
        """Publish an article; return its uri, and where it lies once all replicas have it."""


@dataclass(frozen=True, slots=True)
class Web:
    """The parts. ``rates`` bounds what a key may ask, ``strangers`` those without one, by their address."""

    store: Store
    subscriptions: Subscriptions
    articles: Articles
    trials: Trials
    hub: Hub
    rates: Rates
    strangers: Rates
    webhook_key: bytes
    allow_private: bool = False
    most_behind: int = 20_000
    channels: frozenset[str] = frozenset()


def web_of(request: Request) -> Web:
    """Return the parts of the app that was asked."""
    web = request.app.state.web
    assert isinstance(web, Web)
    return web
