"""Logs: one line an event, as JSON where nobody watches, and no floods."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from streams.telemetry import logs
from streams.telemetry.logs import Event


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """Where the logs of a test go; the process's own settings are put back."""
    root, ours = logging.getLogger(), logging.getLogger("streams")
    before = root.handlers[:], root.level, ours.level
    stream = io.StringIO()
    logs.configure("info", "auto", stream)
    yield stream
    root.handlers[:], root.level, ours.level = before


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_event_is_one_json_line_with_its_fields(out: io.StringIO) -> None:
    """Not a terminal: JSON Lines, UTC, the fields apart from the text."""
    logs.logger("streams.test").info(Event.WORKER_STARTED, role="enrich")
    (line,) = lines(out)
    assert (line["event"], line["role"], line["level"]) == ("worker started", "enrich", "info")
    assert str(line["timestamp"]).endswith("Z")


def test_a_library_that_repeats_itself_is_heard_once(out: io.StringIO) -> None:
    """A broker that is away makes thousands of lines; other lines of the same logger still pass."""
    library = logging.getLogger("library.conn")
    for attempt in range(1000):
        library.error("Connect attempt to %s failed: %d", "127.0.0.1:9092", attempt)
    library.error("something else")
    assert [line["event"] for line in lines(out)] == [
        "Connect attempt to 127.0.0.1:9092 failed: 0",
        "something else",
    ]


def test_libraries_small_talk_is_left_out(out: io.StringIO) -> None:
    """Other libraries below WARNING, and Faust's announcements under our names, are no news."""
    logging.getLogger("aiokafka.consumer").info("Discovered coordinator")
    logging.getLogger("streams.app").info("[^-RunApp]: Starting...")
    assert out.getvalue() == ""


def test_libraries_talk_of_themselves_is_left_out(out: io.StringIO) -> None:
    """A timer of Faust's that is late tells a busy machine; what stands still the watchdog tells."""
    for name in ("mode.timers", "kafka.net.selector"):
        logging.getLogger(name).warning("Timer livelock is overlapping")
    assert out.getvalue() == ""


def test_an_exception_is_within_its_line(out: io.StringIO) -> None:
    """A traceback must not tear a line of JSON apart."""
    try:
        raise ZeroDivisionError("of ours")  # noqa: TRY301  # to have a traceback
    except ZeroDivisionError:
        logs.logger("streams.test").exception(Event.TRANSFORM_FAILED, offset=7)
    (line,) = lines(out)
    assert "ZeroDivisionError: of ours" in str(line["exception"])
