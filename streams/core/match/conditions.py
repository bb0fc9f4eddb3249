"""A subscription made ready to be asked of facts: does it hold, and by which clauses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from streams.core.match.facts import ARTICLE_FIELDS, NUMBER, Fact
from streams.core.match.keys import keeps_to, key_of
from streams.core.match.values import NUMBERS
from streams.core.match.words import tokens
from streams.core.model import Clause, Condition, Group, GroupKind, Subscription

BACKGROUND = "cited"
"""The stage of an earlier resolution that is only named: it matches where a clause asks for it by name."""


class Asked:
    """A clause made ready; ``found_by`` are its keys (streams.core.match.keys)."""

    __slots__ = ("_asked", "clause", "found_by", "of_event")

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.of_event = clause.field not in ARTICLE_FIELDS
        self._asked = {value: value for value in clause.values}
        if clause.field == "word":
            self._asked = {" ".join(tokens(value)): value for value in reversed(clause.values)}
        self.found_by = frozenset(key_of(clause.field, one) for one in self._asked)

    def value(self, fact: Fact) -> str | None:
        """Return the first value of ``fact`` that makes the clause hold, None where it does not.

        Of a clause on words it is the first of the clause's that stands in the text.
        """
        field = self.clause.field
        if field == "word":
            words = fact.text.words
            return next((value for phrase, value in reversed(self._asked.items()) if words.have(phrase)), None)
        values = fact.values.get(field, {})
        if field in NUMBERS:
            number = values.get(NUMBER)
            kept = number and any(keeps_to(field, float(number), float(limit)) for limit in self._asked)
            return number if kept else None
        return next((value for key, value in values.items() if key in self._asked), None)


@dataclass(frozen=True, slots=True)
class Asking:
    """A group made ready."""

    kind: GroupKind
    parts: tuple["Ready", ...]


Ready: TypeAlias = Asked | Asking
Held: TypeAlias = tuple[tuple[Asked, str], ...]
"""Clauses that hold, each with the value that makes it."""


def held(ready: Ready, fact: Fact, beside: Sequence[Fact], *, kindly: bool = True) -> Held | None:
    """Return the clauses that make ``ready`` hold for ``fact``, None where it does not hold.

    :param beside: all facts of the article; for the article alone, what must not hold must not for any of them.
    :param kindly: what cannot be known (``Fact.unsaid``) is taken to hold; within a group of kind none, not to.
    """
    if isinstance(ready, Asked):
        if fact.unsaid and not ready.of_event:
            return () if kindly else None
        value = ready.value(fact)
        return None if value is None else ((ready, value),)
    if ready.kind == "none":
        asked = beside if fact.event is None else (fact,)
        holds = any(held(part, one, beside, kindly=not kindly) is not None for one in asked for part in ready.parts)
        return None if holds else ()
    found: Held = ()
    is_held = False
    for part in ready.parts:
        one = held(part, fact, beside, kindly=kindly)
        if one is not None:
            is_held = True
            found += one
        elif ready.kind == "all":
            return None
    return found if is_held else None


class Prepared:
    """A subscription, ready to be asked of any number of facts."""

    __slots__ = ("asking", "id", "subscription", "wants_background")

    def __init__(self, subscription: Subscription) -> None:
        self.id = subscription.id
        self.subscription = subscription
        any_of = (Group("any", subscription.any_of),) if subscription.any_of else ()
        none_of = (Group("none", subscription.none_of),) if subscription.none_of else ()
        self.asking = Asking("all", _ready((*subscription.all_of, *any_of, *none_of)))
        self.wants_background = _names_background(self.asking)

    def of_event(self, fact: Fact) -> Held | None:
        """Return the clauses by which the subscription holds for an event, None where it does not."""
        assert fact.event is not None
        if fact.event.stage == BACKGROUND and not self.wants_background:
            return None
        by = held(self.asking, fact, (fact,))
        return by if by or fact.unsaid else None

    def holds_for_event(self, fact: Fact) -> bool:
        """Say whether the subscription holds for an event of an article, by a clause that is on events."""
        return any(each.of_event for each, _ in self.of_event(fact) or ())

    def surely(self, fact: Fact) -> Held:
        """Return the clauses by which the subscription holds for an event, none where not all that it asks is known."""
        return held(self.asking, fact, (fact,), kindly=False) or ()

    def of_article_alone(self, facts: Sequence[Fact]) -> Held | None:
        """Return the clauses by which the subscription holds for an article alone, None where it does not.

        What must not hold must not for it and for any of its events (``facts[1:]``), background or not.
        """
        return held(self.asking, facts[0], facts) or None


def _ready(conditions: Iterable[Condition]) -> tuple[Ready, ...]:
    return tuple(Asked(one) if isinstance(one, Clause) else Asking(one.kind, _ready(one.parts)) for one in conditions)


def _names_background(ready: Ready) -> bool:
    """Say whether a clause that is to hold names the stage of background."""
    if isinstance(ready, Asked):
        return ready.clause.field == "stage" and BACKGROUND in ready.clause.values
    return ready.kind != "none" and any(map(_names_background, ready.parts))
