"""Whether a sentence only imagines what it tells, or tells what comes of any vote."""

from streams.core.detect.sentence import Sentence
from streams.core.detect.text import contains, longest_first


def is_supposed(s: Sentence) -> bool:
    """Say whether a sentence only imagines what it tells: "Suppose Russia vetoed the draft"; or leaves it untold."""
    return s.folded.startswith(longest_first(s.lex.words["supposing"]), s.begin) or _is_untold(s)


def _is_untold(s: Sentence) -> bool:
    """Say whether it is told that something is not known: "What Russia did veto was never clear"."""
    asks = s.folded.startswith(longest_first(s.lex.words["asking_what"]), s.begin)
    return asks and contains(s.folded[slice(*s.span)], s.lex.words["left_untold"])


def tells_rule(s: Sentence) -> bool:
    """Say whether a sentence tells what comes of any vote, or imagines one: "If any of them votes against a draft, it
    fails, even if the other 14 are in favor", "A draft is lost if one of them votes no, even when 14 vote for it"."""
    if is_supposed(s):
        return True
    borders = [s.surface(mark) for mark in s.borders]
    if not s.says(borders, "ruling") or any(mark.kind == "verb" and "d" in mark.forms for mark in s.marks):
        return False
    text = next(s.texts(*s.span), None)
    return text is not None and text.article not in ("the", "own") and not text.sponsors
