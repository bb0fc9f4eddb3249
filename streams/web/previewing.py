"""``POST /v1/subscriptions/preview``: what a subscription would have matched, before anybody is alerted."""

import asyncio
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from streams.contracts.records import alert_record
from streams.core.model import Alert, Subscription
from streams.core.preview import Preview
from streams.sinks.store import Store
from streams.web import subscribed
from streams.web.access import Reader
from streams.web.bodies import json, json_of
from streams.web.describing import WITH_BODY, answers, takes
from streams.web.parts import web_of
from streams.web.primitives import TIME, ref
from streams.web.reading import slot
from streams.web.shapes import PREVIEWED_SHAPE, SUBSCRIPTION_SHAPE
from streams.web.subscriptions import EXAMPLE

router = APIRouter(prefix="/v1/subscriptions", tags=["subscriptions"])

SECONDS = 10.0
SHOWN = 20
DRAFT_ID = "draft"
PREVIEWED = {
    "type": "object",
    "properties": {
        "count": {"type": "integer"},
        "since": TIME,
        "complete": {"type": "boolean", "description": "False: not all could be read in the time that there is"},
        "alerts": {"type": "array", "items": ref(PREVIEWED_SHAPE), "description": f"The newest {SHOWN}"},
    },
    "required": ["count", "since", "complete", "alerts"],
}


@router.post(
    "/preview",
    responses=answers(PREVIEWED, *WITH_BODY, about="How many alerts, and the newest of them"),
    openapi_extra=takes(ref(SUBSCRIPTION_SHAPE), EXAMPLE),
)
async def preview_subscription(request: Request, _: Reader, days: Annotated[int, Query(ge=1, le=366)] = 90) -> Response:
    """Match a subscription that need not exist with what the store holds of the last `days`. Nothing is sent."""
    web = web_of(request)
    data = await json_of(request)
    if isinstance(data, dict):
        data.setdefault("id", DRAFT_ID)
    wanted = subscribed.checked(data, web)
    since = datetime.now(UTC) - timedelta(days=days)
    async with slot(request):
        preview, newest, is_complete = await asyncio.to_thread(_preview, web.store, wanted, since)
    content: dict[str, Any] = {"count": preview.count, "since": since, "complete": is_complete}
    return json({**content, "alerts": [_shown(each) for each in newest]})


def _preview(store: Store, wanted: Subscription, since: datetime) -> tuple[Preview, deque[Alert], bool]:
    """Return the preview, the newest alerts of it, and whether all could be read."""
    preview, newest = Preview(wanted), deque[Alert](maxlen=SHOWN)
    until = time.monotonic() + SECONDS
    for article in store.history(since, datetime.now(UTC)):
        newest.extendleft(preview.take(article))
        if time.monotonic() > until:
            return preview, newest, False
    return preview, newest, True


def _shown(alert: Alert) -> dict[str, Any]:
    record = alert_record(alert)
    record.pop("signature", None)
    return record
