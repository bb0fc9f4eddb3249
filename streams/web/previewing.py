"""``POST /v1/subscriptions/preview``: what a subscription would have matched, before anybody is alerted."""

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from streams.contracts.records import alert_record
from streams.core.match import Matcher
from streams.core.model import Alert, Subscription
from streams.sinks.store import Store
from streams.web import subscribed
from streams.web.access import Reader
from streams.web.bodies import json, json_of
from streams.web.describing import WITH_BODY, answers, takes
from streams.web.parts import web_of
from streams.web.primitives import TIME, ref
from streams.web.problems import too_many
from streams.web.shapes import PREVIEWED_SHAPE, SUBSCRIPTION_SHAPE
from streams.web.subscriptions import EXAMPLE

router = APIRouter(prefix="/v1/subscriptions", tags=["subscriptions"])

SECONDS = 10.0
AT_ONCE = 2
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


@dataclass(slots=True)
class Preview:
    """What was found so far."""

    count: int
    newest: deque[Alert]
    is_complete: bool


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
    slots: asyncio.Semaphore = request.app.state.previews
    if slots.locked():
        raise too_many("Other previews are being made.", 1)
    since = datetime.now(UTC) - timedelta(days=days)
    async with slots:
        found = await asyncio.to_thread(_preview, web.store, wanted, since)
    content: dict[str, Any] = {"count": found.count, "since": since, "complete": found.is_complete}
    return json({**content, "alerts": [_shown(each) for each in found.newest]})


def _preview(store: Store, wanted: Subscription, since: datetime) -> Preview:
    found = Preview(0, deque(maxlen=SHOWN), True)
    until = time.monotonic() + SECONDS
    for alerts in _matched(store, wanted, since):
        found.count += len(alerts)
        found.newest.extendleft(alerts)
        if time.monotonic() > until:
            found.is_complete = False
            break
    return found


def _matched(store: Store, wanted: Subscription, since: datetime) -> Iterator[tuple[Alert, ...]]:
    matcher, now = Matcher(), datetime.now(UTC)
    matcher.put(wanted)
    if wanted.on == "articles":
        yield from map(matcher.match, store.history(since, now))
    else:
        wished = (each for each in store.dossiers.history(since, now) if each.change in wanted.changes)
        yield from map(matcher.match_transition, wished)


def _shown(alert: Alert) -> dict[str, Any]:
    record = alert_record(alert)
    record.pop("signature", None)
    return record
