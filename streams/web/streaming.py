"""``GET /v1/alerts/stream``: alerts as they come, and behind the last that a client has, none left out and none twice.

The id of an event is that of the database and the alert's number in it: whichever process a client comes back to goes
on behind it. Where the store was made anew, numbers are others: then all that is kept of the last 30 days is sent, and
``alert_id`` tells what is known.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from streams.sinks import sse
from streams.sinks.store import ApiKey, Store, StoreError
from streams.telemetry.logs import Event, logger
from streams.web.access import Reader
from streams.web.alerts import SUBSCRIPTION_ID, shown
from streams.web.describing import answers
from streams.web.hub import Hub
from streams.web.parts import web_of
from streams.web.primitives import TEXT

router = APIRouter(prefix="/v1/alerts", tags=["alerts"])

KEEP_ALIVE_SECONDS = 15.0
RETRY_SECONDS = 3.0
AT_ONCE = 100
KEPT = timedelta(days=30)
"""As long as the topic ``alerts`` keeps them."""
EVENT_ID = re.compile(r"([0-9a-f]{8})-(\d{1,18})", re.ASCII)
Subscriptions = Annotated[
    list[Annotated[str, Query(pattern=SUBSCRIPTION_ID)]],
    Query(max_length=100, description="Of these; without any, of all"),
]
LastEventId = Annotated[
    str | None,
    Header(pattern="^[0-9a-f]{8}-[0-9]{1,18}$", description="The id of the last event; then what came since"),
]

log = logger(__name__)


@router.get("/stream", responses=answers(TEXT, media_type=sse.MEDIA_TYPE, about="Events of type `alert`, without end"))
async def stream_alerts(
    request: Request,
    key: Reader,
    subscription: Subscriptions = [],  # noqa: B006  (FastAPI copies it)
    last_event_id: LastEventId = None,
) -> Response:
    """Give alerts as they come, as Server-Sent Events of type `alert`: from now on, or behind the last that one has."""
    web = web_of(request)
    web.hub.check(key.key_id)
    database, seq = await asyncio.to_thread(_begin, web.store, last_event_id)
    events = _events(web.store, web.hub, key, subscription, f"{database}-", seq)
    return _Counted(web.hub, key, events)


class _Counted(StreamingResponse):
    """A stream that counts from before its first byte; where there are too many by then, it is a problem yet."""

    def __init__(self, hub: Hub, key: ApiKey, events: AsyncIterator[bytes]) -> None:
        super().__init__(events, headers=sse.HEADERS, media_type=sse.MEDIA_TYPE)
        self._hub = hub
        self._key_id = key.key_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._hub.stream(self._key_id):
            await super().__call__(scope, receive, send)


async def _events(
    store: Store, hub: Hub, key: ApiKey, subscriptions: list[str], prefix: str, seq: int
) -> AsyncIterator[bytes]:
    opened = sse.event(f"{prefix}{seq}", "opened", {"all": not subscriptions, "subscriptions": subscriptions})
    yield sse.retry(RETRY_SECONDS).rstrip() + b"\n" + opened  # of one block: some clients take two for two events
    spoken = asked = time.monotonic()
    try:
        while not hub.is_closing:
            if time.monotonic() >= asked + KEEP_ALIVE_SECONDS:  # however much there is to tell
                if not await asyncio.to_thread(store.keys.is_valid, key.key_id):
                    return
                asked = time.monotonic()
            head = hub.last
            found = await asyncio.to_thread(store.alerts.after, seq, subscriptions, AT_ONCE)
            for kept in found:
                seq = kept.seq
                yield sse.event(f"{prefix}{seq}", "alert", shown(kept))
            if found:
                spoken = time.monotonic()
                continue
            await hub.wait(head, min(spoken, asked) + KEEP_ALIVE_SECONDS - time.monotonic())
            if time.monotonic() >= spoken + KEEP_ALIVE_SECONDS:
                yield sse.KEEP_ALIVE
                spoken = time.monotonic()
    except StoreError as error:  # the client comes back with the last id that it has
        log.warning(Event.UNAVAILABLE, reason=str(error))


def _begin(store: Store, last_event_id: str | None) -> tuple[str, int]:
    """Return the id of the database, and the number behind which the stream begins."""
    database, last = store.alerts.last()
    match = EVENT_ID.fullmatch(last_event_id or "")
    if match is None:
        return database, last
    if match[1] == database and int(match[2]) <= last:
        return database, int(match[2])
    return database, store.alerts.since(datetime.now(UTC) - KEPT)
