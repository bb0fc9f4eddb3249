"""When to ask a feed again."""

from datetime import UTC, datetime

import httpx
import pytest

from streams.sources.feeds.feed import Feed
from streams.sources.feeds.fetch import Answer, Unfetched
from streams.sources.feeds.schedule import LONGEST_WAIT, Bounds, after_answer, after_change, after_failure, retry_after
from streams.sources.feeds.standing import FeedState, answered, conditions, failed

BOUNDS = Bounds(300, 3600)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_news_makes_it_shorter_and_silence_longer_within_the_bounds() -> None:
    """Halved by news, half as long again without."""
    assert after_answer(1000, 3, BOUNDS) == 500
    assert after_answer(1000, 0, BOUNDS) == 1500
    assert after_answer(400, 1, BOUNDS) == 300
    assert after_answer(3000, 0, BOUNDS) == 3600


def test_what_the_feed_asks_for_is_kept_to_within_the_bounds() -> None:
    """A ttl of half an hour is obeyed, one of a week is not."""
    assert after_answer(300, 5, BOUNDS, stated=1800) == 1800
    assert after_answer(300, 5, BOUNDS, stated=604_800) == 3600


def test_failures_double_the_wait_up_to_a_day() -> None:
    """A feed that breaks is never hammered, and never forgotten."""
    assert [after_failure(n, BOUNDS) for n in (1, 2, 3)] == [600, 1200, 2400]
    assert after_failure(500, BOUNDS) == LONGEST_WAIT


def test_retry_after_is_kept_to() -> None:
    """Where it is longer than the doubled wait."""
    assert after_failure(1, BOUNDS, asked=5000) == 5000
    assert after_failure(1, BOUNDS, asked=1) == 600


def test_what_changes_without_end_is_asked_for_ever_more_rarely() -> None:
    """A correction goes out at once, the third and later changes wait longer each time."""
    assert [after_change(n) for n in (1, 2, 3, 4, 100)] == [0, 60, 120, 240, LONGEST_WAIT]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), (" 7 ", 7), ("Sun, 01 Mar 2026 12:01:30 GMT", 90), ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
     ("soon", None), ("-5", None), ("", None), (None, None), ("9" * 400, LONGEST_WAIT),
     ("Sun, 01 Mar 2099 11:00:00 GMT", LONGEST_WAIT)],
)  # fmt: skip
def test_retry_after_is_a_number_or_a_date(value: str | None, seconds: float | None) -> None:
    """Up to a day: more is a mistake. Anything else is no answer."""
    assert retry_after(value, NOW) == seconds


def test_bounds_that_are_none_are_refused() -> None:
    """The longest below the shortest, or no wait at all."""
    for bounds in ((10, 5), (0, 5)):
        with pytest.raises(ValueError, match="shortest interval"):
            Bounds(*bounds)


def answer(permanent: str = "https://wire.example/new", **headers: str) -> Answer:
    return Answer(200, httpx.Headers(headers), b"", permanent, permanent)


def test_a_permanent_move_and_the_validators_are_remembered() -> None:
    """The next poll goes to the new address, and asks only for what has changed."""
    before = FeedState("https://wire.example/old", "https://wire.example/old", interval=600, failures=2, fault="x")
    state = answered(before, answer(etag='"1"', **{"last-modified": "yesterday"}), Feed("Wire", None), 0, BOUNDS, 100.0)
    assert (state.url, state.address, state.title) == (before.url, "https://wire.example/new", "Wire")
    assert (state.interval, state.due_at, state.failures, state.fault) == (900, 1000, 0, None)
    assert conditions(state) == {"If-None-Match": '"1"', "If-Modified-Since": "yesterday"}


def test_a_feed_that_moved_and_fails_is_looked_for_where_it_was() -> None:
    """A redirect to nowhere must not end the watch; nor may the new address's validators be sent to the old one."""
    moved = FeedState("https://wire.example/old", "https://wire.example/new", etag='"1"', interval=600)
    state = failed(moved, Unfetched("client_error", "HTTP 404"), BOUNDS, 0.0)
    assert (state.address, conditions(state), state.failures) == (moved.url, {}, 1)
    assert state.fault == "client_error: HTTP 404"


def test_only_410_ends_a_feed() -> None:
    """404 may be a mistake of today's; gone is gone."""
    state = FeedState("https://wire.example/", "https://wire.example/")
    assert failed(state, Unfetched("gone", "HTTP 410"), BOUNDS, 0.0).ended
    assert not failed(state, Unfetched("client_error", "HTTP 404"), BOUNDS, 0.0).ended
