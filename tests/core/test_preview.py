"""A preview tells what a subscription would have heard, and which of its clauses is the widest."""

from dataclasses import replace
from datetime import timedelta

from streams.core.identity import article_event_id
from streams.core.model import Change, Clause, EnrichedArticle, Subscription
from streams.core.preview import Preview
from tests.core.match.values import VETO, WEATHER, enriched

SYRIA, HARVEST, RUSSIA = Clause("target", ("SYR",)), Clause("word", ("harvest",)), Clause("mentioned", ("RUS",))


def articles(*bodies: str) -> list[EnrichedArticle]:
    """Return articles of several agencies, an hour apart."""
    found = []
    for number, body in enumerate(bodies):
        read = enriched(body)
        uri, at = f"https://{number}.example/a", (read.article.published_at or read.article.fetched_at)
        assert at is not None
        at += timedelta(hours=number)
        shown = replace(read.article, uri=uri, event_id=article_event_id(uri, "1"), published_at=at, fetched_at=at)
        found.append(replace(read, article=replace(shown, info_source=f"AGENCY {number}")))
    return found


def heard(subscription: Subscription, *bodies: str) -> list[Change | None]:
    """Return the changes that a subscription hears of."""
    preview = Preview(subscription)
    changes = [alert.change for article in articles(*bodies) for alert in preview.take(article)]
    assert preview.count == len(changes)
    return changes


def test_a_fact_is_heard_of_once_and_when_it_is_confirmed() -> None:
    """However many articles tell it; of changes those that are asked for."""
    other = (
        "France’s draft resolution on Syria fell in the U.N. Security Council on Tuesday when Russia vetoed it.\n\n"
        "Diplomats spent a week on the wording, and many of them left the chamber without a word to reporters."
    )
    told = (VETO, WEATHER, other, VETO)
    assert heard(Subscription("a", (SYRIA,)), *told) == ["first_sight", "confirmed"]
    assert heard(Subscription("a", (SYRIA,), changes=("first_sight",)), *told) == ["first_sight"]
    assert heard(Subscription("a", (SYRIA,), (Clause("status", ("confirmed",)),)), *told) == ["first_sight"]


def test_on_articles_each_story_is_heard_of() -> None:
    """Whatever they tell of resolutions."""
    assert heard(Subscription("a", (HARVEST,), on="articles"), VETO, WEATHER) == [None]


def test_the_widest_clause_is_the_one_that_held_most_often() -> None:
    """By itself, whatever the others did; none where nothing held."""
    preview = Preview(Subscription("a", (), (SYRIA, HARVEST, RUSSIA), on="articles"))
    assert preview.widest() is None
    for article in articles(VETO, WEATHER, WEATHER):
        preview.take(article)
    assert preview.widest() == ("any_of[1], word:harvest", 2)
