"""What is measured of the API. Labels are closed lists: patterns of routes, classes of status, reasons."""

from typing import Literal, TypeAlias, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, disable_created_metrics

from streams import __version__
from streams.telemetry.metrics import from_zero

HeldOff: TypeAlias = Literal["key", "stranger", "behind", "unacknowledged", "streams", "reading", "testing"]
"""Why a request was answered 429: the rate of its key, or of an address without one; articles that wait for the enrich
role, or here for Kafka; streams that are open; others that read much of the store; a subscription just tested."""
Away: TypeAlias = Literal["store", "kafka"]
"""What did not answer behind the API."""
Failure: TypeAlias = Away | Literal["defect"]
"""Why a request was answered 503, or 500."""

SECONDS_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class WebMetrics:
    """The metrics of one process of the API, in a registry of their own."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # they would double every series
        registry = self.registry = CollectorRegistry()
        Info("reswatch_build", "The release that runs.", registry=registry).info(
            {"version": __version__, "role": "web"}
        )
        self.requests = Counter(
            "reswatch_web_requests", "Requests that were answered.", ["route", "status"], registry=registry
        )
        self.held_off = Counter(
            "reswatch_web_held_off", "Requests that were told to come again later.", ["reason"], registry=registry
        )
        from_zero(self.held_off, get_args(HeldOff))
        self.failures = Counter(
            "reswatch_web_failures",
            "Requests that failed, and looks at the store for streams, by what is away or a defect.",
            ["cause"],
            registry=registry,
        )
        from_zero(self.failures, (*get_args(Away), "defect"))
        self.seconds = Histogram(
            "reswatch_web_request_seconds",
            "Seconds until a request was answered whole; of a stream, until it ended.",
            ["route"],
            buckets=SECONDS_BUCKETS,
            registry=registry,
        )
        self.streams = Gauge("reswatch_web_streams", "Streams of alerts that are open.", registry=registry)
