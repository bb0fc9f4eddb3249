"""The index finds exactly what a look at every subscription finds, however these came and went."""

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.core.match import Matcher
from streams.core.match.match import alert_id, told_id
from streams.core.match.sense import asks
from streams.core.match.words import tokens
from streams.core.model import (
    Clause,
    ClauseField,
    Condition,
    EnrichedArticle,
    Entity,
    Group,
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
    "vote": ("vetoed", "unanimous", "consensus", "recorded"),
    "margin_below": ("2", "5"),
    "min_confidence": ("0.5", "0.9"),
}

CLAUSES = st.sampled_from(sorted(ASKED)).flatmap(
    lambda field: st.builds(
        Clause,
        st.just(field),
        st.lists(
            st.sampled_from(ASKED[field]), min_size=1, max_size=1 if field.startswith("m") else 2, unique=True
        ).map(tuple),
    )
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    CLAUSES,
    lambda inner: st.builds(
        Group, st.sampled_from(["all", "any", "none"]), st.lists(inner, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=5,
)
GROUPS = st.lists(CONDITIONS, max_size=2).map(tuple)
SUBSCRIPTIONS = st.builds(
    Subscription, st.sampled_from("abcdefgh"), GROUPS, GROUPS, st.lists(CONDITIONS, max_size=1).map(tuple)
).filter(lambda one: any(map(asks, one.all_of)) or bool(one.any_of and all(map(asks, one.any_of))))
SOME = st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple)
FEW = st.none() | st.integers(0, 5)
EVENTS = st.builds(
    ResolutionEvent,
    event_id=st.just("1"),
    organ=st.sampled_from(["SC", "GA", None]),
    stage=st.sampled_from(["adopted", "vetoed", "cited"]),
    symbol=st.sampled_from([None, SYMBOLS[2]]),
    draft_symbol=st.sampled_from([None, *SYMBOLS[:2]]),
    sponsors=SOME,
    targets=SOME,
    vote=st.none() | st.builds(Vote, FEW, FEW, FEW, vetoed_by=SOME, consensus=st.sampled_from([None, True])),
    subjects=st.lists(st.sampled_from(CODES), max_size=2, unique=True).map(tuple),
    confidence=st.sampled_from([0.4, 0.5, 0.95]),
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


def holds(condition: Condition, enriched: EnrichedArticle, event: ResolutionEvent | None) -> bool:
    """Say whether a condition holds, as the words of the model say it."""
    if isinstance(condition, Clause):
        return clause_holds(condition, enriched, event)
    if condition.kind == "none":
        asked = [event] if event else [None, *enriched.resolution_events]
        return not any(holds(part, enriched, one) for part in condition.parts for one in asked)
    each = [holds(part, enriched, event) for part in condition.parts]
    return all(each) if condition.kind == "all" else any(each)


def clause_holds(clause: Clause, enriched: EnrichedArticle, event: ResolutionEvent | None) -> bool:
    """Say whether a clause holds."""
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
    if event is None:
        return False
    vote = event.vote or Vote()
    (first, *_) = clause.values
    if clause.field == "min_confidence":
        return event.confidence >= float(first)
    if clause.field == "margin_below":
        return None not in (vote.for_, vote.against) and abs((vote.for_ or 0) - (vote.against or 0)) < int(first)
    return not asked.isdisjoint(values_of(event, clause.field))


def values_of(event: ResolutionEvent, field: ClauseField) -> set[str | None]:
    """Return all that a clause on ``field`` may name to hold for ``event``."""
    vote = event.vote or Vote()
    votes = {
        "vetoed": vote.vetoed_by or event.stage == "vetoed",
        "unanimous": vote.for_ and vote.against == 0 and vote.abstain == 0,
        "consensus": vote.consensus,
        "recorded": vote.for_ is not None and vote.against is not None,
    }
    named: dict[ClauseField, set[str | None]] = {
        "target": set(event.targets),
        "sponsor": set(event.sponsors),
        "vetoed_by": set(vote.vetoed_by),
        "vote": {kind for kind, is_so in votes.items() if is_so},
        "organ": {event.organ},
        "stage": {event.stage},
        "subject": {code[:length] for code in event.subjects for length in (2, 5, 8)},
        "symbol": {event.symbol, event.draft_symbol, (event.draft_symbol or "").split("/Rev.")[0]},
    }
    return named[field]


def positive(conditions: tuple[Condition, ...]) -> list[Clause]:
    """Return the clauses that are to hold."""
    found = []
    for one in conditions:
        if isinstance(one, Clause):
            found.append(one)
        elif one.kind != "none":
            found += positive(one.parts)
    return found


def named(conditions: tuple[Condition, ...], enriched: EnrichedArticle, event: ResolutionEvent | None) -> list[Clause]:
    """Return the clauses by which conditions hold."""
    found = []
    for one in conditions:
        if holds(one, enriched, event):
            if isinstance(one, Clause):
                found.append(one)
            elif one.kind != "none":
                found += named(one.parts, enriched, event)
    return found


def naive(subscription: Subscription, enriched: EnrichedArticle) -> list[ResolutionEvent | None]:
    """Return the events, or None for the article alone, that a subscription matches: by asking it everything."""
    wanted = (*subscription.all_of, *subscription.any_of)
    wants_background = any(c.field == "stage" and "cited" in c.values for c in positive(wanted))
    any_of = (Group("any", subscription.any_of),) if subscription.any_of else ()
    none_of = (Group("none", subscription.none_of),) if subscription.none_of else ()
    whole = Group("all", (*subscription.all_of, *any_of, *none_of))
    found = [
        event
        for event in enriched.resolution_events
        if holds(whole, enriched, event)
        and (event.stage != "cited" or wants_background)
        and any(clause.field not in ("mentioned", "word") for clause in named(wanted, enriched, event))
    ]
    return list(found) or ([None] if holds(whole, enriched, None) else [])


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
