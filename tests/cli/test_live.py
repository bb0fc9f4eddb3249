"""What ``reswatch run`` shows, as text."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console, RenderableType
from rich.live import Live

from streams.cli.alert_text import as_card
from streams.cli.live import (
    Tally,
    alert_card,
    enriched_card,
    excerpt,
    feeds_line,
    setback_card,
    status_line,
    vote_words,
)
from streams.cli.run import elsewhere
from streams.cli.show import _Desk, _line_ended
from streams.core.model import Alert
from tests.sinks.hooks import alert

BODY = (
    "The council met on Monday.\n\n"
    "Diplomats were relieved. The General Assembly adopted the resolution by 111-19-55, the U.N. said. "
    "It is not binding."
)
VOTE: dict[str, Any] = {
    "for": 111,
    "against": 19,
    "abstain": 55,
    "absent": None,
    "unanimous": None,
    "consensus": None,
    "vetoed_by": [],
}


def shown(card: RenderableType, width: int = 120) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(card)
    return capture.get()


def record(**fields: Any) -> dict[str, Any]:
    start = BODY.index("adopted")
    event = {
        "stage": "adopted",
        "organ": "GA",
        "symbol": None,
        "draft_symbol": None,
        "targets": ["PRK"],
        "sponsors": [],
        "vote": VOTE,
        "confidence": 0.9,
        "evidence": {"stage": [{"start": start, "end": start + len("adopted the resolution"), "rule": "r"}]},
    }
    return {
        "uri": "https://wire.example/1",
        "headline": "Assembly adopts",
        "info_source": "AP",
        "outlet": None,
        "language": "en",
        "body": BODY,
        "entities": [{"id": "PRK"}, {"id": "GA"}, {"id": "PRK"}],
        "resolution_events": [event],
        **fields,
    }


def test_a_card_shows_the_event_and_the_sentence_that_proves_it() -> None:
    """Stage, organ, target and vote, and the whole sentence around the evidence, no more."""
    text = shown(enriched_card(record(), 0.012))
    assert "● Assembly adopts   AP · en   12 ms" in text
    assert "adopted  GA  on PRK  111-19-55  0.90" in text
    assert "“The General Assembly adopted the resolution by 111-19-55, the U.N. said.”" in text


def test_a_card_without_events_says_what_the_article_names() -> None:
    """Nothing found is said, and each id is named once."""
    assert "nothing about a UN resolution; names PRK, GA" in shown(enriched_card(record(resolution_events=[]), 0.1))


def test_a_language_that_is_not_read_for_events_is_not_said_to_tell_nothing() -> None:
    """Unknown is not no."""
    text = shown(enriched_card(record(resolution_events=[], language="ru"), 0.1))
    assert "nothing about a UN resolution" not in text
    assert "not read for events: no rules for its language yet; names PRK, GA" in text


def test_the_line_of_the_feeds_names_only_what_there_is() -> None:
    """How many stand how."""
    assert feeds_line({"well": 3, "failing": 1, "ended": 0, "unasked": 0}).plain.split() == [
        "feeds",
        "3",
        "well",
        "1",
        "failing",
    ]


def test_an_article_without_headline_is_known_by_its_uri() -> None:
    """There is always something to call it by."""
    assert "https://wire.example/1" in shown(enriched_card(record(headline=None), 0.1))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "111-19-55"),
        ({"abstain": None}, "111-19"),
        ({"against": None}, "111-?-55"),
        ({"for": None}, "?-19-55"),
        ({"for": None, "against": None, "abstain": None, "unanimous": True}, "unanimous"),
        ({"for": 13, "against": None, "abstain": 1, "vetoed_by": ["RUS"]}, "13-?-1 vetoed by RUS"),
    ],
)
def test_votes_are_written_as_people_write_them(fields: dict[str, Any], words: str) -> None:
    """What is not known is a question mark in the middle and nothing at the end."""
    assert vote_words({**VOTE, **fields}) == words
    assert vote_words(None) == ""


@pytest.mark.parametrize("show", [alert_card, as_card])
def test_an_alert_without_headline_says_what_happened(show: Callable[[Alert], RenderableType]) -> None:
    """As mails and feeds title it: the hash of a text without a uri tells nobody anything."""
    told = shown(show(replace(alert(1), headline=None, uri="ni:///sha-256;abc")))
    assert "SC vetoed S/2026/123: SYR" in told
    assert "ni:///" not in told


def test_the_last_line_ends_where_the_output_is_no_terminal() -> None:
    """What is said next stands on a line of its own."""
    out = io.StringIO()
    console = Console(file=out)
    with _line_ended(console), Live("10 in", console=console, auto_refresh=False):
        pass
    assert out.getvalue().endswith("10 in\n")


def test_another_address_of_kafka_is_named_for_other_terminals() -> None:
    """They would ask the Kafka that has the usual port."""
    assert elsewhere("127.0.0.1:19092", "127.0.0.1:19092") is None
    told = elsewhere("127.0.0.1:40001", "127.0.0.1:19092")
    assert told is not None
    assert "export RESWATCH_BROKER=127.0.0.1:40001" in told


def test_what_others_publish_has_gone_in_too() -> None:
    """Nothing comes out that has not gone in: an article through the API, or of another terminal, counts."""
    desk = _Desk()
    desk.tally.enriched, desk.sent.published = 3, 2
    assert " 3 in   3 enriched" in shown(desk.foot("")).splitlines()[0]


def test_an_excerpt_stays_within_its_paragraph() -> None:
    """The first sentence of a paragraph has nothing before it, the last nothing after."""
    start = BODY.index("It is")
    assert excerpt(BODY, start, start + 5, "bold").plain == "“It is not binding.”"


def test_hostile_text_is_shown_as_it_is() -> None:
    """Square brackets are no markup of ours."""
    assert "[red]no[/nonsense]" in shown(enriched_card(record(headline="[red]no[/nonsense]"), 0.1))
    assert "[bold]" in shown(setback_card("dead letter: invalid_field", "[bold]", "x"))


def test_outside_text_cannot_steer_the_terminal() -> None:
    """Escape sequences in a headline, a uri or a body are written out or replaced."""
    hostile = "\x1b]0;owned\x07\x1b[2J"
    shown_text = shown(enriched_card(record(headline=hostile, body=BODY.replace("Diplomats", hostile)), 0.1))
    shown_text += shown(setback_card("filtered", hostile, hostile))
    assert "\x1b" not in shown_text
    assert "\x07" not in shown_text


def test_the_status_line_counts_and_forgets() -> None:
    """The rate is that of the last seconds; the median of what was seen."""
    tally = Tally(enriched=1, dead=1)
    tally.saw(100.0, 0.010)
    tally.saw(101.0, 0.030)
    assert tally.out == 2
    line = status_line(tally, 2, 102.0, "Ctrl-C ends it").plain
    assert "2 in" in line
    assert "0.4/s" in line
    assert "median 30 ms" in line
    assert tally.rate(107.0) == 0.0
