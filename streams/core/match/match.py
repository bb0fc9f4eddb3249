"""Articles and transitions x subscriptions -> alerts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from operator import attrgetter

from streams.core.match.alerting import alert_id, alert_on_article, alert_on_transition, told_id
from streams.core.match.conditions import Prepared
from streams.core.match.facts import Fact, fact_of, facts
from streams.core.match.index import Index
from streams.core.match.quoting import quoting_article, quoting_transition
from streams.core.model import Alert, Change, EnrichedArticle, SubscribedTo, Subscription, Transition

CHANGING: frozenset[Change] = frozenset({"corrected", "disputed"})
"""Changes after which something may be believed no more: who asked for it as it was before hears of it too."""


class Matcher:
    """Holds any number of subscriptions, and says which of them an article or a transition matches.

    What it costs with 100,000 of them: ``python -m tests.benchmarks.match``.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._prepared: dict[int, Prepared] = {}
        self._next = count()
        self._indexes: dict[SubscribedTo, Index] = {"transitions": Index(), "articles": Index()}

    def __len__(self) -> int:
        return len(self._numbers)

    def put(self, subscription: Subscription) -> None:
        """Take in a subscription (as ``parse_subscription`` gives it), in place of one with the same id."""
        self.remove(subscription.id)
        number = self._numbers[subscription.id] = next(self._next)
        prepared = self._prepared[number] = Prepared(subscription)
        self._indexes[subscription.on].add(number, prepared)

    def remove(self, subscription_id: str) -> None:
        """Forget a subscription, if it is there."""
        number = self._numbers.pop(subscription_id, None)
        if number is not None:
            prepared = self._prepared.pop(number)
            self._indexes[prepared.subscription.on].remove(number, prepared)

    def ids(self, numbers: Iterable[int]) -> set[str]:
        """Return the ids of subscriptions by the numbers that an article or a transition was just found to match."""
        return {self._prepared[each].id for each in numbers}

    def match(self, enriched: EnrichedArticle) -> tuple[Alert, ...]:
        """Return the alerts that an article gives, by subscription id and then in the order of its events.

        Articles that are withheld or canceled give none. Two events that tell the same are one alert.
        """
        if enriched.article.pub_status != "usable":
            return ()
        told = facts(enriched)
        found = [(self._prepared[one], place) for place, each in enumerate(self.on_article(told)) for one in each]
        if not found:
            return ()
        quoting = quoting_article(enriched)
        told_ids = [told_id(enriched.article.uri, fact.event) for fact in told]
        alerts: dict[str, Alert] = {}
        for one, place in sorted(found, key=lambda each: each[0].id):
            identity = alert_id(one.id, told_ids[place])
            if identity not in alerts:
                fact = told[place]
                by = (one.of_event(fact) if fact.event else one.of_article_alone(told)) or ()
                alerts[identity] = alert_on_article(identity, one.id, enriched, fact.event, by, quoting)
        return tuple(alerts.values())

    def match_transition(self, transition: Transition) -> tuple[Alert, ...]:
        """Return the alerts that a transition gives, by subscription id.

        An alert names no clause where it is only for those who were told of the fact before: where what was asked for
        is believed no more, or where the article takes something back, so that its words cannot be asked.
        """
        fact, quoting = fact_of(transition), quoting_transition(transition)
        return tuple(
            alert_on_transition(one.id, transition, one.surely(fact), quoting)
            for one in self._by_id(self.on_transition(transition))
        )

    def on_article(self, told: Sequence[Fact]) -> list[set[int]]:
        """Return for each fact of an article who holds for it of the subscriptions on articles, by their numbers."""
        alone, *events = told
        index, prepared = self._indexes["articles"], self._prepared
        keys = index.keys.of_article(alone)
        all_keys, seen = list(keys), set[int]()
        found: list[set[int]] = []
        for fact in events:
            of_event = index.keys.of_event(fact)
            all_keys += of_event
            numbers = index.of_event(fact, of_event + keys, partial(self._holds, fact))
            seen |= numbers
            found.append(numbers)
        numbers = index.of_article(keys, all_keys, lambda one: prepared[one].of_article_alone(told) is not None)
        return [numbers - seen, *found]

    def on_transition(self, transition: Transition) -> set[int]:
        """Return which subscriptions on transitions hold for one, or held for what was believed before it.

        By their numbers: what stands for each lies all over memory, and is not touched before its alert is built.
        """
        numbers = self._of_fact(fact_of(transition))
        if transition.before is not None and transition.change in CHANGING:
            numbers |= self._of_fact(fact_of(replace(transition, fact=transition.before)))
        return numbers

    def _by_id(self, numbers: Iterable[int]) -> list[Prepared]:
        return sorted((self._prepared[each] for each in numbers), key=attrgetter("id"))

    def _holds(self, fact: Fact, number: int) -> bool:
        return self._prepared[number].holds_for_event(fact)

    def _of_fact(self, fact: Fact) -> set[int]:
        prepared = self._prepared
        return self._indexes["transitions"].of_fact(fact, lambda one: prepared[one].of_event(fact) is not None)
