"""What is measured of feeds. Labels are closed lists, never an address: the watch's own status names the feeds."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from prometheus_client import CollectorRegistry, Counter, Info, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from streams import __version__

Standings: TypeAlias = Iterable[tuple[str, int]]
"""How each feed stands (well, failing, ended, unasked), and how many of its items wait."""


class FeedMetrics:
    """The metrics of one watch, in a registry of their own."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # they would double every series
        registry = self.registry = CollectorRegistry()
        Info("reswatch_build", "The release that runs.", registry=registry).info(
            {"version": __version__, "role": "watch"}
        )
        self.polls = Counter(
            "reswatch_feed_polls", "Times that a feed was asked, by what came of it.", ["outcome"], registry=registry
        )
        self.published = Counter(
            "reswatch_feed_items_published", "Items that Kafka has acknowledged.", registry=registry
        )
        self.refused = Counter(
            "reswatch_feed_pages_refused",
            "Times that the page behind an item could not be had, by reason.",
            ["reason"],
            registry=registry,
        )
        self.given_up = Counter(
            "reswatch_feed_items_given_up", "Items that were never published, by reason.", ["reason"], registry=registry
        )
        self.stalls = Counter(
            "reswatch_feed_publish_failures",
            "Times that Kafka did not take an item and it waits on.",
            registry=registry,
        )

    def watch_feeds(self, read: Callable[[], Standings]) -> None:
        """Have ``read`` called at each scrape for the number of feeds by standing, and of waiting items."""
        self.registry.register(_FeedCollector(read))


class _FeedCollector(Collector):
    def __init__(self, read: Callable[[], Standings]) -> None:
        self._read = read

    def collect(self) -> Iterator[GaugeMetricFamily]:
        standings = list(self._read())
        counts = Tally(standing for standing, _ in standings)
        feeds = GaugeMetricFamily("reswatch_feed_standing_feeds", "Feeds, by how they stand.", labels=["standing"])
        for standing in ("well", "failing", "ended", "unasked"):
            feeds.add_metric([standing], counts[standing])
        yield feeds
        waiting = GaugeMetricFamily("reswatch_feed_waiting_items", "Items seen and not yet published or given up.")
        waiting.add_metric([], sum(waiting for _, waiting in standings))
        yield waiting
