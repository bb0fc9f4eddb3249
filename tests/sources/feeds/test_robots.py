"""What robots.txt allows, as RFC 9309 says."""

import time

import pytest

from streams.sources.feeds.robots import EVERYTHING, LIMIT_BYTES, LONGEST_DELAY, NOTHING, rules_from

PAGE = "https://wire.example/news/1"


def test_a_rule_for_this_robot_wins_over_the_one_for_all() -> None:
    """And the longest match wins among the rules of a group."""
    text = b"User-agent: *\nDisallow: /\n\nUser-agent: reswatch\nDisallow: /news\nAllow: /news/1\n"
    rules = rules_from(200, text)
    assert rules.allow(PAGE, "reswatch")
    assert not rules.allow("https://wire.example/news/2", "reswatch")
    assert not rules.allow(PAGE, "another")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_no_file_allows_everything(status: int) -> None:
    """2.3.1.3: unavailable."""
    assert rules_from(status, b"User-agent: *\nDisallow: /") is EVERYTHING
    assert EVERYTHING.allow(PAGE, "reswatch")


@pytest.mark.parametrize("status", [500, 502, 503, 429, None])
def test_a_host_that_cannot_say_allows_nothing(status: int | None) -> None:
    """2.3.1.4: unreachable; and it is asked again before a day has passed."""
    assert rules_from(status, b"") is NOTHING
    assert not NOTHING.allow(PAGE, "reswatch")
    assert NOTHING.seconds < EVERYTHING.seconds


def test_the_delay_asked_for_is_kept_to_up_to_half_a_minute() -> None:
    """A Crawl-delay of a day would be a ban, which Disallow is for."""
    assert rules_from(200, b"User-agent: *\nCrawl-delay: 7").delay("reswatch") == 7
    assert rules_from(200, b"User-agent: *\nCrawl-delay: 86400").delay("reswatch") == LONGEST_DELAY
    assert rules_from(200, b"User-agent: *\nCrawl-delay: -1").delay("reswatch") == 0
    assert EVERYTHING.delay("reswatch") == 0


@pytest.mark.parametrize(
    "text",
    [b"User-agent: *\nDisallow: /" + b"*a" * (LIMIT_BYTES // 3), b"User-agent: *\n" + b"Disallow: /*1*b$\n" * 30_000,
     b"User-agent: *\nDisallow: /" + b"%" * 500_000, b"\xff\xfe\x00" * 100_000],
)  # fmt: skip
def test_hostile_files_take_linear_time(text: bytes) -> None:
    """Half a megabyte of wildcards, rules or garbage is read and asked within seconds."""
    began = time.monotonic()
    rules_from(200, text).allow("https://wire.example/" + "a" * 2_000, "reswatch")
    assert time.monotonic() - began < 5
