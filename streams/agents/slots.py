"""How many attempts are under way at a time, so that who answers at once waits for nobody who does not."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Literal, TypeAlias

from streams.sinks.receiver import Attempt

Standing: TypeAlias = Literal["well", "new", "doubtful"]
"""What is known of a receiver. ``well``: it answered at once when it was asked last. ``doubtful``: it did not, or it
failed. ``new``: nothing."""

WELL, NEW, OVERTIME, DOUBTFUL = 32, 48, 48, 32
"""Attempts at a time at receivers of each standing, and of those that took longer than AT_ONCE_SECONDS."""
MOST = WELL + NEW + OVERTIME + DOUBTFUL
AT_ONCE_SECONDS = 0.25
"""An attempt keeps others of its standing from theirs for so long at most; across an ocean it may take twice that."""
SLICE_SECONDS = 0.1
CUT = Attempt("failed", "no answer at once, and too many others give none either")
"""What came of an attempt that was broken off, since all of OVERTIME were taken. It says nothing of the receiver."""


class Slots:
    """Bounds what is under way: who is doubtful, and who takes longer than AT_ONCE_SECONDS, has slots apart."""

    def __init__(self) -> None:
        self._overtime = asyncio.Semaphore(OVERTIME)
        self._slots: dict[Standing, asyncio.Semaphore] = {
            "well": asyncio.Semaphore(WELL),
            "new": asyncio.Semaphore(NEW),
            "doubtful": asyncio.Semaphore(DOUBTFUL),
        }

    async def enter(self, standing: Standing, seconds: float) -> bool:
        """Wait for a slot; return whether there is one: who is doubtful waits for ``seconds`` at most.

        The others wait for as long as it takes: each of their slots is free again after AT_ONCE_SECONDS.
        """
        slot = self._slots[standing]
        if standing != "doubtful":
            return await slot.acquire()
        return await acquired(slot, seconds)

    async def run(self, standing: Standing, sending: Coroutine[Any, Any, Attempt]) -> Attempt:
        """Return what comes of ``sending``, in the slot that was entered, which is free afterwards."""
        task = asyncio.create_task(sending)
        if standing == "doubtful":
            try:
                return await task
            finally:
                self._slots[standing].release()
        try:
            is_done = await within(task, AT_ONCE_SECONDS)
        finally:
            self._slots[standing].release()
        if is_done:
            return task.result()
        if self._overtime.locked():
            task.cancel()
            with suppress(asyncio.CancelledError):
                return await task
            return CUT
        async with self._overtime:
            return await task


async def acquired(lock: asyncio.Lock | asyncio.Semaphore, seconds: float) -> bool:
    """Acquire ``lock`` within so many ``seconds``, in the order in which it is asked for; return whether it is held.

    Always by a task, even where it is free: who asked before has one that may not have run yet.
    """
    acquiring = asyncio.ensure_future(lock.acquire())
    if await within(acquiring, seconds):
        return True
    acquiring.cancel()
    with suppress(asyncio.CancelledError):
        return await acquiring  # it may have been given at this very moment
    return False


async def within(task: "asyncio.Future[Any]", seconds: float) -> bool:
    """Wait for ``task`` for so many ``seconds``; return whether it is done. It is not cancelled.

    In slices, so that it is the receiver that is slow, and not this process that had no turn on a busy machine.
    """
    left = seconds
    while left > 0 and not task.done():
        await asyncio.wait([task], timeout=min(left, SLICE_SECONDS))
        left -= SLICE_SECONDS
    return task.done()
