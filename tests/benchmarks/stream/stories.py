"""Articles of 3 KB as raw records: a news mix, 3 in 100 on the UN, each with a uri and a text of its own."""

import json
from collections.abc import Iterator
from functools import cache

from tests.benchmarks.flow import ORDINARY, UN_IN_100, about_the_un, long

FETCHED_AT = "2026-11-26T04:00:00Z"


@cache
def _bodies() -> tuple[list[str], list[str]]:
    return about_the_un(), [long(ORDINARY)]


def raw_records(first: int, count: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield key and JSON value of articles ``first`` to ``first + count``, as the feeds publish them."""
    about, ordinary = _bodies()
    for number in range(first, first + count):
        bodies = about if number % 100 < UN_IN_100 else ordinary
        uri = f"https://wire.example/2026/11/26/world/a-report-of-the-day-{number}"
        record = {
            "uri": uri,
            "media_type": "text/plain",
            "content": f"Report {number} of the day.\n\n{bodies[number % len(bodies)]}",
            "fetched_at": FETCHED_AT,
        }
        yield uri.encode(), json.dumps(record).encode()
