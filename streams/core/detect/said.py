"""Where a story says the phrases that are asked for sentence by sentence: all of them are found in one pass."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

ASKED = (
    "abstain_ahead",
    "abstain_behind",
    "abstentions",
    "absent_ahead",
    "absent_behind",
    "against_ahead",
    "against_behind",
    "against_wishes",
    "authors",
    "binding",
    "called_untrue",
    "denials",
    "elected_so",
    "false",
    "favour_ahead",
    "favour_behind",
    "needed_majority",
    "not_binding",
    "opposed_by",
    "report_stems",
    "shares",
    "short_of",
    "siding",
    "so_many_others",
    "taking_sides",
    "the_country",
    "untrue",
    "voted_alone",
    "voted_how",
)
"""The lexicon's lists of phrases of which most sentences are asked whether one stands in them."""
GATE, CONSENSUS, UNANIMOUS = "the tally's gate", "by consensus", "unanimously"
"""What its other phrases that are asked for so are called here."""
_CODING = "latin-1"
"""A byte a character, so that offsets stay those of the text. Letters beyond it become question marks, which no phrase
has, and no phrase that is asked for has such a letter."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where a text has the phrases of each list: as (end, start), in order."""

    spots: Mapping[str, list[tuple[int, int]]]

    def stands(self, name: str, start: int, end: int) -> bool:
        """Say whether a phrase of the list ``name`` stands within ``[start, end)``."""
        spots = self.spots[name]
        if not spots:
            return False
        for at in range(bisect_left(spots, (start + 1,)), len(spots)):
            if spots[at][0] > end:
                return False
            if spots[at][1] >= start:
                return True
        return False


class Finder:
    """Finds the phrases of several lists, which it knows by their names, in one pass over a text."""

    def __init__(self, lists: Mapping[str, Collection[str]]) -> None:
        names: dict[str, list[str]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                names.setdefault(phrase, []).append(name)
        self._lists, self._names = tuple(lists), tuple(names.values())
        self._search = BytesAhoCorasick(
            [phrase.encode(_CODING) for phrase in names],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def said_in(self, folded: str) -> Said:
        """Return where ``folded`` has the phrases."""
        spots: dict[str, list[tuple[int, int]]] = {name: [] for name in self._lists}
        data = folded.encode(_CODING, "replace")
        for phrase, start, end in self._search.find_matches_as_indexes(data, overlapping=True):
            for name in self._names[phrase]:
                spots[name].append((end, start))
        return Said(spots)
