"""What an alert says of its fact."""

from dataclasses import replace

import pytest

from streams.core.model import Alert, Change, Disagreement, Vote
from streams.sinks import message, wording
from tests.sinks.alerts import HELD_UNTIL, of_fact
from tests.sinks.hooks import alert


@pytest.mark.parametrize(
    ("change", "sources", "title", "news"),
    [
        ("first_sight", 1, "SC vetoed", "First sight. Told by one source."),
        ("confirmed", 3, "Confirmed: SC vetoed", "Confirmed by 3 independent sources."),
        ("corrected", 2, "Corrected: SC", "Corrected: for 13, not 12. Told by 2 independent sources."),
        ("completed", 2, "More is known: SC", "More is known. Told by 2 independent sources."),
        (
            "disputed",
            2,
            "Disputed: SC",
            "The sources disagree: for 13 (AP, Reuters); for 12 (WIRE). "
            "Told by 2 independent sources, and by others otherwise.",
        ),
        ("retracted", 1, "Retracted: SC", "Retracted: no source tells it any more."),
        ("merged", 2, "One resolution: SC", "What was told of two drafts is of one resolution. Told by 2 "),
    ],
)
def test_each_change_has_its_words(change: Change, sources: int, title: str, news: str) -> None:
    told = of_fact(change, sources)
    assert message.title(told).startswith(title)
    assert message.title(told).endswith("S/2026/123, 13-2-0: SYR")
    assert (wording.news(told) or "").startswith(news)
    assert news in message.body(told)


def test_a_fact_that_was_confirmed_before_anybody_was_told_says_so() -> None:
    assert wording.news(of_fact("first_sight", 2, status="confirmed")) == (
        "First sight. Confirmed by 2 independent sources."
    )


def test_sources_that_differ_on_a_member_are_told_as_people_say_it() -> None:
    told = of_fact("disputed", disputed=(Disagreement("vote.of.DEU", "voted_against", ("AP",)),))
    assert (wording.news(told) or "").startswith("The sources disagree: DEU voted against (AP). ")


def test_what_becomes_known_is_told() -> None:
    now = of_fact("completed", 2)
    assert now.event is not None
    before = replace(now.event, vote=None, symbol=None)
    assert wording.news(replace(now, before=before)) == (
        "More is known: for 13; against 2; abstaining 0; vetoed by RUS, CHN. Told by 2 independent sources."
    )


def test_what_is_believed_no_more_is_told() -> None:
    now = of_fact("corrected")
    assert now.event is not None
    assert wording.differences(now.event, replace(now.event, vote=None))[0] == "for unknown, not 13"


@pytest.mark.parametrize(
    ("vote", "said"),
    [
        (None, None),
        (Vote(), None),
        (Vote(for_=111), None),
        (Vote(111, 19, 55), "111-19-55"),
        (Vote(13, 2), "13-2"),
        (Vote(unanimous=True), "unanimous"),
        (Vote(consensus=True), "by consensus"),
        (Vote(consensus=False), None),
    ],
)
def test_a_vote_in_a_word(vote: Vote | None, said: str | None) -> None:
    assert wording.tally(vote) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (of_fact("first_sight"), None),
        (of_fact("first_sight", more=1), "And 1 more alert before this one."),
        (of_fact("first_sight", more=1200), "And 1,200 more alerts before this one."),
        (
            of_fact("first_sight", held_until=HELD_UNTIL),
            "As many were sent as may be in an hour: what else comes before 14:00 UTC is held back.",
        ),
    ],
)
def test_what_is_held_back_is_told(told: Alert, said: str | None) -> None:
    assert wording.more(told) == said
    assert said is None or said in message.body(told)


def test_an_alert_on_an_article_says_nothing_of_a_fact() -> None:
    assert wording.news(alert()) is None
    assert message.title(alert()) == "SC vetoed S/2026/123: SYR"


def test_nothing_of_outside_escapes_into_a_message() -> None:
    """Names of sources come from articles."""
    told = of_fact("disputed")
    names = ("@everyone <!channel>\x1b[31m\nBcc: x",)
    text = message.body(replace(told, disputed=(replace(told.disputed[0], voices=names),)))
    assert "@everyone" not in text
    assert "<!" not in text
    assert "\x1b" not in text
    assert "\nBcc" not in text
