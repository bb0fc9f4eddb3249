"""What is measured of alerts on their way to receivers. Labels are closed lists, tiers, and few subscription ids."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

DELIVERY_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0, 43200.0, 172800.0)
"""Seconds: what is promised is within a second; the later ones are retries, the last ones after hours and a day."""
FAILING_SHOWN = 50
"""Receivers that have a series of their own: those that have failed for the longest."""

Failing: TypeAlias = Iterable[tuple[str, str, float]]
"""Kind of receiver, subscription, and for how many seconds it has failed."""
Paused: TypeAlias = Iterable[str]
"""The subscriptions of receivers that are paused."""
Waiting: TypeAlias = Iterable[tuple[int, int]]
"""Tier, and how many alerts wait in it."""


class AlertMetrics:
    """The metrics of the deliver role, in the registry of the worker."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry
        self.attempts = Counter(
            "reswatch_alert_attempts",
            "Times that an alert was sent to a receiver, by how it ended.",
            ["kind", "outcome"],
            registry=registry,
        )
        self.delivered = Counter(
            "reswatch_alerts_delivered",
            "Alerts that all their receivers have taken; of one that was put off by different times each part.",
            registry=registry,
        )
        self.dropped = Counter(
            "reswatch_alerts_dropped", "Alerts that nobody wants any more.", ["reason"], registry=registry
        )
        self.postponed = Counter(
            "reswatch_alerts_postponed", "Alerts sent to wait for another attempt.", ["tier"], registry=registry
        )
        self.undeliverable = Counter(
            "reswatch_alerts_undeliverable", "Alerts given up after their last attempt.", registry=registry
        )
        self.delivery_seconds = Histogram(
            "reswatch_alert_delivery_seconds",
            "Seconds from an alert's record to its receiver's answer.",
            ["kind"],
            buckets=DELIVERY_BUCKETS,
            registry=registry,
        )

    def watch(
        self, failing: Callable[[], Failing], waiting: Callable[[], Waiting], paused: Callable[[], Paused]
    ) -> None:
        """Have them called at each scrape, for the receivers that fail or are paused and the alerts that wait."""
        self._registry.register(_Receivers(failing, paused))
        self._registry.register(_WaitingAlerts(waiting))


class _Receivers(Collector):
    """Asks when it is scraped, so that a receiver that recovered leaves no stale series."""

    def __init__(self, failing: Callable[[], Failing], paused: Callable[[], Paused]) -> None:
        self._failing = failing
        self._paused = paused

    def collect(self) -> Iterator[GaugeMetricFamily]:
        failing = sorted(self._failing(), key=lambda each: each[2], reverse=True)
        yield GaugeMetricFamily("reswatch_failing_receivers", "Receivers whose last attempt failed.", len(failing))
        paused = list(self._paused())
        yield GaugeMetricFamily(
            "reswatch_paused_receivers", "Receivers that were paused since they failed.", len(paused)
        )
        longest = GaugeMetricFamily(
            "reswatch_receiver_failing_seconds",
            f"Seconds since a receiver began to fail; at most {FAILING_SHOWN}, the longest first.",
            labels=["kind", "subscription"],
        )
        seconds: dict[tuple[str, str], float] = {}
        for kind, subscription, each in failing:  # one subscription may have several channels
            seconds.setdefault((kind, subscription), each)
        for (kind, subscription), each in list(seconds.items())[:FAILING_SHOWN]:
            longest.add_metric([kind, subscription], each)
        yield longest


class _WaitingAlerts(Collector):
    """Asks when it is scraped, so that partitions that were taken away leave no stale series."""

    def __init__(self, waiting: Callable[[], Waiting]) -> None:
        self._waiting = waiting

    def collect(self) -> Iterator[GaugeMetricFamily]:
        family = GaugeMetricFamily(
            "reswatch_waiting_alerts", "Alerts that wait in the tiers that this worker holds.", labels=["tier"]
        )
        for tier, count in self._waiting():
            family.add_metric([str(tier)], count)
        yield family
