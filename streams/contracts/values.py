"""Record -> model: the values behind the dictionaries that Avro reads; the other way is streams.contracts.records.

A record has been checked against its schema. Vocabularies that grow (organs, stages, clause fields) are taken as they
are, so that an older reader can pass on a newer value.
"""

from streams.contracts.conditions import from_prefix_order
from streams.contracts.records import Record
from streams.core.model import (
    Alert,
    Article,
    Clause,
    Disagreement,
    EnrichedArticle,
    Entity,
    Evidence,
    Matched,
    Quote,
    ResolutionEvent,
    ResolutionEvents,
    Subscription,
    Telling,
    Trouble,
    Vote,
)


def enriched_value(record: Record) -> EnrichedArticle:
    """Return the value of a record of schema ``enriched_article``."""
    return EnrichedArticle(
        article=Article(
            uri=record["uri"],
            version=record["version"],
            event_id=record["event_id"],
            headline=record["headline"],
            byline=record["byline"],
            dateline=record["dateline"],
            info_source=record["info_source"],
            outlet=record["outlet"],
            published_at=record["published_at"],
            fetched_at=record["fetched_at"],
            pub_status=record["pub_status"],
            embargoed_until=record["embargoed_until"],
            language=record["language"],
            body=record["body"],
        ),
        subjects=tuple(record["subjects"]),
        entities=tuple(Entity(**entity) for entity in record["entities"]),
        resolution_events=tuple(event_value(event) for event in record["resolution_events"]),
    )


def events_value(record: Record) -> ResolutionEvents:
    """Return the value of a record of schema ``resolution_events``."""
    return ResolutionEvents(
        **{
            **record,
            "events": tuple(event_value(event) for event in record["events"]),
            "sentences": _quotes(record["sentences"]),
            "mentioned": tuple(record["mentioned"]),
        }
    )


def subscription_value(record: Record) -> Subscription:
    """Return the value of a record of schema ``subscription``; what it says is not checked.

    :raises Unreadable: where its groups do not add up, or lie too deep in one another.
    """
    return Subscription(
        id=record["id"],
        all_of=from_prefix_order(record["all_of"]),
        any_of=from_prefix_order(record["any_of"]),
        none_of=from_prefix_order(record["none_of"]),
        webhook=record["webhook"],
        channels=tuple(record["channels"]),
        on=record["on"],
        changes=tuple(record["changes"]),
        per_hour=record["per_hour"],
        paused=record["paused"],
        secret_version=record["secret_version"],
    )


def alert_value(record: Record) -> Alert:
    """Return the value of a record of schema ``alert``."""
    event, before = record["event"], record["before"]
    return Alert(
        **{
            **record,
            "event": None if event is None else event_value(event),
            "matched": tuple(_matched(matched) for matched in record["matched"]),
            "before": None if before is None else event_value(before),
            "disputed": tuple(disagreement_value(each) for each in record["disputed"]),
            "dossier_ids": tuple(record["dossier_ids"]),
        }
    )


def told_value(record: Record) -> Telling:
    """Return the value of a record of schema ``told``."""
    return Telling(**{**record, "dossier_ids": tuple(record["dossier_ids"])})


def trouble_value(record: Record) -> Trouble:
    """Return the value of a record of schema ``trouble``."""
    return Trouble(**record)


def _clause(record: Record) -> Clause:
    return Clause(record["field"], tuple(record["values"]))


def _matched(record: Record) -> Matched:
    return Matched(_clause(record["clause"]), record["value"], _quotes(record["quotes"]))


def _quotes(records: list[Record]) -> tuple[Quote, ...]:
    return tuple(Quote(**record) for record in records)


def disagreement_value(record: Record) -> Disagreement:
    """Return the value of a disagreement, in a fact and in an alert."""
    return Disagreement(record["field"], record["value"], tuple(record["voices"]))


def event_value(record: Record) -> ResolutionEvent:
    """Return the value of a resolution event, wherever it stands."""
    vote = record["vote"]
    return ResolutionEvent(
        event_id=record["event_id"],
        organ=record["organ"],
        stage=record["stage"],
        symbol=record["symbol"],
        draft_symbol=record["draft_symbol"],
        sponsors=tuple(record["sponsors"]),
        targets=tuple(record["targets"]),
        vote=None if vote is None else _vote(vote),
        subjects=tuple(record["subjects"]),
        binding=record["binding"],
        occurred_on=record["occurred_on"],
        scheduled_for=record["scheduled_for"],
        confidence=record["confidence"],
        evidence={field: tuple(Evidence(**span) for span in spans) for field, spans in record["evidence"].items()},
    )


def _vote(record: Record) -> Vote:
    return Vote(
        for_=record["for"],
        against=record["against"],
        abstain=record["abstain"],
        absent=record["absent"],
        unanimous=record["unanimous"],
        consensus=record["consensus"],
        vetoed_by=tuple(record["vetoed_by"]),
        voted_for=tuple(record["voted_for"]),
        voted_against=tuple(record["voted_against"]),
        abstained=tuple(record["abstained"]),
    )
