"""A strand: what articles tell of one resolution, in the order of event time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from streams.core.dossier import profiles
from streams.core.dossier.profiles import Profile
from streams.core.dossier.sights import SECOND_LOOK, Place, Sight

Key = tuple[str, str | None]
"""By what strands are found: ``by`` a symbol, ``on`` a target, or ``none``: without a target, in an organ."""


class Entry(NamedTuple):
    """An event in a strand, and what is known of the resolution with it.

    ``tied``: the event has its home in another strand, and shows that both are of one resolution; ``known`` is then
    what is known from both.
    """

    place: Place
    number: int
    sight: Sight
    known: Profile
    tied: bool


@dataclass(slots=True, eq=False)
class Strand:
    """Entries in order, and the strands that turned out to be of the same resolution, with how many articles say so."""

    entries: list[Entry] = field(default_factory=list)
    ties: Counter["Strand"] = field(default_factory=Counter)

    def before(self, place: Place, number: int = -1) -> Profile | None:
        """Return what is known before a telling, or before one of its events."""
        at = self.after(place, number)
        return self.entries[at - 1].known if at else None

    def entry(self, place: Place, number: int) -> Entry | None:
        """Return the entry of an event, if it is in it."""
        at = self.after(place, number)
        found = self.entries[at] if at < len(self.entries) else None
        return found if found is not None and found[:2] == (place, number) else None

    def after(self, place: Place, number: int = -1) -> int:
        """Return how many entries stand before an event of a telling."""
        return bisect_left(self.entries, (place, number))  # entries begin with these


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """One half of what an article tells, its strong events or its weak ones, and where the ``other`` half stands."""

    place: Place
    sights: tuple[Sight, ...]
    keys: frozenset[Key]
    other: Place | None


def halves(sights: Iterable[Sight]) -> list[Half]:
    """Return the halves of what an article tells that are not empty."""
    found = list(sights)
    strong = tuple(sight for sight in found if sight.strong)
    weak = tuple(sight for sight in found if not sight.strong)
    early = (strong[0].at, strong[0].told.uri, 0) if strong else None
    late = (weak[0].at + SECOND_LOOK, weak[0].told.uri, 1) if weak else None
    return [
        Half(place, half, frozenset(key for sight in half for key in _sought(sight)), other)
        for place, half, other in ((early, strong, late), (late, weak, early))
        if place is not None
    ]


def keys_of(known: Profile) -> Iterator[Key]:
    """Return by what a strand is found once this is known."""
    for symbol in (*known.symbols, *known.drafts):
        yield ("by", symbol)
    for target in known.targets:
        yield ("on", target)
    if not known.targets:
        yield ("none", known.parent)


def component(strand: Strand) -> list[Strand]:
    """Return all strands that are of one resolution with this one."""
    found, todo = {id(strand): strand}, [strand]
    while todo:
        for other in todo.pop().ties:
            if id(other) not in found:
                found[id(other)] = other
                todo.append(other)
    return list(found.values())


def known_with(known: Iterable[Profile | None], sight: Sight, place: Place, number: int) -> Profile:
    """Return what is known of a resolution with one more event of it."""
    told = profiles.of(sight, place, number)
    parts = [each for each in known if each is not None]
    if not parts:
        return told
    whole = parts[0]
    for part in (*parts[1:], told):
        whole = profiles.joined(whole, part)
    return whole


def _sought(sight: Sight) -> Iterator[Key]:
    """Return under which keys the strands stand that an event may be of."""
    for name in sight.names:
        yield ("by", name)
    for target in sight.targets or sight.about:
        yield ("on", target)
    yield ("none", sight.parent)
