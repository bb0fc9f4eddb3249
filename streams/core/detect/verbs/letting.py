"""Whether a text is told to have been let through: "allowed a Security Council resolution to pass"."""

from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark

REACH = 160
"""Characters between a text that is let through and what it does: " demanding an end to settlement building to "."""
LEAD = 4
"""Words before the text in which it is let through: "let the U.N."."""


def is_let(s: Sentence, i: int) -> bool:
    """Say whether somebody let it be done: "abstained, letting the resolution pass", "letting the Council pass it"."""
    if s.lex.romance or not s.calls(s.verb(i), "going_through_bare"):
        return False
    previous = s.items[i - 1] if i else None
    if isinstance(previous, Mark) and previous.kind == "organ":
        return _is_let_do(s, previous)
    return is_let_through(s, i)


def is_let_through(s: Sentence, i: int) -> bool:
    """Say whether it is a text that was let through, and not a body that was let adopt one."""
    if s.lex.romance or not s.calls(s.verb(i), "going_through_bare"):
        return False
    for item in reversed(s.items[:i]):
        if s.verb(i).start - item.start > REACH or (isinstance(item, Mark) and item.kind == "border"):
            return False
        if isinstance(item, Mention) and item.kind in TEXTS:
            return not item.plural and item.article != "any" and _is_let_do(s, item)
        if isinstance(item, Mark) and item.kind == "verb" and "g" not in item.forms and "d" not in item.forms:
            return False
    return False


def _is_let_do(s: Sentence, text: Item) -> bool:
    """Say whether it is told right before a text that it was let do something, and not that it may be."""
    words = s.words_before(text.start, LEAD)
    at = next((at for at in range(len(words) - 1, -1, -1) if s.says(words[at : at + 1], "let")), None)
    if at is None or len(words) - at > LEAD - 1:
        return False
    before = s.words_before(text.start, LEAD + 4)[: -(len(words) - at)]
    return not s.says(before[-4:], "hypothetical", "future", "negation", "infinitive", "would", "wished")
