"""The index finds exactly what a look at every subscription finds, however these came and went."""

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.core.match import Matcher
from streams.core.match.match import alert_id, told_id
from streams.core.match.words import tokens
from streams.core.model import (
    Clause,
    ClauseField,
    EnrichedArticle,
    Entity,
    ResolutionEvent,
    Subscription,
    Vote,
)
from tests.core.detect.articles import article

IDS = ("SYR", "IRQ", "RUS")
CODES = ("14.02.02", "14.01.00", "01.04.00")
SYMBOLS = ("A/C.3/69/L.28", "A/C.3/69/L.28/Rev.1", "S/RES/2254 (2015)")
TEXT = ("Iraq", "war.", "Peace", "talks", "stopped", "安", "理", "会")
ASKED: dict[ClauseField, tuple[str, ...]] = {
    "target": IDS,
    "sponsor": IDS,
    "vetoed_by": IDS,
    "mentioned": IDS,
    "organ": ("SC", "GA"),
    "stage": ("adopted", "vetoed", "cited"),
    "subject": ("14", "14.02", *CODES),
    "symbol": SYMBOLS,
    "word": ("iraq", "war peace", "peace talks", "理会", "PEACE", "talks stopped war"),
}

CLAUSES = st.sampled_from(sorted(ASKED)).flatmap(
    lambda field: st.builds(
        Clause, st.just(field), st.lists(st.sampled_from(ASKED[field]), min_size=1, max_size=2, unique=True).map(tuple)
    )
)
GROUPS = st.lists(CLAUSES, max_size=2).map(tuple)
SUBSCRIPTIONS = st.builds(
    Subscription, st.sampled_from("abcdefgh"), GROUPS, GROUPS, st.lists(CLAUSES, max_size=1).map(tuple)
).filter(lambda one: bool(one.all_of or one.any_of))
SOME = st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple)
EVENTS = st.builds(
    ResolutionEvent,
    event_id=st.just("1"),
    organ=st.sampled_from(["SC", "GA", None]),
    stage=st.sampled_from(["adopted", "vetoed", "cited"]),
    symbol=st.sampled_from([None, SYMBOLS[2]]),
    draft_symbol=st.sampled_from([None, *SYMBOLS[:2]]),
    sponsors=SOME,
    targets=SOME,
    vote=st.none() | st.builds(Vote, vetoed_by=SOME),
    subjects=st.lists(st.sampled_from(CODES), max_size=2, unique=True).map(tuple),
)


@st.composite
def articles(draw: st.DrawFn) -> EnrichedArticle:
    """Draw an article: words in any order, mentions and events that need not fit them."""
    words = st.lists(st.sampled_from(TEXT), max_size=6).map(" ".join)
    body = draw(words)
    named = draw(st.lists(st.sampled_from([*IDS, None]), max_size=2))
    entities = tuple(Entity("country", one, None, body[:1], 0, 1) for one in named)
    read = article(body, headline=draw(st.none() | words))
    return EnrichedArticle(read, (), entities, tuple(draw(st.lists(EVENTS, max_size=3))))


def holds(clause: Clause, enriched: EnrichedArticle, event: ResolutionEvent | None) -> bool:
    """Say whether a clause holds, as the words of the model say it."""
    asked = set(clause.values)
    if clause.field == "mentioned":
        return not asked.isdisjoint(one.id or "" for one in enriched.entities)
    if clause.field == "word":
        texts = [tokens(enriched.article.headline or ""), tokens(enriched.article.body)]
        return any(
            text[at : at + len(phrase)] == phrase
            for phrase in map(tokens, asked)
            for text in texts
            for at in range(len(text))
        )
    return event is not None and not asked.isdisjoint(values_of(event, clause.field))


def values_of(event: ResolutionEvent, field: ClauseField) -> set[str | None]:
    """Return all that a clause on ``field`` may name to hold for ``event``."""
    named: dict[ClauseField, set[str | None]] = {
        "target": set(event.targets),
        "sponsor": set(event.sponsors),
        "vetoed_by": set(event.vote.vetoed_by if event.vote else ()),
        "organ": {event.organ},
        "stage": {event.stage},
        "subject": {code[:length] for code in event.subjects for length in (2, 5, 8)},
        "symbol": {event.symbol, event.draft_symbol, (event.draft_symbol or "").split("/Rev.")[0]},
    }
    return named[field]


def naive(subscription: Subscription, enriched: EnrichedArticle) -> list[ResolutionEvent | None]:
    """Return the events, or None for the article alone, that a subscription matches: by asking it everything."""

    def held(event: ResolutionEvent | None) -> list[Clause]:
        wanted = (*subscription.all_of, *subscription.any_of)
        if event and event.stage == "cited" and not any(c.field == "stage" and "cited" in c.values for c in wanted):
            return []
        all_of = all(holds(clause, enriched, event) for clause in subscription.all_of)
        any_of = not subscription.any_of or any(holds(clause, enriched, event) for clause in subscription.any_of)
        return [clause for clause in wanted if holds(clause, enriched, event)] if all_of and any_of else []

    def barred(event: ResolutionEvent | None) -> bool:
        return any(holds(clause, enriched, event) for clause in subscription.none_of)

    events = enriched.resolution_events
    of_article = ("mentioned", "word")
    found = [event for event in events if any(c.field not in of_article for c in held(event)) and not barred(event)]
    if found:
        return list(found)
    return [None] if held(None) and not any(barred(event) for event in (None, *events)) else []


@settings(max_examples=400, deadline=None)
@given(st.lists(SUBSCRIPTIONS, max_size=12), st.lists(st.sampled_from("abcdefgh"), max_size=3), articles())
def test_the_index_gives_what_asking_every_subscription_gives(
    put: list[Subscription], removed: list[str], enriched: EnrichedArticle
) -> None:
    """Whatever was put, put again and removed; and every clause that is named does hold."""
    matcher = Matcher()
    for subscription in put:
        matcher.put(subscription)
    for one in removed:
        matcher.remove(one)
    alerts = matcher.match(enriched)
    standing = {one.id: one for one in put if one.id not in removed}
    uri = enriched.article.uri
    expected = {alert_id(one.id, told_id(uri, event)) for one in standing.values() for event in naive(one, enriched)}
    assert {alert.alert_id for alert in alerts} == expected
    assert alerts == matcher_of(*standing.values()).match(enriched)
    for alert in alerts:
        assert alert.matched
        assert all(holds(one.clause, enriched, alert.event) for one in alert.matched)


def matcher_of(*subscriptions: Subscription) -> Matcher:
    """Return a matcher that has never held anything else."""
    matcher = Matcher()
    for subscription in reversed(subscriptions):
        matcher.put(subscription)
    return matcher
