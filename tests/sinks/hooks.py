"""A real receiver of webhooks on loopback, which behaves as a test says, and an alert to send to it."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from standardwebhooks import Webhook

from streams.core.model import Alert, Clause, Matched, Quote, ResolutionEvent
from streams.sinks.webhook import signing_secret

KEY = b"0123456789abcdef0123456789abcdef"
MADE_AT = datetime(2026, 3, 4, 12, 0, 0, 250_000, tzinfo=UTC)

Behave = Callable[[web.Request], Awaitable[web.StreamResponse]]


def alert(number: int = 1, subscription_id: str = "desk") -> Alert:
    """An alert on a veto; its id is made of ``number``."""
    return Alert(
        alert_id=f"{number:032x}",
        subscription_id=subscription_id,
        uri=f"https://wire.example/{number}",
        article_event_id="e" * 32,
        headline="Veto stops draft on Freedonia",
        info_source="WIRE",
        outlet="The Example Times",
        language="en",
        published_at=datetime(2026, 3, 4, 11, 30, tzinfo=UTC),
        fetched_at=None,
        embargoed_until=None,
        event=ResolutionEvent("f" * 32, "SC", "vetoed", draft_symbol="S/2026/123", targets=("SYR",)),
        matched=(
            Matched(Clause("organ", ("SC",)), "SC", (Quote("The Security Council met on Wednesday.", 0, 38),)),
            Matched(Clause("stage", ("vetoed",)), "vetoed", (Quote("A veto stopped the draft.", 40, 65),)),
        ),
    )


async def answer(status: int = 204, **headers: str) -> web.Response:
    return web.Response(status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})


@dataclass
class Hooks:
    """What arrived: the ids in their order, and the bodies, each verified with the public library."""

    behave: Behave
    url: str = ""
    ids: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    async def receive(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        subscription_id = request.match_info["subscription"]
        body = Webhook(signing_secret(KEY, subscription_id)).verify(raw, dict(request.headers))
        assert body["data"]["subscription_id"] == subscription_id
        self.ids.append(request.headers["webhook-id"])
        self.bodies.append(body)
        self.headers.append({name.lower(): value for name, value in request.headers.items()})
        self.raw.append(raw)
        return await self.behave(request)


@asynccontextmanager
async def hooks(
    behave: Behave | None = None, tls: ssl.SSLContext | None = None, port: int = 0, host: str = "127.0.0.1"
) -> AsyncIterator[Hooks]:
    """Serve until the block ends; ``url`` is the address of the receiver of subscription ``desk``."""

    async def take(_: web.Request) -> web.StreamResponse:
        return await answer()

    receiver = Hooks(behave or take)
    app = web.Application(client_max_size=16 << 20)
    app.router.add_post("/{subscription}", receiver.receive)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, host, port, ssl_context=tls)
    await site.start()
    actual = runner.addresses[0][1]
    receiver.url = f"{'https' if tls else 'http'}://{'localhost' if tls else host}:{actual}/desk"
    try:
        yield receiver
    finally:
        await runner.cleanup()
