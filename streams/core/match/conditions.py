"""A subscription made ready to be asked of facts: does it hold, and by which clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from streams.core.match.facts import EVENT_FIELDS, Fact
from streams.core.match.words import tokens
from streams.core.model import Clause, Subscription

BACKGROUND = "cited"
"""The stage of an earlier resolution that is only named: it matches where a clause asks for it by name."""


class Condition:
    """A clause made ready. ``keys`` are what facts are asked for: of words the phrases, as tokens with a space between,
    each with the clause's own value; else these values.
    """

    __slots__ = ("_asked", "_field", "clause", "keys", "of_event")

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.keys: dict[str, str] = {}
        for value in clause.values:
            self.keys.setdefault(" ".join(tokens(value)) if clause.field == "word" else value, value)
        self.of_event = clause.field in EVENT_FIELDS
        self._asked = frozenset(self.keys)
        self._field = clause.field

    def value(self, fact: Fact) -> str | None:
        """Return the first value of ``fact`` that makes the clause hold, None where it does not.

        Of a clause on words it is the first of the clause's that stands in the text.
        """
        if self._field == "word":
            words = fact.text.words
            for phrase, value in self.keys.items():
                if words.have(phrase):
                    return value
            return None
        values = fact.values.get(self._field, {})
        for key, value in values.items():
            if key in self._asked:
                return value
        return None

    def may_hold(self, fact: Fact) -> bool:
        """Say, faster, whether the clause holds; of words always that it may."""
        return self._field == "word" or not self._asked.isdisjoint(fact.values.get(self._field, ()))


Held: TypeAlias = tuple[tuple[Condition, str], ...]
"""Conditions that hold, each with the value that makes it."""


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that a subscription holds for, and the clauses that did, with the value of the fact that made them."""

    subscription_id: str
    fact: Fact
    held: Held


class Prepared:
    """A subscription, ready to be asked of the facts of any number of articles."""

    def __init__(self, subscription: Subscription) -> None:
        self.id = subscription.id
        self.all_of = tuple(Condition(clause) for clause in subscription.all_of)
        self.any_of = tuple(Condition(clause) for clause in subscription.any_of)
        self._none_of = tuple(Condition(clause) for clause in subscription.none_of)
        wanted = (*self.all_of, *self.any_of)
        self._wants_events = any(each.of_event for each in wanted)
        self._needs_event = any(each.of_event for each in self.all_of) or (
            bool(self.any_of) and all(each.of_event for each in self.any_of)
        )
        self._wants_background = any(each.clause.field == "stage" and BACKGROUND in each.keys for each in wanted)

    def matches(self, facts: Sequence[Fact]) -> list[Match]:
        """Return the facts of one article that the subscription holds for.

        These are its events, where a clause on events holds. Where none does, the article alone may: then no clause of
        ``none_of`` may hold for it or for any of its events, background or not.
        """
        found = []
        if self._wants_events:
            for fact in facts[1:]:
                held = self._held(fact)
                if held and (self._needs_event or _tells_event(held)) and not self._is_barred(fact):
                    found.append(Match(self.id, fact, held))
        if found or self._needs_event:
            return found
        held = self._held(facts[0])
        return [Match(self.id, facts[0], held)] if held and not any(map(self._is_barred, facts)) else []

    def _held(self, fact: Fact) -> Held:
        """Return the clauses of ``all_of`` and ``any_of`` that hold; none where they are not enough."""
        if fact.event is not None and fact.event.stage == BACKGROUND and not self._wants_background:
            return ()
        held = []
        for each in self.all_of:
            value = each.value(fact)
            if value is None:
                return ()
            held.append((each, value))
        any_held = [(each, value) for each in self.any_of if (value := each.value(fact)) is not None]
        return (*held, *any_held) if any_held or not self.any_of else ()

    def _is_barred(self, fact: Fact) -> bool:
        return bool(self._none_of) and any(each.value(fact) is not None for each in self._none_of)


def _tells_event(held: Held) -> bool:
    return any(each.of_event for each, _ in held)
