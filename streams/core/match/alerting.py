"""From a subscription that holds to the alert: with the clauses that hold, and the sentences that say why."""

from streams.core.identity import derived_id
from streams.core.match.conditions import Held
from streams.core.match.quoting import Quoting
from streams.core.model import Alert, EnrichedArticle, Matched, ResolutionEvent, Transition


def told_id(uri: str, event: ResolutionEvent | None) -> str:
    """Return the id of what an article tells: the same for every version that tells the same of the same text."""
    if event is None:
        return derived_id("told", uri)
    about = (event.stage, event.organ, event.symbol, event.draft_symbol)
    return derived_id("told", uri, *about, *sorted(event.targets), "by", *sorted(event.sponsors))


def alert_id(subscription_id: str, told: str) -> str:
    """Return the id of the alert that tells a subscription what ``told_id`` names, or a transition."""
    return derived_id("alert", subscription_id, told)


def thread_of(subscription_id: str, dossier_id: str, fact_id: str) -> str:
    """Return the id of all alerts that a subscription gets of one fact."""
    return derived_id("thread", subscription_id, dossier_id, fact_id)


def alert_on_article(
    identity: str,
    subscription_id: str,
    enriched: EnrichedArticle,
    event: ResolutionEvent | None,
    by: Held,
    quoting: Quoting,
) -> Alert:
    """Return the alert that an article matched a subscription, for ``event`` or by itself."""
    article = enriched.article
    return Alert(
        alert_id=identity,
        subscription_id=subscription_id,
        uri=article.uri,
        article_event_id=article.event_id,
        headline=article.headline,
        info_source=article.info_source,
        outlet=article.outlet,
        language=article.language,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        embargoed_until=article.embargoed_until,
        event=event,
        matched=_matched(by, event, quoting),
        signature=quoting.signature,
    )


def alert_on_transition(subscription_id: str, transition: Transition, by: Held, quoting: Quoting) -> Alert:
    """Return the alert that a transition matched a subscription; ``quoting`` quotes the article that made it."""
    told, fact = transition.told, transition.fact
    return Alert(
        alert_id=alert_id(subscription_id, transition.transition_id),
        subscription_id=subscription_id,
        uri=told.uri,
        article_event_id=told.article_event_id,
        headline=told.headline,
        info_source=told.info_source,
        outlet=told.outlet,
        language=told.language,
        published_at=told.published_at,
        fetched_at=told.fetched_at,
        embargoed_until=told.embargoed_until,
        event=fact.event,
        matched=_matched(by, told.events[0] if told.events else None, quoting),
        change=transition.change,
        status=fact.status,
        before=None if transition.before is None else transition.before.event,
        disputed=fact.disputed,
        transition_id=transition.transition_id,
        fact_id=fact.fact_id,
        thread=thread_of(subscription_id, transition.dossier_id, fact.fact_id),
        dossier_ids=(transition.dossier_id, *transition.aliases),
        independent_sources=fact.independent_sources,
        signature=quoting.signature,
    )


def _matched(by: Held, told: ResolutionEvent | None, quoting: Quoting) -> tuple[Matched, ...]:
    return tuple(Matched(each.clause, value, quoting.quotes(each, value, told)) for each, value in by)
