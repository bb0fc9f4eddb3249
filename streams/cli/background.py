"""What works beside a command: an event loop, and processes."""

import asyncio
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Thread


@contextmanager
def background_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Run an event loop in a thread: what is sent goes out also while this thread waits for input."""
    running: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def hold() -> None:
        stop = asyncio.Event()
        running.set_result((asyncio.get_running_loop(), stop))
        await stop.wait()

    thread = Thread(target=asyncio.run, args=(hold(),), name="kafka", daemon=True)
    thread.start()
    loop, stop = running.result()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


def leave_interrupts_to_the_parent() -> None:
    """Let Ctrl-C end a process of a pool by its parent alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
