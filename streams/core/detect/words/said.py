"""Where a story says the phrases that are asked for sentence by sentence: all of them are found in one pass."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from streams.core.detect.words.text import by_words

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
    "laws_so_called",
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
    "only_possible",
    "opposed_by",
    "own_things",
    "owning",
    "proposed",
    "put_off_until",
    "putting_to",
    "ranging",
    "recalling",
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
    """Where a text has a phrase: ``found`` are (phrase, start, end) in order of their ``ends``; ``lists`` says of which
    each phrase is."""

    ends: list[int]
    found: list[tuple[int, int, int]]
    lists: tuple[frozenset[str], ...]

    def within(self, start: int, end: int) -> set[str]:
        """Return the lists of which a phrase stands within ``[start, end)``."""
        ends, lists = self.ends, self.lists
        near = self.found[bisect_right(ends, start) : bisect_right(ends, end)]
        return set().union(*[lists[phrase] for phrase, first, _ in near if first >= start])

    def spans_of(self, name: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return where within ``[start, end)`` the phrases of the list ``name`` stand."""
        near = self.found[bisect_right(self.ends, start) : bisect_right(self.ends, end)]
        return [(first, last) for phrase, first, last in near if first >= start and name in self.lists[phrase]]

    def stands(self, name: str, start: int, end: int) -> bool:
        """Say whether a phrase of the list ``name`` stands within ``[start, end)``."""
        return name in self.within(start, end)


WITHIN = (GATE, "authors", "elected_so", "siding", "taking_sides", "voted_alone", "voted_how")
"""Lists of parts of words, which may begin within one: "outvoted", "unopposed"."""


def _patterns(phrase: str, *, within: bool) -> set[bytes]:
    """Return what a phrase is looked for by: where a word begins, or also within one, as "d no" of "voted no" does."""
    whole = by_words(phrase)
    return {whole, whole[:1].lower() + whole[1:]} if within or not phrase[1:2].isalnum() else {whole}


class Finder:
    """Finds the phrases of several lists, which it knows by their names, in one pass over a text."""

    def __init__(self, lists: Mapping[str, Collection[str]]) -> None:
        names: dict[bytes, list[str]] = {}
        for name, phrases in lists.items():
            patterns = (_patterns(phrase, within=name in WITHIN) for phrase in phrases)
            for pattern in chain.from_iterable(patterns):
                names.setdefault(pattern, []).append(name)
        self._lists = tuple(map(frozenset, names.values()))
        self._search = BytesAhoCorasick(
            list(names),
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def said_in(self, folded: str) -> Said:
        """Return where ``folded`` has the phrases."""
        found = self._search.find_matches_as_indexes(by_words(folded), overlapping=True)
        return Said([end for _, _, end in found], found, self._lists)
