"""What the rules hand on: one thing that one sentence says of one text."""

from dataclasses import dataclass, field
from typing import Literal

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.tallies.votes import Tally
from streams.core.detect.times.when import When
from streams.core.detect.words.marks import Mark
from streams.core.model import Stage

Claim = Stage | Literal["told"]
"""A stage, or ``told``: the sentence adds facts and says of no step."""

FINAL = frozenset(("adopted", "adopted_in_committee", "rejected", "vetoed"))
COUNTING = ("vote.members", "vote.tally")
"""Rules that tell how many voted, which can bring a text."""
BY_MANY = "vote.by-many"
"""The rule of a vote by more states than any body but the General Assembly has."""
NAMED = "vote.named"
"""The rule of a sentence that names members by how they voted, and tells of the vote nothing else."""
SOME = "voters.some"
"""The rule of one that names only some of a side, or a side of the roll."""
ABSTAINED_ON = "abstain.on"
"""The rule of a text that somebody is told to have abstained on."""
JOINED = "veto.joined"
"""The rule of a veto of the text just told of, by one more state, whose time is that of the first."""
SIDING = "voters.siding"
"""The rule of one that names members as for or against a text, which is a vote beside a sentence that tells one."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A clause that nearly was an event: its span, the rule that held it back, and one sentence that says why."""

    start: int
    end: int
    rule: str
    reason: str


@dataclass(slots=True)
class Sighting:
    """One claim on one text, found by ``rule`` in ``sentence`` at the offset ``at``.

    ``organ`` is what the clause itself names, with its span. ``weak`` claims add to a text that is known and never
    bring a new one. ``past`` claims tell of an earlier time than the story's. ``supporters``, ``opponents``,
    ``abstainers`` and ``absentees`` are members named by how they voted; ``only`` has the sides all of which
    are named so. ``apart``: the sentence tells of another text before, with a count of its own.
    ``former``: it is told as done on former days, whatever day is told beside it; a vote so put off may be ahead now.
    ``beside`` are those whom the sentence tells its text to be from in another clause.
    ``voters`` are all so named on one of the three sides, each with it, also where they are only some of it.
    """

    claim: Claim
    rule: str
    sentence: Sentence
    at: int
    mention: Mention | None = None
    organ: Mark | None = None
    sponsors: list[Spot] = field(default_factory=list)
    vetoers: list[Spot] = field(default_factory=list)
    tally: Tally | None = None
    when: When | None = None
    past: bool = False
    weak: bool = False
    binding: bool | None = None
    symbol: Mark | None = None
    opponents: list[Spot] = field(default_factory=list)
    abstainers: list[Spot] = field(default_factory=list)
    absentees: list[Spot] = field(default_factory=list)
    supporters: list[Spot] = field(default_factory=list)
    only: tuple[str, ...] = ()
    apart: bool = False
    former: bool = False
    voters: list[tuple[str, Spot]] = field(default_factory=list)
    beside: list[Spot] = field(default_factory=list)
