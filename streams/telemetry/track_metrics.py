"""What is measured of tracking. Labels are closed lists, never a resolution."""

from collections.abc import Callable
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Gauge

from streams.core.model import Change
from streams.telemetry.metrics import from_zero


class TrackMetrics:
    """The metrics of the track role's second half, in the registry of the worker."""

    def __init__(self, registry: CollectorRegistry, dossiers: Callable[[], int]) -> None:
        """:param dossiers: how many are known, asked for at each scrape."""
        known = Gauge(
            "reswatch_dossiers", "Resolutions that this worker tracks; 0 in all workers but one.", registry=registry
        )
        known.set_function(dossiers)
        self.transitions = Counter(
            "reswatch_transitions", "Changes of what is known of resolutions, published.", ["change"], registry=registry
        )
        from_zero(self.transitions, get_args(Change))
        self.replayed = Counter(
            "reswatch_events_replayed",
            "Records of resolution-events read again to know what was known, and not published.",
            registry=registry,
        )
