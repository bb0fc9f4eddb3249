"""What one version of one article says about resolutions."""

from dataclasses import dataclass
from datetime import datetime

from streams.core.model.resolutions import ResolutionEvent


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the article that proves something: ``text == body[start:end]``, cut where it is very long."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResolutionEvents:
    """What ``resolution-events`` carries: all the events that one version of one article tells.

    An empty list takes back what an earlier version told. ``signature`` is what near-duplicates of the body are known
    by (streams.core.story), empty where there is none; ``sentences`` are those of the body that hold the evidence of
    the events, in their order; ``mentioned`` has the canonical ids of all that the article names.
    """

    uri: str
    version: str
    article_event_id: str
    headline: str | None
    info_source: str | None
    outlet: str | None
    language: str | None
    published_at: datetime | None
    fetched_at: datetime | None
    embargoed_until: datetime | None
    events: tuple[ResolutionEvent, ...] = ()
    signature: bytes = b""
    sentences: tuple[Quote, ...] = ()
    mentioned: tuple[str, ...] = ()
