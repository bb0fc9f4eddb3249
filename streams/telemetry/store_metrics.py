"""What is measured of the store."""

from collections.abc import Callable, Sized
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Histogram

WRITE_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 20.0)
"""Seconds of one transaction: a run of 256 articles takes some 100 ms, one article 2."""


class StoreMetrics:
    """The metrics of the store role, in the registry of the worker."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.stored = Counter(
            "reswatch_stored_articles", "Articles written to the store, repeats among them.", registry=registry
        )
        self.told = Counter(
            "reswatch_stored_told",
            "Alerts, transitions and states of dossiers written to the store, repeats among them.",
            ["kind"],
            registry=registry,
        )
        self.taken_down = Counter("reswatch_store_takedowns", "Takedowns written to the store.", registry=registry)
        self.seconds = Histogram(
            "reswatch_store_write_seconds",
            "Seconds of one write to the store.",
            buckets=WRITE_BUCKETS,
            registry=registry,
        )

    def count_told(self, kind: Literal["alert", "transition", "dossier"]) -> Callable[[Sized], None]:
        """Return what counts as many as it is given."""
        counter = self.told.labels(kind)
        return lambda batch: counter.inc(len(batch))
