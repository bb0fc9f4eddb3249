"""What stories cost: ``python -m tests.benchmarks.stories [ARTICLES]``, a million by default, in some ten minutes.

Signatures are made of the project's own stories, repeated to the length that is named. The index is filled with the
articles of one window, as their phrases, which are quicker to draw than texts: each of 100 to 1,200 phrases, log-normal
around 400; three in ten are a cut of an earlier one, one in five ends with one of 200 standing sentences. Memory is the
growth of this process's resident set, signatures and addresses of the articles included; CPU is this process's.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import psutil

from streams.core.story import Stories, signature, similar
from streams.core.story.signatures import Hashes, sampled
from tests.quality.same_story import own_texts

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
COPIES = 0.3
STANDING = 0.2
FIGURES = 0.1
REMEMBERED = 5_000
"""Articles back that a copy may be of."""


class Drawing:
    """Draws articles as their phrases."""

    def __init__(self) -> None:
        self._draw = random.Random(7)
        self._hashes = np.random.default_rng(7)
        self._standing = [self._phrases(20) for _ in range(200)]
        self._known: list[Hashes] = []

    def articles(self, count: int) -> Iterator[tuple[str, bytes, datetime]]:
        """Yield address, signature and time; times rise, with a day's disorder."""
        for number in range(count):
            hashes = self._article()
            if self._draw.random() < STANDING:
                hashes = np.concatenate([hashes, self._draw.choice(self._standing)])
            day = self._draw.uniform(0, 1)
            at = BEGAN + timedelta(days=2 * number / count + day)
            yield (
                f"https://paper{number % 500}.example/world/2026/01/a-story-of-the-day-{number:07}",
                sampled(hashes),
                at,
            )

    def _article(self) -> Hashes:
        if self._known and self._draw.random() < COPIES:
            whole = self._draw.choice(self._known)
            return whole[: self._draw.randint(60, len(whole))]
        hashes = self._phrases(round(min(1_200, max(100, self._draw.lognormvariate(6, 0.6)))))
        if len(self._known) < REMEMBERED:
            self._known.append(hashes)
        else:
            self._known[self._draw.randrange(REMEMBERED)] = hashes
        return hashes

    def _phrases(self, count: int) -> Hashes:
        hashes = self._hashes.integers(0, 1 << 32, count, np.uint32)
        figures = self._hashes.random(count) < FIGURES
        return (hashes & ~np.uint32(1)) | figures.astype(np.uint32)


def signing(words: int) -> dict[str, float]:
    """Return what the signature of an article of so many words takes."""
    took, size = [], []
    for text in own_texts():
        paragraphs = text * (1 + words // 100)
        body = " ".join("\n\n".join(paragraphs).split(" ")[:words])
        started = time.process_time_ns()
        made = signature(body, "en")
        took.append((time.process_time_ns() - started) / 1e3)
        size.append(len(made))
    return {"cpu_us": round(statistics.median(took)), "bytes": round(statistics.mean(size))}


def comparing() -> dict[str, float]:
    """Return what a comparison takes, of a signature with others that were read before."""
    signatures = [signature("\n\n".join(text), "en") for text in own_texts()]
    for one in signatures:
        similar(one, one)
    started = time.process_time_ns()
    for one in signatures:
        for other in signatures:
            similar(one, other)
    return {"cpu_us": round((time.process_time_ns() - started) / 1e3 / len(signatures) ** 2, 1)}


def filling(count: int) -> dict[str, float]:
    """Fill the index, and return what an article takes."""
    stories, drawing = Stories(), Drawing()
    process = psutil.Process()
    list(Drawing().articles(REMEMBERED))  # so that memory for drawing is not counted
    before = process.memory_info().rss
    took, grown = [], {}
    for number, (uri, signed, at) in enumerate(drawing.articles(count), 1):
        started = time.process_time_ns()
        stories.add(uri, signed, at, None, None)
        took.append((time.process_time_ns() - started) / 1e3)
        if number % max(1, count // 5) == 0:
            grown[f"memory_mb_at_{number}"] = round((process.memory_info().rss - before) / 1e6)
            print(grown, file=sys.stderr)
    late = sorted(took[-count // 10 :])
    return {
        "articles": count,
        **grown,
        "add_cpu_us_mean": round(statistics.mean(took)),
        "add_cpu_us_median_of_last_tenth": round(statistics.median(late)),
        "add_cpu_us_p99_of_last_tenth": round(late[int(len(late) * 0.99)]),
        "longest_add_ms": round(max(took) / 1e3),
    }


if __name__ == "__main__":
    lengths = {f"signature of {words} words": signing(words) for words in (300, 600, 1_200, 2_400)}
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(json.dumps({**lengths, "comparison": comparing(), "index": filling(count)}, indent=2))
