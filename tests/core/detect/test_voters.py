"""Members named by how they voted on the very text: each with its side, and where it is named."""

import pytest

from streams.core.model import Vote
from tests.core.detect.articles import events
from tests.core.detect.test_cases import voted_record

LEAD = "UNITED NATIONS - The Security Council adopted a resolution on Mali on Tuesday by "


def voted(body: str) -> dict[str, str]:
    """Return how each member voted that the first event of ``body`` names."""
    return voted_record(events(body)[0].vote)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("13 votes, with Russia and China abstaining.", {"RUS": "abstain", "CHN": "abstain"}),
        ("14-0. Pakistan abstained.", {"PAK": "abstain"}),
        ("12 votes to two. India joined Russia in voting no.", {"IND": "against", "RUS": "against"}),
        ("13 in favour to 1 against (Bolivia), with 1 abstention (Kazakhstan).", {"BOL": "against", "KAZ": "abstain"}),
        ("14 votes to one. The lone vote against came from Libya.", {}),
    ],
)
def test_names_who_voted_how(told: str, wanted: dict[str, str]) -> None:
    """Whoever is told to have voted for, against or to have abstained is named with the side."""
    assert voted(LEAD + told) == wanted


def test_a_veto_is_a_vote_against() -> None:
    """Who vetoes a text has voted against it, and is named on both lists."""
    (event,) = events(
        "UNITED NATIONS - Russia vetoed a Security Council resolution on Mali on Tuesday. China abstained."
    )
    assert event.vote is not None
    assert (event.vote.vetoed_by, event.vote.voted_against, event.vote.abstained) == (("RUS",), ("RUS",), ("CHN",))


def test_each_is_proved_where_it_is_named() -> None:
    """The evidence of the vote has a span for each member, by a rule that says the side."""
    body = LEAD + "13 votes. France and Britain abstained."
    (event,) = events(body)
    named = [(body[one.start : one.end], one.rule) for one in event.evidence["vote"][1:]]
    assert named == [("France", "vote.abstained"), ("Britain", "vote.abstained")]


@pytest.mark.parametrize(
    "body",
    [
        LEAD + "15-0. An amendment by Russia was voted down, with France and Britain voting against the amendment.",
        LEAD + "15-0. On a similar text in 2012 Russia and China abstained.",
        LEAD + "15-0. Russia said that it would abstain next time.",
        LEAD + "15-0. The European Union voted in favor of sanctions of its own.",
    ],
)
def test_other_votes_name_nobody(body: str) -> None:
    """Amendments, older texts, what is only said and what groups do tell nothing of a member's vote on this text."""
    assert voted(body) == {}


def test_before_the_vote_nobody_has_voted() -> None:
    """Of a text that is still to be voted on no member has a vote."""
    body = "The Security Council will vote on Friday on a resolution on Mali. In May, Russia abstained on the last one."
    assert all(not event.vote or event.vote == Vote() for event in events(body) if event.stage != "cited")


def test_more_names_than_votes_are_of_another_vote() -> None:
    """Where a side counts one vote, two names for it cannot both be right."""
    assert voted(LEAD + "13 votes to one, with one abstention. Togo, Chad and Niger abstained.") == {}
