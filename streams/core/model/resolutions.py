"""What happens to UN resolutions, as one article tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, get_args

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
Side: TypeAlias = Literal["voted_for", "voted_against", "abstained"]
SIDES: tuple[Side, ...] = get_args(Side)
"""The fields of a vote that name members by how they voted: each took one side."""


class Evidence(NamedTuple):
    """The span of the body that proves a field, and the stable name of the rule that found it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Vote:
    """How the members voted; what the text does not state is None. ``for_`` is ``for`` in Avro and JSON.

    ``voted_for``, ``voted_against`` and ``abstained`` are the members of which the text says so by name, which need not
    be all of their side. A veto is a vote against (Charter of the United Nations, Article 27 (3)): who is in
    ``vetoed_by`` is in ``voted_against`` too.
    """

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    absent: int | None = None
    unanimous: bool | None = None
    consensus: bool | None = None
    vetoed_by: tuple[str, ...] = ()
    voted_for: tuple[str, ...] = ()
    voted_against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()

    @property
    def against_without_veto(self) -> tuple[str, ...]:
        """Who voted against it and is not named as vetoing it: for who tells of vetoes beside."""
        return tuple(one for one in self.voted_against if one not in self.vetoed_by)


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
