"""Parsing in a child process that can be stopped.

A parser that mends broken XML can be kept busy for hours by a few megabytes, and takes memory without bound; nothing
stops a thread. So each document gets a process of its own (0.3 s, only when a feed has changed), with limits.
"""

import asyncio
import resource
import subprocess
import sys
from datetime import datetime
from typing import Any

import orjson

from streams.sources.feeds.feed import Feed, Item, NotAFeed

SECONDS = 15.0
"""A whole feed of 4 MB and 40,000 items takes 8 s on a slow machine."""
MEMORY_BYTES = 2**30


async def parse(content: bytes, url: str, content_type: str | None = None) -> Feed:
    """Return what a feed says, as ``streams.sources.feeds.parse`` does.

    :raises NotAFeed: when it is none, or cannot be read within the limits of time and memory.
    """
    command = [sys.executable, "-m", __name__, url, content_type or ""]
    try:
        done = await asyncio.to_thread(subprocess.run, command, input=content, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise NotAFeed(f"it cannot be read within {SECONDS:.0f} s") from None
    if done.returncode != 0:
        raise NotAFeed("it cannot be read: the parser broke on it, or ran out of memory")
    return _feed(orjson.loads(done.stdout))


def _feed(answer: dict[str, Any]) -> Feed:
    if fault := answer.get("fault"):
        raise NotAFeed(fault)
    return Feed(answer["title"], answer["interval"], tuple(map(item_from, answer["items"])))


def item_from(fields: dict[str, Any]) -> Item:
    """Return the item whose fields were written as JSON."""
    published = fields["published_at"]
    return Item(**{**fields, "published_at": datetime.fromisoformat(published) if published else None})


def main() -> None:
    """Read a document from stdin and write what it says to stdout, as JSON; address and type are arguments."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from streams.sources.feeds.parse import parse as parse_here  # noqa: PLC0415  (only the child needs feedparser)

    try:
        answer: object = parse_here(sys.stdin.buffer.read(), sys.argv[1], sys.argv[2] or None)
    except NotAFeed as fault:
        answer = {"fault": str(fault)}
    sys.stdout.buffer.write(orjson.dumps(answer))


if __name__ == "__main__":
    main()
