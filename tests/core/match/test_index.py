"""The index finds exactly what a look at every subscription finds, however these came and went."""

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.core.match import Matcher
from streams.core.match.alerting import alert_id, told_id
from streams.core.model import EnrichedArticle, Subscription, Transition
from tests.core.match.drawn import SUBSCRIPTIONS, articles, transitions
from tests.core.match.naive import doc_of, holds, naive, naive_on

PUT = st.lists(SUBSCRIPTIONS, max_size=12)
REMOVED = st.lists(st.sampled_from("abcdefgh"), max_size=3)


@settings(max_examples=200, deadline=None)
@given(PUT, REMOVED, articles())
def test_an_article_gives_what_asking_every_subscription_gives(
    put: list[Subscription], removed: list[str], enriched: EnrichedArticle
) -> None:
    """Whatever was put, put again and removed; and every clause that is named does hold."""
    matcher, standing = matcher_after(put, removed)
    alerts = matcher.match(enriched)
    uri, on_articles = enriched.article.uri, [one for one in standing if one.on == "articles"]
    expected = {alert_id(one.id, told_id(uri, event)) for one in on_articles for event in naive(one, enriched)}
    assert {alert.alert_id for alert in alerts} == expected
    assert alerts == matcher_of(standing).match(enriched)
    for alert in alerts:
        assert alert.matched
        assert all(holds(one.clause, doc_of(enriched), alert.event) for one in alert.matched)


@settings(max_examples=200, deadline=None)
@given(PUT, REMOVED, transitions())
def test_a_transition_gives_what_asking_every_subscription_gives(
    put: list[Subscription], removed: list[str], transition: Transition
) -> None:
    """Also where its article takes something back, and where something was believed before."""
    matcher, standing = matcher_after(put, removed)
    alerts = matcher.match_transition(transition)
    expected = sorted(one.id for one in standing if one.on == "transitions" and naive_on(one, transition))
    assert [alert.subscription_id for alert in alerts] == expected
    assert alerts == matcher_of(standing).match_transition(transition)


def matcher_after(put: list[Subscription], removed: list[str]) -> tuple[Matcher, list[Subscription]]:
    """Return a matcher through which subscriptions went, and those that stand."""
    matcher = Matcher()
    for subscription in put:
        matcher.put(subscription)
    for one in removed:
        matcher.remove(one)
    return matcher, [*{one.id: one for one in put if one.id not in removed}.values()]


def matcher_of(subscriptions: list[Subscription]) -> Matcher:
    """Return a matcher that has never held anything else."""
    matcher = Matcher()
    for subscription in reversed(subscriptions):
        matcher.put(subscription)
    return matcher
