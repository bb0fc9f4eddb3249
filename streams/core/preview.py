"""What a subscription would have heard of articles that are there already. Pure: articles in, alerts out."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from streams.core.dossier import State, apply
from streams.core.dossier.revise import revise
from streams.core.match import Matcher
from streams.core.match.branches import branches
from streams.core.match.facts import facts
from streams.core.model import Alert, EnrichedArticle, ResolutionEvents, Subscription
from streams.core.told import Told, Wants

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
MOST_A_DAY = 100
"""Alerts of one day beyond which a subscription is taken for a mistake: nobody reads them."""


class Preview:
    """Tells a subscription of articles in the order in which they came, as if it had been there, without its cap.

    Resolutions are known from these articles alone: what became known before the first of them counts as new.
    """

    def __init__(self, subscription: Subscription) -> None:
        self.count = 0
        self._wants = Wants(frozenset(subscription.changes))
        self._matcher = Matcher()
        self._matcher.put(subscription)
        self._told = Told()
        self._state = State()
        self._known: dict[str, ResolutionEvents] = {}
        self._clauses = {path: clause for branch in branches(subscription) for path, clause in branch.wanted}
        self._alone = Matcher()
        for path, clause in self._clauses.items():
            self._alone.put(Subscription(path, (clause,), on=subscription.on))
        self._times: Counter[str] = Counter()
        self._on = subscription.on

    def take(self, enriched: EnrichedArticle) -> list[Alert]:
        """Return the alerts that come of an article, as they would have been sent."""
        now = enriched.article.fetched_at or enriched.article.published_at or LONG_AGO
        candidates = self._of_article(enriched) if self._on == "articles" else self._of_transitions(enriched)
        decided = [self._told.decide(each, self._wants, 0, now).alert for each in candidates]
        alerts = [alert for alert in decided if alert is not None]
        self.count += len(alerts)
        return alerts

    def widest(self) -> tuple[str, int] | None:
        """Return the clause that held most often by itself, as ``any_of[0], stage:adopted``, and how often."""
        if not self._times:
            return None
        path = max(self._clauses, key=lambda each: self._times[each])
        clause = self._clauses[path]
        return f"{path}, {clause.field}:{','.join(clause.values)}", self._times[path]

    def _of_article(self, enriched: EnrichedArticle) -> Iterable[Alert]:
        if enriched.article.pub_status == "usable":
            self._times.update(self._alone.ids(set[int]().union(*self._alone.on_article(facts(enriched)))))
        return self._matcher.match(enriched)

    def _of_transitions(self, enriched: EnrichedArticle) -> Iterable[Alert]:
        uri = enriched.article.uri
        told = revise(self._known.get(uri), enriched)
        if told is None:
            return
        self._known[uri] = told
        for transition in apply(self._state, told)[1]:
            self._times.update(self._alone.ids(self._alone.on_transition(transition)))
            yield from self._matcher.match_transition(transition)
