"""Articles: raw, cleaned, and with what they name and tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias

from streams.core.model.resolutions import ResolutionEvent

MediaType: TypeAlias = Literal["text/plain", "text/html", "application/vnd.iptc.ninjs+json"]
PubStatus: TypeAlias = Literal["usable", "withheld", "canceled"]
"""IPTC publication status: ``canceled`` withdraws the article, ``withheld`` is not to be published yet."""

EntityType: TypeAlias = Literal["country", "un_body", "organization", "person", "place"]


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a source publishes. ``content`` is the payload as it was fetched; ``encoding`` is what the source declared.

    ``uri`` None means that the source has no address for it: identity is then the hash of the content.
    ``pub_status`` None counts as usable.
    """

    media_type: str
    content: bytes
    uri: str | None = None
    encoding: str | None = None
    fetched_at: datetime | None = None
    published_at: datetime | None = None
    info_source: str | None = None
    outlet: str | None = None
    pub_status: str | None = None
    embargoed_until: datetime | None = None
    language: str | None = None
    headline: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. Paragraphs of ``body`` are separated by one empty line and never contain a line break.

    ``version`` and ``event_id`` are derived (streams.core.identity). ``dateline`` is the place as printed,
    ``info_source`` who wrote the article (``AP``), ``outlet`` who published this copy, ``language`` a BCP 47 tag.
    """

    uri: str
    version: str
    event_id: str
    headline: str | None
    byline: str | None
    dateline: str | None
    info_source: str | None
    outlet: str | None
    published_at: datetime | None
    fetched_at: datetime | None
    pub_status: PubStatus
    embargoed_until: datetime | None
    language: str | None
    body: str


class Entity(NamedTuple):
    """One mention of something with a canonical id.

    ``id`` is ISO 3166-1 alpha-3 for countries, an acronym for UN bodies and organizations, and None for a person or
    place that is recognised but has no canonical id. ``wikipedia`` is an article title or None, and
    ``text == body[start:end]``.
    """

    type: EntityType
    id: str | None
    wikipedia: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EnrichedArticle:
    """What ``articles-enriched`` carries: the cleaned article, what it names, and what happened to which resolution."""

    article: Article
    subjects: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    resolution_events: tuple[ResolutionEvent, ...] = ()
