"""Counts that are of no vote on a text: of a rule, of many votes at once, of what somebody did not get."""

from streams.core.detect.bodies.organs import NEEDED
from streams.core.detect.reading.elsewhere import is_of_others
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.supposed import tells_rule

FORETOLD = 90
"""Characters before a count in which it is told that somebody only expects it."""


def leave_uncounted(s: Sentence) -> None:
    """Take no count that is of a rule, of many votes, of others or of what somebody did not get."""
    if s.tally is None:
        return
    ahead = tells_rule(s) or _is_habit(s) or _is_of_any_text(s) or _is_foretold(s)
    if ahead or _is_condition(s) or _is_of_many(s) or _is_not_won(s) or is_of_others(s):
        s.tally = None


def _is_condition(s: Sentence) -> bool:
    """Say whether so many votes are what an adoption depends on: "is adopted if nine of 15 members vote in favour"."""
    if s.tally is None or s.lex.romance or s.tally.against is not None:
        return False
    border = next((mark for mark in reversed(s.borders) if mark.start < s.tally.start), None)
    if border is None or border.value != "condition" or s.surface(border) not in s.lex.words["only_if"]:
        return False
    return "," not in s.folded[border.end : s.tally.start]


def _is_habit(s: Sentence) -> bool:
    """Say whether it is told how such things are always decided: "Such requests are decided by consensus"."""
    tally = s.tally
    if tally is None or not tally.consensus or tally.counted or tally.unanimous or s.lex.romance:
        return False
    verb = next((mark for mark in s.marks if mark.kind == "verb" and "d" in mark.forms), None)
    first = s.mentions[0] if s.mentions else None
    many = first is not None and first.plural and not first.symbols
    return many and verb is not None and s.says(s.words_before(verb.start, 1), "present_plural")


def _is_foretold(s: Sentence) -> bool:
    """Say whether it is told how many votes somebody looks for: "Diplomats expect it to be carried with 22 to 25", not
    "was adopted, as expected, by 24 votes"."""
    if s.tally is None or s.lex.romance or not s.tally.counted:
        return False
    ahead = s.folded[max(s.span[0], s.tally.start - FORETOLD) : s.tally.start].rpartition(",")[2].split()
    at = next((at for at, word in enumerate(ahead) if s.says([word], "expecting_votes", "counted_on")), -1)
    if at < 0 or s.says(ahead[max(0, at - 1) : at], "as_than") or s.says(ahead[at:], "contrasting"):
        return False
    return s.says(ahead[at : at + 1], "expecting_votes") or s.says(ahead[at + 1 : at + 2], "on")


def _is_of_many(s: Sentence) -> bool:
    """Say whether counts are told of many votes at once, or of the last one: "The votes ran from 12 in favour to nine",
    "The last renewal had 12 supporters"."""
    if s.has("ranging"):
        return True
    first = s.mentions[0] if s.mentions else None
    last = first is not None and first.kind == "action" and first.start == s.span[0]
    return (
        last
        and s.says(s.folded[slice(*s.span)].split()[1:2], "last_time")
        and not any(one.kind in TEXTS for one in s.mentions)
    )


def _is_needed(s: Sentence) -> bool:
    """Say whether all that is counted are the votes that a text of the Security Council needs."""
    return s.tally is not None and s.tally.for_ == NEEDED and (s.tally.against, s.tally.abstain) == (None, None)


def _is_not_won(s: Sentence) -> bool:
    """Say whether the votes counted are those that somebody did not get: "after failing to line up nine votes"."""
    if not _is_needed(s) or s.tally is None:
        return False
    before = s.words_before(s.tally.start, 7)
    return s.says(before, "mustering") and s.says(before, "failed", "negation", "lacking_votes")


def _is_of_any_text(s: Sentence) -> bool:
    """Say whether it is told how many votes any text needs: "a resolution can be passed with nine votes"."""
    if not _is_needed(s) or s.tally is None:
        return False
    text = next(reversed(list(s.texts(s.span[0], s.tally.start))), None)
    loose = text is not None and text.article in ("a", "any") and not (text.sponsors or text.symbols or text.topics)
    return text is not None and loose and s.says(s.folded[text.end : s.tally.start].split(), "hypothetical")
