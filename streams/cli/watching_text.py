"""What ``reswatch watch`` says: a table on a terminal, log lines or lines of JSON elsewhere."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

import orjson
from rich.table import Table
from rich.text import Text

from streams.cli.common import one_line
from streams.settings import Settings
from streams.sources.feeds.courier import Duplicate, GivenUp, Later, Published
from streams.sources.feeds.watcher import Carried, FeedStatus, Polled, Stalled, Told
from streams.telemetry import logs
from streams.telemetry.logs import Event

STYLES = {"well": "green", "failing": "red", "ended": "dim", "unasked": "yellow"}


def quiet(_: Told) -> None:
    """Say nothing: the table shows it."""


def logger(settings: Settings) -> Callable[[Told], None]:
    """Set up the logs; return what writes a line for everything that happens."""
    logs.configure(settings.log_level, settings.log_format)
    log = logs.logger(__name__)

    def tell(told: Told) -> None:
        fields = as_fields(told)
        event = fields.pop("event")
        log.log(_level(told), event, **fields)

    return tell


def _level(told: Told) -> int:
    match told:
        case Stalled() | Carried(delivered=GivenUp()):
            return logging.WARNING
        case Polled(outcome="unchanged") | Carried():
            return logging.DEBUG
        case Polled(outcome="new"):
            return logging.INFO
    return logging.WARNING


def as_json(told: Told) -> bytes:
    """Return one line of JSON."""
    return orjson.dumps(as_fields(told))


def as_fields(told: Told) -> dict[str, Any]:
    """Return what happened as names and values; ``event`` says what it is, what is not known is left out."""
    match told:
        case Polled(url, outcome, fresh, next_in, detail):
            fields = {"feed": url, "outcome": outcome, "fresh": fresh, "next_in": round(next_in), "detail": detail}
            return _known(Event.FEED_POLLED, fields)
        case Carried(url, item, Published(uri, refusal)):
            return _known(Event.ITEM_PUBLISHED, {"feed": url, "item": item, "uri": uri, "page_refused": refusal})
        case Carried(url, item, Duplicate(uri)):
            return _known(Event.ITEM_PUBLISHED, {"feed": url, "item": item, "uri": uri, "before": True})
        case Carried(url, item, Later(seconds, reason)):
            return _known(Event.ITEM_POSTPONED, {"feed": url, "item": item, "reason": reason, "seconds": seconds})
        case Carried(url, item, GivenUp(reason, detail)):
            return _known(Event.ITEM_GIVEN_UP, {"feed": url, "item": item, "reason": reason, "detail": detail})
        case Stalled(detail):
            return _known(Event.PUBLISHING_STALLED, {"detail": detail})
    raise TypeError(told)


def _known(event: Event, fields: dict[str, Any]) -> dict[str, Any]:
    return {"event": str(event), **{name: value for name, value in fields.items() if value is not None}}


def table(statuses: Sequence[FeedStatus]) -> Table:
    """Return a line for each feed: how it stands, what it has brought, and when it is asked again."""
    shown = Table(box=None, pad_edge=False, expand=True)
    shown.add_column("Feed", ratio=3, no_wrap=True)
    shown.add_column("Standing", no_wrap=True)
    for name in ("Known", "Sent", "Waiting", "Next"):
        shown.add_column(name, justify="right", no_wrap=True)
    shown.add_column("", ratio=2, no_wrap=True)
    for status in statuses:
        shown.add_row(
            Text(one_line(status.source.name or status.state.title or _host(status.source.url))),
            Text(status.standing, style=STYLES[status.standing]),
            f"{status.known:,}",
            f"{status.published:,}",
            f"{status.waiting:,}" if status.waiting else "",
            _until(status),
            Text(one_line(status.state.fault or ""), style="dim"),
        )
    return shown


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _until(status: FeedStatus) -> str:
    if status.state.ended:
        return "never"
    seconds = max(0, round(status.state.due_at - time.time()))
    return f"{seconds} s" if seconds < 600 else f"{seconds // 60} min"
