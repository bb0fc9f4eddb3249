"""Articles and transitions x subscriptions -> alerts."""

from collections.abc import Sequence

from streams.core.identity import derived_id
from streams.core.match.conditions import Held, Prepared
from streams.core.match.facts import Fact, facts
from streams.core.match.index import Index
from streams.core.match.quoting import Quoting
from streams.core.model import Alert, EnrichedArticle, Matched, ResolutionEvent, Subscription

Match = tuple[Prepared, Fact]
"""A subscription, and the fact that it holds for."""


class Matcher:
    """Holds any number of subscriptions, and says which of them an article matches."""

    def __init__(self) -> None:
        self._subscriptions: dict[str, Prepared] = {}
        self._index = Index()

    def __len__(self) -> int:
        return len(self._subscriptions)

    def put(self, subscription: Subscription) -> None:
        """Take in a subscription (as ``parse_subscription`` gives it), in place of one with the same id."""
        self.remove(subscription.id)
        prepared = self._subscriptions[subscription.id] = Prepared(subscription)
        self._index.add(prepared)

    def remove(self, subscription_id: str) -> None:
        """Forget a subscription, if it is there."""
        prepared = self._subscriptions.pop(subscription_id, None)
        if prepared is not None:
            self._index.remove(prepared)

    def match(self, enriched: EnrichedArticle) -> tuple[Alert, ...]:
        """Return the alerts that an article gives, by subscription id and then in the order of its events.

        Articles that are withheld or canceled give none. Two events that tell the same are one alert.
        """
        if enriched.article.pub_status != "usable":
            return ()
        told = facts(enriched)
        found = self.matches(told)
        if not found:
            return ()
        quoting = Quoting(enriched)
        told_ids = {id(fact): told_id(enriched.article.uri, fact.event) for fact in told}
        alerts: dict[str, Alert] = {}
        for prepared, fact in found:
            identity = alert_id(prepared.id, told_ids[id(fact)])
            if identity not in alerts:
                alerts[identity] = _alert(identity, prepared, fact, told, enriched, quoting)
        return tuple(alerts.values())

    def matches(self, told: Sequence[Fact]) -> list[Match]:
        """Return which subscriptions hold for which facts of one article."""
        alone, *events = told
        index, prepared = self._index, self._subscriptions
        keys = index.keys_of_article(alone)
        matches: list[Match] = []
        seen: set[str] = set()
        for fact in events:
            found = index.of_event(fact, keys)
            for name in found.maybe - found.sure:
                by = prepared[name].of_event(fact)
                if by and any(each.of_event for each, _ in by):
                    found.sure.add(name)
            seen |= found.sure
            matches += [(prepared[name], fact) for name in found.sure]
        found = index.of_article(keys)
        found.sure |= {name for name in found.maybe - found.sure - seen if prepared[name].of_article_alone(told)}
        matches += [(prepared[name], alone) for name in found.sure - seen]
        matches.sort(key=lambda match: match[0].id)
        return matches


def told_id(uri: str, event: ResolutionEvent | None) -> str:
    """Return the id of what an article tells: the same for every version that tells the same of the same text."""
    if event is None:
        return derived_id("told", uri)
    about = (event.stage, event.organ, event.symbol, event.draft_symbol)
    return derived_id("told", uri, *about, *sorted(event.targets), "by", *sorted(event.sponsors))


def alert_id(subscription_id: str, told: str) -> str:
    """Return the id of the alert that tells a subscription what ``told_id`` names."""
    return derived_id("alert", subscription_id, told)


def _alert(
    identity: str, prepared: Prepared, fact: Fact, told: Sequence[Fact], enriched: EnrichedArticle, quoting: Quoting
) -> Alert:
    article = enriched.article
    by: Held = (prepared.of_event(fact) if fact.event else prepared.of_article_alone(told)) or ()
    return Alert(
        alert_id=identity,
        subscription_id=prepared.id,
        uri=article.uri,
        article_event_id=article.event_id,
        headline=article.headline,
        info_source=article.info_source,
        outlet=article.outlet,
        language=article.language,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        embargoed_until=article.embargoed_until,
        event=fact.event,
        matched=tuple(Matched(each.clause, value, quoting.quotes(each, value, fact.event)) for each, value in by),
    )
