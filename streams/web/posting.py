"""``POST /v1/articles``: articles into the stream, each taken once however often it is sent."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from streams.contracts.canary import CANARY
from streams.contracts.raw_json import raw_from_json
from streams.core.identity import derived_id
from streams.core.model import RawArticle, Unreadable
from streams.sinks.store import ApiKey, OtherRequest, UnderWay
from streams.web.access import Publisher
from streams.web.bodies import body_of
from streams.web.describing import WITH_BODY, answers, takes
from streams.web.parts import Web, web_of
from streams.web.primitives import ref
from streams.web.problems import Problem, too_many
from streams.web.shapes import RAW_SHAPE

router = APIRouter(prefix="/v1/articles", tags=["articles"])

ARTICLE_BYTES = 12 * 2**20
"""Of JSON, which may write a byte of the article as two and more; the raw topic's own limit holds for the article."""
BEHIND_SECONDS = 10
TAKEN = {
    "type": "object",
    "properties": {
        "uri": {"type": "string", "description": "What identifies the article across its versions"},
        "topic": {"type": "string"},
        "partition": {"type": "integer"},
        "offset": {"type": "integer"},
    },
    "required": ["uri", "topic", "partition", "offset"],
}
EXAMPLE = {
    "uri": "https://wire.example/2026/11/20/veto",
    "media_type": "text/plain",
    "content": "UNITED NATIONS (AP) — Russia on Thursday vetoed a Security Council draft resolution on Syria.",
    "published_at": "2026-11-20T12:00:00Z",
}
IdempotencyKey = Annotated[
    str | None,
    Header(pattern="^[!-~]{1,200}$", description="The same one again within a day is answered as the first time"),
]


@router.post(
    "",
    status_code=202,
    responses=answers(
        TAKEN,
        409,
        *WITH_BODY,
        status=202,
        about="All replicas have it; where it lies, and in Location where it will be found",
        headers={"Location": {"schema": {"type": "string"}}},
    ),
    openapi_extra=takes(ref(RAW_SHAPE), EXAMPLE),
)
async def post_article(request: Request, key: Publisher, idempotency_key: IdempotencyKey = None) -> Response:
    """Send an article into the stream. The same one sent twice has the same ids, and alerts nobody twice."""
    web = web_of(request)
    content = await body_of(request, "application/json", ARTICLE_BYTES)
    raw = _read(content)

    async def send() -> bytes:
        await _refuse_while_behind(web)
        uri, place = await web.articles.send(raw)
        return orjson.dumps({"uri": uri, "topic": place.topic, "partition": place.partition, "offset": place.offset})

    taken = await (send() if idempotency_key is None else _once(web, key, idempotency_key, content, send))
    uri = orjson.loads(taken)["uri"]
    return Response(taken, 202, {"location": f"/v1/articles?{urlencode({'uri': uri})}"}, "application/json")


def _read(content: bytes) -> RawArticle:
    try:
        raw = raw_from_json(content)
    except Unreadable as error:
        status = 400 if error.cause == "undecodable_envelope" else 422
        kind = "not-json" if status == 400 else "invalid"
        raise Problem(status, kind, "The article cannot be read.", faults=[error.detail]) from None
    if (raw.uri or "").startswith(CANARY):
        raise Problem(422, "invalid", "The article is not valid.", faults=[f"uri: {CANARY} is kept for canaries"])
    return raw


async def _refuse_while_behind(web: Web) -> None:
    behind = await web.articles.behind()
    if behind is not None and behind > web.most_behind:
        raise too_many("behind", f"{behind:,} articles wait to be read.", BEHIND_SECONDS)


async def _once(
    web: Web, key: ApiKey, idempotency_key: str, content: bytes, send: Callable[[], Awaitable[bytes]]
) -> bytes:
    """Send, or answer as the first time; what came to nothing may be sent again under its key."""
    request_id = derived_id("request", key.key_id, idempotency_key)
    fingerprint = hashlib.blake2b(content, digest_size=16).hexdigest()
    try:
        known = await asyncio.to_thread(web.store.requests.begin, request_id, fingerprint, datetime.now(UTC))
    except UnderWay:
        raise Problem(409, "under-way", "The same request is being answered: try again later.") from None
    except OtherRequest:
        raise Problem(422, "reused", "This Idempotency-Key came with another article.") from None
    if known is not None:
        return known
    taken = None
    try:
        taken = await send()
    finally:
        await asyncio.to_thread(web.store.requests.end, request_id, taken)
    return taken
