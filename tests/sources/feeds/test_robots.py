"""What robots.txt allows, as RFC 9309 says."""

import time

import pytest

from streams.sources.feeds import robots
from streams.sources.feeds.robots import EVERYTHING, LIMIT_BYTES, LONGEST_DELAY, NOTHING, Rules

PAGE = "https://wire.example/news/1"


def rules_from(status: int | None, content: bytes, agent: str = "reswatch") -> Rules:
    """Return what a file allows, as a rule this robot."""
    return robots.rules_from(status, content, agent)


def test_a_rule_for_this_robot_wins_over_the_one_for_all() -> None:
    """And the longest match wins among the rules of a group."""
    text = b"User-agent: *\nDisallow: /\n\nUser-agent: reswatch\nDisallow: /news\nAllow: /news/1\n"
    rules = rules_from(200, text)
    assert rules.allow(PAGE, "reswatch")
    assert not rules.allow("https://wire.example/news/2", "reswatch")
    assert not rules_from(200, text, "another").allow(PAGE, "another")


def test_the_first_group_behind_a_byte_order_mark_holds() -> None:
    """2.3.1: UTF-8, with or without one; it is no part of the first name."""
    assert not rules_from(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /news").allow(PAGE, "reswatch")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (b"User-agent: a\nUser-agent: ResWatch # us\nUser-agent: b\nDisallow: /news", False),
        (b"User-agent: a\nDisallow: /news\nUser-agent: b\nDisallow: /", True),
        (b"user agent a\nSitemap: https://wire.example/s\nuser agent reswatch\nDisallow: /news", False),
        (b"User-agent: *\nAllow: /\n\nUser-agent: a\nDisallow: /\n\nUser-agent: *\nDisallow: /news", False),
        (b"User-agent: *\n\n# for all\n\nDisallow: /news", False),
        (b"User-agent: res*watch\nDisallow: /news\nUser-agent: *\nAllow: /", False),
        (b"Disallow: /news", True),
    ],
)
def test_a_group_is_for_every_name_right_above_it(text: bytes, allowed: bool) -> None:
    """2.2.1: names in a row share their rules, and what is asked of other robots is none of ours."""
    assert rules_from(200, text).allow(PAGE, "reswatch") is allowed


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
     b"User-agent: *\nDisallow: /" + b"%" * 500_000, b"\xff\xfe\x00" * 100_000,
     b"".join(b"User-agent: a%d\n" % one for one in range(2_000)) + b"Disallow: /b\n" * 2_000],
)  # fmt: skip
def test_hostile_files_take_linear_time(text: bytes) -> None:
    """Half a megabyte of wildcards, rules or garbage is read and asked within seconds."""
    began = time.monotonic()
    rules_from(200, text).allow("https://wire.example/" + "a" * 2_000, "reswatch")
    assert time.monotonic() - began < 5
