"""What one room found in a payload, before the feed's own fields are laid over it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Found:
    """Fields as an article has them; None where the payload does not say.

    ``language`` is what it declares, ``notes`` what its desk says of it.
    """

    paragraphs: tuple[str, ...] = ()
    uri: str | None = None
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    info_source: str | None = None
    outlet: str | None = None
    published_at: datetime | None = None
    embargoed_until: datetime | None = None
    pub_status: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
