"""A webhook's receiver in a thread, which can be down, answer with any status, and come back on the same port."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

from streams.contracts.codec import Codec
from streams.contracts.topics import ALERT_SUBSCRIPTIONS, ALERTS
from streams.core.model import Alert, Subscription
from streams.kafka.node import free_port
from streams.sinks.webhook import signing_secret
from tests.broker.kafka_io import publish
from tests.sinks.hooks import KEY

CODEC = Codec()
DELIVERING = {
    "RESWATCH_WEBHOOK_KEY": KEY.decode(),
    "RESWATCH_ALLOW_PRIVATE": "true",
    "RESWATCH_WAIT_SECONDS": "[0.3, 0.6, 1.2, 2.4, 4.8, 9.6, 20]",
}
"""Settings of a deliver worker that may reach loopback, and that need not wait for days."""


class Arrival:
    """A webhook that was verified: its id, its subscription, and how many seconds after the alert it came."""

    def __init__(self, body: dict[str, Any], webhook_id: str, status: int) -> None:
        self.id = webhook_id
        self.subscription = body["data"]["subscription_id"]
        self.at = time.time()
        self.seconds = self.at - datetime.fromisoformat(body["timestamp"]).timestamp()
        self.status = status
        assert body["data"]["alert_id"] == webhook_id


class Receiver:
    """``status`` is what it answers; ``arrivals`` all that came while it was up."""

    def __init__(self) -> None:
        self.port = free_port()
        self.status: Callable[[], int] = lambda: 204
        self.arrivals: list[Arrival] = []
        self.faults: list[str] = []
        self._server: ThreadingHTTPServer | None = None

    def url(self, subscription_id: str) -> str:
        return f"http://127.0.0.1:{self.port}/{subscription_id}"

    def taken(self, subscription_id: str | None = None) -> list[str]:
        """The ids that it answered 2xx to, in the order in which they came."""
        return [each.id for each in self.arrivals if each.status < 300 and subscription_id in (None, each.subscription)]

    def up(self) -> None:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                raw = self.rfile.read(length)
                if len(raw) < length:
                    return  # the worker was killed amid it
                secret = signing_secret(KEY, self.path.strip("/"))
                try:
                    body = Webhook(secret).verify(raw, dict(self.headers))
                    status = receiver.status()
                    receiver.arrivals.append(Arrival(body, self.headers["webhook-id"], status))
                except (WebhookVerificationError, KeyError, AssertionError) as error:
                    receiver.faults.append(repr(error))
                    status = 400
                self.send_response(status)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def down(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@contextmanager
def receiver(*, up: bool = True) -> Iterator[Receiver]:
    made = Receiver()
    if up:
        made.up()
    try:
        yield made
        assert made.faults == [], made.faults
    finally:
        made.down()


def subscribe(bootstrap: str, *subscriptions: Subscription) -> None:
    publish(
        bootstrap, ALERT_SUBSCRIPTIONS, [(each.id.encode(), CODEC.encode_subscription(each)) for each in subscriptions]
    )


def send_alerts(bootstrap: str, *alerts: Alert) -> None:
    publish(bootstrap, ALERTS, [(each.subscription_id.encode(), CODEC.encode_alert(each)) for each in alerts])
