"""Whether an outcome is told as a memory, or only says which text or day is meant: "the hall in which the assembly"."""

from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.words.marks import Mark

_DECISIVE = ("veto", "adopt", "reject", "vote", "abstain")
"""Verb classes of a main clause that tells the outcome itself."""
LEAD_DAYS = 14
"""Days for which a lead tells of what was done, as its news."""
MEANT = 7
"""Words before "that" in which it is told what it is of: "the resolution on the war in Mali"."""
OWN_DAY = 40
"""Characters between what was done and the day on which it was."""
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
    found = (s.folded.find(f" {word} ", s.span[0], s.span[1]) for word in words)
    at = min((at for at in found if at >= 0), default=-1)
    if at < 0 or any(abs(when.start - at) > SAID for when in s.whens):
        return False
    behind = [word for word in s.words_after(at + 1, 5)[1:] if word not in s.lex.weekdays]
    told = s.says(behind, "recalled_that")
    quoted = at > one.at and '"' in s.folded[s.span[0] : at] and not s.says(behind[:1], "owning", "definite")
    return (told and at < one.at) or quoted


def is_meant(one: Sighting) -> bool:
    """Say whether a lead only says which force or text it speaks of, without a day of its own, whatever day the main
    clause tells: "The panel that the Security Council set up by a resolution visited Singapore on Tuesday", "despite
    the resolution passed by the council"."""
    s = one.sentence
    if s.lex.romance or s.index or (one.tally is not None and one.tally.counted) or _has_own_day(one):
        return False
    if s.says(s.words_before(one.at, 2), "habitual"):
        return True  # "the votes by which it has each year renewed the mission"
    border = next((mark for mark in reversed(s.borders) if mark.start < one.at), None)
    if border is not None and "," not in s.folded[border.end : one.at]:
        if border.value == "relative":
            return _says_which_thing(s, border, one.at)
        if one.rule == "call.voted" and s.calls(border, "just_as") and s.folded.startswith(", ", border.start - 2):
            return s.folded.find(", ", one.at, s.span[1]) > 0  # ", as the council demanded in a resolution,"
    mention = one.mention
    if mention is None or mention.end > one.at or mention.article != "the" or one.rule != "adopt.passive":
        return False
    return s.says(s.words_before(mention.start, 2), "heeding")


def _says_which_thing(s: Sentence, border: Mark, at: int) -> bool:
    """Say whether a relative clause says which of many is meant, and not what somebody said, or what was decided."""
    inside = [mark.kind for mark in s.marks if border.end <= mark.start < at]
    if "organ" not in inside or "verb" in inside:  # "the text that was presented at the council has been passed"
        return False
    if any(mark.kind == "verb" and mark.value in _DECISIVE and mark.start < border.start for mark in s.marks):
        return False
    ahead = s.words_before(border.start, MEANT)
    if s.calls(border, "whose"):
        return True
    said = s.says(ahead, "reporting") or (ahead[-1:] and ahead[-1].endswith(s.lex.past_endings))
    return not said and s.calls(border, "pointing_out") and s.says(ahead, "meant_so")


def _has_own_day(one: Sighting) -> bool:
    """Say whether a day of these stands beside what was done."""
    s = one.sentence
    end = next((mark.end for mark in s.marks if mark.start == one.at), one.at)
    return any(
        -OWN_DAY <= when.start - end <= OWN_DAY
        and (when.weekday is not None or (when.age is not None and 0 <= when.age < LEAD_DAYS))
        and "," not in s.folded[end : when.start].rstrip(", ")
        and not any(mark.kind == "border" for mark in s.marks if when.end <= mark.start < one.at)
        for when in s.whens
    )


def is_remembered(one: Sighting) -> bool:
    """Say whether an outcome without a day is how, where or in which text something was: "told how the council adopted
    it", "the hall in which", "The street is called after the resolution that the council adopted"."""
    s = one.sentence
    if s.lex.romance or one.tally is not None or s.index:
        return False
    return _is_told_how(s, one.at) or _says_which(one)


def _is_told_how(s: Sentence, at: int) -> bool:
    """Say whether it is told how a body did it: "has described how the Security Council adopted the resolution"."""
    how = s.folded.rfind(" how ", s.span[0], at)
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
