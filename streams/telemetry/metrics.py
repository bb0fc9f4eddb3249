"""Every metric, named once. Labels are closed lists or Kafka coordinates, never a uri or a text."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Literal, TypeAlias, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Info, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics import MetricWrapperBase
from prometheus_client.registry import Collector

from streams import __version__
from streams.core.model import RejectCause
from streams.telemetry.histogram import FastHistogram

Telling: TypeAlias = Literal["told", "taken back", "taken down"]
"""What the track role does about an article's events."""
Lag: TypeAlias = Iterable[tuple[str, int, int]]
"""Topic, partition, and how many of its records are not processed yet."""
Ages: TypeAlias = Iterable[tuple[str, int, float]]
"""Topic, partition, and the age in seconds of the oldest record there that is not processed yet."""

STAGE_BUCKETS = (0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1.0)
"""Seconds: an ordinary article takes 0.1 to 1 ms to read; the last ones are for hostile pages."""
END_TO_END_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 600.0)
"""Seconds: what is promised is within a second; the last ones show a backlog."""

NOT_ACKNOWLEDGED = "NotAcknowledged"
"""How it is counted that sends wait for long, beside the names of Kafka's errors."""


def from_zero(metric: MetricWrapperBase, *labels: Iterable[str]) -> None:
    """Begin the series of ``metric`` at 0, one for each combination of ``labels``.

    To Prometheus a series that is born with its first count has not increased.
    """
    for values in product(*labels):
        metric.labels(*values)


class Metrics:
    """The metrics of one worker, in a registry of their own.

    In the enrich role, after any record: received = enriched + filtered + dead-lettered + in flight (per process, since
    its start).
    """

    def __init__(self, role: str = "enrich") -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # they would double every series
        registry = self.registry = CollectorRegistry()
        Info("reswatch_build", "The release that runs.", registry=registry).info({"version": __version__, "role": role})
        self.received = Counter("reswatch_records_received", "Records taken from the source topic.", registry=registry)
        self.enriched = Counter(
            "reswatch_articles_enriched", "Records published enriched, takedowns among them.", registry=registry
        )
        self.filtered = Counter(
            "reswatch_articles_filtered", "Articles set aside on purpose.", ["reason"], registry=registry
        )
        self.dead_lettered = Counter(
            "reswatch_dead_letters", "Records that could not be read or sent.", ["cause"], registry=registry
        )
        from_zero(self.dead_lettered, get_args(RejectCause))
        self.events = Counter(
            "reswatch_resolution_events", "Resolution events published.", ["organ", "stage"], registry=registry
        )
        self.told = Counter(
            "reswatch_articles_told",
            "Articles whose events were told, taken back or taken down.",
            ["kind"],
            registry=registry,
        )
        from_zero(self.told, get_args(Telling))
        self.stage_seconds = FastHistogram(
            "reswatch_stage_seconds", "Seconds a record spends in a stage.", STAGE_BUCKETS, registry, label="stage"
        )
        self.end_to_end_seconds = FastHistogram(
            "reswatch_end_to_end_seconds",
            "Seconds from the source record's timestamp to the acknowledged output.",
            END_TO_END_BUCKETS,
            registry,
        )
        self.in_flight = Gauge(
            "reswatch_in_flight_records", "Records taken from Kafka and not yet settled.", registry=registry
        )
        self.send_errors = Counter(
            "reswatch_send_errors",
            "Sends that failed and were tried again; every five seconds, runs of which Kafka acknowledged not all.",
            ["error"],
            registry=registry,
        )
        from_zero(self.send_errors, (NOT_ACKNOWLEDGED,))
        self.partitions = Gauge(
            "reswatch_assigned_partitions", "Source partitions that this worker holds.", registry=registry
        )
        self.rebalances = Counter(
            "reswatch_rebalances", "Times the consumer group gave this worker its partitions anew.", registry=registry
        )
        self.canary_seen = Gauge(
            "reswatch_canary_seen_timestamp_seconds",
            "When the last canary of a partition was settled, seconds since 1970.",
            ["partition"],
            registry=registry,
        )
        self.canary_seconds = Gauge(
            "reswatch_canary_seconds",
            "Seconds from sending the last canary of a partition until it was settled here.",
            ["partition"],
            registry=registry,
        )

    def watch_lag(self, read: Callable[[], Lag]) -> None:
        """Have ``read`` called at each scrape for ``reswatch_lag_records``."""
        words = "Records of a partition that are not settled yet."
        self.registry.register(_PartitionCollector("reswatch_lag_records", words, read))

    def watch_ages(self, read: Callable[[], Ages]) -> None:
        """Have ``read`` called at each scrape for ``reswatch_oldest_unsettled_seconds``."""
        words = "Age of the oldest record of a partition that is not settled yet; 0 for none."
        self.registry.register(_PartitionCollector("reswatch_oldest_unsettled_seconds", words, read))


class _PartitionCollector(Collector):
    """Asks when it is scraped, so that partitions that were taken away leave no stale series."""

    def __init__(self, name: str, words: str, read: Callable[[], Iterable[tuple[str, int, float]]]) -> None:
        self._name = name
        self._words = words
        self._read = read

    def collect(self) -> Iterator[GaugeMetricFamily]:
        family = GaugeMetricFamily(self._name, self._words, labels=["topic", "partition"])
        for topic, partition, value in self._read():
            family.add_metric([topic, str(partition)], value)
        yield family
