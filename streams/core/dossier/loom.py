"""All that is told, woven into strands, and woven anew only where something changed.

Each telling is put where it fits best by what is known from the tellings before it in the order of event time. So the
strands follow from the set of tellings alone, in whatever order they come. When a telling comes or goes, those after it
are looked at again, but only those that could see the difference: until what is known of a strand is again what it was.
"""

from collections.abc import Iterable
from heapq import heappop, heappush

from streams.core.dossier import profiles
from streams.core.dossier.choosing import Choice, choose
from streams.core.dossier.fitting import ENOUGH, fit
from streams.core.dossier.postings import Postings
from streams.core.dossier.profiles import Profile
from streams.core.dossier.sights import Place, Sight
from streams.core.dossier.strands import Entry, Half, Strand, known_with


class Loom:
    """The tellings, and where each of their events has its place."""

    def __init__(self) -> None:
        self._tellings: dict[Place, Half] = {}
        self._choices: dict[Place, list[Choice]] = {}
        self._postings = Postings()
        self._dirty: list[Place] = []
        self._stale: list[tuple[Place, int]] = []
        self._touched: dict[int, Strand] = {}

    def replace(self, old: Iterable[Half], new: Iterable[Half]) -> list[Strand]:
        """Take tellings out and others in; return the strands that changed, those that are empty now among them."""
        self._touched = {}
        for telling in old:
            self._postings.ignore(telling)
            self._take_out(telling.place)
            del self._tellings[telling.place]
        for telling in new:
            self._tellings[telling.place] = telling
            self._postings.seek(telling)
            heappush(self._dirty, telling.place)
        last = None
        while self._dirty:
            place = heappop(self._dirty)
            if place != last and place in self._tellings:
                self._weave(self._tellings[place])
            last = place
        return list(self._touched.values())

    def homes(self, half: Half) -> list[Strand]:
        """Return the strands that the events of half a telling are in."""
        return [choice[0] for choice in self._choices.get(half.place, ()) if choice]

    def _weave(self, telling: Half) -> None:
        """Put a telling where it belongs by what is known before it."""
        place = telling.place
        chosen = choose(telling, self._postings.near(telling), self._closed(telling))
        self._begin(telling, chosen)
        if self._choices.get(place) == chosen:
            return
        self._take_out(place)
        self._choices[place] = chosen
        for number, choice in enumerate(chosen):
            self._put_in(telling, number, choice)
        self._ripple()
        if telling.other is not None and place[2] == 0:
            heappush(self._dirty, telling.other)

    def _closed(self, telling: Half) -> frozenset[Strand]:
        """Return the strands where the strong half of the same article has its place."""
        if telling.place[2] == 0 or telling.other is None:
            return frozenset()
        return frozenset(choice[0] for choice in self._choices.get(telling.other, ()) if choice)

    def _begin(self, telling: Half, chosen: list[Choice]) -> None:
        """Give a strand to each strong event that is of none: that which it began before, or a new one."""
        before = self._choices.get(telling.place, [])
        for number, sight in enumerate(telling.sights):
            if chosen[number] or not sight.strong:
                continue
            same = next(
                (
                    choice
                    for choice, other in zip(chosen, telling.sights, strict=True)
                    if choice and other.names & sight.names
                ),
                (),
            )
            mine = before[number][0] if number < len(before) and before[number] else None
            if same:
                chosen[number] = same[:1]
            elif mine is not None and mine.entries[0][:2] == (telling.place, number):
                chosen[number] = (mine,)
            else:
                chosen[number] = (self._begun_late(telling, sight, chosen) or Strand(),)

    def _begun_late(self, telling: Half, sight: Sight, chosen: list[Choice]) -> Strand | None:
        """Return a strand that begins after an event and that its events would be of.

        It does not matter for what is known in the end which strand goes on: all after this are looked at again. It
        saves moving them one by one.
        """
        known = profiles.of(sight, telling.place, 0)
        taken = {strand for choice in chosen for strand in choice}
        near = (strand for strand in self._postings.near(telling) if strand not in taken)
        late = (strand for strand in near if strand.entries[0].place > telling.place)
        fitting = [strand for strand in late if (fit(strand.entries[0].sight, known) or 0) >= ENOUGH]
        return max(fitting, key=lambda strand: len(strand.entries), default=None)

    def _put_in(self, telling: Half, number: int, choice: Choice) -> None:
        sight, place = telling.sights[number], telling.place
        before = [strand.before(place, number) for strand in choice]
        for strand, old in zip(choice, before, strict=True):
            known = known_with(before, sight, place, number)
            at = strand.after(place, number)
            strand.entries.insert(at, Entry(place, number, sight, known, tied=strand is not choice[0]))
            self._postings.post(strand, known)
            self._changes_after(strand, at, old, known)
        _tie(choice, 1)

    def _take_out(self, place: Place) -> None:
        for number, choice in enumerate(self._choices.pop(place, [])):
            for strand in choice:
                at = strand.after(place, number)
                old = strand.entries.pop(at)
                self._postings.withdraw(strand, old.known)
                self._changes_after(strand, at - 1, old.known, strand.before(place, number), place)
            _tie(choice, -1)
        self._ripple()

    def _ripple(self) -> None:
        """Bring what is known with each entry up to date, from entry to entry until nothing changes."""
        while self._stale:
            place, number = heappop(self._stale)
            choices = self._choices.get(place, [])
            choice = choices[number] if number < len(choices) else ()
            if not choice or choice[0].entry(place, number) is None:
                continue  # it is being taken out
            before = [strand.before(place, number) for strand in choice]
            for strand in choice:
                at = strand.after(place, number)
                old = strand.entries[at]
                known = known_with(before, old.sight, place, number)
                if known != old.known:
                    strand.entries[at] = old._replace(known=known)
                    self._postings.withdraw(strand, old.known)
                    self._postings.post(strand, known)
                    self._changes_after(strand, at, old.known, known)

    def _changes_after(
        self, strand: Strand, at: int, old: Profile | None, new: Profile | None, place: Place | None = None
    ) -> None:
        """Note what is known of a strand from one entry to the next where it was something else.

        Who looks there for either is to be looked at again, and the next entry to be brought up to date.
        """
        self._touched[id(strand)] = strand
        if old == new:
            return
        following = strand.entries[at + 1] if at + 1 < len(strand.entries) else None
        for known in (old, new):
            if known is not None:
                after = place or strand.entries[at].place
                for seeker in self._postings.seekers(known, after, following.place if following else None):
                    heappush(self._dirty, seeker)
        if following is not None:
            heappush(self._stale, following[:2])


def _tie(choice: Choice, count: int) -> None:
    for strand in choice:
        for other in choice:
            if other is not strand:
                strand.ties[other] += count
                if not strand.ties[other]:
                    del strand.ties[other]
