"""RSS, Atom and JSON Feed, in bytes, to values. Pure, but not bounded in time: ``parsing`` sees to that."""

import calendar
import html
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import feedparser
import orjson

from streams.core.clean.times import parse_time
from streams.core.identity import derived_id
from streams.sources.feeds.addresses import canonical
from streams.sources.feeds.feed import Feed, Item, NotAFeed, plain

MAX_ITEMS = 1_000
"""Items of a feed that are looked at, from the top: the largest public ones have some hundreds."""
SHORT = 1_000
"""Characters that are kept of a title: several times the longest headline."""
PERIODS = {"hourly": 3_600.0, "daily": 86_400.0, "weekly": 604_800.0, "monthly": 2_592_000.0, "yearly": 31_536_000.0}
"""RSS 1.0 syndication module, sy:updatePeriod."""
JSON_FEED = "https://jsonfeed.org/version/1"


def parse(content: bytes, url: str, content_type: str | None = None) -> Feed:
    """Return what a feed says.

    Broken XML is read as far as it goes. Entities that a document declares itself are never expanded, so that a small
    document cannot become a large one, and external ones are never fetched (both are feedparser's way).

    :param url: where it was, for relative links.
    :param content_type: as the server declared it; where it is wrong the document itself is believed.
    :raises NotAFeed: when it is none.
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(content, url)
    headers = {"content-location": url, **({"content-type": content_type} if content_type else {})}
    # sanitizing is cleaning's work: it reads the text and keeps no markup
    document = feedparser.parse(io.BytesIO(content), response_headers=headers, sanitize_html=False)
    if not document.get("version") and not document.entries:
        raise NotAFeed(_looks_like(content))
    channel = document.feed
    return Feed(
        title=_line(channel.get("title")),
        interval=_interval(channel),
        items=_unique(_entry(entry, url, channel.get("language")) for entry in document.entries[:MAX_ITEMS]),
    )


def _entry(entry: Any, base: str, language: str | None) -> Item:
    content = max((part.get("value") or "" for part in entry.get("content", [])), key=len, default="")
    title = entry.get("title_detail", {})
    return _item(
        link=entry.get("link"),
        guid=entry.get("id"),
        base=base,
        headline=_line(title.get("value"), marked=title.get("type") != "text/plain"),
        content=max(content, entry.get("summary") or "", key=len),
        published_at=_moment(entry.get("published_parsed") or dict.get(entry, "updated_parsed")),
        updated=dict.get(entry, "updated"),  # feedparser's own get makes it up from the date of publication
        language=entry.get("language") or title.get("language") or language,
    )


def _item(*, link: str | None, guid: str | None, base: str, headline: str | None, content: str, **said: Any) -> Item:
    uri = canonical(link, base) if link else None
    return Item(
        key=uri or (derived_id("guid", guid) if guid else derived_id("item", headline, content)),
        uri=uri,
        headline=headline,
        content=content if plain(content) else None,
        **said,
    )


def _json_feed(content: bytes, url: str) -> Feed:
    """Read JSON Feed 1 and 1.1 (jsonfeed.org): items may lack anything but an id."""
    try:
        document = orjson.loads(content.lstrip(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise NotAFeed(f"it begins like JSON and is none: {error}") from None
    version = document.get("version")
    items = document.get("items")
    if not isinstance(version, str) or not version.startswith(JSON_FEED) or not isinstance(items, list):
        raise NotAFeed("it is JSON, but no JSON Feed")
    language = _text(document, "language")
    return Feed(
        title=_line(_text(document, "title")),
        interval=None,
        items=_unique(_json_item(item, url, language) for item in items[:MAX_ITEMS] if isinstance(item, dict)),
    )


def _json_item(item: dict[str, Any], base: str, language: str | None) -> Item:
    text = _text(item, "content_text") or _text(item, "summary") or ""
    identity = item.get("id")
    return _item(
        link=_text(item, "url") or _text(item, "external_url"),
        guid=str(identity) if isinstance(identity, (str, int)) else None,
        base=base,
        headline=_line(_text(item, "title")),
        content=_text(item, "content_html") or _paragraphs(text),
        published_at=parse_time(_text(item, "date_published")),
        updated=_text(item, "date_modified"),
        language=_text(item, "language") or language,
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _text(document: dict[str, Any], name: str) -> str | None:
    value = document.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _unique(items: Iterable[Item]) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(item.key, item)
    return tuple(found.values())


def _interval(channel: Any) -> float | None:
    """Return the seconds of RSS 2.0's ttl (minutes) or of the syndication module's period and frequency."""
    try:
        if ttl := channel.get("ttl"):
            return max(0.0, float(ttl) * 60)
        if period := PERIODS.get(str(channel.get("sy_updateperiod", "")).strip().lower()):
            return period / max(1.0, float(channel.get("sy_updatefrequency") or 1))
    except ValueError:
        pass
    return None


def _moment(parsed: Any) -> datetime | None:
    """Return the moment of feedparser's nine numbers, which are UTC."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _line(text: str | None, *, marked: bool = False) -> str | None:
    """Return a title on one line; ``marked``: it is HTML."""
    line = plain(text) if marked else " ".join((text or "").split())
    return line[:SHORT] or None


def _looks_like(content: bytes) -> str:
    head = content.lstrip()[:200].lower()
    if not head:
        return "it is empty"
    if head.startswith((b"<!doctype html", b"<html")):
        return "it is a web page: look there for the address of its feed"
    return "it is neither RSS, Atom nor JSON Feed"
