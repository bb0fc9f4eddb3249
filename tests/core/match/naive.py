"""What subscriptions match, by asking each of them everything, as the words of the model say it."""

from dataclasses import dataclass

from streams.core.match.words import tokens
from streams.core.model import (
    Clause,
    ClauseField,
    Condition,
    EnrichedArticle,
    Fact,
    Group,
    ResolutionEvent,
    Subscription,
    Transition,
    Vote,
)


@dataclass(frozen=True)
class Doc:
    """What clauses are asked of. ``unsaid``: the article says nothing of it any more."""

    texts: tuple[str, ...]
    mentioned: frozenset[str | None]
    events: tuple[ResolutionEvent, ...]
    fact: Fact | None = None
    unsaid: bool = False


def doc_of(enriched: EnrichedArticle) -> Doc:
    """Return an article as it is asked."""
    texts = (enriched.article.headline or "", enriched.article.body)
    return Doc(texts, frozenset(one.id for one in enriched.entities), enriched.resolution_events)


def holds(condition: Condition, doc: Doc, event: ResolutionEvent | None, *, kindly: bool = True) -> bool:
    """Say whether a condition holds for an event, or for the article alone.

    What cannot be known is taken to be as the subscriber would wish where ``kindly``.
    """
    if isinstance(condition, Clause):
        if doc.unsaid and condition.field in ("mentioned", "word"):
            return kindly
        return _clause_holds(condition, doc, event)
    if condition.kind == "none":
        asked = [event] if event else [None, *doc.events]
        return not any(holds(part, doc, one, kindly=not kindly) for part in condition.parts for one in asked)
    each = [holds(part, doc, event, kindly=kindly) for part in condition.parts]
    return all(each) if condition.kind == "all" else any(each)


def _clause_holds(clause: Clause, doc: Doc, event: ResolutionEvent | None) -> bool:
    asked = set(clause.values)
    if clause.field == "mentioned":
        return not asked.isdisjoint(one or "" for one in doc.mentioned)
    if clause.field == "word":
        texts = [tokens(text) for text in doc.texts]
        phrases = [tokens(value) for value in asked]
        starts = ((text[at:], phrase) for phrase in phrases for text in texts for at in range(len(text)))
        return any(text[: len(phrase)] == phrase for text, phrase in starts)
    if event is None:
        return False
    vote = event.vote or Vote()
    (first, *_) = clause.values
    margin = abs(vote.for_ - vote.against) if vote.for_ is not None and vote.against is not None else None
    sources = doc.fact.independent_sources if doc.fact else 0
    numbers: dict[ClauseField, bool] = {
        "min_confidence": clause.field == "min_confidence" and event.confidence >= float(first),
        "margin_below": clause.field == "margin_below" and margin is not None and margin < int(first),
        "min_sources": clause.field == "min_sources" and sources >= int(first),
        "status": doc.fact is not None and doc.fact.status in asked,
    }
    return numbers[clause.field] if clause.field in numbers else not asked.isdisjoint(_values_of(event, clause.field))


def _values_of(event: ResolutionEvent, field: ClauseField) -> set[str | None]:
    """Return all that a clause on ``field`` may name to hold for ``event``."""
    vote = event.vote or Vote()
    votes = {
        "vetoed": vote.vetoed_by or event.stage == "vetoed",
        "unanimous": vote.for_ and vote.against == 0 and vote.abstain == 0 and not vote.voted_against,
        "consensus": vote.consensus,
        "recorded": vote.for_ is not None and vote.against is not None,
    }
    named: dict[ClauseField, set[str | None]] = {
        "target": set(event.targets),
        "sponsor": set(event.sponsors),
        "vetoed_by": set(vote.vetoed_by),
        "voted_for": set(vote.voted_for),
        "voted_against": {*vote.voted_against, *vote.vetoed_by},
        "abstained": set(vote.abstained),
        "vote": {kind for kind, is_so in votes.items() if is_so},
        "organ": {event.organ},
        "stage": {event.stage},
        "subject": {code[:length] for code in event.subjects for length in (2, 5, 8)},
        "symbol": {
            *(event.symbol, (event.symbol or "").split(" (")[0]),
            *(event.draft_symbol, (event.draft_symbol or "").split("/Rev.")[0]),
        },
    }
    return named[field]


def whole(subscription: Subscription) -> Group:
    """Return all that a subscription asks as one condition."""
    any_of = (Group("any", subscription.any_of),) if subscription.any_of else ()
    none_of = (Group("none", subscription.none_of),) if subscription.none_of else ()
    return Group("all", (*subscription.all_of, *any_of, *none_of))


def wants_background(condition: Condition) -> bool:
    """Say whether it names the stage of background among what is to hold."""
    if isinstance(condition, Clause):
        return condition.field == "stage" and "cited" in condition.values
    return condition.kind != "none" and any(map(wants_background, condition.parts))


def named(condition: Condition, doc: Doc, event: ResolutionEvent | None) -> list[Clause]:
    """Return the clauses by which a condition holds."""
    if not holds(condition, doc, event) or (isinstance(condition, Group) and condition.kind == "none"):
        return []
    if isinstance(condition, Clause):
        return [condition]
    return [clause for part in condition.parts for clause in named(part, doc, event)]


def naive(subscription: Subscription, enriched: EnrichedArticle) -> list[ResolutionEvent | None]:
    """Return the events of an article, or None for the article alone, that a subscription matches."""
    doc, asked = doc_of(enriched), whole(subscription)
    found = [
        event
        for event in enriched.resolution_events
        if holds(asked, doc, event)
        and (event.stage != "cited" or wants_background(asked))
        and any(clause.field not in ("mentioned", "word") for clause in named(asked, doc, event))
    ]
    return list(found) or ([None] if holds(asked, doc, None) else [])


def naive_on(subscription: Subscription, transition: Transition) -> bool:
    """Say whether a subscription matches a transition."""
    told, asked = transition.told, whole(subscription)
    facts = [transition.fact]
    if transition.before and transition.change in ("corrected", "disputed"):
        facts.append(transition.before)
    texts = (told.headline or "", *(sentence.text for sentence in told.sentences))
    return any(
        holds(asked, Doc(texts, frozenset(told.mentioned), (fact.event,), fact, unsaid=not told.events), fact.event)
        and (fact.stage != "cited" or wants_background(asked))
        for fact in facts
    )
