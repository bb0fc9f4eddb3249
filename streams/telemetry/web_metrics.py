"""What is measured of the API. Labels are closed lists: patterns of routes, classes of status."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, disable_created_metrics

from streams import __version__

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
        self.seconds = Histogram(
            "reswatch_web_request_seconds",
            "Seconds until a request was answered whole; of a stream, until it ended.",
            ["route"],
            buckets=SECONDS_BUCKETS,
            registry=registry,
        )
        self.streams = Gauge("reswatch_web_streams", "Streams of alerts that are open.", registry=registry)
