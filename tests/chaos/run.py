"""One run: a plan carried out, and what was found at its end."""

import os
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from confluent_kafka.admin import AdminClient

from streams.contracts.topics import ARTICLES_ENRICHED, ARTICLES_RAW
from tests.broker.kafka_io import partition_ends
from tests.chaos.articles import Fate, articles
from tests.chaos.brokers import Broker, bootstrap, make_brokers, make_topics
from tests.chaos.count import count, lag
from tests.chaos.faults import Trouble
from tests.chaos.fleet import Fleet
from tests.chaos.plan import Plan
from tests.chaos.publisher import Publisher
from tests.chaos.timeline import Timeline
from tests.chaos.workers import ledger

GUARANTEE = os.environ.get("RESWATCH_GUARANTEE", "at_least_once")
"""What the workers promise, and so what is counted."""
GROUP = "reswatch-enrich"
START_SECONDS = 60.0
DRAIN_SECONDS = 240.0
"""How long the lag may take to go once all is well: a rebalance alone may take 60 s."""
LEDGER_SECONDS = 150.0
BEFORE = 500
"""Articles that are settled before a topic is made anew."""


@dataclass
class Result:
    """What a run found: passed if there is no problem."""

    seed: int
    scenario: str
    problems: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)
    timeline: str = ""

    @property
    def passed(self) -> bool:
        return not self.problems


def carry_out(plan: Plan, folder: Path) -> Result:
    """Carry out ``plan`` in the empty ``folder``, which keeps the logs."""
    timeline = Timeline()
    result = Result(plan.seed, plan.scenario)
    brokers = make_brokers(plan.brokers, folder)
    fleet = Fleet(bootstrap(brokers), folder, GUARANTEE, timeline)
    began = time.monotonic()
    try:
        _Run(plan, folder, brokers, fleet, timeline, result).go()
    except (AssertionError, OSError, subprocess.SubprocessError) as error:
        result.problems.append(f"{type(error).__name__}: {error}")
    finally:
        fleet.destroy()
        for broker in brokers:
            broker.kill()
        result.figures["seconds"] = round(time.monotonic() - began, 1)
        result.figures["workers that ended by themselves"] = fleet.ended_by_themselves
        result.timeline = str(timeline)
        (folder / "timeline.txt").write_text(result.timeline + "\n")
    return result


class _Run:
    def __init__(
        self, plan: Plan, folder: Path, brokers: list[Broker], fleet: Fleet, timeline: Timeline, result: Result
    ) -> None:
        self._plan = plan
        self._folder = folder
        self._brokers = brokers
        self._servers = bootstrap(brokers)
        self._fleet = fleet
        self._timeline = timeline
        self._result = result
        self._since: dict[int, int] = {}

    def go(self) -> None:
        for broker in self._brokers:
            broker.start()
        self._until(lambda: all(broker.answers for broker in self._brokers), START_SECONDS, "the brokers answer")
        make_topics(self._servers)
        for _ in range(self._plan.workers):
            self._fleet.join()
        self._until(self._fleet.ready, START_SECONDS, "the workers are ready")
        least = self._plan.articles
        drawn = articles(self._plan.seed, least)
        if self._plan.scenario == "output topic made anew":
            self._remove_topic(islice(drawn, BEFORE))
        publisher = Publisher(self._servers, drawn, least, least / self._plan.seconds)
        trouble = Trouble(self._plan, self._fleet, self._brokers, self._timeline)
        self._publish_through(publisher, trouble)
        ended = time.monotonic()
        self._until(self._drained, DRAIN_SECONDS, "the lag is gone")
        self._result.figures["seconds to drain"] = round(time.monotonic() - ended, 1)
        self._fleet.end()
        self._judge(publisher.fates)

    def _publish_through(self, publisher: Publisher, trouble: Trouble) -> None:
        remade = self._plan.scenario != "output topic made anew"
        began = time.monotonic()
        publisher.start()
        while publisher.is_alive() or not trouble.over or not remade:
            trouble.tend()
            self._fleet.tend()
            if trouble.over:
                publisher.enough.set()
            if not remade and time.monotonic() - began > self._plan.seconds / 3:
                self._timeline.tell(f"{ARTICLES_ENRICHED} is made anew")
                make_topics(self._servers)
                remade = True
            time.sleep(0.05)
        publisher.join()
        assert not publisher.failures, publisher.failures[:3]
        if not self._fleet.running():
            self._fleet.join()
        self._timeline.tell("all is published, and all faults are over")

    def _remove_topic(self, first: Iterable[tuple[bytes, bytes, Fate]]) -> None:
        """Have ``first`` settled, then remove the topic of their outputs: what follows is counted."""
        publisher = Publisher(self._servers, first, BEFORE, 1_000)
        publisher.start()
        publisher.join()
        self._until(self._drained, DRAIN_SECONDS, "the lag is gone")
        self._since = partition_ends(self._servers, ARTICLES_RAW)
        admin = AdminClient({"bootstrap.servers": self._servers})
        admin.delete_topics([ARTICLES_ENRICHED], operation_timeout=30)[ARTICLES_ENRICHED].result(30)
        self._until(lambda: ARTICLES_ENRICHED not in admin.list_topics(timeout=10).topics, 30, "the topic is gone")
        time.sleep(1)
        self._timeline.tell(f"{ARTICLES_ENRICHED} is deleted")

    def _drained(self) -> bool:
        time.sleep(0.3)
        return lag(self._servers, GROUP) == 0

    def _until(self, true: Callable[[], bool], seconds: float, what: str) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            if time.monotonic() > deadline:
                self._fleet.tell_tasks()
                raise AssertionError(f"not within {seconds:.0f} s: {what}")
            self._fleet.tend()
            time.sleep(0.05)

    def _judge(self, fates: Mapping[tuple[int, int], str]) -> None:
        """Draw up the ledger, count without it, and note what is wrong."""
        begins = [part for partition, offset in self._since.items() for part in ("--from", f"{partition}:{offset}")]
        told = ledger(self._servers, begins, self._folder, LEDGER_SECONDS)
        counted = count(self._servers, fates, self._since)
        problems, total = self._result.problems, told["total"]
        if not told["closed"]:
            wrong = [row for row in told["partitions"] if row["holes"] or row["contradictory"]]
            problems.append(f"the ledger is not closed: {wrong} {told['contradictions']}")
        if counted.lost:
            problems.append(f"{len(counted.lost)} lost: {counted.lost[:20]}")
        if counted.differing:
            problems.append(f"{len(counted.differing)} repeats differ: {counted.differing[:20]}")
        twice = counted.repeats if GUARANTEE == "exactly_once" else counted.visible_twice
        if twice:
            problems.append(f"{twice} visible twice")
        problems.extend(counted.elsewhere[:20])
        if (total["received"], total["repeats"]) != (counted.received, counted.repeats):
            problems.append(f"the ledger says {total}, and the count {counted.received} with {counted.repeats} twice")
        self._result.figures |= {"received": counted.received, "repeats": counted.repeats}
        if counted.published_twice:
            self._result.figures["published twice"] = counted.published_twice
