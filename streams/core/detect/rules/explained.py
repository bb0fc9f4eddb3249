"""How a body decides on any text, as those tell who explain it: "is adopted if nine members vote for it"."""

from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.text import contains

BEHIND = 60
"""Characters behind a verb or a text in which it is told on what it depends, or that it is one of many."""


def depends_on_votes(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether an adoption told in the present is that of any text: "adopts resolutions by nine votes", "is adopted
    by two thirds of those present and voting", "is adopted if nine are for it", "adopts one text after another"."""
    verb = s.verb(i)
    if s.lex.romance or mention.kind not in TEXTS:
        return False
    present = s.says(s.words_before(verb.start, 1), "present_be") if "d" in verb.forms else "s" in verb.forms
    if not present:
        return False
    end = max(verb.end, mention.end)
    behind = s.folded[end : min(s.span[1], end + BEHIND)]
    if contains(behind, s.lex.words["voting_rules"]):
        return s.tally is None or s.tally.against is None
    border = next((mark for mark in s.borders if mark.start >= end), None)
    depends = border is not None and border.value == "condition" and border.start - end < BEHIND
    if not depends or border is None or "," in s.folded[end : border.start]:
        return False
    votes = s.words_after(border.end, 9)  # not "a resolution threatening sanctions if the fighting goes on"
    return s.says(votes, "voting") or any(mark.value in ("vote", "veto") for mark in s.marks if mark.start > border.end)
