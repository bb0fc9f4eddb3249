"""Whether an outcome is told as a memory, or only says which text or day is meant: "the hall in which the assembly"."""

from streams.core.detect.mentions import TEXTS
from streams.core.detect.sentence import Sentence
from streams.core.detect.sightings import Sighting

SAID = 24
"""Characters between "recalled" and the day on which somebody did: " to students on "."""
HOW = 12
"""Characters between "how" and the body that did it: " the U.N. "."""


def is_recalled(one: Sighting) -> bool:
    """Say whether somebody only recalls it, whatever the day on which he does: "he recalled on Tuesday that"."""
    s = one.sentence
    if s.lex.romance or one.tally is not None or not s.has("recalling"):
        return False
    words = s.lex.words["recalling"]
    found = (s.folded.find(f" {word} ", s.begin, s.span[1]) for word in words)
    at = min((at for at in found if at >= 0), default=-1)
    if at < 0 or any(abs(when.start - at) > SAID for when in s.whens):
        return False
    behind = [word for word in s.words_after(at + 1, 5)[1:] if word not in s.lex.weekdays]
    told = s.says(behind, "recalled_that")
    quoted = at > one.at and '"' in s.folded[s.begin : at] and not s.says(behind[:1], "owning", "definite")
    return (told and at < one.at) or quoted


def is_remembered(one: Sighting) -> bool:
    """Say whether an outcome without a day is how, where or in which text something was: "told how the council adopted
    it", "the hall in which", "The street is called after the resolution that the council adopted"."""
    s = one.sentence
    if s.lex.romance or one.tally is not None or s.index:
        return False
    return _is_told_how(s, one.at) or _says_which(one)


def _is_told_how(s: Sentence, at: int) -> bool:
    """Say whether it is told how a body did it: "has described how the Security Council adopted the resolution"."""
    how = s.folded.rfind(" how ", s.begin, at)
    if how < 0 or "," in s.folded[how:at]:
        return False
    return any(mark.start - how <= HOW + len(" how ") for mark in s.marks if mark.start > how and mark.kind == "organ")


def _says_which(one: Sighting) -> bool:
    """Say whether a clause only says which hall, day or text is meant: the main one tells the news."""
    s, mention = one.sentence, one.mention
    border = next((mark for mark in reversed(s.borders) if mark.start < one.at), None)
    if border is None or border.value != "relative" or "," in s.folded[border.end : one.at]:
        return False
    if s.says(s.words_before(border.start, 1), "where_or_when"):
        return True  # "the hall in which the assembly adopted it", "the day on which"
    which = mention is not None and mention.kind in TEXTS and mention.article == "the" and not mention.sponsors
    return mention is not None and which and border.start - mention.end == 1 and s.calls(border, "pointing_out")
