"""Subscriptions, articles and transitions that hypothesis draws, of few enough words that they meet."""

from typing import get_args

from hypothesis import strategies as st

from streams.core.match.sense import asks
from streams.core.model import (
    Change,
    Clause,
    ClauseField,
    Condition,
    EnrichedArticle,
    Entity,
    Fact,
    FactStatus,
    Group,
    Quote,
    ResolutionEvent,
    ResolutionEvents,
    Subscription,
    Transition,
    Vote,
)
from tests.core.detect.articles import article

IDS = ("SYR", "IRQ", "RUS")
CODES = ("14.02.02", "14.01.00", "01.04.00")
SYMBOLS = ("A/C.3/69/L.28", "A/C.3/69/L.28/Rev.1", "S/RES/2254 (2015)", "S/RES/2809 (2025)", "S/RES/2809")
TEXT = ("Iraq", "war.", "Peace", "talks", "stopped", "安", "理", "会")
ASKED: dict[ClauseField, tuple[str, ...]] = {
    "target": IDS,
    "sponsor": IDS,
    "vetoed_by": IDS,
    "voted_for": IDS,
    "voted_against": IDS,
    "abstained": IDS,
    "mentioned": IDS,
    "organ": ("SC", "GA"),
    "stage": ("adopted", "vetoed", "cited"),
    "subject": ("14", "14.02", *CODES),
    "symbol": SYMBOLS,
    "word": ("iraq", "war peace", "peace talks", "理会", "PEACE", "talks stopped war"),
    "vote": ("vetoed", "unanimous", "consensus", "recorded"),
    "status": ("provisional", "confirmed"),
}
NUMBERS: dict[ClauseField, tuple[str, ...]] = {
    "margin_below": ("2", "5"),
    "min_confidence": ("0.5", "0.9"),
    "min_sources": ("1", "2"),
}

CLAUSES: st.SearchStrategy[Clause] = st.one_of(
    st.sampled_from(sorted(ASKED)).flatmap(
        lambda field: st.lists(st.sampled_from(ASKED[field]), min_size=1, max_size=2, unique=True).map(
            lambda values: Clause(field, tuple(values))
        )
    ),
    st.sampled_from(sorted(NUMBERS)).flatmap(
        lambda field: st.sampled_from(NUMBERS[field]).map(lambda value: Clause(field, (value,)))
    ),
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
    Subscription,
    st.sampled_from("abcdefgh"),
    GROUPS,
    GROUPS,
    st.lists(CONDITIONS, max_size=1).map(tuple),
    on=st.sampled_from(["transitions", "articles"]),
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
    vote=st.none()
    | st.builds(
        Vote,
        FEW,
        FEW,
        FEW,
        vetoed_by=SOME,
        consensus=st.sampled_from([None, True]),
        voted_for=SOME,
        voted_against=SOME,
        abstained=SOME,
    ),
    subjects=st.lists(st.sampled_from(CODES), max_size=2, unique=True).map(tuple),
    confidence=st.sampled_from([0.4, 0.5, 0.95]),
)
WORDS = st.lists(st.sampled_from(TEXT), max_size=6).map(" ".join)


@st.composite
def articles(draw: st.DrawFn) -> EnrichedArticle:
    """Draw an article: words in any order, mentions and events that need not fit them."""
    body = draw(WORDS)
    named = draw(st.lists(st.sampled_from([*IDS, None]), max_size=2))
    entities = tuple(Entity("country", one, None, body[:1], 0, 1) for one in named)
    read = article(body, headline=draw(st.none() | WORDS))
    return EnrichedArticle(read, (), entities, tuple(draw(st.lists(EVENTS, max_size=3))))


FACTS = st.builds(
    lambda event, status, sources: Fact("f", event.organ, event.stage, status, event, sources),
    EVENTS,
    st.sampled_from(get_args(FactStatus)),
    st.integers(1, 3),
)


@st.composite
def transitions(draw: st.DrawFn) -> Transition:
    """Draw a transition: a fact, how it was before, and an article that tells it or takes something back."""
    fact = draw(FACTS)
    sentences = tuple(Quote(text, 9 * n, 9 * n + len(text)) for n, text in enumerate(draw(st.lists(WORDS, max_size=3))))
    events = draw(st.sampled_from([(), (fact.event,), (fact.event,), (fact.event,)]))
    mentioned = tuple(sorted(draw(st.sets(st.sampled_from(IDS), max_size=2))))
    headline = draw(st.none() | WORDS)
    told = ResolutionEvents(
        "u", "v", "e", headline, None, None, "en", None, None, None, events, b"", sentences, mentioned
    )
    change = draw(st.sampled_from(get_args(Change)))
    return Transition("t", "d", ("d2",), change, fact, draw(st.none() | FACTS), told)
