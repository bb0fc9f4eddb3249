"""Questions that read much of the store: a few at a time, and none for long."""

import asyncio

from fastapi import Request

from streams.core.model import Subscription
from streams.sinks.store import widths
from streams.web.parts import web_of
from streams.web.problems import Problem, too_many

AT_ONCE = 2


def slot(request: Request) -> asyncio.Semaphore:
    """Return what is held while much of the store is read.

    :raises Problem: when too many do so.
    """
    slots: asyncio.Semaphore = request.app.state.reading
    if slots.locked():
        raise too_many("reading", "Others read much of the store right now.", 1)
    return slots


async def refuse_too_wide(request: Request, wanted: Subscription) -> None:
    """Hold a subscription to what the store has of the last days.

    :raises Problem: when nobody could read what it would have been sent (422).
    """
    async with slot(request):
        fault = await asyncio.to_thread(widths.fault_of_width, wanted, web_of(request).store)
    if fault:
        raise Problem(422, "too-wide", "The subscription is too wide: narrow it.", faults=[fault])
