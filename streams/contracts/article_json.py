"""What ``reswatch enrich`` prints of an article, read back; of an enriched one the article alone."""

from typing import Any, get_args

from streams.contracts.raw_json import text_of, time_of
from streams.core.identity import article_event_id, article_version
from streams.core.model import Article, Filtered, FilterReason, RejectCause, Rejected, Unreadable

OUTCOMES = ("body", "filtered", "rejected")
"""Fields one of which each has."""


def is_outcome(data: object) -> bool:
    """Say whether a JSON value looks like what became of an article, and not like a raw one."""
    return isinstance(data, dict) and "content" not in data and not data.keys().isdisjoint(OUTCOMES)


def outcome_from_json(data: dict[str, Any]) -> Article | Filtered | Rejected:
    """Return the article of an enriched record, or why there is none.

    :raises Unreadable: ``invalid_field``, where a field is missing or of the wrong type.
    """
    if "body" in data:
        return article_from_json(data)
    uri, why = text_of("uri", data.get("uri")), data.get("filtered") or data.get("rejected")
    if isinstance(why, dict) and isinstance(why.get("detail"), str):
        if uri and why.get("reason") in get_args(FilterReason):
            return Filtered(uri, why["reason"], why["detail"])
        if why.get("cause") in get_args(RejectCause):
            return Rejected(why["cause"], why["detail"], uri)
    raise Unreadable("invalid_field", "filtered or rejected does not say why")


def article_from_json(data: dict[str, Any]) -> Article:
    """Return the article of an enriched record; what it names and tells is left aside.

    :raises Unreadable: ``invalid_field``, where uri or body is missing, or a field is of the wrong type.
    """
    uri, body = text_of("uri", data.get("uri")), text_of("body", data.get("body"))
    if not uri or body is None:
        raise Unreadable("invalid_field", f"{'body' if uri else 'uri'} is missing")
    headline = text_of("headline", data.get("headline"))
    version = text_of("version", data.get("version")) or article_version(headline, body, "usable")
    return Article(
        uri=uri,
        version=version,
        event_id=article_event_id(uri, version),
        headline=headline,
        byline=text_of("byline", data.get("byline")),
        dateline=text_of("dateline", data.get("dateline")),
        info_source=text_of("info_source", data.get("info_source")),
        outlet=text_of("outlet", data.get("outlet")),
        published_at=time_of("published_at", data.get("published_at")),
        fetched_at=time_of("fetched_at", data.get("fetched_at")),
        pub_status="usable",
        embargoed_until=time_of("embargoed_until", data.get("embargoed_until")),
        language=text_of("language", data.get("language")),
        body=body,
    )
