"""What is measured of matching. Labels are closed lists, never a subscription."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge


class MatchMetrics:
    """The metrics of the match role, in the registry of the worker."""

    def __init__(self, registry: CollectorRegistry, subscriptions: Callable[[], int]) -> None:
        """:param subscriptions: how many are in force, asked for at each scrape."""
        Gauge("reswatch_subscriptions", "Subscriptions in force.", registry=registry).set_function(subscriptions)
        self.alerts = Counter(
            "reswatch_alerts_matched", "Alerts published, at once or for an embargo's end.", ["when"], registry=registry
        )
        self.too_old = Counter(
            "reswatch_articles_too_old", "Articles that matched nothing because of their age.", registry=registry
        )
        self.refused = Counter(
            "reswatch_subscriptions_refused", "Records of subscriptions that make no sense.", registry=registry
        )
