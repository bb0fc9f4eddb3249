"""Articles and entities for the tests of detection: a body and a day, tagged by the real tagger."""

from dataclasses import replace
from datetime import UTC, datetime

from streams.core.detect import Detection, detect
from streams.core.model import Article, Entity, ResolutionEvent
from streams.core.tag import tag
from tests.core.tag.articles import article as undated

PUBLISHED = "2024-05-22"
"""A Wednesday."""


def article(
    body: str, *, published: str | None = PUBLISHED, headline: str | None = None, language: str | None = "en"
) -> Article:
    """Return a cleaned article with ``body``, published at noon of a day."""
    day = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC) if published else None
    return replace(undated(body, language=language, headline=headline), published_at=day)


def detected(
    body: str, *, published: str | None = PUBLISHED, headline: str | None = None, language: str | None = "en"
) -> Detection:
    """Tag and detect."""
    read = article(body, published=published, headline=headline, language=language)
    return detect(read, tag(read))


def events(body: str, *, published: str | None = PUBLISHED) -> tuple[ResolutionEvent, ...]:
    """Return the events of a body."""
    return detected(body, published=published).events


def entity(body: str, text: str, identity: str, kind: str = "country") -> Entity:
    """Return the first mention of ``text`` in ``body`` as an entity made by hand."""
    start = body.index(text)
    return Entity(kind, identity, None, text, start, start + len(text))  # type: ignore[arg-type]  # the test's own kinds
