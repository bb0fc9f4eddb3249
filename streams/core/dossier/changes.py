"""What is new in a dossier: its facts before and after, compared."""

from dataclasses import replace

from streams.core.identity import derived_id
from streams.core.model import Change, Dossier, Fact, ResolutionEvent, ResolutionEvents, Transition, Vote

MOST_COUNTED = 10
"""Independent sources up to which each one more is a transition."""


def change_of(before: Fact | None, after: Fact, *, told: bool) -> Change | None:
    """Return how a fact changed; None where nothing did that anybody asks for.

    :param told: whether the article that changed something tells this fact. One that tells another fact of the dossier
        may add a target to both; that is news of that other fact alone.
    """
    if before is None:
        return "first_sight"
    if after.status == "disputed" and (before.status != "disputed" or _rivals(before) != _rivals(after)):
        return "disputed"
    if before.status == "retracted" or _contradicts(before, after) or _is_less_sure(before, after):
        return "corrected"
    if before.status != after.status:
        return "confirmed"
    return "completed" if _is_more(before, after) or (told and _is_more_about(before, after)) else None


def _is_less_sure(before: Fact, after: Fact) -> bool:
    return after.status not in (before.status, "confirmed")


def transition(
    dossier: Dossier,
    change: Change,
    fact: Fact,
    before: Fact | None,
    told: ResolutionEvents,
    event: ResolutionEvent | None = None,
) -> Transition:
    """Return the transition of a fact; ``event`` is what the article that made it tells of this fact, if it does."""
    if event is not None:  # quotes are looked for in this article
        fact = replace(fact, event=replace(fact.event, event_id=event.event_id, evidence=event.evidence))
    return Transition(
        transition_id=derived_id("transition", dossier.dossier_id, fact.fact_id, change, *_value(fact)),
        dossier_id=dossier.dossier_id,
        aliases=dossier.aliases,
        change=change,
        fact=fact,
        before=before,
        told=replace(told, events=(event,) if event is not None else ()),
    )


def _value(fact: Fact) -> tuple[str | None, ...]:
    """Return what a transition is known by beside its kind: what is believed, and by how many."""
    event = fact.event
    known = (event.symbol, event.draft_symbol, *event.sponsors, "on", *event.targets, "of", *event.subjects)
    return (
        fact.status,
        *(str(one) for one in _core(fact)),
        *known,
        *_voters(event),
        *(f"{one.field}={one.value}" for one in fact.disputed),
        str(min(fact.independent_sources, MOST_COUNTED)),
    )


def _voters(event: ResolutionEvent) -> tuple[str, ...]:
    """Return who is named with how they voted, each as one word, but for who vetoed; nothing where nobody is."""
    vote = event.vote or Vote()
    sides = {"for": vote.voted_for, "against": vote.against_without_veto, "abstaining": vote.abstained}
    return tuple(f"{side}={name}" for side, names in sides.items() for name in names)


def _core(fact: Fact) -> tuple[object, ...]:
    event = fact.event
    return (fact.stage, fact.organ, *_numbers(event), event.scheduled_for)


def _numbers(event: ResolutionEvent) -> tuple[object, ...]:
    vote = event.vote or Vote()
    return (vote.for_, vote.against, vote.abstain, vote.absent, vote.unanimous, vote.consensus, vote.vetoed_by or None)


def _contradicts(before: Fact, after: Fact) -> bool:
    """Say whether something is believed now that is not only more than was believed."""
    for old, new in zip(_core(before), _core(after), strict=True):
        if old is None or old == new:
            continue
        if isinstance(old, tuple) and isinstance(new, tuple) and set(old) <= set(new):
            continue
        if isinstance(old, str) and isinstance(new, str) and new.startswith(f"{old}-"):
            continue  # the Assembly, and now which of its committees
        return True
    if not {*_voters(before.event)} <= {*_voters(after.event)}:
        return True  # one of them is told to have voted otherwise, or its vote is taken back
    old_symbol, new_symbol = before.event.symbol, after.event.symbol
    return old_symbol is not None and old_symbol != new_symbol


def _is_more(before: Fact, after: Fact) -> bool:
    fewer = min(before.independent_sources, MOST_COUNTED) < min(after.independent_sources, MOST_COUNTED)
    named = _voters(before.event) != _voters(after.event)
    return fewer or named or _core(before) != _core(after)


def _is_more_about(before: Fact, after: Fact) -> bool:
    """Say whether more is known of the resolution itself."""
    old, new = before.event, after.event
    sets = ((old.sponsors, new.sponsors), (old.targets, new.targets), (old.subjects, new.subjects))
    return old.symbol != new.symbol or any(not set(was) >= set(now) for was, now in sets)


def _rivals(fact: Fact) -> set[tuple[str, str]]:
    return {(one.field, one.value) for one in fact.disputed}
