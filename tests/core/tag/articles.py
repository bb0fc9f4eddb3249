"""Articles for the tests of the tagger: a body, and the rest as a short wire item has it."""

from streams.core.model import Article, Entity
from streams.core.tag import tag


def article(
    body: str, *, language: str | None = "en", headline: str | None = None, dateline: str | None = None
) -> Article:
    """Return a cleaned article with ``body``."""
    return Article(
        uri="https://wire.example/1",
        version="1",
        event_id="1",
        headline=headline,
        byline=None,
        dateline=dateline,
        info_source=None,
        outlet=None,
        published_at=None,
        fetched_at=None,
        pub_status="usable",
        embargoed_until=None,
        language=language,
        body=body,
    )


def tagged(
    body: str, *, language: str | None = "en", headline: str | None = None, dateline: str | None = None
) -> tuple[Entity, ...]:
    """Tag a body."""
    return tag(article(body, language=language, headline=headline, dateline=dateline))


def mentions(
    body: str, *, language: str | None = "en", headline: str | None = None, dateline: str | None = None
) -> list[str]:
    """Return ``text=id`` of each mention, a place without an id as ``text=place``, a person as ``text=person``."""
    found = tagged(body, language=language, headline=headline, dateline=dateline)
    return [f"{entity.text}={entity.id or entity.type}" for entity in found]
