"""What a subscription on articles hears: once of each story, and of each resolution in it."""

from dataclasses import replace

from streams.core.model import ResolutionEvent
from streams.core.story import signature
from tests.core.told.candidates import Group, article

TEXT = (
    "The Third Committee of the General Assembly on Wednesday adopted a draft resolution on the situation of human "
    "rights in Freedonia by a vote of 111 in favour to 19 against, with 55 abstentions. The text, tabled by the "
    "European Union and Japan, expresses deep concern at the use of torture and calls on the government to let "
    "independent monitors into the country. The delegate of Freedonia called the text a political manoeuvre and asked "
    "for the recorded vote. A second text, brought by Sylvania, was withdrawn before the meeting."
)
OTHER = (
    "Fishermen on the northern coast have hauled in the smallest catch of herring since records began, the ministry of "
    "agriculture said in its monthly bulletin. Officials put the blame on warm water and on trawlers that ignore the "
    "closed season. A union of boat owners asked for compensation, and a spokesman for the minister said that a fund "
    "would be set up before the summer. Prices in the capital's markets have doubled since January."
)
STORY, ANOTHER = signature(TEXT, "en"), signature(OTHER, "en")
COPY = signature("LONDON - " + TEXT + " Copyright 2026, all rights reserved.", "en")
EU = ResolutionEvent("e" * 32, "GA-C3", "tabled", sponsors=("EU", "JPN"), targets=("IRN",))
CUBA = ResolutionEvent("f" * 32, "GA-C3", "tabled", sponsors=("CUB",), targets=("IRN",))
ADOPTED = replace(EU, stage="adopted_in_committee")


def test_a_story_is_told_once_whoever_prints_it() -> None:
    group = Group()
    group.ask(article(1, signature=STORY), article(2, signature=COPY), article(3, signature=ANOTHER), article(4))
    assert [alert.uri[-1] for alert in group.alerts] == ["1", "3", "4"]
    assert len({alert.thread for alert in group.alerts}) == 3


def test_two_resolutions_of_one_article_are_two_alerts_and_copies_are_none() -> None:
    """Also where a copy was cut, so that it names the sponsors of neither."""
    group = Group()
    group.ask(article(1, EU, STORY), article(1, CUBA, STORY), article(2, EU, COPY), article(2, CUBA, COPY))
    group.ask(article(3, replace(EU, sponsors=()), STORY))
    assert [alert.event for alert in group.alerts] == [EU, CUBA]
    assert len({alert.alert_id for alert in group.alerts}) == 2


def test_a_copy_that_tells_more_is_told() -> None:
    """The story as it goes on, under the same text: another stage, or a draft that the first did not name."""
    group = Group()
    group.ask(article(1, EU, STORY), article(2, ADOPTED, COPY), article(3, CUBA, COPY), article(1, ADOPTED, STORY))
    assert [alert.event for alert in group.alerts] == [EU, ADOPTED, CUBA]
    assert len({alert.thread for alert in group.alerts}) == 1


def test_a_new_version_that_tells_the_same_is_not_told() -> None:
    group = Group()
    group.ask(article(1, EU), replace(article(1, EU), article_event_id="b" * 32, alert_id="new version"))
    assert len(group.alerts) == 1


def test_a_text_that_is_printed_again_after_days_is_told_again() -> None:
    """The notice of a weekly meeting; the article itself, when it comes again, is not."""
    group = Group()
    group.ask(article(1, signature=STORY))
    group.later(days=7)
    group.ask(article(1, signature=STORY), article(2, signature=STORY))
    assert [alert.uri[-1] for alert in group.alerts] == ["1", "2"]
    assert len({alert.alert_id for alert in group.alerts}) == 2
