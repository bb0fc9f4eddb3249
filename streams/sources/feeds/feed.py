"""What a feed says: values."""

import html
from dataclasses import dataclass, field
from datetime import datetime

import re2

from streams.core.identity import derived_id

TAG = re2.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Source:
    """A feed that somebody wants watched: its address as given, and the name they gave it, if any."""

    url: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed.

    ``key`` tells it from the feed's others: its ``uri`` (canonical address), else the feed's own id for it, else a
    digest of what it says. ``content`` is the HTML that the feed carries, in full or as a summary. ``updated`` is the
    time of the last change as the feed writes it, which is not always a time.
    """

    key: str
    uri: str | None
    headline: str | None
    content: str | None
    published_at: datetime | None
    updated: str | None
    language: str | None

    @property
    def fingerprint(self) -> str:
        """What changes when the item does: the markup of its content does not count."""
        return derived_id("item", self.headline, plain(self.content), self.updated)


def plain(content: str | None) -> str:
    """Return the text of an item's HTML on one line, without the markup: counting pixels are new at every poll."""
    return " ".join(html.unescape(TAG.sub(" ", content or "")).split())


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read. ``interval`` is how many seconds it asks to be left alone between polls, None if it says
    nothing; ``items`` have different keys, in the feed's order."""

    title: str | None
    interval: float | None
    items: tuple[Item, ...] = field(default=())


class NotAFeed(ValueError):  # noqa: N818  (named for what the document is)
    """The document is neither RSS, Atom nor JSON Feed; the message says what it looks like."""
