"""Meetings that were to vote on a text and are put off."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.mood import reading
from streams.core.detect.words.marks import Mark

MET_WITHIN = 3
"""Words from a verb of putting off to the meeting that was to vote: "the emergency session"."""


def is_put_off_before(s: Sentence, i: int) -> bool:
    """Say whether the meeting that is to vote is told to be put off first: "postponed the session that was set for
    Tuesday to vote on a resolution"."""
    if s.lex.romance or not s.says(s.words_before(s.verb(i).start, 1), "infinitive"):
        return False
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mention):
            return False
        if isinstance(item, Mark) and item.kind == "verb" and item.value in ("postpone", "withdraw"):
            how, met = reading(s, j), s.says(s.words_after(item.end, MET_WITHIN), "meeting")
            return met and how.mode == "real" and not (how.passive or how.past)
    return False


def is_put_off_behind(s: Sentence, i: int) -> bool:
    """Say whether a meeting is told to be put off, behind what it was to vote on: ", has been postponed"."""
    for j in range(i + 1, len(s.items)):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "verb" and item.value == "postpone":
            how = reading(s, j)
            return how.passive and how.mode == "real" and not how.past
        if isinstance(item, Mark) and item.kind == "border":
            return False
    return False
