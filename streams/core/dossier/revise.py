"""From versions of an article to what it says about resolutions: told, told anew, or taken back. Pure."""

from datetime import UTC, datetime

from streams.core.dossier.quoted import mentioned, quoted
from streams.core.model import EnrichedArticle, ResolutionEvents
from streams.core.story import signature

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def revise(known: ResolutionEvents | None, enriched: EnrichedArticle) -> ResolutionEvents | None:
    """Return what ``resolution-events`` should hold for this version of an article, or None where nothing need be said.

    An article that is withdrawn or withheld tells no events. The empty list is said once: where the newest that was
    ``known`` of the article had events, and this version is not older than that.
    """
    article = enriched.article
    events = enriched.resolution_events if article.pub_status == "usable" else ()
    if not events and (known is None or not known.events or _is_older(article.fetched_at, known.fetched_at)):
        return None
    return ResolutionEvents(
        uri=article.uri,
        version=article.version,
        article_event_id=article.event_id,
        headline=article.headline,
        info_source=article.info_source,
        outlet=article.outlet,
        language=article.language,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
        embargoed_until=article.embargoed_until,
        events=events,
        signature=signature(article.body, article.language) if events else b"",
        sentences=quoted(enriched) if events else (),
        mentioned=mentioned(enriched) if events else (),
    )


def newer(known: ResolutionEvents | None, told: ResolutionEvents) -> ResolutionEvents:
    """Return which of the two is to be remembered: the later fetched, and of equals the later told."""
    return known if known is not None and _is_older(told.fetched_at, known.fetched_at) else told


def _is_older(one: datetime | None, other: datetime | None) -> bool:
    return (one or LONG_AGO) < (other or LONG_AGO)
