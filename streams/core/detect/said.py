"""Where a story says the phrases that are asked for sentence by sentence: all of them are found in one pass."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from streams.core.detect.text import LATIN, as_bytes

ASKED = (
    "absent_ahead",
    "absent_behind",
    "abstain_ahead",
    "abstain_behind",
    "abstentions",
    "accords",
    "against_ahead",
    "against_behind",
    "against_wishes",
    "agreeing",
    "agreement",
    "authors",
    "binding",
    "called_untrue",
    "claim_labels",
    "compared_to",
    "compared_with",
    "condition",
    "denials",
    "denied",
    "elected_so",
    "escaping",
    "false",
    "favour_ahead",
    "favour_behind",
    "forth",
    "hoping",
    "initiatives",
    "its_record",
    "joined",
    "just_done",
    "lands",
    "last_time",
    "left_untold",
    "needed_majority",
    "needing",
    "negotiated_by",
    "never_before",
    "not_binding",
    "occasion",
    "of_history",
    "one_of_two",
    "opposed_by",
    "own_things",
    "owning",
    "proposed",
    "put_off_until",
    "putting_to",
    "ranging",
    "report_stems",
    "rules_be",
    "ruling",
    "scenes",
    "settling",
    "shares",
    "short_of",
    "siding",
    "similar",
    "since",
    "sittings",
    "so_many_others",
    "some_members",
    "supposing",
    "taken_back",
    "taking_sides",
    "talked_over",
    "the_country",
    "untrue",
    "voted_alone",
    "voted_how",
    "without_it",
    "works",
)
"""The lexicon's lists of phrases of which most sentences are asked whether one stands in them."""
GATE, CONSENSUS, UNANIMOUS, ASIDE = "the tally's gate", "by consensus", "unanimously", "told aside"
"""What its other phrases that are asked for so are called here."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where a text has a phrase, and of which lists that is: ``ends`` are in order, ``spots`` are (start, lists)."""

    ends: list[int]
    spots: list[tuple[int, frozenset[str]]]

    def within(self, start: int, end: int) -> set[str]:
        """Return the lists of which a phrase stands within ``[start, end)``."""
        found: set[str] = set()
        for at in range(bisect_right(self.ends, start), bisect_right(self.ends, end)):
            first, lists = self.spots[at]
            if first >= start:
                found |= lists
        return found

    def stands(self, name: str, start: int, end: int) -> bool:
        """Say whether a phrase of the list ``name`` stands within ``[start, end)``."""
        return name in self.within(start, end)


class Finder:
    """Finds the phrases of several lists, which it knows by their names, in one pass over a text."""

    def __init__(self, lists: Mapping[str, Collection[str]]) -> None:
        names: dict[str, list[str]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                names.setdefault(phrase, []).append(name)
        self._lists = tuple(map(frozenset, names.values()))
        self._search = BytesAhoCorasick(
            [phrase.encode(LATIN) for phrase in names],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def said_in(self, folded: str) -> Said:
        """Return where ``folded`` has the phrases."""
        found = self._search.find_matches_as_indexes(as_bytes(folded), overlapping=True)
        return Said([end for _, _, end in found], [(start, self._lists[phrase]) for phrase, start, _ in found])
