"""Canaries: articles of our own that fly through the stream so that somebody notices when they do not come out.

A canary's uri, and so its key in every topic, begins with ``CANARY``. Roles settle it like any article, but never keep
it nor alert anybody of it; a consumer that is not ours drops keys that begin so.
"""

from collections.abc import Sequence

from aiokafka.partitioner import DefaultPartitioner

from streams.core.model import RawArticle

CANARY = "reswatch:canary/"
_PREFIX = CANARY.encode()
_TEXT = """A canary of the stream

This is not an article. It is sent once in a while so that the people who look after this stream notice when articles
would not come out of it. It names nobody, tells of nothing, and is dropped by whoever keeps or forwards articles.
"""


def is_canary(key: bytes | None) -> bool:
    """Say whether the record of that key is a canary."""
    return key is not None and key.startswith(_PREFIX)


def canary_uris(partitions: Sequence[int]) -> dict[int, str]:
    """Return for each of a topic's partitions the uri whose key lies there, in any topic of as many partitions.

    Keys are placed as every Kafka client does by default: murmur2 of the key, modulo the number of partitions.
    """
    place, found, number = DefaultPartitioner(), dict[int, str](), 0
    every = sorted(partitions)
    while len(found) < len(every):
        uri = f"{CANARY}{number}"
        found.setdefault(place(uri.encode(), every, every), uri)
        number += 1
    return found


def canary(uri: str) -> RawArticle:
    """Return the raw article of a canary; the same each time, and so are all ids derived from it."""
    return RawArticle(uri=uri, media_type="text/plain", content=_TEXT.encode(), language="en", outlet="reswatch")
