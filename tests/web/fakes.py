"""What stands in for Kafka where a test is about something else."""

from typing import Any

from streams.core.model import RawArticle, Subscription
from streams.sources.keys import key_of
from streams.web.parts import Decide, Place


class FakeSubscriptions:
    """Subscriptions in memory."""

    def __init__(self) -> None:
        self.held: dict[str, Subscription] = {}

    async def find(self, subscription_id: str) -> Subscription | None:
        return self.held.get(subscription_id)

    async def page(self, after: str, limit: int) -> list[Subscription]:
        return [self.held[name] for name in sorted(self.held) if name > after][:limit]

    async def change(self, subscription_id: str, decide: Decide) -> Subscription | None:
        made = decide(self.held.get(subscription_id))
        if made is None:
            self.held.pop(subscription_id, None)
        else:
            self.held[subscription_id] = made
        return made


class FakeArticles:
    """A raw topic in memory."""

    def __init__(self) -> None:
        self.sent: list[RawArticle] = []
        self.waiting: int | None = 0
        self.failure: Exception | None = None

    async def behind(self) -> int | None:
        return self.waiting

    async def send(self, raw: RawArticle) -> tuple[str, Place]:
        if self.failure is not None:
            raise self.failure
        self.sent.append(raw)
        return key_of(raw).decode(), Place("articles-raw", 0, len(self.sent) - 1)


class FakeTrials:
    """Receivers that take everything."""

    async def of(self, subscription: Subscription) -> list[dict[str, Any]]:
        return [{"receiver": "webhook", "outcome": "delivered", "status": "2xx"}]
