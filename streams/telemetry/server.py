"""``/metrics``, ``/livez`` and ``/readyz`` over HTTP.

Served on the worker's own event loop: a loop that stands still answers nothing, which is what liveness is for.
"""

from collections.abc import Callable
from typing import Protocol

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

Check = Callable[[], str | None]
"""Returns None when all is well, else one sentence that says why not."""


class Measured(Protocol):
    """Metrics in a registry of their own."""

    registry: CollectorRegistry


class TelemetryServer:
    """Serves what is seen from outside until it is stopped."""

    def __init__(self, metrics: Measured, *, alive: Check, ready: Check, host: str, port: int) -> None:
        self._metrics = metrics
        self._checks = {"/livez": alive, "/readyz": ready}
        self._host = host
        self._wanted_port = port
        self._runner: web.AppRunner | None = None
        in_words = "1 while /readyz answers 200, else 0."
        Gauge("reswatch_ready", in_words, registry=metrics.registry).set_function(lambda: float(ready() is None))

    async def start(self) -> None:
        """Bind and serve.

        :raises OSError: when the address is taken or not this machine's.
        """
        app = web.Application()
        app.router.add_get("/metrics", self._serve_metrics)
        for path in self._checks:
            app.router.add_get(path, self._serve_check)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._wanted_port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner

    @property
    def port(self) -> int:
        """The port that was bound: another one than asked for where that was 0."""
        assert self._runner is not None, "not started"
        port: int = self._runner.addresses[0][1]
        return port

    async def stop(self) -> None:
        """Close the socket; harmless when never started."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _serve_metrics(self, _: web.Request) -> web.Response:
        return web.Response(body=generate_latest(self._metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _serve_check(self, request: web.Request) -> web.Response:
        fault = self._checks[request.path]()
        return web.Response(text=f"{fault or 'ok'}\n", status=503 if fault else 200)
