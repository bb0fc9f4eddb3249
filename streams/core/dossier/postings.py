"""Which strands are known by what, when, and which tellings look for it."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from streams.core.dossier.fitting import LONGEST
from streams.core.dossier.profiles import Profile
from streams.core.dossier.sights import OLD, Place
from streams.core.dossier.strands import Half, Key, Strand, keys_of

BUCKET = 32
"""Days. Strands are posted by the day of which they were told last, seekers by their own."""
REACH = LONGEST + OLD + 1
"""Days between what was told of a strand last and a telling that may still be of it: the window, how old a day may be
that is told, and the second look at a weak telling."""


class Postings:
    """Strands by key and time, and the tellings that look for them."""

    def __init__(self) -> None:
        self._posted: defaultdict[tuple[Key, int], Counter[Strand]] = defaultdict(Counter)
        self._seekers: defaultdict[tuple[Key, int], list[Place]] = defaultdict(list)

    def near(self, telling: Half) -> list[Strand]:
        """Return the strands that a telling may be of, and some more."""
        days = [sight.day.toordinal() for sight in telling.sights]
        times = range((min(days) - LONGEST) // BUCKET, (max(*days, telling.place[0].toordinal()) + 1) // BUCKET + 1)
        found: dict[Strand, None] = {}
        for key in telling.keys:
            for time in (0,) if key[0] == "by" else times:
                found.update(dict.fromkeys(self._posted.get((key, time), ())))
        return list(found)

    def post(self, strand: Strand, known: Profile) -> None:
        """Let a strand be found by what is known of it."""
        for key in keys_of(known):
            self._posted[key, _time(key, known.last)][strand] += 1

    def withdraw(self, strand: Strand, known: Profile) -> None:
        """Take back one posting."""
        for key in keys_of(known):
            place = key, _time(key, known.last)
            posted = self._posted[place]
            posted[strand] -= 1
            if not posted[strand]:
                del posted[strand]
                if not posted:
                    del self._posted[place]

    def seek(self, telling: Half) -> None:
        """Note what a telling looks for."""
        for key in telling.keys:
            insort(self._seekers[key, _time(key, telling.place[0])], telling.place)

    def ignore(self, telling: Half) -> None:
        """Forget what a telling looks for."""
        for key in telling.keys:
            place = key, _time(key, telling.place[0])
            seekers = self._seekers[place]
            del seekers[bisect_left(seekers, telling.place)]
            if not seekers:
                del self._seekers[place]

    def seekers(self, known: Profile, after: Place, until: Place | None) -> Iterator[Place]:
        """Return the tellings after one place, up to another, that can see what is known of a strand."""
        first = after[0].toordinal() // BUCKET
        last = (known.last.toordinal() + REACH) // BUCKET
        if until is not None:
            last = min(last, until[0].toordinal() // BUCKET)
        for key in keys_of(known):
            for time in (0,) if key[0] == "by" else range(first, last + 1):
                places = self._seekers.get((key, time))
                if places:
                    end = len(places) if until is None else bisect_right(places, until)
                    yield from places[bisect_right(places, after) : end]


def _time(key: Key, day: date) -> int:
    return 0 if key[0] == "by" else day.toordinal() // BUCKET
