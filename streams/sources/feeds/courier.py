"""From an item to a raw article: the page behind it, else what the feed carries of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from streams.core.model import RawArticle
from streams.sources.feeds.feed import Item
from streams.sources.feeds.fetch import Reason, Unfetched
from streams.sources.feeds.memory import Waiting
from streams.sources.feeds.pages import Page

RETRIES = (60.0, 300.0, 1_800.0, 7_200.0)
"""Seconds until an item is tried again whose page cannot be had: five attempts in two and a half hours."""


class NotTaken(ValueError):  # noqa: N818  (named for what happened to the article)
    """The topic does not take this article, now or later: it is too large. The message says so."""


class NotNow(ConnectionError):  # noqa: N818  (named for what Kafka says)
    """Nothing can be published at the moment. The article may be there or not: it is published again."""


Publish: TypeAlias = Callable[[RawArticle], Awaitable[None]]
"""Returns when Kafka has acknowledged the article.

:raises NotTaken: when the topic will never take it.
:raises NotNow: when Kafka does not answer.
"""
GetPage: TypeAlias = Callable[[str], Awaitable[Page]]


@dataclass(frozen=True, slots=True)
class Published:
    """Kafka has the item under ``uri``. ``refusal`` is why it is what the feed carries and not the page, if so."""

    uri: str
    refusal: Reason | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """The item is to be tried again in ``seconds``."""

    seconds: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another item already stands for the same page, ``uri``."""

    uri: str


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The item cannot be published: the reason, and a sentence for people."""

    reason: Reason
    detail: str


Delivered: TypeAlias = Published | Later | Duplicate | GivenUp


class Courier:
    """Takes items to the topic, one by one."""

    def __init__(self, publish: Publish, get_page: GetPage | None, is_published: Callable[[str], bool]) -> None:
        """Take what publishes, what fetches pages (None: only what feeds carry), and what knows the published uris."""
        self._publish = publish
        self._get_page = get_page
        self._is_published = is_published

    async def deliver(self, waiting: Waiting, outlet: str | None) -> Delivered:
        """Publish an item, and say what became of it.

        :raises NotNow: when Kafka does not answer.
        """
        item = waiting.item
        if item.uri and not waiting.again and self._is_published(item.uri):
            return Duplicate(item.uri)
        page: Page | None = None
        trouble: Unfetched | None = None
        if self._get_page and item.uri:
            try:
                page = await self._get_page(item.uri)
            except Unfetched as error:
                trouble = error
        if page and page.uri != item.uri and not waiting.again and self._is_published(page.uri):
            return Duplicate(page.uri)
        if trouble and waiting.attempts < len(RETRIES) and (trouble.passing or item.content is None):
            return Later(max(RETRIES[waiting.attempts], trouble.wait or 0.0), trouble.reason)
        return await self._send(item, page, trouble, outlet)

    async def _send(self, item: Item, page: Page | None, trouble: Unfetched | None, outlet: str | None) -> Delivered:
        if page:
            try:
                return await self._published(_from_page(item, page, outlet))
            except NotTaken as error:
                trouble = Unfetched("refused", str(error))
        if item.content is None:
            reason, detail = (trouble.reason, trouble.detail) if trouble else ("no_content", "the feed carries no text")
            return GivenUp(reason, detail)
        try:
            return await self._published(_from_feed(item, item.content, outlet), trouble.reason if trouble else None)
        except NotTaken as error:
            return GivenUp("refused", str(error))

    async def _published(self, raw: RawArticle, refusal: Reason | None = None) -> Published:
        await self._publish(raw)
        return Published(raw.uri or "", refusal)


def _from_page(item: Item, page: Page, outlet: str | None) -> RawArticle:
    return RawArticle(
        media_type=page.media_type,
        content=page.content,
        encoding=page.encoding,
        uri=page.uri,
        fetched_at=_now(),
        published_at=item.published_at,
        outlet=outlet,
        language=item.language,
        headline=item.headline,
    )


def _from_feed(item: Item, content: str, outlet: str | None) -> RawArticle:
    return RawArticle(
        media_type="text/html",
        content=content.encode("utf-8", "replace"),
        encoding="utf-8",
        uri=item.uri,
        fetched_at=_now(),
        published_at=item.published_at,
        outlet=outlet,
        language=item.language,
        headline=item.headline,
    )


def _now() -> datetime:
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
