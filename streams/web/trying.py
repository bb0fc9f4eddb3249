"""``POST /v1/subscriptions/{id}/test``: does anything arrive?

The answer says no more of the receiver than whether it took the message, and the class of its status: whoever may write
a URL must not learn from it what stands behind it. So all that brought no answer is the same, told after the same time.
"""

import asyncio
import secrets
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from streams.core.model import Alert, Subscription
from streams.sinks.channels import Channels
from streams.sinks.receiver import Attempt, Receiver, receivers_of
from streams.sinks.webhook import TEST_TYPE, Webhooks
from streams.web.access import Writer
from streams.web.bodies import json
from streams.web.describing import answers
from streams.web.parts import web_of
from streams.web.problems import not_found, too_many
from streams.web.rates import Rates
from streams.web.subscriptions import Id

router = APIRouter(prefix="/v1/subscriptions", tags=["subscriptions"])

SECONDS = 5.0
AT_ONCE = 8
TRIED = {
    "type": "object",
    "properties": {
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "receiver": {"type": "string", "description": "webhook, or channel:NAME"},
                    "outcome": {"enum": ["delivered", "refused", "gone", "failed"]},
                    "status": {"enum": ["2xx", "3xx", "4xx", "5xx", None]},
                },
                "required": ["receiver", "outcome", "status"],
            },
        }
    },
    "required": ["results"],
}


class Trials:
    """Sends messages that say that they are tests.

    :param channels: None: there are none here.
    """

    def __init__(self, webhooks: Webhooks, channels: Channels | None, seconds: float = SECONDS) -> None:
        self._webhooks = webhooks
        self._channels = channels
        self._seconds = seconds
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._rates = Rates(per_second=0.1, burst=3)

    async def of(self, subscription: Subscription) -> list[dict[str, Any]]:
        """Try every receiver of ``subscription`` once.

        :raises Problem: when that has been done too often of late.
        """
        if wait := self._rates.take(subscription.id):
            raise too_many("testing", "This subscription has been tested a moment ago.", wait)
        test = _test(subscription)
        async with self._slots:
            return await asyncio.gather(*(self._result(each, test) for each in receivers_of(subscription)))

    async def _result(self, receiver: Receiver, test: Alert) -> dict[str, Any]:
        until = asyncio.get_running_loop().time() + self._seconds
        attempt = await self._attempt(receiver, test)
        if receiver.kind == "webhook" and attempt.status is None:
            await asyncio.sleep(until - asyncio.get_running_loop().time())
        status = None if attempt.status is None else f"{attempt.status // 100}xx"
        return {"receiver": receiver.name, "outcome": attempt.outcome, "status": status}

    async def _attempt(self, receiver: Receiver, test: Alert) -> Attempt:
        if receiver.kind == "webhook":
            return await self._webhooks.send(receiver, test, datetime.now(UTC), self._seconds, TEST_TYPE)
        if self._channels is None:
            return Attempt("failed", "there is no such channel")
        return await self._channels.send(receiver.address, test, self._seconds)


@router.post("/{subscription_id}/test", responses=answers(TRIED, 404, about="What came of it, by receiver"))
async def try_subscription(request: Request, _: Writer, subscription_id: Id) -> Response:
    """Send a message of type `alert.test` to the subscription's receivers, once and without waiting for more."""
    web = web_of(request)
    found = await web.subscriptions.find(subscription_id)
    if found is None:
        raise not_found("such subscription")
    return json({"results": await web.trials.of(found)})


def _test(subscription: Subscription) -> Alert:
    return Alert(
        alert_id=secrets.token_hex(16),
        subscription_id=subscription.id,
        uri=f"urn:reswatch:test:{subscription.id}",
        article_event_id="0" * 32,
        headline="This is a test: nothing happened.",
        info_source=None,
        outlet="reswatch",
        language="en",
        published_at=None,
        fetched_at=None,
        embargoed_until=None,
        event=None,
        matched=(),
    )
