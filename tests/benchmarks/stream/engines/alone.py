"""What reading costs without a stream: ``enrich()`` and the codec over articles in memory; prints CPU µs an article."""

import sys
import time

from tests.benchmarks.stream.engines.article import enriched
from tests.benchmarks.stream.stories import raw_records


def main(warm_up: int, articles: int) -> None:
    """Read ``articles`` of them, after others to warm up: those that the engines read."""
    work = enriched()
    for _, value in raw_records(0, warm_up):
        work(value)
    values = [value for _, value in raw_records(warm_up, articles)]
    started = time.process_time()
    for value in values:
        work(value)
    print((time.process_time() - started) / articles * 1e6)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
