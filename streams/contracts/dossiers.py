"""Dossiers, their facts and transitions: model <-> record, as streams.contracts.records and .values do for the rest."""

from streams.contracts.records import Record, disagreement_record, event_record, events_record
from streams.contracts.values import disagreement_value, event_value, events_value
from streams.core.model import Dossier, Fact, Source, Transition


def dossier_record(dossier: Dossier) -> Record:
    """Return the record of schema ``dossier``."""
    return {
        "dossier_id": dossier.dossier_id,
        "aliases": list(dossier.aliases),
        "organ": dossier.organ,
        "stage": dossier.stage,
        "symbol": dossier.symbol,
        "draft_symbols": list(dossier.draft_symbols),
        "sponsors": list(dossier.sponsors),
        "targets": list(dossier.targets),
        "subjects": list(dossier.subjects),
        "facts": [_fact_record(fact) for fact in dossier.facts],
        "flags": list(dossier.flags),
        "first_told_at": dossier.first_told_at,
        "last_told_at": dossier.last_told_at,
    }


def transition_record(transition: Transition) -> Record:
    """Return the record of schema ``transition``."""
    return {
        "transition_id": transition.transition_id,
        "dossier_id": transition.dossier_id,
        "aliases": list(transition.aliases),
        "change": transition.change,
        "fact": _fact_record(transition.fact),
        "before": None if transition.before is None else _fact_record(transition.before),
        "told": events_record(transition.told),
    }


def dossier_value(record: Record) -> Dossier:
    """Return the value of a record of schema ``dossier``."""
    return Dossier(
        dossier_id=record["dossier_id"],
        aliases=tuple(record["aliases"]),
        organ=record["organ"],
        stage=record["stage"],
        symbol=record["symbol"],
        draft_symbols=tuple(record["draft_symbols"]),
        sponsors=tuple(record["sponsors"]),
        targets=tuple(record["targets"]),
        subjects=tuple(record["subjects"]),
        facts=tuple(_fact_value(fact) for fact in record["facts"]),
        flags=tuple(record["flags"]),
        first_told_at=record["first_told_at"],
        last_told_at=record["last_told_at"],
    )


def transition_value(record: Record) -> Transition:
    """Return the value of a record of schema ``transition``."""
    before = record["before"]
    return Transition(
        transition_id=record["transition_id"],
        dossier_id=record["dossier_id"],
        aliases=tuple(record["aliases"]),
        change=record["change"],
        fact=_fact_value(record["fact"]),
        before=None if before is None else _fact_value(before),
        told=events_value(record["told"]),
    )


def _fact_record(fact: Fact) -> Record:
    return {
        "fact_id": fact.fact_id,
        "organ": fact.organ,
        "stage": fact.stage,
        "status": fact.status,
        "event": event_record(fact.event),
        "independent_sources": fact.independent_sources,
        "sources": [_source_record(source) for source in fact.sources],
        "disputed": [disagreement_record(each) for each in fact.disputed],
        "flags": list(fact.flags),
    }


def _source_record(source: Source) -> Record:
    return {
        "name": source.name,
        "voice": source.voice,
        "uri": source.uri,
        "version": source.version,
        "outlet": source.outlet,
        "is_un": source.is_un,
        "published_at": source.published_at,
    }


def _fact_value(record: Record) -> Fact:
    return Fact(
        fact_id=record["fact_id"],
        organ=record["organ"],
        stage=record["stage"],
        status=record["status"],
        event=event_value(record["event"]),
        independent_sources=record["independent_sources"],
        sources=tuple(Source(**source) for source in record["sources"]),
        disputed=tuple(disagreement_value(each) for each in record["disputed"]),
        flags=tuple(record["flags"]),
    )
