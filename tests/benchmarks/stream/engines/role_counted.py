"""``reswatch worker --role enrich``, with the CPU time of enrich() and the codec counted apart if BENCH_COUNTED is set.

Who measures reads it from a file that both map: the same process at the same moment, since a machine that is shared
runs the same code at half its speed a second later. Where BENCH_STUBBED is set, articles that were read before stand in
for enrich() and the codec, so that a worker does nothing but the rest: articles of 3 KB in, read ones of 4 KB out.
"""

import itertools
import mmap
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from struct import Struct
from time import thread_time
from typing import Any

from streams.agents import enrich as role
from streams.cli.main import main
from streams.contracts.codec import Codec
from tests.benchmarks.stream.stories import raw_records

COUNTED = "BENCH_COUNTED"
"""The environment variable that names the file."""
STUBBED = "BENCH_STUBBED"
SECONDS = Struct("2d")
"""CPU seconds of what is counted, and of counting: reading the clock takes some microseconds on virtual machines."""
CALIBRATION = 2000


class Counted:
    """Sums up what the functions that it wraps spend."""

    def __init__(self, file: Path) -> None:
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), SECONDS.size)
        self._seconds, self._calls, self._cost = 0.0, 0, 0.0
        nothing, started = self(lambda: None), thread_time()
        for _ in range(CALIBRATION):
            nothing()
        self._cost = (thread_time() - started - self._seconds) / CALIBRATION
        self._seconds, self._calls = 0.0, 0

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function``, counted."""

        def counted(*arguments: Any) -> Any:
            started = thread_time()
            try:
                return function(*arguments)
            finally:
                self._seconds += thread_time() - started
                self._calls += 1
                SECONDS.pack_into(self._shared, 0, self._seconds, self._calls * self._cost)

        return counted


def stub() -> None:
    """Put a thousand articles, read once, in place of reading."""
    _, value = next(raw_records(0, 1))
    codec = Codec()
    raw = codec.decode_raw(value)
    read = vars(role)["enrich"](raw)
    encoded = codec.encode_enriched(read)
    uris = (key.decode() for key, _ in raw_records(0, 1000))
    turns = itertools.cycle([replace(read, article=replace(read.article, uri=uri)) for uri in uris])

    def enrich(_: object, ended: Callable[[str], None]) -> object:
        for stage in ("clean", "tag", "detect"):
            ended(stage)
        return next(turns)

    vars(role)["enrich"] = enrich
    Codec.decode_raw = lambda *_: raw  # type: ignore[method-assign]
    Codec.encode_enriched = lambda *_: encoded  # type: ignore[method-assign]


if __name__ == "__main__":
    if os.environ.get(STUBBED):
        stub()
        sys.exit(main())
    if os.environ.get(COUNTED):
        count = Counted(Path(os.environ[COUNTED]))
        vars(role)["enrich"] = count(vars(role)["enrich"])
        Codec.decode_raw = count(Codec.decode_raw)  # type: ignore[method-assign]
        Codec.encode_enriched = count(Codec.encode_enriched)  # type: ignore[method-assign]
    sys.exit(main())
