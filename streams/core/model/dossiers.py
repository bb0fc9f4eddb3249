"""What is known of resolutions from all that articles tell: dossiers, the facts in them, and how these change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from streams.core.model.resolutions import Organ, ResolutionEvent, Stage
from streams.core.model.telling import ResolutionEvents

FactStatus: TypeAlias = Literal["provisional", "confirmed", "disputed", "retracted"]
"""Of a fact: told by one source, by two that are independent (or by the UN itself), told in two ways by sources that
stand against each other, or told no more by anybody."""

Change: TypeAlias = Literal["first_sight", "confirmed", "completed", "corrected", "disputed", "retracted", "merged"]
"""What happened to a fact. ``completed``: more is known (the tally, the symbol, another target, one more independent
source) and nothing is known otherwise; it is news only for who asked for just that. ``merged``: two dossiers turned out
to be of one resolution."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells a fact. ``name`` is who answers for it: the agency, else the outlet, else the host.

    Articles of one ``voice`` are one source: the same agency, or the same text in several papers.
    """

    name: str
    voice: str
    uri: str
    version: str
    outlet: str | None
    is_un: bool
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """That sources tell a ``field`` of a fact differently: ``value`` (as text), and the voices that say so."""

    field: str
    value: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """That a resolution reached ``stage`` in ``organ``, and how.

    ``event`` is what is believed of it: the fields that its sources tell, filled up with what the dossier knows of the
    resolution (symbol, sponsors, targets, subjects); its evidence and ``event_id`` are those of the telling that is
    believed most. ``fact_id`` is derived from what the fact is, not from who tells it; it tells facts apart within one
    dossier.
    """

    fact_id: str
    organ: Organ | None
    stage: Stage
    status: FactStatus
    event: ResolutionEvent
    independent_sources: int
    sources: tuple[Source, ...] = ()
    disputed: tuple[Disagreement, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """The life of one resolution. ``dossier_id`` is its oldest id, which answers for ever; ``aliases`` are all others.

    ``organ`` and ``stage`` are where it stands now; ``flags`` name what contradicts the rules of the organ.
    """

    dossier_id: str
    aliases: tuple[str, ...]
    organ: Organ | None
    stage: Stage
    symbol: str | None
    draft_symbols: tuple[str, ...]
    sponsors: tuple[str, ...]
    targets: tuple[str, ...]
    subjects: tuple[str, ...]
    facts: tuple[Fact, ...]
    flags: tuple[str, ...] = ()
    first_told_at: datetime | None = None
    last_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """That a fact of a dossier became known, or is known otherwise than before.

    ``fact`` is how it stands now (of ``retracted``: how it stood), ``before`` how it stood, None at first sight.
    ``told`` is the article that made the change, with the one event that did, or none where it took something back.
    ``transition_id`` is derived from dossier, fact, change and value: the same change told again keeps it.
    """

    transition_id: str
    dossier_id: str
    aliases: tuple[str, ...]
    change: Change
    fact: Fact
    before: Fact | None
    told: ResolutionEvents
