"""From versions of an article to what it says about resolutions: told, told anew, or taken back. Pure."""

from bisect import bisect_right
from dataclasses import replace
from datetime import UTC, datetime

from streams.core.detect.words.text import sentences
from streams.core.model import EnrichedArticle, Quote, ResolutionEvent, ResolutionEvents
from streams.core.story import signature

MOST_SENTENCES = 200
"""Of an article: more than those of the longest list of what an Assembly adopted on one day."""
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
    if not events:
        return _told(enriched, ())
    return replace(
        _told(enriched, events),
        signature=signature(article.body, article.language),
        sentences=proving(article.body, events),
        mentioned=tuple(dict.fromkeys(entity.id for entity in enriched.entities if entity.id is not None)),
    )


def _told(enriched: EnrichedArticle, events: tuple[ResolutionEvent, ...]) -> ResolutionEvents:
    article = enriched.article
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
    )


def proving(body: str, events: tuple[ResolutionEvent, ...]) -> tuple[Quote, ...]:
    """Return the sentences of ``body`` that hold the evidence of ``events``, in their order: the first of very many."""
    all_of_them = sentences(body)
    ends = [end for _, end in all_of_them]
    found = set[int]()
    for span in (span for event in events for each in event.evidence.values() for span in each):
        number = bisect_right(ends, span.start)
        while number < len(ends) and all_of_them[number][0] < span.end:
            found.add(number)
            number += 1
    spans = (all_of_them[number] for number in sorted(found)[:MOST_SENTENCES])
    return tuple(Quote(body[start:end], start, end) for start, end in spans)


def newer(known: ResolutionEvents | None, told: ResolutionEvents) -> ResolutionEvents:
    """Return which of the two is to be remembered: the later fetched, and of equals the later told."""
    return known if known is not None and _is_older(told.fetched_at, known.fetched_at) else told


def _is_older(one: datetime | None, other: datetime | None) -> bool:
    return (one or LONG_AGO) < (other or LONG_AGO)
