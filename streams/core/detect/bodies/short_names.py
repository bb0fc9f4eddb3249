"""What each short name of a body stands for, in the order of the text: the last full name, or another body."""

from dataclasses import dataclass, field, replace

from streams.core.detect.bodies.committees import committee_on, is_of_all_states
from streams.core.detect.bodies.whose import (
    is_any,
    is_beside_other,
    is_followed_by_owner,
    is_local,
    is_of_land,
    is_other,
    is_part_of_name,
    sits_elsewhere,
)
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import ORGANS, PERMANENT, Mark
from streams.core.detect.words.text import by_words, contains, longest_first

_GROUPS = {
    "SC": "council",
    "HRC": "council",
    "ECOSOC": "council",
    "GA": "assembly",
    "CHR": "commission",
    "UN-other": "commission",
}
"""The short name of each organ; the Main Committees' is ``committee``."""
_TOWNS = "a town's"
"""What "the council" is, and no "Security Council", where a story names a mayor before any other council."""
_OTHERS_HAVE = ("SC", "GA", "CHR")
"""Organs whose names other bodies bear too: Russia's Security Council, Georgia's General Assembly."""
NAMED_WITHIN = 250
"""Characters behind the first "General Assembly" within which a story says that it is the United Nations'."""


def _group(organ: str) -> str:
    return _GROUPS.get(organ, "committee")


