"""Model -> record: the dictionaries that Avro writes; the other way is streams.contracts.values.

A record has the fields of its schema, in the schema's order; times are UTC datetimes, dates dates.
"""

from typing import Any, TypeAlias

from streams.contracts.conditions import in_prefix_order
from streams.core.model import (
    Alert,
    Clause,
    Disagreement,
    EnrichedArticle,
    Entity,
    Evidence,
    Filtered,
    Matched,
    Quote,
    RawArticle,
    ResolutionEvent,
    ResolutionEvents,
    Subscription,
    Telling,
    Trouble,
    Vote,
)

Record: TypeAlias = dict[str, Any]


def raw_record(raw: RawArticle) -> Record:
    """Return the record of schema ``raw_article``."""
    return {
        "uri": raw.uri,
        "media_type": raw.media_type,
        "content": raw.content,
        "encoding": raw.encoding,
        "fetched_at": raw.fetched_at,
        "published_at": raw.published_at,
        "info_source": raw.info_source,
        "outlet": raw.outlet,
        "pub_status": raw.pub_status,
        "embargoed_until": raw.embargoed_until,
        "language": raw.language,
        "headline": raw.headline,
    }


def enriched_record(enriched: EnrichedArticle) -> Record:
    """Return the record of schema ``enriched_article``."""
    article = enriched.article
    return {
        "uri": article.uri,
        "version": article.version,
        "event_id": article.event_id,
        "headline": article.headline,
        "byline": article.byline,
        "dateline": article.dateline,
        "info_source": article.info_source,
        "outlet": article.outlet,
        "published_at": article.published_at,
        "fetched_at": article.fetched_at,
        "pub_status": article.pub_status,
        "embargoed_until": article.embargoed_until,
        "language": article.language,
        "body": article.body,
        "subjects": list(enriched.subjects),
        "entities": [_entity(entity) for entity in enriched.entities],
        "resolution_events": [event_record(event) for event in enriched.resolution_events],
    }


def receipt_record(filtered: Filtered) -> Record:
    """Return the record of schema ``filtered_receipt``."""
    return {"uri": filtered.uri, "reason": filtered.reason, "detail": filtered.detail}


def events_record(told: ResolutionEvents) -> Record:
    """Return the record of schema ``resolution_events``."""
    return {
        "uri": told.uri,
        "version": told.version,
        "article_event_id": told.article_event_id,
        "headline": told.headline,
        "info_source": told.info_source,
        "outlet": told.outlet,
        "language": told.language,
        "published_at": told.published_at,
        "fetched_at": told.fetched_at,
        "embargoed_until": told.embargoed_until,
        "events": [event_record(event) for event in told.events],
        "signature": told.signature,
        "sentences": [_quote(quote) for quote in told.sentences],
        "mentioned": list(told.mentioned),
    }


def subscription_record(subscription: Subscription) -> Record:
    """Return the record of schema ``subscription``."""
    return {
        "id": subscription.id,
        "all_of": in_prefix_order(subscription.all_of),
        "any_of": in_prefix_order(subscription.any_of),
        "none_of": in_prefix_order(subscription.none_of),
        "webhook": subscription.webhook,
        "channels": list(subscription.channels),
        "on": subscription.on,
        "changes": list(subscription.changes),
        "per_hour": subscription.per_hour,
        "paused": subscription.paused,
        "secret_version": subscription.secret_version,
    }


