"""Kills, holds and stories that are withdrawn. All texts are written for these tests."""

import json

import pytest

from tests.core.clean.desk import BODY, LEAD, NINJS, SECOND, STORY, THIRD, page, read


@pytest.mark.parametrize(
    "notice",
    [
        "KILL KILL KILL\n\nPlease kill item 157 “Council adopts text”. The vote was put off at the last moment.",
        "BC-UN-Vote, KILL\n\nUNITED NATIONS (AP) — Please kill the story UN-Vote.\n\nA kill is mandatory.",
        "STORY WITHDRAWN-Council adopts text\n\nThe story is wrong. There was no vote, and there is no substitute.",
        "Council adopts text\n\nThis article has been retracted because there was no vote on Tuesday.",
        "MANDATORY KILL\n\nEditors, please kill the story slugged UN-Vote. The council did not adopt the resolution.",
    ],
)
def test_a_kill_withdraws_the_article(notice: str) -> None:
    """It is canceled and has no body, so that an event that an earlier version told is taken back."""
    article = read(notice)
    assert (article.pub_status, article.body) == ("canceled", "")
    assert read(f"{notice}\n\n{STORY}", pub_status="usable").pub_status == "usable"
    lines = [f"<p>{line}</p>" for line in notice.split("\n\n")]
    article = read(f"<html><body>{''.join(lines)}</body></html>", "text/html")
    assert (article.pub_status, article.body) == ("canceled", "")


def test_a_headline_may_say_that_the_story_is_withdrawn() -> None:
    """As on the page of a story that is no longer there."""
    article = read(page(LEAD).replace("A vote put off", "STORY WITHDRAWN: Council adopts text"), "text/html")
    assert (article.pub_status, article.body, article.headline) == ("canceled", "", None)


def test_a_hold_withholds() -> None:
    """Until another version says something else."""
    article = read(f"HOLD HOLD HOLD\n\nPlease hold item 123. There is some doubt.\n\n{STORY}")
    assert article.pub_status == "withheld"


@pytest.mark.parametrize(
    "sentence",
    [
        "Kill the bill, kill the bill, shouted those who had come to the gates of the parliament on Tuesday.",
        "“Kill the story,” the editor told him on Tuesday, and the paper came out without a word on the vote.",
        "Kill the story, and you kill the paper, she told a hearing of the parliament that went on all night.",
        "Kill-switch rules for machines of war are sought in a draft that is before the General Assembly.",
        "KILL-SWITCH BILL IS PUT OFF BY ASSEMBLY AFTER A NIGHT OF TALKS, AND WILL COME BACK IN THE SPRING.",
        "Withdrawn: Norland’s draft on the island, after it had found only four votes in the council.",
        "WITHDRAWN: the draft on the island, after it had found no more than four votes in the council.",
        "This report was withdrawn at the request of the secretary-general, its author told reporters.",
        "This item has been withdrawn from the agenda of the council at the request of Norland and others.",
        "“Please hold our leaders to account,” she asked the members of the council on Tuesday.",
        "Please hold our leaders to account, she asked the members of the council in a letter on Tuesday.",
        "Story withdrawn from the archive of the court says more on the case than all of the witnesses did.",
        "Embargo to stay in place until 31 May, the council decided on Tuesday with fourteen votes to none.",
        "Embargoed for two decades, the island may buy arms again, the council decided on Tuesday.",
        "Sous embargo depuis 2013, le pays pourra de nouveau acheter des armes, a décidé le conseil mardi.",
        "Correction: GENEVA — The council put off its vote on the draft on Tuesday, its president said.",
    ],
)
def test_the_news_kills_withdraws_and_embargoes_other_things(sentence: str) -> None:
    """As a lead and as a paragraph; nor does such a title cancel its article."""
    for texts in ([sentence, SECOND, THIRD], [LEAD, sentence, THIRD]):
        for article in (read("\n\n".join(texts)), read(page(*texts), "text/html")):
            assert sentence.removeprefix("Correction: GENEVA — ") in article.body
            assert (article.pub_status, article.embargoed_until) == ("usable", None)
    titled = page(*BODY).replace("A vote put off", sentence)
    assert read(titled, "text/html").pub_status == "usable"


def test_a_story_cancels_itself_above_its_text_alone() -> None:
    """A substitute quotes below its own text the notice that withdrew what it replaces."""
    story = [*BODY, *(text.replace("Tuesday", "Monday").replace("night", "week") + " Yes." for text in BODY)]
    for kill in ("A kill is mandatory.", "This story has been withdrawn."):
        assert read("\n\n".join([*story, kill])).pub_status == "usable"
        assert read(page(*story, kill), "text/html").pub_status == "usable"
        assert read(json.dumps({"body_text": "\n\n".join([*story, kill])}), NINJS).pub_status == "usable"
        assert read("\n\n".join([kill, *story])).pub_status == "canceled"
