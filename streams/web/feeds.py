"""``GET /v1/subscriptions/{id}/feed``: the alerts of a subscription for readers of feeds."""

import asyncio
import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from streams.sinks import atom
from streams.sinks.store import AlertQuery
from streams.web.access import Reader
from streams.web.alerts import Cursor, next_page, place
from streams.web.bodies import is_named, tag_of
from streams.web.describing import TAG, answers
from streams.web.parts import web_of
from streams.web.primitives import TEXT
from streams.web.problems import not_found
from streams.web.subscriptions import Id

router = APIRouter(prefix="/v1/subscriptions", tags=["subscriptions"])

ENTRIES = 50
HOST = re.compile(r"[A-Za-z0-9.:\[\]_-]{1,255}")


@router.get(
    "/{subscription_id}/feed",
    responses=answers(TEXT, 304, 404, media_type=atom.MEDIA_TYPE, about="An Atom feed", headers=TAG),
)
async def get_feed(
    request: Request,
    _: Reader,
    subscription_id: Id,
    cursor: Cursor = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return the alerts of a subscription as an Atom feed. Readers of feeds give the key as the password of Basic."""
    web = web_of(request)
    query = AlertQuery(subscription_id, before=None if cursor is None else place(cursor), limit=ENTRIES)
    page = await asyncio.to_thread(web.store.alerts.page, query)
    if not page and await web.subscriptions.find(subscription_id) is None:
        raise not_found("such subscription")
    following = next_page(page, ENTRIES)
    address = _address(request)
    content = atom.feed(
        subscription_id,
        [atom.Entry(kept.alert, kept.made_at) for kept in page],
        self_url=address if cursor is None else f"{address}?cursor={quote(cursor)}",
        next_url=following and f"{address}?cursor={following}",
    )
    headers = {"etag": tag_of(content), "cache-control": "private, no-cache"}
    if is_named(if_none_match, headers["etag"]):
        return Response(None, 304, headers)
    return Response(content, 200, headers, atom.MEDIA_TYPE)


def _address(request: Request) -> str:
    """Return where this is, as the one who asks calls it."""
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host if HOST.fullmatch(host) else 'localhost'}{request.scope['path']}"
