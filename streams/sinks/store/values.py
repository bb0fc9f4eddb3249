"""What goes into the store, what is asked of it, and what it says when it cannot."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from streams.core.model import EnrichedArticle, Organ, ResolutionEvent, Stage


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Which record a stored value comes from; the later of two copies of one version of an article is the greater.

    ``timestamp`` (milliseconds since 1970), ``partition`` and ``offset`` are those of the raw record;
    ``enriched_offset`` is that of the record made from it, which tells two readings of the same raw record apart.
    """

    timestamp: int
    partition: int
    offset: int
    enriched_offset: int


@dataclass(frozen=True, slots=True)
class Takedown:
    """A record without value: the article ``uri`` is to be forgotten."""

    uri: str


@dataclass(frozen=True, slots=True)
class Stored:
    """One record to keep, or to forget an article by."""

    value: EnrichedArticle | Takedown
    source: Source

    @property
    def uri(self) -> str:
        """The article that it is about."""
        return self.value.uri if isinstance(self.value, Takedown) else self.value.article.uri


Order: TypeAlias = Literal["newest", "relevance"]


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for: all of what is given holds. In each tuple any one will do, and an empty one asks nothing.

    ``words`` are those of a user: every word must be in headline or body, in any of its English forms, and what is in
    double quotes must be there as it is; case and accents do not count. ``organs``, ``stages``, ``symbols`` (as
    normalised: ``S/RES/2254 (2015)``; the year may be left out), ``targets``, ``sponsors``, ``vetoed_by``,
    ``voted_for``, ``voted_against`` and ``abstained`` must hold of one and the same resolution event; ``countries`` are
    named anywhere in the article. Countries are ISO 3166-1 alpha-3 codes. ``since`` (inclusive) and ``until``
    (exclusive) are about when the article was published, or fetched where it does not say. By relevance is by newest
    where there are no words.
    """

    words: str = ""
    countries: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    vetoed_by: tuple[str, ...] = ()
    voted_for: tuple[str, ...] = ()
    voted_against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    organs: tuple[Organ, ...] = ()
    stages: tuple[Stage, ...] = ()
    symbols: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 20
    order: Order = "newest"


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found.

    ``event`` is the resolution event that was asked for, else the article's first; ``body[start:end]`` is the sentence
    that has the words, or that proves the event's stage; an empty span where there is neither.
    """

    article: EnrichedArticle
    event: ResolutionEvent | None
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """The sentence that matched or proves."""
        return self.article.article.body[self.start : self.end]


class StoreError(Exception):
    """What is wrong with the store, in a sentence that says what to do; never with a password in it."""


class StoreUnavailable(StoreError):  # noqa: N818  (named for what the database is)
    """The database is away, or cannot do now what it should: try again later."""


class StoreNotMade(StoreError):  # noqa: N818  (named for what the database is)
    """The database has no tables of ours yet, or those of another release."""


class Unstorable(ValueError):  # noqa: N818  (named for what the record is)
    """The database refuses a record for good."""


def plain(text: str) -> str:
    """Return a text that PostgreSQL takes: it knows no NUL."""
    return text.replace("\0", "\ufffd")


def utc(time: datetime) -> datetime:
    """Return a time as it was written: SQLite forgets the zone, which is always UTC."""
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
