"""From strands to dossiers: the life of a resolution as it is known now."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from streams.core.dossier.facts import Told, common, facts
from streams.core.dossier.profiles import Profile, joined
from streams.core.dossier.rules import RANK, out_of_order
from streams.core.dossier.sights import LONG_AGO, Sight, symbol_identity
from streams.core.dossier.strands import Strand
from streams.core.dossier.voices import Voices, words
from streams.core.model import Dossier


@dataclass(frozen=True, eq=False)
class Life:
    """A dossier, how its facts are told and where it stands; ``known`` is what its resolution is told apart by."""

    dossier: Dossier
    told: tuple[Told, ...]
    standing: Told
    known: Profile
    sights: list[Sight]
    strands: tuple[Strand, ...]

    @cached_property
    def identities(self) -> frozenset[str]:
        """The ids of all its events, by each of which it may have been known."""
        return frozenset([sight.identity for sight in self.sights])

    @cached_property
    def uris(self) -> frozenset[str]:
        """All its articles."""
        return frozenset([sight.told.uri for sight in self.sights])


def life(strands: Iterable[Strand], voices: Voices, before: Life | None = None) -> Life | None:
    """Return the life that strands of one resolution tell; None where nothing is told surely enough.

    :param before: how it was known, if it was: of its facts those that nothing was added to need not be told anew.
    """
    mine = sorted((strand for strand in strands if strand.entries), key=lambda strand: strand.entries[0][:2])
    sights = _in_order(mine)
    founder = next((sight for sight in sights if sight.strong), None)
    if founder is None:
        return None
    said = words(sights, voices)
    shared = common([sight for each in said.values() for sight in each])
    known = _known(mine)
    told = facts(said, known, shared, before.told if before is not None else ())
    now = _standing(told)
    times = [sight.at for sight in sights if sight.at != LONG_AGO]
    names = {symbol_identity(shared.symbol)} if shared.symbol else set()
    dossier = Dossier(
        dossier_id=founder.identity,
        aliases=tuple(sorted(names - {founder.identity})),
        organ=now.fact.organ or next((each.parent for each in sights if each.parent), None),
        stage=now.fact.stage,
        symbol=shared.symbol,
        draft_symbols=shared.draft_symbols,
        sponsors=shared.sponsors,
        targets=shared.targets,
        subjects=shared.subjects,
        facts=tuple(each.fact for each in told),
        flags=_flags(told),
        first_told_at=min(times, default=None),
        last_told_at=max(times, default=None),
    )
    return Life(dossier, tuple(told), now, known, sights, tuple(mine))


def _in_order(strands: list[Strand]) -> list[Sight]:
    if len(strands) == 1:
        return [entry.sight for entry in strands[0].entries]
    entries = (entry for strand in strands for entry in strand.entries if not entry.tied)
    return [entry.sight for entry in sorted(entries, key=lambda entry: entry[:2])]


def _known(strands: list[Strand]) -> Profile:
    whole = strands[0].entries[-1].known
    for strand in strands[1:]:
        whole = joined(whole, strand.entries[-1].known)
    return whole


def _standing(told: list[Told]) -> Told:
    """Return the fact that says where a resolution stands: its outcome, else the plenary after the committee, else
    what was done last."""

    def rank(each: Told) -> tuple[object, ...]:
        far = 2 if each.slot == "outcome" else 1 if each.slot == "passed" or each.slot.endswith("plenary") else 0
        return far, each.day, RANK[each.fact.stage]

    return max(told, key=rank)


def _flags(told: list[Told]) -> tuple[str, ...]:
    own = {flag for each in told for flag in each.fact.flags}
    return tuple(sorted(own.union(out_of_order((each.fact.stage, each.day) for each in told))))
