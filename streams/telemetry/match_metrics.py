"""What is measured of matching. Labels are closed lists, never a subscription."""

from collections.abc import Callable
from typing import Literal, TypeAlias, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge

from streams.core.told import Outcome
from streams.telemetry.metrics import from_zero

Kind: TypeAlias = Literal["transition", "article"]
"""What a candidate was made of."""


class MatchMetrics:
    """The metrics of matching, in the registry of the worker."""

    def __init__(self, registry: CollectorRegistry, subscriptions: Callable[[], int]) -> None:
        """:param subscriptions: how many are in force, asked for at each scrape."""
        Gauge("reswatch_subscriptions", "Subscriptions in force.", registry=registry).set_function(subscriptions)
        self.candidates = Counter(
            "reswatch_alert_candidates",
            "Transitions and articles that matched a subscription.",
            ["of"],
            registry=registry,
        )
        from_zero(self.candidates, get_args(Kind))
        self.too_old = Counter(
            "reswatch_articles_too_old",
            "Articles and transitions that matched nothing because of their age, or since they are muted.",
            registry=registry,
        )
        self.refused = Counter(
            "reswatch_subscriptions_refused", "Records of subscriptions that make no sense.", registry=registry
        )


class GroupMetrics:
    """The metrics of what becomes of candidates, in the registry of the worker."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.alerts = Counter("reswatch_alerts_matched", "Alerts published.", registry=registry)
        self.decided = Counter(
            "reswatch_candidates_decided", "What became of candidates.", ["outcome"], registry=registry
        )
        # what streams.core.told says, or it waits, is too old, or nobody's any more
        from_zero(self.decided, (*get_args(Outcome), "embargoed", "history", "unsubscribed"))
