"""IPTC ninjs, versions 1 to 3, to fields.

Names from the schemas at github.com/iptc/newsinjson, ``specification/`` (CC BY 4.0). Version 1 has ``headline``,
``byline`` and ``body_<format>``; 2 and 3 have lists, ``headlines`` and ``bodies`` of objects with ``role``,
``contenttype`` and ``value``, and ``by``; 3 writes its names in camel case. They are read by their lower-case names.
"""

from datetime import datetime
from typing import Any

import orjson

from streams.core.clean.decode import decode, tidy
from streams.core.clean.found import Found
from streams.core.clean.lines import line_of
from streams.core.clean.markup import read_markup
from streams.core.clean.metadata import field
from streams.core.clean.plain import lines_of
from streams.core.clean.select import notes_of
from streams.core.clean.times import parse_time
from streams.core.clean.wire import agency_in, byline_of
from streams.core.model import Unreadable

MARKUP = ("html", "xhtml", "nitf")
"""Bodies with markup: they keep the paragraphs, so they are read before a plain one."""
SOURCE_ROLES = ("", "originator", "source", "contentoriginator")
LISTED = 100


def read_ninjs(content: bytes, encoding: str | None) -> Found:
    """Return what a ninjs object says.

    Raises ``Unreadable``: ``undecodable_content`` for what is no text, ``invalid_ninjs`` for what is not an object or
    has a publication date, status or embargo that cannot be read: to publish what is embargoed is worse than to wait.
    """
    try:
        loaded = orjson.loads(decode(content, encoding))
    except orjson.JSONDecodeError as error:
        raise Unreadable("invalid_ninjs", f"not JSON: {error}") from None
    if not isinstance(loaded, dict):
        raise Unreadable("invalid_ninjs", "ninjs is a JSON object, this is another JSON value")
    item = {key.lower(): value for key, value in loaded.items()}
    by = field(item.get("byline")) or field(item.get("by"))
    byline = byline_of(by) if by else None
    paragraphs, notes = _parted(_paragraphs(item))
    return Found(
        paragraphs=paragraphs,
        notes=(*notes, *filter(None, [field(item.get("ednote"))])),
        uri=field(item.get("uri")),
        headline=_headline(item),
        byline=byline.name if byline else by,
        dateline=_located(item.get("located")),
        info_source=_source(item) or (byline.agency if byline else agency_in(by)),
        published_at=parse_time(field(item.get("versioncreated")) or field(item.get("firstcreated"))),
        embargoed_until=_embargo(item),
        pub_status=_status(item),
        language=field(item.get("language")),
    )


def _parted(paragraphs: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the paragraphs that are the story's, and those that are notes of its desk."""
    lines = [line_of(text) for text in paragraphs]
    notes = notes_of(lines, 0, len(lines))
    return tuple(text for text, line in zip(paragraphs, lines, strict=True) if line.kind != "note"), notes


def _status(item: dict[str, Any]) -> str | None:
    status = item.get("pubstatus")
    if status is not None and not isinstance(status, str):
        raise Unreadable("invalid_field", "pubstatus is no text, not usable, withheld or canceled")
    return status


def _embargo(item: dict[str, Any]) -> datetime | None:
    stated = item.get("embargoed")
    if stated is None or stated == "":
        return None
    until = parse_time(stated) if isinstance(stated, str) else None
    if until is None:
        told = repr(stated[:100]) if isinstance(stated, str) else "no text"  # a list may be too deep to be shown
        raise Unreadable("invalid_field", f"embargoed is {told}, not an ISO 8601 time")
    return until


def _objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list, their names in lower case."""
    listed = value[:LISTED] if isinstance(value, list) else []
    return [{key.lower(): part for key, part in each.items()} for each in listed if isinstance(each, dict)]


def _word(value: object) -> str:
    """Return a value that is a word in lower case, nothing where it is none: lists may nest too deep to be written."""
    return value.lower() if isinstance(value, str) else ""


def _headline(item: dict[str, Any]) -> str | None:
    """Return the headline, of several the one whose role is main, else the first."""
    if headline := field(item.get("headline")):
        return headline
    headlines = [each for each in _objects(item.get("headlines")) if field(each.get("value"))]
    main = [each for each in headlines if "main" in _word(each.get("role"))]
    return field((main or headlines or [{}])[0].get("value")) or field(item.get("title"))


def _located(value: object) -> str | None:
    """Return the place that the content is from: a name, or in providers' variants an object with one."""
    return field(value.get("name")) if isinstance(value, dict) else field(value)


def _source(item: dict[str, Any]) -> str | None:
    """Return who originated the content: an agency by its acronym, else the name as given."""
    sources = _objects(item.get("infosource")) + _objects(item.get("infosources"))
    for each in sources:
        name = field(each.get("name")) or field(each.get("literal"))
        if name and _word(each.get("rel", each.get("role"))) in SOURCE_ROLES:
            return agency_in(name) or name
    return None


def _bodies(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Return format and text of each body: a media type, or the word that version 1 appends to ``body_``."""
    bodies = [
        (f"{_word(each.get('contenttype'))} {_word(each.get('role'))}", each["value"])
        for each in _objects(item.get("bodies"))
        if isinstance(each.get("value"), str)
    ]
    bodies += [(key[5:], text) for key, text in item.items() if key.startswith("body_") and isinstance(text, str)]
    return bodies


def _paragraphs(item: dict[str, Any]) -> tuple[str, ...]:
    """Return the paragraphs of the body that keeps them best. A wire's body is the article alone: nothing is sifted."""
    bodies = _bodies(item)
    marked = [text for form, text in bodies if any(name in form for name in MARKUP)]
    for text in marked:
        if blocks := read_markup(tidy(text)).blocks:
            return tuple(block.text for block in blocks)
    for form, text in bodies:
        if not any(name in form for name in MARKUP):
            return tuple(line.text for line in lines_of(tidy(text)))
    return ()
