"""The events that wait in a stream, several at a time.

Where records come slowly, or over many partitions, runs are of one or two records, and each would make its own way to
the broker and back before the next has its turn: some milliseconds, and so a few hundred articles a second at most.
Nothing here knows articles.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from typing import Any


async def waiting(events: AsyncIterator[Any], enough: int) -> AsyncGenerator[list[Any], None]:
    """Yield the events of runs that are there, in their order: one at least, and no more than make ``enough`` records.

    The next one is asked for ahead, so it may have left the stream before what is yielded is settled.
    """
    coming = asyncio.ensure_future(anext(events))
    try:
        while True:
            try:
                together = [await coming]
            except StopAsyncIteration:
                return
            coming = asyncio.ensure_future(anext(events))
            records = len(together[0].message.run.records)
            while records < enough:
                await asyncio.sleep(0)  # one turn of the loop: what waits in a queue is there after it
                if not coming.done() or coming.exception() is not None:
                    break
                together.append(coming.result())
                records += len(together[-1].message.run.records)
                coming = asyncio.ensure_future(anext(events))
            yield together
    finally:
        coming.cancel()
        with suppress(asyncio.CancelledError, StopAsyncIteration):
            await coming
