"""Times that French and Spanish count back from now: "hace poco más de un año", "il y a presque trois mois"."""

from datetime import date, timedelta

from streams.core.detect.times.when import When
from streams.core.detect.words.lexicon import Lexicon

REACH = 6
"""Words behind "hace" in which what is counted stands: "poco más de un año"."""
SOME = 3
"""What "some" and "several" count as."""
_UNITS = {"ago_days": 1, "ago_weeks": 7, "ago_months": 30, "ago_years": 365, "ago_decades": 3650}


def times_ago(folded: str, span: tuple[int, int], published: date | None, lex: Lexicon) -> list[When]:
    """Return the times within ``span`` that are so long ago; a day only where days are counted: "il y a deux jours"."""
    found = []
    for lead in lex.words["ago_leads"]:
        at = folded.find(lead, *span)
        while at >= 0:
            when = _read(folded, at, at + len(lead), span[1], published, lex) if _begins(folded, at) else None
            if when is not None:
                found.append(when)
            at = folded.find(lead, at + len(lead), span[1])
    return found


def _begins(folded: str, at: int) -> bool:
    """Say whether a word begins at a place."""
    return at == 0 or not folded[at - 1].isalnum()


def _read(folded: str, start: int, at: int, end: int, published: date | None, lex: Lexicon) -> When | None:
    """Read what is counted behind "hace " at ``at``; None where that is no time."""
    count, exact = 0, True
    for _ in range(REACH):
        space = folded.find(" ", at, end)
        stop = space if space >= 0 else end
        word = folded[at:stop].rstrip(",.;:)\"'")
        unit = next((days for name, days in _UNITS.items() if word in lex.words[name]), None)
        if unit is not None:
            age = max(count, 1) * unit
            day = published - timedelta(age) if published and count and exact and unit == 1 else None
            return When(start, at + len(word), day, age) if count or word.endswith("s") else None
        if word.isdecimal() and len(word) < 4:
            count = int(word)
        elif word in lex.numbers:
            count = lex.numbers[word]
        elif word in lex.words["ago_some"]:
            count, exact = SOME, False
        elif word in lex.words["ago_asides"]:
            exact = False
        else:
            return None
        at = stop + 1
    return None
