"""Structured logs: every event of ours is named in ``Event``; other libraries' lines pass through the same pipe."""

import logging
import sys
import time
from enum import StrEnum
from typing import Literal, TextIO

import structlog
from structlog.typing import Processor

REPEAT_SECONDS = 10.0
"""A library that logs the same line again and again (a broker that is away: thousands) is heard once in so long."""


class Event(StrEnum):
    """Every log event, in the past tense."""

    WORKER_STARTED = "worker started"
    WORKER_HALTED = "worker halted"
    PARTITIONS_ASSIGNED = "partitions assigned"
    PARTITIONS_REVOKED = "partitions revoked"
    TRANSFORM_FAILED = "transform failed"
    DELIVERY_FAILED = "delivery failed"
    SEND_FAILED = "send failed"
    UNAVAILABLE = "sink unavailable"
    RECORD_IGNORED = "record ignored"
    STATE_FOLDED = "state folded"
    SCHEMAS_FETCHED = "schemas fetched"
    SCHEMA_UNAVAILABLE = "schema unavailable"
    RECEIVER_FAILED = "receiver failed"
    RECEIVER_RECOVERED = "receiver recovered"
    RECEIVER_PAUSED = "receiver paused"
    ALERT_UNDELIVERABLE = "alert undeliverable"
    SUBSCRIPTION_UNREADABLE = "subscription unreadable"
    FEED_POLLED = "feed polled"
    ITEM_PUBLISHED = "item published"
    ITEM_POSTPONED = "item postponed"
    ITEM_GIVEN_UP = "item given up"
    PUBLISHING_STALLED = "publishing stalled"
    WEB_STARTED = "web started"
    REQUEST_ANSWERED = "request answered"


TALK = ("mode.timers", "kafka.net.selector")
"""Loggers whose warnings are of a busy machine and of themselves: a timer of Faust's that is late, a task of the admin
client's. What stands still is told by streams.kafka.watchdog."""


class NoiseFilter(logging.Filter):
    """Lets the same line of the same logger through once in REPEAT_SECONDS, and drops Faust's small talk.

    Faust announces each start and stop of its services ("[^-App]: Starting...") under the name of the class's module,
    which makes them look like ours.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heard: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING and str(record.msg).startswith("[^"):
            return False
        now = time.monotonic()
        line = (record.name, str(record.msg))
        if now - self._heard.get(line, -REPEAT_SECONDS) < REPEAT_SECONDS:
            return False
        if len(self._heard) > 1000:  # formatted messages are as good as endless
            self._heard.clear()
        self._heard[line] = now
        return True


def configure(
    level: str = "info",
    style: Literal["auto", "console", "json"] = "auto",
    stream: TextIO | None = None,
) -> None:
    """Send all logs of the process to ``stream`` (default: stderr), as coloured lines or as JSON Lines.

    Our own events come from ``level`` up, other libraries' from WARNING up.
    """
    out = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    as_lines = style == "console" or (style == "auto" and out.isatty())
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=out.isatty()) if as_lines else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=shared,
        )
    )
    handler.addFilter(NoiseFilter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("streams").setLevel(level.upper())
    for name in TALK:
        logging.getLogger(name).setLevel(logging.ERROR)


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return the logger of a module: ``log = logger(__name__)``, then ``log.info(Event.WORKER_STARTED, role=…)``."""
    bound: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return bound
