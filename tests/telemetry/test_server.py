"""What is seen from outside: /metrics, /livez, /readyz over real HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from streams.telemetry.metrics import Metrics
from streams.telemetry.server import TelemetryServer

LOOPBACK = "127.0.0.1"


class Health:
    """What the checks answer."""

    def __init__(self) -> None:
        self.fault: str | None = None


@pytest.fixture
def health() -> Health:
    return Health()


@pytest.fixture
async def server(health: Health) -> AsyncIterator[TelemetryServer]:
    metrics = Metrics()
    metrics.filtered.labels("no_text").inc()
    metrics.watch_lag(lambda: [("articles-raw", 3, 17)])
    served = TelemetryServer(metrics, alive=lambda: None, ready=lambda: health.fault, host=LOOPBACK, port=0)
    await served.start()
    yield served
    await served.stop()


async def get(server: TelemetryServer, path: str) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(f"http://{LOOPBACK}:{server.port}{path}")


async def test_metrics_are_what_prometheus_reads(server: TelemetryServer) -> None:
    """The page parses, names what is declared, and asks for the lag when it is scraped."""
    page = await get(server, "/metrics")
    samples = {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(page.text)
        for sample in family.samples
    }
    assert samples["reswatch_articles_filtered_total", "no_text"] == 1
    assert samples["reswatch_lag_records", "3", "articles-raw"] == 17
    assert samples["reswatch_dead_letters_total", "internal_error"] == 0, "the first one is an increase"
    assert not [name for name, *_ in samples if name.endswith("_created")]


async def test_readiness_says_why_not(server: TelemetryServer, health: Health) -> None:
    """A check that fails is 503 with its reason; liveness does not depend on it."""
    assert (await get(server, "/readyz")).status_code == 200
    assert "\nreswatch_ready 1.0\n" in (await get(server, "/metrics")).text
    health.fault = "the consumer group is rebalancing"
    refused = await get(server, "/readyz")
    assert "\nreswatch_ready 0.0\n" in (await get(server, "/metrics")).text
    assert (refused.status_code, refused.text) == (503, "the consumer group is rebalancing\n")
    assert (await get(server, "/livez")).status_code == 200


async def test_a_port_that_is_taken_is_an_error(server: TelemetryServer) -> None:
    """Nothing is left open behind it."""
    second = TelemetryServer(Metrics(), alive=lambda: None, ready=lambda: None, host=LOOPBACK, port=server.port)
    with pytest.raises(OSError, match="in use"):
        await second.start()
    await second.stop()
