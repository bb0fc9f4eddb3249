"""Every value that travels through the stream.

All values are immutable; those that an article has by the dozen are named tuples, which are made in half the time.
Times are timezone-aware UTC datetimes in whole milliseconds, dates are dates, and what the text does not say is None.
Spans are half-open character ranges ``[start, end)`` of the cleaned ``Article.body``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

MediaType: TypeAlias = Literal["text/plain", "text/html", "application/vnd.iptc.ninjs+json"]
PubStatus: TypeAlias = Literal["usable", "withheld", "canceled"]
"""IPTC publication status: ``canceled`` withdraws the article, ``withheld`` is not to be published yet."""

EntityType: TypeAlias = Literal["country", "un_body", "organization", "person", "place"]
Organ: TypeAlias = Literal[
    "GA", "SC", "ECOSOC", "HRC", "CHR", "GA-C1", "GA-C2", "GA-C3", "GA-C4", "GA-C5", "GA-C6", "UN-other"
]
Stage: TypeAlias = Literal[
    "proposed",
    "tabled",
    "vote_scheduled",
    "postponed",
    "amended",
    "adopted_in_committee",
    "adopted",
    "rejected",
    "vetoed",
    "withdrawn",
    "cited",
]

FilterReason: TypeAlias = Literal["no_text"]
"""Why an article was set aside on purpose: ``no_text``, nothing readable was left after cleaning."""

RejectCause: TypeAlias = Literal[
    "undecodable_envelope",  # neither Avro in the Confluent wire format nor a JSON object
    "unknown_schema",  # Avro, with a schema id that nobody knows
    "invalid_field",  # a field is missing, of the wrong type or out of range
    "unsupported_media_type",
    "undecodable_content",  # the content is not text in any encoding
    "invalid_ninjs",  # the media type says ninjs, the content does not
    "internal_error",  # a defect of ours: the traceback is in the log
    "output_too_large",  # the enriched article is larger than its topic takes
    "output_refused",  # the broker refused the enriched article for good
    "unstorable",  # the database refuses it for good
    "undeliverable",  # an alert that its receiver did not take in all its attempts
]
"""Why a record is in the dead letters. A closed list: it is a metric label."""


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


class Evidence(NamedTuple):
    """The span of the body that proves a field, and the stable name of the rule that found it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Vote:
    """How the members voted; what the text does not state is None. ``for_`` is ``for`` in Avro and JSON."""

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    absent: int | None = None
    unanimous: bool | None = None
    consensus: bool | None = None
    vetoed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolutionEvent:
    """One thing that happened to one UN resolution or draft, as one article tells it.

    ``evidence`` maps the name of each field that is stated to the spans that prove it. ``confidence`` is in [0, 1].
    """

    event_id: str
    organ: Organ | None
    stage: Stage
    symbol: str | None = None
    draft_symbol: str | None = None
    sponsors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    vote: Vote | None = None
    subjects: tuple[str, ...] = ()
    binding: bool | None = None
    occurred_on: date | None = None
    scheduled_for: date | None = None
    confidence: float = 0.0
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EnrichedArticle:
    """What ``articles-enriched`` carries: the cleaned article, what it names, and what happened to which resolution."""

    article: Article
    subjects: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    resolution_events: tuple[ResolutionEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class ResolutionEvents:
    """What ``resolution-events`` carries: all the events that one version of one article tells.

    An empty list takes back what an earlier version told.
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


ClauseField: TypeAlias = Literal[
    "target", "sponsor", "vetoed_by", "mentioned", "organ", "stage", "subject", "symbol", "word"
]
"""What a clause looks at. ``mentioned`` and ``word`` are of the article, the others of one resolution event."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Holds when any of ``values`` does.

    target, sponsor, vetoed_by, mentioned: ids of countries or organizations (streams.core.tag). subject: a UNBIS code
    or the beginning of one (``14`` covers ``14.02.02``). symbol: of a resolution or of a draft. word: a word or a
    phrase in headline or body, whole words, case and accents folded.
    """

    field: ClauseField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who wants to hear of what, and where.

    It matches when all of ``all_of``, at least one of ``any_of`` (if there are any) and none of ``none_of`` hold, for
    one and the same resolution event. An event of stage ``cited`` is background: it matches only where a clause names
    that stage. ``webhook`` is a URL, ``channels`` are names that the operator has given to Apprise URLs.
    """

    id: str
    all_of: tuple[Clause, ...] = ()
    any_of: tuple[Clause, ...] = ()
    none_of: tuple[Clause, ...] = ()
    webhook: str | None = None
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the article that proves something: ``text == body[start:end]``, cut where it is very long."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Matched:
    """A clause that held, the value of the article that made it hold, and the sentences that say so.

    ``quotes`` is empty where the value stands in no sentence of the body (a word of the headline).
    """

    clause: Clause
    value: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """That an article matched a subscription; ``event`` is the resolution event that did, None where only words did.

    ``alert_id`` is derived from subscription, uri and fact: a new version of the article that tells the same keeps it.
    """

    alert_id: str
    subscription_id: str
    uri: str
    article_event_id: str
    headline: str | None
    info_source: str | None
    outlet: str | None
    language: str | None
    published_at: datetime | None
    fetched_at: datetime | None
    embargoed_until: datetime | None
    event: ResolutionEvent | None
    matched: tuple[Matched, ...]


@dataclass(frozen=True, slots=True)
class Filtered:
    """An article set aside on purpose."""

    uri: str
    reason: FilterReason
    detail: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be read: ``detail`` is one sentence for people that says what was wrong with it."""

    cause: RejectCause
    detail: str
    uri: str | None = None


Outcome: TypeAlias = EnrichedArticle | Filtered | Rejected


class Unreadable(ValueError):  # noqa: N818  (named for what the article is)
    """Raised inside clean for content that cannot be read; ``enrich`` turns it into ``Rejected``."""

    def __init__(self, cause: RejectCause, detail: str) -> None:
        super().__init__(detail)
        self.cause = cause
        self.detail = detail
