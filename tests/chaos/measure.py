"""How long a stream stands still: ``python -m tests.chaos.measure [TIMES]``.

Take-over: of two workers with a session of 6 s one is killed with SIGKILL; from then until every partition has an
output again. Resume: the only broker is killed with SIGKILL and started; from when it answers until an output is
acknowledged. Articles come at an even pace all the while.
"""

import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tests.chaos import count
from tests.chaos.articles import articles
from tests.chaos.brokers import Broker, bootstrap, make_brokers, make_topics
from tests.chaos.fleet import Fleet
from tests.chaos.publisher import Publisher
from tests.chaos.run import GUARANTEE
from tests.chaos.timeline import Timeline

PER_SECOND = 240
NONE_LARGE = 10**9
"""Among so many articles are the three that the broker refuses: none of them comes in time."""
BEFORE_SECONDS = 6.0
AFTER_SECONDS = 24.0


class Scene:
    """A broker, two workers that are ready, and articles that come."""

    def __init__(self, folder: Path) -> None:
        self.broker: Broker = make_brokers(1, folder)[0]
        self.servers = bootstrap([self.broker])
        self.broker.start()
        _wait_for(lambda: self.broker.answers)
        make_topics(self.servers)
        self.fleet = Fleet(self.servers, folder, GUARANTEE, Timeline())
        for _ in range(2):
            self.fleet.join()
        _wait_for(self.fleet.ready)
        least = int(PER_SECOND * (BEFORE_SECONDS + AFTER_SECONDS))
        self.publisher = Publisher(self.servers, articles(0, NONE_LARGE), least, PER_SECOND)
        self.publisher.enough.set()
        self.publisher.start()
        time.sleep(BEFORE_SECONDS)

    def settled(self) -> float:
        """Return how many outputs have been acknowledged to the workers."""
        workers = [slot.worker for slot in self.fleet.running() if slot.worker is not None]
        return sum(worker.metric("reswatch_end_to_end_seconds_count") for worker in workers)

    def close(self) -> None:
        self.fleet.destroy()
        self.broker.kill()


def _wait_for(true: Callable[[], bool], seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def take_over(folder: Path) -> float:
    """Return the seconds from the kill until the last partition goes on."""
    scene = Scene(folder)
    try:
        killed = time.time()
        scene.fleet.kill(scene.fleet.running()[0], 1e9)
        scene.publisher.join()
        _wait_for(lambda: count.lag(scene.servers, "reswatch-enrich") == 0)
        first: defaultdict[int, float] = defaultdict(lambda: float("inf"))
        for place, at in count.output_times(scene.servers):
            if at > killed + 0.1:
                first[place[0]] = min(first[place[0]], at)
        return max(first.values()) - killed
    finally:
        scene.close()


def resume(folder: Path) -> float:
    """Return the seconds from the broker's first answer until an output is acknowledged."""
    scene = Scene(folder)
    try:
        scene.broker.kill()
        before = scene.settled()
        scene.broker.start()
        _wait_for(lambda: scene.broker.answers)
        answered = time.monotonic()
        _wait_for(lambda: scene.settled() > before)
        return time.monotonic() - answered
    finally:
        scene.close()


def main(times: int) -> None:
    """Measure and print."""
    for name, measure in (("take-over after SIGKILL, session 6 s", take_over), ("resume after the broker's", resume)):
        found = []
        for _ in range(times):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                found.append(measure(Path(folder)))
        each = ", ".join(f"{seconds:.1f}" for seconds in found)
        print(f"{name}: median {statistics.median(found):.1f} s ({each}); load {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
