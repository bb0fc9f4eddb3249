"""Articles as wires send them, read by the whole of enrich."""

from datetime import UTC, datetime, timedelta

from streams.core.dossier.revise import revise
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, RawArticle, ResolutionEvents


def wire(
    text: str,
    at: str,
    uri: str,
    *,
    agency: str | None = None,
    outlet: str | None = None,
    known: ResolutionEvents | None = None,
    later: float = 0,
) -> ResolutionEvents:
    """Return what an article tells that was published ``at`` a day, and fetched some hours ``later``."""
    published = datetime.fromisoformat(at).replace(hour=15, tzinfo=UTC)
    raw = RawArticle(
        "text/plain",
        text.encode(),
        uri=uri,
        fetched_at=published + timedelta(hours=later),
        published_at=published,
        info_source=agency,
        outlet=outlet,
        language="en",
    )
    enriched = enrich(raw)
    assert isinstance(enriched, EnrichedArticle)
    told = revise(known, enriched)
    assert told is not None
    return told
