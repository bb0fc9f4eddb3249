"""What is told as what would have been: "Had Russia vetoed the text, it would"."""

from streams.core.detect.mentions import Mention
from streams.core.detect.sentence import Sentence

_NAMES = ("organ", "actor", "foreign")


def is_inverted(s: Sentence, i: int) -> bool:
    """Say whether it is told what would have been: "Had Russia vetoed it, the text would"."""
    start = s.items[i].start
    at = s.folded.rfind("had ", s.span[0], start) if not s.lex.romance else -1
    if at < 0 or s.folded[at - 1 : at].isalnum() or ", " in s.folded[at:start]:
        return False
    before = s.folded[max(s.span[0], at - 12) : at].split()[-1:]
    if before and not (before[0].endswith((",", ":", "-")) or s.says(before, "that")):
        return False
    named = any(item.start >= at and (isinstance(item, Mention) or item.kind in _NAMES) for item in s.items[:i])
    return named or s.says(s.words_after(at, 2)[1:], "pronoun")
