"""A small stream that Prometheus watches, and a fault that befalls it: what ``tests.chaos.record`` records.

Nothing is sped up: it is asked every 15 s, as in ``ops/prometheus``, and lasts as long as the rules wait.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from confluent_kafka import Producer
from kafka.admin import ConfigResource, ConfigResourceType

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW
from streams.kafka.cluster import Cluster
from streams.kafka.topics import connect
from tests.broker.receivers import DELIVERING
from tests.chaos.articles import Fate, articles
from tests.chaos.brokers import Broker, bootstrap, make_brokers, make_topics
from tests.chaos.fleet import Fleet, Slot
from tests.chaos.publisher import Publisher
from tests.chaos.timeline import Timeline

PER_SECOND = 4
NONE_LARGE = 10**9
START_SECONDS = 300.0
TICK_SECONDS = 0.05
HANGING = {"transactional.id": "hanging", "transaction.timeout.ms": 900_000, "log_level": 0}
"""Fifteen minutes are what a broker allows by default."""

Drawn = Iterable[tuple[bytes, bytes, Fate]]


def well(seed: int = 0) -> Iterator[tuple[bytes, bytes, Fate]]:
    """Yield articles without end that can all be read."""
    return (each for each in articles(seed, NONE_LARGE) if each[2] == ARTICLES_ENRICHED)


class Scene:
    """A broker or three, workers of the ``roles``, a canary, and articles at an even pace."""

    def __init__(self, folder: Path, roles: Iterable[str], brokers: int = 1) -> None:
        self._folder = folder
        self.timeline = Timeline()
        self.workers: list[Slot] = []
        self.brokers: list[Broker] = make_brokers(brokers, folder)
        self.servers = bootstrap(self.brokers)
        for broker in self.brokers:
            broker.start()
        self._wait_for(lambda: all(broker.answers for broker in self.brokers))
        make_topics(self.servers)
        self.store = f"sqlite:///{folder / 'store.db'}"
        settings = {**DELIVERING, "RESWATCH_STORE_URL": self.store}
        self.fleet = Fleet(self.servers, folder, "at_least_once", self.timeline, **settings)
        self.asks: Callable[[], None] = lambda: None
        """Asks the API something, where it is served."""
        self.workers = [self.fleet.join(role) for role in roles]
        self._publishers: list[Publisher] = []
        self._hanging: Producer | None = None
        self._canary: subprocess.Popen[bytes] | None = None
        self._wait_for(self.fleet.ready)
        self.publish(well(), PER_SECOND)
        self.fly_canaries()
        self.faulty_at: float | None = None
        """When the fault struck, in seconds since 1970."""

    @property
    def targets(self) -> dict[str, list[int]]:
        """The ports of each role's workers."""
        ports: dict[str, list[int]] = {}
        for slot in self.workers:
            ports.setdefault(slot.role, []).append(slot.port)
        return ports

    def strikes(self, fault: str) -> None:
        """Note that the fault begins now."""
        self.faulty_at = time.time()
        self.timeline.tell(fault)

    def last(self, minutes: float, tick: Callable[[], None] = lambda: None) -> None:
        """Let time go by; whoever ended by itself is started again, as an orchestrator would."""
        until = time.monotonic() + 60 * minutes
        while time.monotonic() < until:
            tick()
            self.fleet.tend()
            time.sleep(TICK_SECONDS)

    def publish(self, drawn: Drawn, per_second: float) -> None:
        """Publish from now on."""
        self._publishers.append(Publisher(self.servers, drawn, 0, per_second))
        self._publishers[-1].start()

    def fly_canaries(self) -> None:
        command = [sys.executable, "-m", "streams", "canary", "--broker", self.servers]
        with (self._folder / "canary.log").open("ab") as log:
            self._canary = subprocess.Popen(command, stdout=log, stderr=log)

    def end_canaries(self) -> None:
        if self._canary is not None:
            self._canary.kill()
            self._canary.wait()
            self._canary = None

    def throttle(self, slot: Slot, share: float) -> Callable[[], None]:
        """Return what, called often, leaves a worker that share of its time: a machine that others use up."""
        period = 2.0

        def tick() -> None:
            is_on = time.monotonic() % period < share * period
            if is_on == slot.frozen and slot.worker is not None and slot.worker.process.poll() is None:
                self.fleet.thaw(slot) if is_on else self.fleet.freeze(slot)

        return tick

    def want_replicas(self, topic: str, count: int) -> None:
        """Have ``topic`` take nothing while fewer replicas than ``count`` are there."""
        with connect(Cluster(self.servers)) as admin:
            setting = {"min.insync.replicas": str(count)}
            admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, setting)])

    def hang_transaction(self, partition: int) -> None:
        """Write an article in a transaction that nobody ends: what follows in its partition waits for it."""
        self._hanging = Producer({"bootstrap.servers": self.servers, **HANGING})
        self._hanging.init_transactions()
        self._hanging.begin_transaction()
        key, value, _ = next(well(2))
        self._hanging.produce(ARTICLES_RAW, value, key, partition=partition)
        assert self._hanging.flush(60) == 0

    def close(self) -> None:
        for publisher in self._publishers:
            publisher.enough.set()
        self.end_canaries()
        self.fleet.destroy()
        for broker in self.brokers:
            broker.kill()

    def _wait_for(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not true():
            assert time.monotonic() < deadline, f"the stream is not ready:\n{self.timeline}"
            assert not any(slot.worker and slot.worker.process.poll() for slot in self.workers), self.timeline
            time.sleep(TICK_SECONDS)
