"""What one article tells of one resolution, in the form that resolutions are told apart by."""

import re
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from sys import intern

from streams.core.dossier.sources import source
from streams.core.identity import derived_id
from streams.core.model import Organ, ResolutionEvent, ResolutionEvents, Source, Stage

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(9000, 1, 1, tzinfo=UTC)
FIRST_DAY = date(2, 1, 1)
"""Between which times are kept: who publishes may say any, and there are days before and behind these."""
STRONG = 0.65
"""Below this confidence half of the events have a wrong organ or stage (ops/decisions/0009): they may confirm a fact,
and make none."""
SECOND_LOOK = timedelta(days=1)
"""How much later a weak telling is looked at, so that it finds what the strong ones of the same news tell."""
OLD = 200
"""Days after which what happened is background, whatever an article makes of it."""
OUTCOMES: frozenset[Stage] = frozenset(("adopted", "rejected", "vetoed"))
SERIES: tuple[tuple[str, Organ], ...] = (("S/", "SC"), ("A/HRC", "HRC"), ("A/", "GA"), ("E/", "ECOSOC"))
COMMITTEES: tuple[Organ, ...] = ("GA-C1", "GA-C2", "GA-C3", "GA-C4", "GA-C5", "GA-C6")

_CONTENT = attrgetter(*(each.name for each in fields(ResolutionEvent) if each.name not in ("event_id", "evidence")))
"""All that an event tells, whoever tells it."""
_REVISION = re.compile(r"/Rev\.\d+$")
_COMMITTEE_DRAFT = re.compile(r"^A/C\.([1-6])/")

Place = tuple[datetime, str, int]
"""Where a telling stands in the order of event time: when, uri, and 1 for its weak half."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """One event of one article. ``parent`` is the organ whose resolution it will be: of a Main Committee the Assembly.

    ``draft`` is the draft's symbol without its revision. ``day`` is when it happened as far as is known, and ``dated``
    says whether the text tells so. ``order`` is what the last word of a voice is known by, ``content`` is all that it
    tells, and equal where it tells the same. ``about`` are the canonical ids of all that the article names.
    """

    identity: str
    told: ResolutionEvents
    source: Source
    event: ResolutionEvent
    parent: Organ | None
    committee: Organ | None
    draft: str | None
    at: datetime
    day: date
    dated: bool
    strong: bool
    order: tuple[datetime, str, str]
    content: str
    sponsors: frozenset[str] = field(default=frozenset())
    targets: frozenset[str] = field(default=frozenset())
    subjects: frozenset[str] = field(default=frozenset())
    about: frozenset[str] = field(default=frozenset())

    @property
    def names(self) -> frozenset[str]:
        """Return the symbols that it gives."""
        return frozenset(name for name in (self.event.symbol, self.draft) if name)


def told_at(told: ResolutionEvents) -> datetime:
    """Return when an article was told: published, else fetched."""
    return min(told.published_at or told.fetched_at or LONG_AGO, FAR_AHEAD)


def order(told: ResolutionEvents) -> tuple[datetime, str]:
    """Return what versions of one article are ordered by: the last is what the article tells."""
    return told.fetched_at or LONG_AGO, told.version


def sights(told: ResolutionEvents) -> list[Sight]:
    """Return what an article tells of resolutions, as far as it is more than background."""
    seen: dict[str, int] = {}
    made_by = source(told)
    found = []
    for event in told.events:
        if event.stage == "cited" or _is_old(event, told):
            continue
        name = event.symbol or event.draft_symbol
        alike = (name,) if name else (event.organ, *sorted(event.targets), "by", *sorted(event.sponsors))
        key = derived_id(*alike)
        seen[key] = seen.get(key, 0) + 1
        found.append(_sight(told, made_by, event, derived_id("dossier", told.uri, key, str(seen[key]))))
    return found


def symbol_identity(symbol: str) -> str:
    """Return the id of a dossier that is known by a symbol."""
    return derived_id("dossier", "symbol", symbol)


def draft_base(symbol: str) -> str:
    """Return a draft's symbol without its revision: revisions of one draft are one."""
    return _REVISION.sub("", symbol)


def _is_old(event: ResolutionEvent, told: ResolutionEvents) -> bool:
    at = told_at(told)
    return event.occurred_on is not None and at != LONG_AGO and (at.date() - event.occurred_on).days > OLD


def _sight(told: ResolutionEvents, made_by: Source, event: ResolutionEvent, identity: str) -> Sight:
    draft = draft_base(event.draft_symbol) if event.draft_symbol else None
    committee = _committee(event, draft)
    at = told_at(told)
    happened = min(event.occurred_on, FAR_AHEAD.date()) if event.occurred_on is not None else None
    if at == LONG_AGO and happened is not None:
        at = datetime(happened.year, happened.month, happened.day, tzinfo=UTC)
    day = max(FIRST_DAY, min(happened, at.date() + timedelta(days=1)) if happened else at.date())
    name = event.symbol or draft
    return Sight(
        identity=symbol_identity(name) if name else identity,
        told=told,
        source=made_by,
        event=event,
        parent="GA" if committee else event.organ or _organ_of(event.symbol or draft),
        committee=committee,
        draft=draft,
        at=at,
        day=day,
        dated=event.occurred_on is not None,
        strong=event.confidence >= STRONG,
        order=(*order(told), identity),
        content=intern(f"{day} {_CONTENT(event)}"),
        sponsors=frozenset(event.sponsors),
        targets=frozenset(event.targets),
        subjects=frozenset(event.subjects),
        about=frozenset(told.mentioned),
    )


def _committee(event: ResolutionEvent, draft: str | None) -> Organ | None:
    """Return the Main Committee that an event is of: named, or by the draft's symbol where the stage is not later."""
    if event.organ in COMMITTEES:
        return event.organ
    match = _COMMITTEE_DRAFT.match(draft or "")
    return COMMITTEES[int(match[1]) - 1] if match and event.organ is None else None


def _organ_of(symbol: str | None) -> Organ | None:
    if symbol is None:
        return None
    return next((organ for prefix, organ in SERIES if symbol.startswith(prefix)), None)
