"""Whom a group is made of, and with whom somebody does what is told."""

from streams.core.detect.sentences.names import CLOSING, actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot

GROUP_REACH = 150
"""Characters from "by" over who a group is to the names of its members."""
GROUP_WORDS = 8
"""Words behind "by" among which a group is called: "Portugal's two fellow observers"."""


def with_whom(s: Sentence, spots: list[Spot]) -> list[Spot]:
    """Return those named "with" the last of ``spots``: "sponsored by Egypt with Russia, Uganda and ten others"."""
    if not spots:
        return []
    begin = spots[-1][2]
    for phrase in s.lex.words["behalf"]:
        if s.folded.startswith(f" {phrase} ", begin) or s.folded.startswith(f", {phrase} ", begin):
            words = s.words_after(begin, GROUP_WORDS)  # "on behalf of a core group comprising Mali and Chad"
            return group_behind(s, begin) if s.says(words, "group_kinds") and s.says(words, "group_nouns") else []
    for phrase in s.lex.words["jointly"] if s.lex.romance else ():
        if s.folded.startswith(f" {phrase} ", begin):
            return actors_from(s, begin + len(phrase), 4)  # "impulsada por Perú junto a Chile"
    if s.says(s.words_after(begin, 1), "and", "company") and s.says(s.words_after(begin, 4)[1:], "group_nouns"):
        return group_behind(s, begin)  # "by Iceland and a core group that includes Mali"
    first = next((item for item in s.items if item.start >= begin and is_actor(item)), None)
    between = s.folded[begin : first.start].replace(",", "").split() if first is not None else []
    if first is None or len(between) > 2 or not s.says(between[:1], "company"):  # "with", "with the"
        return []
    named = actors_from(s, first.start, 1)
    after = s.folded[named[-1][2] : min(named[-1][2] + 12, s.span[1])] if named else " "
    closed = not after.strip() or after[0] in CLOSING or s.says(after.split()[:1], "and")
    return named if closed else []  # "with French help"


def group_behind(s: Sentence, begin: int) -> list[Spot]:
    """Return the members named behind a group: "by eight countries, with Italy at their head"; ``begin`` is at "by"."""
    window = s.folded[begin : min(s.span[1], begin + GROUP_REACH)]
    words = [word.strip(",:(") for word in window.split()[1:GROUP_WORDS]]
    found = [at for word in s.lex.words["groups_of"] if (at := window.find(word)) > 0 and not window[at - 1].isalnum()]
    if not found or not s.says(words, "groups_of"):
        return []
    noun = begin + min(found)
    for item in s.items:
        if item.start < begin:
            continue
        owns = s.folded.startswith("'s", item.end)
        if item.start <= noun and not owns:
            return []  # "the United States", "France and other countries"
        if item.start > noun + GROUP_REACH or item.kind == "verb":
            return []
        if item.start <= noun or not is_actor(item):
            continue
        before = s.folded[noun : item.start].removesuffix("the ").rstrip()
        if s.says(before.split()[-1:], "company") and not before.endswith(", with"):
            return []
        group, *tied = before.split()
        its = (
            len(tied) == 1 and s.says([group], "group_nouns") and s.says(tied, "solving_of")
        )  # "a group of Mali and Chad"
        named = its or any(before.endswith(opener) for opener in s.lex.words["naming_them"])
        if named or before.endswith(","):
            spots = actors_from(s, item.start, 1)
            if named or len(spots) > 1:
                return spots + with_whom(s, spots)
    return []
