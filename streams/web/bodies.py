"""What comes in and goes out: bodies within bounds, JSON, entity tags, cursors."""

import asyncio
import base64
import binascii
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from streams.contracts.json_lines import to_json
from streams.web.problems import Problem

BODY_BYTES = 256 * 2**10
"""The largest body but for articles: a subscription has less than half of it."""
BODY_SECONDS = 30.0
"""How long a body may take to come."""
CURSOR_CHARACTERS = 400
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = 253_402_300_799_999
"""Milliseconds, at the end of the year 9999."""
MOST = 2**62


async def body_of(request: Request, media_type: str, limit: int = BODY_BYTES) -> bytes:
    """Return the body of a request.

    :raises Problem: when it is of another type (415), larger than ``limit`` (413) or does not come (408).
    """
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != media_type:
        raise Problem(415, "unsupported-media-type", f"The body must be {media_type}.")
    content = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                content += chunk
                if len(content) > limit:
                    headers = {"connection": "close"}
                    raise Problem(413, "too-large", f"The body may have {limit:,} bytes.", headers=headers)
    except (TimeoutError, ClientDisconnect):
        raise Problem(408, "timeout", "The body did not come in time.", headers={"connection": "close"}) from None
    return bytes(content)


async def json_of(request: Request, limit: int = BODY_BYTES) -> Any:
    """Return the JSON that is the body of a request.

    :raises Problem: as ``body_of`` does, and when it is no JSON (400).
    """
    content = await body_of(request, "application/json", limit)
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        raise Problem(400, "not-json", "The body is not JSON.") from None


def json(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return ``content``, made of records and plain values, as a response."""
    return Response(to_json(content), status, headers, "application/json")


def tag_of(content: bytes) -> str:
    """Return the strong entity tag of a representation."""
    return f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'


def is_named(header: str | None, tag: str | None) -> bool:
    """Say whether an If-Match or If-None-Match names ``tag``; None is the tag of what does not exist."""
    if header is None or tag is None:
        return False
    named = [each.strip().removeprefix("W/") for each in header.split(",")]
    return "*" in named or tag in named


def cursor(*place: str | int) -> str:
    """Return a place in a list as the text that a caller gives back."""
    return base64.urlsafe_b64encode(orjson.dumps(place)).rstrip(b"=").decode()


def milliseconds(time: datetime) -> int:
    """Return a time as a number of a cursor."""
    return (time - EPOCH) // timedelta(milliseconds=1)


def time_of(milliseconds: int) -> datetime:
    """Return the time that a number of a cursor stands for."""
    return EPOCH + timedelta(milliseconds=min(milliseconds, LATEST))


def place_in(text: str, *types: type) -> list[Any]:
    """Return the place that a cursor holds, values of ``types``; numbers are within those of a database.

    :raises Problem: when it is none of ours.
    """
    try:
        place = orjson.loads(base64.urlsafe_b64decode(text[:CURSOR_CHARACTERS] + "=="))
    except (binascii.Error, ValueError):  # orjson's error is one
        place = None
    if not isinstance(place, list) or [type(each) for each in place] != list(types):
        place = []
    if not place or any(type(each) is int and not 0 <= each < MOST for each in place):
        raise Problem(422, "invalid", "Parameters are not valid.", faults=["cursor: none that was given by this list"])
    return place
