"""Who wants to hear of what, and what they are told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from streams.core.model.dossiers import Change, Disagreement, FactStatus
from streams.core.model.resolutions import ResolutionEvent
from streams.core.model.telling import Quote

ClauseField: TypeAlias = Literal[
    "target",
    "sponsor",
    "vetoed_by",
    "voted_for",
    "voted_against",
    "abstained",
    "mentioned",
    "organ",
    "stage",
    "subject",
    "symbol",
    "word",
    "vote",
    "margin_below",
    "min_confidence",
    "min_sources",
    "status",
]
"""What a clause looks at. ``mentioned`` and ``word`` are of the article, ``min_sources`` and ``status`` of a fact (so
only of transitions), the others of one resolution event."""

GroupKind: TypeAlias = Literal["all", "any", "none"]
SubscribedTo: TypeAlias = Literal["transitions", "articles"]

DEEPEST = 8
"""Groups that may stand in one another; a clause of ``all_of`` stands in none."""
USUAL_CHANGES: tuple[Change, ...] = ("first_sight", "confirmed", "corrected", "retracted")
"""What a subscription hears of where it does not say."""
USUAL_PER_HOUR = 20


@dataclass(frozen=True, slots=True)
class Clause:
    """Holds when any of ``values`` does.

    target, sponsor, vetoed_by, mentioned: ids of countries or organizations (streams.core.tag). voted_for,
    voted_against, abstained: ids of countries that are named with how they voted; a veto is a vote against. subject: a
    UNBIS code or the beginning of one (``14`` covers ``14.02.02``). symbol: of a resolution or of a draft. word: a word
    or a phrase in headline or body, whole words, case and accents folded. vote: ``vetoed``, ``unanimous``,
    ``consensus`` or ``recorded`` (for and against are told). margin_below: for and against lie less than that number
    apart.
    min_confidence: of the event, from 0 to 1. min_sources: independent sources of the fact. status: a ``FactStatus``.
    """

    field: ClauseField
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Holds when all, any or none of its ``parts`` do."""

    kind: GroupKind
    parts: tuple["Condition", ...]


Condition: TypeAlias = Clause | Group


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who wants to hear of what, and where.

    It matches when all of ``all_of``, at least one of ``any_of`` (if there are any) and none of ``none_of`` hold, for
    one and the same resolution event. An event of stage ``cited`` is background: it matches only where a clause names
    that stage. ``webhook`` is a URL, ``channels`` are names that the operator has given to Apprise URLs; without either
    its alerts are only read (API, stream, feed).

    ``on`` transitions it hears of the ``changes`` that it wants, once for each; ``on`` articles of each story. What
    comes after the first ``per_hour`` alerts of an hour is counted, and told with the next.
    ``paused``, by hand: it is matched and its alerts are kept, and nothing is sent until it is resumed.
    ``secret_version`` counts how often the secret of its webhook was changed (streams.sinks.webhook).
    """

    id: str
    all_of: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()
    webhook: str | None = None
    channels: tuple[str, ...] = ()
    on: SubscribedTo = "transitions"
    changes: tuple[Change, ...] = USUAL_CHANGES
    per_hour: int = USUAL_PER_HOUR
    paused: bool = False
    secret_version: int = 0


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
    """That something matched a subscription; ``event`` is the resolution event that did, None where only words did.

    ``alert_id`` is derived from subscription, uri and fact: a new version of the article that tells the same keeps it.
    Of a transition ``matched`` may be empty: what was asked for is believed no more, or cannot be known since an
    article takes something back. That is for those who were told of the fact.
    An alert on a transition says which ``change`` of which fact it tells (None: an alert on an article), how the fact
    stands (``status``), how many ``independent_sources`` tell it, and is one of a ``thread``: the alerts that a
    subscription gets of one fact. ``before`` is what was believed of the fact before, where it was told already, and
    ``disputed`` what sources tell differently. ``dossier_ids`` has the dossier's oldest id first, then the others that
    it answers to. ``more`` alerts were held back before this one, since the subscription's cap for the hour was
    reached. ``held_until`` is set where this is the last one before that, and says until when others are held back.
    One that is ``held_back`` is on ``alerts`` to be looked up, and is sent to no receiver.
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
    change: Change | None = None
    status: FactStatus | None = None
    before: ResolutionEvent | None = None
    disputed: tuple[Disagreement, ...] = ()
    transition_id: str | None = None
    fact_id: str | None = None
    thread: str | None = None
    dossier_ids: tuple[str, ...] = ()
    independent_sources: int | None = None
    signature: bytes = b""
    more: int = 0
    held_until: datetime | None = None
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """What must be remembered of an alert that a subscription was told (streams.core.told), or that was held back.

    ``place`` is the offset of its candidate, ``at`` the time by which the cap for the hour counts it. ``candidate_id``
    is the transition that it tells, or the alert's id as the matcher gave it. ``value`` is what was told of the fact
    and ``before`` what it took the place of, as words in order (``against=19 for=111``); of an alert on an article,
    ``value`` says what the article tells, and ``signature`` what copies of it are known by. What ``is_silent`` was no
    news, and is remembered so that it is none either when it comes again.
    """

    subscription_id: str
    alert_id: str
    candidate_id: str
    place: int
    at: datetime
    thread: str
    change: Change | None
    status: FactStatus | None
    value: str
    before: str | None = None
    fact_id: str | None = None
    dossier_ids: tuple[str, ...] = ()
    uri: str | None = None
    article_event_id: str | None = None
    signature: bytes = b""
    held_back: bool = False
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """That a receiver of a subscription has taken nothing since ``since``; from ``paused_at`` on it is sent nothing.

    ``receiver`` is its name among those of the subscription, ``address`` a digest of where it is: a receiver that is
    elsewhere now is another one. ``reason`` says how the last attempt ended.
    """

    subscription_id: str
    receiver: str
    address: str
    since: datetime
    reason: str
    paused_at: datetime | None = None
