"""What is measured of matching. Labels are closed lists, never a subscription."""

from collections.abc import Callable
from typing import Literal, TypeAlias, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge

from streams.telemetry.metrics import from_zero

Alerted: TypeAlias = Literal["at once", "after the embargo"]
"""When an alert goes to its receivers."""


class MatchMetrics:
    """The metrics of the match role, in the registry of the worker."""

    def __init__(self, registry: CollectorRegistry, subscriptions: Callable[[], int]) -> None:
        """:param subscriptions: how many are in force, asked for at each scrape."""
        Gauge("reswatch_subscriptions", "Subscriptions in force.", registry=registry).set_function(subscriptions)
        self.alerts = Counter(
            "reswatch_alerts_matched", "Alerts published, at once or for an embargo's end.", ["when"], registry=registry
        )
        from_zero(self.alerts, get_args(Alerted))
        self.too_old = Counter(
            "reswatch_articles_too_old", "Articles that matched nothing because of their age.", registry=registry
        )
        self.refused = Counter(
            "reswatch_subscriptions_refused", "Records of subscriptions that make no sense.", registry=registry
        )