@dataclass(slots=True)
class ShortNames:
    """Goes through the organ marks in order and remembers what each short name stood for last, and first."""

    body: str
    folded: str
    marks: list[Mark]
    lex: Lexicon
    filed_there: bool = False  # at the United Nations, by its dateline
    last: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)
    unnamed: str = ""  # what a committee of the General Assembly is that is never numbered
    played: bool = False  # pupils play the United Nations
    others_assemble: bool = False  # a church or a club is told of, whose General Assembly needs no other name
    others: set[str] = field(default_factory=set)
    titled: set[str] = field(default_factory=set)
    titled_un: bool = False
    of_the_union: bool = False  # "the Council" is that of the European Union
    has_secretary: bool = False  # a state's Security Council is told of, which has a secretary; the UN's has none

    def note_other(self, mark: Mark) -> None:
        """Remember that "the council" is another's: one with a longer name was named, and none of the UN before it."""
        group = self.folded[mark.start : mark.end].rpartition(" ")[2]
        if group in ("council", "assembly") and mark.value in self.lex.words["councils_of_state"]:
            self.last.setdefault(group, "foreign")

    def prepare(self, headline: str) -> None:
        """Learn the first full name of each group, in the body and then in the headline: a lead may say "council"."""
        others = [mark for mark in self.marks if mark.kind in ("actor", "foreign") and is_other(mark)]
        self.others = {self.folded[mark.start : mark.end] for mark in others}
        pupils = self._has("simulated") and contains(self.folded, self.lex.words["pupils"])
        self.played = self._has("simulated") and (pupils or not self._un_is_named())
        self.others_assemble = self._has("assembled_others") and not self._un_is_named(NAMED_WITHIN)
        organs = [mark for mark in self.marks if mark.kind == "organ"]
        assembly = any(mark.value == "GA" for mark in organs)
        if assembly and not (self.others_assemble or self._un_is_named() or self.lex.gate.names_the_un(headline)):
            self.others_assemble = contains(self.folded, self.lex.words["states_with_assemblies"])
        self.has_secretary = contains(self.folded, self.lex.words["councils_with_secretaries"])
        for index, mark in enumerate(self.marks):
            if mark.kind == "organ" and mark.value in ORGANS and not self._is_other(index):
                self.first.setdefault(_group(mark.value), mark.value)
        council = next((mark.start for mark in organs if mark.value in ("SC", "HRC")), None)
        halls = self.lex.words["town_halls"]
        towns = [mark.start for mark in self.marks if mark.value in halls] if council is not None else []
        if towns and council is not None and towns[0] < council:
            self.last["council"] = _TOWNS
        alone = contains(self.folded, self.lex.words["council_alone"]) or self._names_the_fifteen()
        if not self.first and (self._speaks_of_vetoes() or alone):
            self.first["council"] = "SC"
        for term, start, end in self.lex.automaton.find_matches_as_indexes(by_words(headline)) if headline else ():
            kind, value, _ = self.lex.terms[term]
            whole = not headline[start - 1 : start].isalnum() and not headline[end : end + 1].isalnum()
            self.titled_un = self.titled_un or (value == "UN" and kind == "organ" and whole)
            if kind == "organ" and value in ORGANS and whole:
                self.first.setdefault(_group(value), value)
                self.titled.add(value)

    def _names_the_fifteen(self) -> bool:
        """Say whether the Security Council is called by how many it has: "soumis au vote des Quinze"; so was once the
        European Union."""
        fifteen = self.lex.words["the_fifteen"]
        if not fifteen or any(mark.value == "EU" or mark.kind == "foreign" for mark in self.marks):
            return False
        short = (mark for mark in self.marks if mark.value == "council" and mark.kind == "organ")
        return any(self.folded[one.start : one.end] in fifteen and self.body[one.start].isupper() for one in short)

    def as_member(self, mark: Mark) -> Mark | None:
        """Return the council of "the only council member", a foreign body's mark, where it is the UN's, or None."""
        if mark.value not in self.lex.words["council_members"]:
            return None
        council = self.last.get("council")
        if council in (None, "foreign", _TOWNS):
            return None
        return replace(mark, kind="organ", value=council, end=mark.start + mark.value.index(" "))

    def _has(self, others: str) -> bool:
        """Say whether another body of one of the lexicon's lists is named."""
        return not self.lex.words[others].isdisjoint(self.others)

    def _calls_it_the_uns(self, mark: Mark) -> bool:
        """Say whether a mark names the United Nations: "the U.N.", "U.N. General Assembly"."""
        surface = self.folded[max(0, mark.start - 16) : mark.end]
        return mark.value == "UN" or not self.lex.words["of_the_un"].isdisjoint(surface.replace(",", " ").split())

    def _un_is_named(self, reach: int | None = None) -> bool:
        """Say whether the United Nations are named, or are so within ``reach`` behind the first General Assembly; also
        as where the story was filed."""
        if self.filed_there:
            return True
        marks = [mark for mark in self.marks if mark.kind == "organ"]
        end = next((mark.end + reach for mark in marks if mark.value == "GA"), None) if reach is not None else None
        return any(self._calls_it_the_uns(mark) for mark in marks if end is None or mark.start < end)

    def _speaks_of_vetoes(self) -> bool:
        """Say whether "the Council" alone can only be the one with vetoes: numbers of its series, or its members."""
        if any(mark.kind == "foreign" for mark in self.marks):
            return False
        if any(mark.kind == "symbol" and mark.value.startswith("S/") for mark in self.marks):
            return True
        vetoes = any(mark.kind == "verb" and mark.value == "veto" for mark in self.marks)
        return vetoes and any(mark.kind == "actor" and mark.value in PERMANENT for mark in self.marks)

    def settled(self, index: int) -> str | None:
        """Return the organ that the mark stands for, ``foreign``, or None for what is no body of interest."""
        mark = self.marks[index]
        name = self.folded[mark.start : mark.end].removeprefix("the ")
        beside = name in ("assembly", "council") and not self.lex.romance and self._is_others(index, name)
        elsewhere = is_local(self.folded, mark, self.lex) or sits_elsewhere(self.body, self.folded, mark, self.lex)
        if self.played or beside or elsewhere:
            return "foreign"  # beside: "the OSCE assembly"
        return self._settled_full(index, name) if mark.value in ORGANS else self._settled_short(index)

    def _settled_short(self, index: int) -> str | None:
        mark = self.marks[index]
        of_assembly = self._is_of_assembly(mark) or self._is_followed_by_assembly(index)
        if not of_assembly and is_part_of_name(self.body, self.folded, mark, self.lex):
            return "foreign" if self.body[mark.start].isupper() else None
        known = self.last.get(mark.value) or self.first.get(mark.value)
        if known is None and of_assembly:
            known = self.unnamed = self.unnamed or committee_on(self.folded, self.marks, index, self.lex)
        return "foreign" if known == _TOWNS else known

    def _settled_full(self, index: int, name: str) -> str | None:
        mark = self.marks[index]
        group = _group(mark.value)
        plain = self.folded[mark.start : mark.end] in self.lex.words["shared_names"]
        if plain and not (self.lex.romance and mark.value == "SC") and self._is_in_common_words(mark):
            return None
        short = self.folded[mark.start : mark.end].rpartition(" ")[2] == group and not self._calls_it_the_uns(mark)
        again = (short or (plain and mark.value == "GA")) and self.last.get(group) == "foreign"
        if self._is_other(index) or again or (group == "committee" and is_beside_other(self.folded, self.marks, index)):
            self.last[group] = "foreign"
            return "foreign"
        if mark.value != "SC" or self.last.get(group) != "HRC":
            self.last[group] = mark.value
        elif short and name == group:
            return "HRC"  # the tagger takes "the Council" for the one named last, also where that is only sent a report
        elif self.first.get(group) != "HRC" or not self._gets_it(mark):
            self.last[group] = "SC"
        return mark.value

    def _gets_it(self, mark: Mark) -> bool:
        """Say whether the Security Council is only sent something, or asked: "referral to the Security Council"."""
        words = self.folded[max(0, mark.start - 24) : mark.start].replace(",", " ").split()
        before = [word for word in words if word not in self.lex.words["definite"]][-1:]
        return any(not self.lex.words[name].isdisjoint(before) for name in ("sending_to", "telling", "put_to_them"))

    def _is_of_assembly(self, mark: Mark) -> bool:
        """Say whether "a General Assembly committee" is named."""
        surface = self.folded[mark.start : mark.end]
        known = "assembly" in self.first or "committee" in self.first
        if mark.value != "committee":
            return False
        its = not known and not self.lex.romance and self._calls_it_the_uns(mark)
        return "assembly" in surface or (" " in surface and known) or (its and is_of_all_states(self.folded, mark.end))

    def _is_followed_by_assembly(self, index: int) -> bool:
        """Say whether "a committee of the General Assembly" is named."""
        mark, following = self.marks[index], self.marks[index + 1] if index + 1 < len(self.marks) else None
        if mark.value != "committee" or following is None or following.kind != "organ" or following.value != "GA":
            return False
        return self.folded[mark.end : following.start].strip() in self.lex.words["of_the"]

    def _is_other(self, index: int) -> bool:
        """Say whether an organ's name is another's: "Russia's Security Council", "Presbyterian General Assembly"."""
        mark = self.marks[index]
        if mark.value not in _OTHERS_HAVE or self.folded[mark.start : mark.end] not in self.lex.words["shared_names"]:
            return False
        if (mark.value == "GA" and self.others_assemble) or (mark.value == "SC" and self.has_secretary):
            return True
        after = self.folded[mark.end + 1 : mark.end + 24]
        if self.folded.startswith(" ", mark.end) and after.startswith(longest_first(self.lex.words["other_seats"])):
            return True
        if self.lex.romance:
            owned = is_followed_by_owner(self.folded, self.marks, index, self.lex)
        else:
            owned = is_of_land(self.folded, self.marks, index, self.lex) or is_any(self.folded, mark, self.lex)
        if owned:
            return True
        previous = self.marks[index - 1] if index else None
        if previous is not None and ("\n" in (gap := self.body[previous.end : mark.start]) or gap.strip() == ":"):
            previous = None  # a headline ends in a name, or begins with what it is on: "Chad: Security Council extends"
        if previous is not None and mark.start - 3 <= previous.end <= mark.start and previous.kind != "border":
            return previous.kind == "foreign" or (previous.kind == "actor" and not self._has_text_behind(mark))
        words = self.body[max(0, mark.start - 30) : mark.start].rpartition("\n")[2].split()
        word = words[-1] if words else ""
        endings = longest_first(self.lex.words["session_endings"])
        session = self.folded[max(0, mark.start - 30) : mark.start].rstrip().endswith(endings)  # "Sixty-ninth"
        named = word[:1].isupper() and not (session or word.endswith((",", ".", ":")))
        return named and word.strip("'\"“’s,").lower() not in self.lex.words["before_name"]

    def _has_text_behind(self, mark: Mark) -> bool:
        """Say whether a name is the council's that has texts: "after a Russian Security Council resolution failed"."""
        behind = self.folded[mark.end : mark.end + 24].split()[:1]
        return not self.lex.words["of_texts_only"].isdisjoint(behind) and self._un_is_named()

    def _is_others(self, index: int, name: str) -> bool:
        """Say whether a short name is another body's part, or the Council of the European Union before any other is
        named: "the OSCE assembly", "The Council today adopted a decision extending the EU training mission"."""
        mark = self.marks[index]
        if is_beside_other(self.folded, self.marks, index) or (self.of_the_union and name == "council"):
            return True
        if name != "council" or "council" in self.last or not self.body[mark.start].isupper():
            return False
        stop = self.folded.find(". ", mark.end)
        sentence = self.folded[mark.start : stop if stop >= 0 else len(self.folded)]
        self.of_the_union = contains(sentence, self.lex.words["of_the_eu"])
        return self.of_the_union

    def _is_in_common_words(self, mark: Mark) -> bool:
        """Say whether a name is none here, without a capital: "general assembly is left to the buyer"."""
        before = self.folded[max(0, mark.start - 16) : mark.start].rstrip()
        if not self.body[mark.start : mark.end].islower() or before.endswith(("u.n.", "un", "nations")):
            return False
        return not (before.endswith((" the", "'s")) and self._un_is_named())
