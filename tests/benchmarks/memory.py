"""Whether reading leaves memory behind: ``python -m tests.benchmarks.memory [ARTICLES]``, two million by default.

Articles are read and encoded as the role enrich does it, without Kafka. They are a news mix: 3 in 100 are one of the
project's own stories on the UN, the others a story like most, one in ten a page. Names, figures and addresses differ
in each, so that what is kept of words that were seen would show. Tells the resident set as it grows, and fails where
it ends more than 5 % above what it was after the first tenth.
"""

import random
import sys
import time
from collections.abc import Iterator

import psutil

from streams.contracts.codec import Codec
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, RawArticle
from tests.benchmarks.flow import ORDINARY, UN_IN_100, long
from tests.benchmarks.reading import page, stories

MOST = 1.05
SYLLABLES = [one + other for one in "bcdfglmnprstvz" for other in "aeio"]


class Wire:
    """Makes articles, none like another."""

    def __init__(self, seed: int = 7) -> None:
        self._draw = random.Random(seed)
        self._stories = stories()
        self._ordinary = long(ORDINARY)

    def articles(self, count: int) -> Iterator[RawArticle]:
        """Yield so many."""
        for number in range(count):
            text = self._draw.choice(self._stories) if self._draw.random() * 100 < UN_IN_100 else self._ordinary
            people, tons = f"{self._name()} and {self._name()}", self._draw.randrange(10**6)
            told = f"{people} said on Monday that {tons:,} tons had come to {self._name()}."
            body = f"{told}\n\n{text.replace('said', f'told {self._name()}', 1)}\n\nReport {number} of {self._name()}."
            yield (
                page(body)
                if number % 10 == 0
                else RawArticle("text/plain", body.encode(), uri=f"https://wire.example/{number}")
            )

    def _name(self) -> str:
        return " ".join("".join(self._draw.choices(SYLLABLES, k=self._draw.randint(2, 4))).title() for _ in range(2))


def main() -> int:
    """Read them, a line a tenth."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    process, codec = psutil.Process(), Codec()
    began, at_first, resident = time.process_time(), 0.0, 0.0
    for number, raw in enumerate(Wire().articles(count), 1):
        read = enrich(raw)
        if isinstance(read, EnrichedArticle):
            codec.encode_enriched(read)
        if number % max(1, count // 20) == 0:
            resident = process.memory_info().rss / 2**20
            at_first = at_first or (resident if number >= count // 10 else 0.0)
            print(f"{number:>9,} articles  {resident:6.0f} MB  {time.process_time() - began:6.0f} s of CPU", flush=True)
    grown = resident / at_first
    print(f"{grown - 1:+.1%} since the first tenth; at most {MOST - 1:+.0%}")
    return 0 if grown <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
