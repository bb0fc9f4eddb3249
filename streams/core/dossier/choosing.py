"""Which strands the events of a telling are of."""

from collections.abc import Iterable
from typing import NamedTuple

from streams.core.dossier.fitting import BY_DRAFT, CLEARLY, ENOUGH, TIE, clash, fit
from streams.core.dossier.profiles import Profile
from streams.core.dossier.strands import Half, Strand

Choice = tuple[Strand, ...]
"""The strand that an event is of, then those that it shows to be of the same resolution; empty where none is known."""


class _Pair(NamedTuple):
    score: float
    number: int
    strand: Strand
    known: Profile


def choose(telling: Half, strands: Iterable[Strand], closed: frozenset[Strand]) -> list[Choice]:
    """Return for each event of a telling the strands that it is of.

    The best pair of event and strand comes first. Two events of one article are of two resolutions, unless a symbol
    says that they are one; so strands in ``closed``, where another half of the article has its place, take no more.
    An event that fits two rivals about as well is left alone: it will be known by its vote or its sponsors.
    """
    pairs = sorted(_pairs(telling, strands), key=_rank)
    chosen: dict[int, list[Strand]] = {}
    taken = set(closed)
    for pair in pairs:
        if pair.number in chosen:
            continue
        sure = pair.score >= BY_DRAFT
        if not sure and (pair.strand in taken or _is_doubtful(pair, pairs, taken)):
            continue
        chosen[pair.number] = [pair.strand, *_ties(pair, pairs, taken)]
        taken.update(chosen[pair.number])
    return [tuple(chosen.get(number, ())) for number in range(len(telling.sights))]


def _pairs(telling: Half, strands: Iterable[Strand]) -> list[_Pair]:
    found = []
    for strand in strands:
        known = strand.before(telling.place)
        if known is not None:
            for number, sight in enumerate(telling.sights):
                score = fit(sight, known)
                if score is not None and score >= ENOUGH:
                    found.append(_Pair(score, number, strand, known))
    return found


def _rank(pair: _Pair) -> tuple[object, ...]:
    """Order by how well they fit, then the strand that was told of last, then the older one.

    What is known of tied strands may be the same: then it is the one whose own first event is older, so that the choice
    never is that of a set's order, which is another in each process.
    """
    first = pair.strand.entries[0]
    own = (first.place, first.number, first.tied)
    return -pair.score, -pair.known.last.toordinal(), pair.known.began, pair.number, own


def _is_doubtful(best: _Pair, pairs: list[_Pair], taken: set[Strand]) -> bool:
    return any(
        other.number == best.number
        and other.strand is not best.strand
        and other.strand not in taken
        and best.score - other.score < CLEARLY
        and clash(best.known, other.known)
        for other in pairs
    )


def _ties(home: _Pair, pairs: list[_Pair], taken: set[Strand]) -> list[Strand]:
    """Return other strands that the event fits so well that they must be of the same resolution."""
    tied: list[Strand] = []
    for other in pairs:
        if other.number != home.number or other.strand is home.strand or other.strand in (*taken, *tied):
            continue
        if other.score >= TIE and not clash(home.known, other.known):
            tied.append(other.strand)
    return tied