def alert_record(alert: Alert) -> Record:
    """Return the record of schema ``alert``."""
    return {
        "alert_id": alert.alert_id,
        "subscription_id": alert.subscription_id,
        "uri": alert.uri,
        "article_event_id": alert.article_event_id,
        "headline": alert.headline,
        "info_source": alert.info_source,
        "outlet": alert.outlet,
        "language": alert.language,
        "published_at": alert.published_at,
        "fetched_at": alert.fetched_at,
        "embargoed_until": alert.embargoed_until,
        "event": None if alert.event is None else event_record(alert.event),
        "matched": [_matched(matched) for matched in alert.matched],
        "change": alert.change,
        "status": alert.status,
        "before": None if alert.before is None else event_record(alert.before),
        "disputed": [disagreement_record(each) for each in alert.disputed],
        "transition_id": alert.transition_id,
        "fact_id": alert.fact_id,
        "thread": alert.thread,
        "dossier_ids": list(alert.dossier_ids),
        "independent_sources": alert.independent_sources,
        "signature": alert.signature,
        "more": alert.more,
        "held_until": alert.held_until,
        "held_back": alert.held_back,
    }


def told_record(telling: Telling) -> Record:
    """Return the record of schema ``told``."""
    return {
        "subscription_id": telling.subscription_id,
        "alert_id": telling.alert_id,
        "candidate_id": telling.candidate_id,
        "place": telling.place,
        "at": telling.at,
        "thread": telling.thread,
        "change": telling.change,
        "status": telling.status,
        "value": telling.value,
        "before": telling.before,
        "fact_id": telling.fact_id,
        "dossier_ids": list(telling.dossier_ids),
        "uri": telling.uri,
        "article_event_id": telling.article_event_id,
        "signature": telling.signature,
        "held_back": telling.held_back,
        "is_silent": telling.is_silent,
    }


def trouble_record(trouble: Trouble) -> Record:
    """Return the record of schema ``trouble``."""
    return {
        "subscription_id": trouble.subscription_id,
        "receiver": trouble.receiver,
        "address": trouble.address,
        "since": trouble.since,
        "reason": trouble.reason,
        "paused_at": trouble.paused_at,
    }


def _clause(clause: Clause) -> Record:
    return {"field": clause.field, "values": list(clause.values)}


def _matched(matched: Matched) -> Record:
    return {
        "clause": _clause(matched.clause),
        "value": matched.value,
        "quotes": [_quote(quote) for quote in matched.quotes],
    }


def _quote(quote: Quote) -> Record:
    return {"text": quote.text, "start": quote.start, "end": quote.end}


def disagreement_record(disagreement: Disagreement) -> Record:
    """Return the record of a disagreement, in a fact and in an alert."""
    return {"field": disagreement.field, "value": disagreement.value, "voices": list(disagreement.voices)}


def _entity(entity: Entity) -> Record:
    return {
        "type": entity.type,
        "id": entity.id,
        "wikipedia": entity.wikipedia,
        "text": entity.text,
        "start": entity.start,
        "end": entity.end,
    }


def event_record(event: ResolutionEvent) -> Record:
    """Return the record of a resolution event, wherever it stands."""
    return {
        "event_id": event.event_id,
        "organ": event.organ,
        "stage": event.stage,
        "symbol": event.symbol,
        "draft_symbol": event.draft_symbol,
        "sponsors": list(event.sponsors),
        "targets": list(event.targets),
        "vote": None if event.vote is None else _vote(event.vote),
        "subjects": list(event.subjects),
        "binding": event.binding,
        "occurred_on": event.occurred_on,
        "scheduled_for": event.scheduled_for,
        "confidence": event.confidence,
        "evidence": {field: [_evidence(span) for span in spans] for field, spans in event.evidence.items()},
    }


def _vote(vote: Vote) -> Record:
    return {
        "for": vote.for_,
        "against": vote.against,
        "abstain": vote.abstain,
        "absent": vote.absent,
        "unanimous": vote.unanimous,
        "consensus": vote.consensus,
        "vetoed_by": list(vote.vetoed_by),
        "voted_for": list(vote.voted_for),
        "voted_against": list(vote.voted_against),
        "abstained": list(vote.abstained),
    }


def _evidence(evidence: Evidence) -> Record:
    return {"start": evidence.start, "end": evidence.end, "rule": evidence.rule}
