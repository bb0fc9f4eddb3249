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
        ("14 votes to one. The lone vote against came from Libya.", {"LBY": "against"}),
        ("10 votes to five. Chile and Niger were among those in favor.", {"CHL": "for", "NER": "for"}),
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


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("The lone no vote came from Cuba.", {"CUB": "against"}),
        ("The only vote against was cast by Cuba.", {"CUB": "against"}),
        ("Two members, Chad and Togo among them, abstained.", {"TCD": "abstain", "TGO": "abstain"}),
        ("Ten countries voted for the French text, Chad and Togo among them.", {"TCD": "for", "TGO": "for"}),
        ("Two members voted against the French text: Chad and Togo.", {"TCD": "against", "TGO": "against"}),
        ("Those abstaining were Chad, Togo and Benin.", {"TCD": "abstain", "TGO": "abstain", "BEN": "abstain"}),
        ("Pakistan, a close ally of Beijing, abstained, as did China.", {"PAK": "abstain", "CHN": "abstain"}),
        (
            "Chad and Togo were among those that abstained, along with Benin.",
            dict.fromkeys(("TCD", "TGO", "BEN"), "abstain"),
        ),
        ("Chad was joined by Togo and Benin in voting no.", dict.fromkeys(("TCD", "TGO", "BEN"), "against")),
        ('Chad voted "yes", Togo "no".', {"TCD": "for", "TGO": "against"}),
        ("Chad and Togo said no.", {"TCD": "against", "TGO": "against"}),
        ("Chad and Togo cast the two votes against it.", {"TCD": "against", "TGO": "against"}),
        ("Only Chad and Togo were against.", {"TCD": "against", "TGO": "against"}),
    ],
)
def test_names_some_of_a_side(told: str, wanted: dict[str, str]) -> None:
    """Some of a group, those behind a colon, those beside others: each is named with the side, nobody is counted."""
    assert voted(f"{LEAD}a majority vote. {told}") == wanted


@pytest.mark.parametrize(
    "told",
    [
        "Germany said that it would have voted in favor had it been a member.",
        "If Russia abstained, the text would still have passed.",
        "Brazil had abstained on a similar text in 2015.",
        "Last year, India voted against such a resolution.",
        "Russia proposed an amendment. Cuba, Iran and Syria voted for it, and it was rejected.",
        "Norway did not vote against the text.",
        "Germany backed the resolution on Haiti.",
        "China opposed sanctions against Mali in 2012: Russia had done so too.",
    ],
)
def test_what_was_not_voted_now_names_nobody(told: str) -> None:
    """What might have been, what was years ago, and what was voted on something else is no vote on this text."""
    assert voted(f"{LEAD}13 votes, with two abstentions. {told}") == {}


ROLL = """The General Assembly today adopted a resolution on the situation of human rights in Myanmar.

The draft resolution was adopted by a recorded vote of 119 in favour to 1 against, with 36 abstentions, as follows:

In favour:  Afghanistan, Bolivia (Plurinational State of), Côte d'Ivoire, Venezuela (Bolivarian Republic of), Yemen.

Against:  Belarus.

Abstain:  Algeria, China, Democratic People's Republic of Korea, Iran (Islamic Republic of), Russian Federation.

Absent:  Burundi, Cameroon.
"""


def test_reads_the_lists_of_a_roll() -> None:
    """The lists of a press release give each member its side; who was absent has none."""
    favour, abstain = ("AFG", "BOL", "CIV", "VEN", "YEM"), ("DZA", "CHN", "PRK", "IRN", "RUS")
    wanted = {**dict.fromkeys(favour, "for"), "BLR": "against", **dict.fromkeys(abstain, "abstain")}
    assert voted(ROLL) == wanted


STATES = """
Albania Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahrain Bangladesh Barbados Belgium
Belize Benin Bhutan Botswana Brazil Bulgaria Cambodia Canada Chile Colombia Comoros Croatia Cyprus Czechia Denmark
Djibouti Dominica Ecuador Egypt Estonia Eswatini Fiji Finland France Gabon Gambia Georgia Germany Ghana Greece
Grenada Guatemala Guinea Guyana Haiti Honduras Hungary Iceland India Indonesia Iraq Ireland Italy Jamaica Japan
Jordan Kazakhstan Kenya Kiribati Kuwait Kyrgyzstan Latvia Lebanon Lesotho Liberia Libya Liechtenstein Lithuania
Luxembourg Madagascar Malawi Malaysia Maldives Malta Mauritania Mauritius Mexico Monaco Mongolia Montenegro Morocco
Mozambique Namibia Nauru Nepal Netherlands Niger Nigeria Norway Oman Pakistan Palau Panama Paraguay Peru Philippines
Poland Portugal Qatar Romania Samoa Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Suriname Sweden
Switzerland Thailand Togo Tonga Tunisia Tuvalu Ukraine Uruguay Vanuatu Zambia
"""


def test_a_list_that_is_cut_goes_on() -> None:
    """A list longer than what is read at once is read to its end."""
    states = STATES.split()
    roll = ROLL.replace("Afghanistan,", f"Afghanistan, {', '.join(states)},").replace("119", "130")
    found = voted(roll)
    assert sum(side == "for" for side in found.values()) == len(states) + 5
    assert found["ZMB"] == found["YEM"] == "for"
