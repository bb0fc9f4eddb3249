"""Whether a sentence only imagines what it tells, or tells what comes of any vote."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.in_works import is_in_work
from streams.core.detect.words.text import longest_first

ODDS = 2
"""Words behind a colon that are odds: "64 percent."."""
_SUPPOSING = frozenset(("supposing", "works", "taken_back", "never_before", "left_untold"))
"""Lists of which a sentence has a phrase if it only imagines what it tells; but for what it begins or ends with."""


def is_supposed(s: Sentence) -> bool:
    """Say whether a sentence only imagines what it tells: "Suppose Russia vetoed the draft"; or leaves it untold."""
    if s.supposed is None:
        s.supposed = _is_supposed(s)
    return s.supposed


def _is_supposed(s: Sentence) -> bool:
    begin = s.span[0] + s.folded.startswith(('"', "'"), s.span[0])
    if s.folded.startswith(longest_first(s.lex.words["no_news"]), begin):
        return True  # "Scenario two: the council adopts a resolution", "KILLED: The story that said it had adopted it"
    if _are_odds(s):
        return True
    if s.phrases.isdisjoint(_SUPPOSING):
        return False
    if s.has("supposing") and s.folded.startswith(longest_first(s.lex.words["supposing"]), begin):
        return True
    if is_in_work(s) or _is_set_right(s):
        return True
    never = s.has("never_before") and s.begins("never_before")
    return never or _is_untold(s)


def _is_set_right(s: Sentence) -> bool:
    """Say whether a sentence takes back what was told: "did not adopt a resolution, as earlier reported"."""
    if not s.has("taken_back") or s.lex.romance:
        return False
    begin = s.folded[s.span[0] : s.span[1]]
    return s.says(begin.replace(",", " ").replace(".", " ").split(), "not_so")


def _are_odds(s: Sentence) -> bool:
    """Say whether it is told how likely something is: "Russia vetoes a resolution: 64 percent."."""
    if s.lex.romance or not s.folded.endswith(longest_first(s.lex.words["odds"]), s.span[0], s.span[1] - 1):
        return False
    told = s.folded[s.span[0] : s.span[1]].rpartition(": ")
    return bool(told[1]) and len(told[2].split()) <= ODDS


def _is_untold(s: Sentence) -> bool:
    """Say whether it is told that something is not known: "What Russia did veto was never clear"."""
    return s.has("left_untold") and s.begins("asking_what")


def tells_rule(s: Sentence) -> bool:
    """Say whether a sentence tells what comes of any vote, or imagines one: "If any of them votes against a draft, it
    fails, even if the other 14 are in favor", "A draft is lost if one of them votes no, even when 14 vote for it"."""
    if is_supposed(s):
        return True
    if not s.has("ruling"):
        return False
    borders = [s.surface(mark) for mark in s.borders]
    if not s.says(borders, "ruling") or any(mark.kind == "verb" and "d" in mark.forms for mark in s.marks):
        return False
    text = next(s.texts(*s.span), None)
    return text is not None and text.article not in ("the", "own") and not text.sponsors


def comes_of_it(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told of any text what comes of a condition: "If one of them votes no, the draft is lost"."""
    if mention.sponsors or mention.backers or mention.symbols or mention.topics or mention.organ:
        return False
    opening = s.words_after(s.span[0], 2)
    rule = s.says(opening[:1], "ruling") and s.says(opening[1:], "indefinite", "any")  # "When a member votes no,"
    if not (rule or s.says(opening[:1], "condition")) or "," not in s.folded[s.span[0] : mention.start]:
        return False
    return s.says(s.words_after(mention.end, 1), "present_be") or _is_present(s, mention)


def _is_present(s: Sentence, mention: Mention) -> bool:
    """Say whether the verb right behind a text is in the present: "the draft fails"."""
    verb = next((mark for mark in s.marks if mark.kind == "verb" and mark.start >= mention.end), None)
    return verb is not None and verb.forms == "s" and not s.folded[mention.end : verb.start].strip()


def is_thought_of(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is only thought of, by what the sentence begins with."""
    return is_supposed(s) or comes_of_it(s, mention)
