"""Which Main Committee of the General Assembly one without a name is, by what its text is on: rule 98 shares it out."""

import re
from itertools import pairwise

from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark

UNNAMED = "GA-C"
"""A Main Committee of which it is not told which: an event says the General Assembly, and that it was in committee."""
_TOPICS = {
    "GA-C1": "on_disarmament",
    "GA-C2": "on_economy",
    "GA-C3": "on_rights",
    "GA-C4": "on_colonies",
    "GA-C5": "on_budgets",
    "GA-C6": "on_law",
}
"""The lexicon's words for what each committee takes up."""
_BEHIND, _BEFORE = 260, 200
"""Characters behind the committee, and before it, in which it is told what its text is on."""
_SEATS = 54
"""Members of the Economic and Social Council: more vote in the Assembly and its Main Committees alone."""
_COUNTED = re.compile(r"\b(\d{2,3})(?: (?:nations|countries|states|members|votes|to \d|in fav)|-\d)")
_ON = 6
"""Characters between a text and the country whose record it is on: " on "."""
_OTHERS = ("PSE", "ISR", "ESH")
"""Territories whose affairs other committees have as well."""


def is_of_all_states(folded: str, begin: int) -> bool:
    """Say whether more states voted than sit in any other committee of the United Nations: "A U.N. committee voted on
    Thursday for a treaty, with 123 nations in favor"."""
    return any(int(count) > _SEATS for count in _COUNTED.findall(folded, begin, begin + _BEHIND))


def committee_on(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> str:
    """Return the committee that takes up what is told around the unnamed one at ``index``, or ``UNNAMED``."""
    mark = marks[index]
    behind = [
        (at, committee)
        for committee, name in _TOPICS.items()
        for word in lex.words[name]
        if (at := folded.find(word, mark.end, mark.end + _BEHIND)) >= 0
    ]
    if behind:
        return min(behind)[1]
    before = [
        (at, committee)
        for committee, name in _TOPICS.items()
        for word in lex.words[name]
        if (at := folded.rfind(word, max(0, mark.start - _BEFORE), mark.start)) >= 0
    ]
    return max(before)[1] if before else "GA-C3" if _is_on_country(folded, marks, index, lex) else UNNAMED


def _is_on_country(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> bool:
    """Say whether a text is on one country, whose record the Third Committee takes up: "a resolution on Iran"."""
    near = [one for one in marks[index + 1 :] if one.start < marks[index].end + _BEHIND]
    for text, named in pairwise(near):
        beside = text.kind == "noun" and named.kind == "actor" and named.start - text.end <= _ON
        if beside and folded[text.end : named.start].strip() in lex.words["over"]:
            return named.value not in _OTHERS
    return False
