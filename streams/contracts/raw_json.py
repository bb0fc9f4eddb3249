"""The JSON form of a raw article: an object with the fields of schema ``raw_article``, as people and scripts write it.

``content`` is text. Times are ISO 8601 with a time zone, or whole milliseconds since 1970. As with Avro, fields that
nobody knows are left alone; but one that differs from ours in nothing but case, hyphens or underscores is a slip
(``publishedAt``), and a slip that silently loses a fact is worse than a refusal. Of two fields of one name the last
counts, as in a browser. A byte order mark is skipped.
"""

from codecs import BOM_UTF8
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from streams.core.model import RawArticle, Unreadable

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TEXT_LIMIT = 4_096
"""Characters of any text but content: more than any address, name or headline needs."""

SHORT_TEXTS = ("uri", "media_type", "encoding", "info_source", "outlet", "pub_status", "language", "headline")
TIMES = ("fetched_at", "published_at", "embargoed_until")
SPELLINGS = {name.replace("_", ""): name for name in ("content", *SHORT_TEXTS, *TIMES)}
SHOWN = 60
"""Characters of a wrong value that an error repeats."""


def raw_from_json(value: bytes) -> RawArticle:
    """Read a raw article from a JSON object in UTF-8.

    :raises Unreadable: with cause ``undecodable_envelope`` (no JSON object) or ``invalid_field`` (named in the detail).
    """
    try:
        data = orjson.loads(value.removeprefix(BOM_UTF8))
    except orjson.JSONDecodeError as error:
        raise Unreadable("undecodable_envelope", f"neither Avro nor JSON: {error}") from None
    if not isinstance(data, dict):
        raise Unreadable("undecodable_envelope", f"not a JSON object but {_kind(data)}")
    _refuse_slips(data)
    texts = {name: text_of(name, data.get(name)) for name in ("content", *SHORT_TEXTS)}
    content = texts.pop("content")
    if content is None:
        raise _invalid("content", "is missing")
    texts["encoding"] = "utf-8"  # JSON is Unicode: whatever was declared was true of the bytes before
    times = {name: time_of(name, data.get(name)) for name in TIMES}
    return checked({"content": content.encode(), **texts, **times})


def checked(fields: dict[str, Any]) -> RawArticle:
    """Return the raw article with these fields, whose types are right; blank texts become None.

    :raises Unreadable: ``invalid_field``, when the media type is missing or a text is too long.
    """
    for name in SHORT_TEXTS:
        text = fields[name]
        if text is not None:
            if len(text) > TEXT_LIMIT:
                raise _invalid(name, f"is {len(text):,} characters long, and {TEXT_LIMIT:,} are taken")
            if not text or text.isspace():
                fields[name] = None
    if fields["media_type"] is None:
        raise _invalid("media_type", "is missing")
    return RawArticle(**fields)


def _refuse_slips(data: dict[str, Any]) -> None:
    for name in data:
        right = SPELLINGS.get(name[:SHOWN].replace("_", "").replace("-", "").lower())
        if right not in (None, name):
            raise _invalid(name, f"must be written {right}")


def text_of(name: str, value: object) -> str | None:
    """Return the text of a field.

    :raises Unreadable: ``invalid_field``, for what is neither text nor null.
    """
    if value is None or isinstance(value, str):
        return value
    raise _invalid(name, f"must be text, is {_kind(value)}")


def time_of(name: str, value: object) -> datetime | None:
    """Return the time of a field, in whole milliseconds.

    :raises Unreadable: ``invalid_field``, for what is neither a time with a zone, nor milliseconds, nor null.
    """
    if value is None:
        return None
    try:
        if isinstance(value, str):
            return _whole_milliseconds(datetime.fromisoformat(value))
        if isinstance(value, int) and not isinstance(value, bool):
            return EPOCH + timedelta(milliseconds=value)
    except ValueError:
        raise _invalid(name, f"{value[:SHOWN]!r} is no ISO 8601 time with a time zone") from None  # type: ignore[index]
    except OverflowError:
        raise _invalid(name, "lies outside the years 1 to 9999") from None
    raise _invalid(name, f"must be an ISO 8601 time or milliseconds since 1970, is {_kind(value)}")


def _whole_milliseconds(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise ValueError("no time zone")
    return time.astimezone(UTC).replace(microsecond=time.microsecond // 1000 * 1000)


def _kind(value: object) -> str:
    """Name a JSON value's type as its writer would."""
    kinds = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


def _invalid(name: str, problem: str) -> Unreadable:
    return Unreadable("invalid_field", f"{name} {problem}")
