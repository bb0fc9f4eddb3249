"""Around every request: headers for browsers that come across an answer, a line in the log, a count."""

import asyncio
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from streams.telemetry.logs import Event, logger
from streams.telemetry.web_metrics import WebMetrics

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
CLIENT_CLOSED = 499
DEFECT = 500
"""What is raised through here is answered so, further out."""

log = logger(__name__)


class Guard:
    """ASGI middleware. What is logged is the route's pattern: never a path, a query or a header."""

    def __init__(self, app: ASGIApp, metrics: WebMetrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.monotonic()
        status: int | None = None

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except asyncio.CancelledError:
            status = status or CLIENT_CLOSED
            raise
        finally:
            self._note(scope, status or DEFECT, time.monotonic() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        self._metrics.requests.labels(route, f"{status // 100}xx").inc()
        self._metrics.seconds.labels(route).observe(seconds)
        method = scope["method"] if scope["method"].isascii() and scope["method"].isalpha() else "?"
        log.info(Event.REQUEST_ANSWERED, method=method[:16], route=route, status=status, seconds=round(seconds, 4))
