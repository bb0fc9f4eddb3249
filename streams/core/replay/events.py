"""The resolution events of two readings of an article, matched by what they are about, and compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from streams.core.model import EnrichedArticle, ResolutionEvent
from streams.core.replay.fields import FieldDifference, differing, without_common, words

FIELDS = (
    "organ",
    "stage",
    "symbol",
    "draft_symbol",
    "sponsors",
    "targets",
    "vote",
    "subjects",
    "binding",
    "occurred_on",
    "scheduled_for",
    "confidence",
)
ALIKE = 3
"""From which likeness on two events are taken for one that is read otherwise."""
MOST_COMPARED = 10_000
"""Pairs that are weighed; the events of an article that has more are paired in their order."""


@dataclass(frozen=True, slots=True)
class EventDifference:
    """An event that is read otherwise; ``before`` None: that has come; ``after`` None: that is gone.

    ``rules_gone`` and ``rules_come`` are those whose evidence is there no more, or newly.
    """

    before: ResolutionEvent | None
    after: ResolutionEvent | None
    fields: tuple[FieldDifference, ...]
    rules_gone: tuple[str, ...]
    rules_come: tuple[str, ...]


def compare_events(before: EnrichedArticle, after: EnrichedArticle) -> Iterator[EventDifference]:
    """Yield the events that differ, in the order of the article as it is read now; those that are gone come last.

    One whose evidence is the same words, which stand elsewhere in another body, does not; nor do ids, which follow.
    """
    for old, new in _paired(before.resolution_events, after.resolution_events):
        difference = _difference(old, new, before, after)
        if old is None or new is None or difference.fields:
            yield difference


def event_words(event: ResolutionEvent) -> str:
    """Return what an event is about, in a line."""
    symbol = event.symbol or event.draft_symbol
    on = f"on {', '.join(event.targets)}" if event.targets else ""
    by = f"by {', '.join(event.sponsors)}" if event.sponsors else ""
    vote = words(event.vote)[0] if event.vote else ""
    return " ".join(filter(None, (event.stage.replace("_", " "), event.organ or "", symbol or "", on, by, vote)))


def _difference(
    old: ResolutionEvent | None, new: ResolutionEvent | None, before: EnrichedArticle, after: EnrichedArticle
) -> EventDifference:
    fields: list[FieldDifference] = []
    if old is not None and new is not None:
        fields += differing((field, getattr(old, field), getattr(new, field)) for field in FIELDS)
        fields += _evidence(old, new, before.article.body, after.article.body)
    rules = without_common("rules", _rules(old), _rules(new)) if _rules(old) != _rules(new) else None
    return EventDifference(old, new, tuple(fields), rules.gone if rules else (), rules.come if rules else ())


def _evidence(old: ResolutionEvent, new: ResolutionEvent, before: str, after: str) -> Iterator[FieldDifference]:
    """Yield what proves a field otherwise; where the bodies differ, words that only stand elsewhere prove the same."""
    for field in dict.fromkeys((*old.evidence, *new.evidence)):
        proofs = []
        for event, body in ((old, before), (new, after)):
            spans = event.evidence.get(field, ())
            place = before == after
            proofs.append(
                [
                    f"{span.rule}: “{body[span.start : span.end]}”{f' at {span.start}' if place else ''}"
                    for span in spans
                ]
            )
        if proofs[0] != proofs[1]:
            yield without_common(f"evidence of {field}", *proofs)


def _rules(event: ResolutionEvent | None) -> tuple[str, ...]:
    """Return the rules that an event is found by, once each, sorted."""
    if event is None:
        return ()
    return tuple(sorted({span.rule for spans in event.evidence.values() for span in spans}))


def _paired(
    old: Sequence[ResolutionEvent], new: Sequence[ResolutionEvent]
) -> Iterator[tuple[ResolutionEvent | None, ResolutionEvent | None]]:
    if len(old) * len(new) > MOST_COMPARED:
        yield from zip_longest(old, new)
        return
    pairs = [(likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for likely, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likely >= ALIKE and i not in taken and j not in partner:
            partner[j] = i
            taken.add(i)
    for j, event in enumerate(new):
        yield (old[partner[j]] if j in partner else None), event
    yield from ((event, None) for i, event in enumerate(old) if i not in taken)


def likeness(one: ResolutionEvent, other: ResolutionEvent) -> int:
    """Return how much speaks for it that two events are of one text; below 0 where they cannot be."""
    symbols = ((one.symbol, other.symbol), (_draft(one), _draft(other)))
    if any(a and b and a != b for a, b in symbols):
        return -1
    score = 8 * sum(a is not None and a == b for a, b in symbols)
    score += 3 * (one.stage == other.stage) + 2 * (one.organ == other.organ)
    score += sum(_near(a, b) for a, b in ((one.targets, other.targets), (one.sponsors, other.sponsors)))
    return score + (one.vote is not None and one.vote == other.vote)


def _draft(event: ResolutionEvent) -> str | None:
    return event.draft_symbol and event.draft_symbol.partition("/Rev.")[0]


def _near(these: tuple[str, ...], those: tuple[str, ...]) -> int:
    return int(set(these) == set(those) or not set(these).isdisjoint(those))
