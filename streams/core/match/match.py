"""Articles and transitions x subscriptions -> alerts."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

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
        self._subscriptions: dict[str, Prepared] = {}
        self._indexes: dict[SubscribedTo, Index] = {"transitions": Index(), "articles": Index()}

    def __len__(self) -> int:
        return len(self._subscriptions)

    def put(self, subscription: Subscription) -> None:
        """Take in a subscription (as ``parse_subscription`` gives it), in place of one with the same id."""
        self.remove(subscription.id)
        prepared = self._subscriptions[subscription.id] = Prepared(subscription)
        self._indexes[subscription.on].add(prepared)

    def remove(self, subscription_id: str) -> None:
        """Forget a subscription, if it is there."""
        prepared = self._subscriptions.pop(subscription_id, None)
        if prepared is not None:
            self._indexes[prepared.subscription.on].remove(prepared)

    def match(self, enriched: EnrichedArticle) -> tuple[Alert, ...]:
        """Return the alerts that an article gives, by subscription id and then in the order of its events.

        Articles that are withheld or canceled give none. Two events that tell the same are one alert.
        """
        if enriched.article.pub_status != "usable":
            return ()
        told = facts(enriched)
        found = [(name, number) for number, (_, names) in enumerate(self.on_article(told)) for name in names]
        if not found:
            return ()
        quoting = quoting_article(enriched)
        told_ids = [told_id(enriched.article.uri, fact.event) for fact in told]
        alerts: dict[str, Alert] = {}
        for name, number in sorted(found):
            identity = alert_id(name, told_ids[number])
            if identity not in alerts:
                prepared, fact = self._subscriptions[name], told[number]
                by = (prepared.of_event(fact) if fact.event else prepared.of_article_alone(told)) or ()
                alerts[identity] = alert_on_article(identity, name, enriched, fact.event, by, quoting)
        return tuple(alerts.values())

    def match_transition(self, transition: Transition) -> tuple[Alert, ...]:
        """Return the alerts that a transition gives, by subscription id.

        An alert names no clause where it is only for those who were told of the fact before: where what was asked for
        is believed no more, or where the article takes something back, so that its words cannot be asked.
        """
        fact, quoting = fact_of(transition), quoting_transition(transition)
        return tuple(
            alert_on_transition(name, transition, self._subscriptions[name].surely(fact), quoting)
            for name in sorted(self.on_transition(transition))
        )

    def on_article(self, told: Sequence[Fact]) -> list[tuple[Fact, set[str]]]:
        """Return for each fact of an article who holds for it of the subscriptions on articles."""
        alone, *events = told
        index, prepared = self._indexes["articles"], self._subscriptions
        keys = index.keys.of_article(alone)
        all_keys, seen = list(keys), set[str]()
        found: list[tuple[Fact, set[str]]] = []
        for fact in events:
            of_event = index.keys.of_event(fact)
            all_keys += of_event
            names = index.of_event(fact, of_event + keys, partial(self._holds, fact))
            seen |= names
            found.append((fact, names))
        names = index.of_article(keys, all_keys, lambda name: prepared[name].of_article_alone(told) is not None)
        return [(alone, names - seen), *found]

    def on_transition(self, transition: Transition) -> set[str]:
        """Return which subscriptions on transitions hold for one, or held for what was believed before it."""
        names = self._of_fact(fact_of(transition))
        if transition.before is not None and transition.change in CHANGING:
            names |= self._of_fact(fact_of(replace(transition, fact=transition.before)))
        return names

    def _holds(self, fact: Fact, name: str) -> bool:
        return self._subscriptions[name].holds_for_event(fact)

    def _of_fact(self, fact: Fact) -> set[str]:
        prepared = self._subscriptions
        return self._indexes["transitions"].of_fact(fact, lambda name: prepared[name].of_event(fact) is not None)
