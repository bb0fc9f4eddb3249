"""What is told as what would have been: "Had Russia vetoed the text, it would"."""

from itertools import pairwise

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

_NAMES = ("organ", "actor", "foreign")
COAXED = 6
"""Words before a body among which it is told that somebody tried to get it to do something: "trying to shame the "."""
BESIDE = 4
"""Characters between a body's two names: " ("."""
OPENED = 14
"""Characters from "had" to who or what would have done it: "had the U.N. "."""


def is_inverted(s: Sentence, i: int) -> bool:
    """Say whether it is told what would have been: "Had Russia vetoed it, the text would"."""
    start = s.items[i].start
    at = s.folded.rfind("had ", s.span[0], start) if not s.lex.romance else -1
    if at < 0 or s.folded[at - 1 : at].isalnum() or ", " in s.folded[at:start]:
        return False
    before = s.folded[max(s.span[0], at - 12) : at].split()[-1:]
    led = not before or before[0].endswith((",", ":", "-")) or s.says(before, "that")
    if not (led or _is_behind_unreal(s, at)):
        return False
    named = any(item.start >= at and (isinstance(item, Mention) or item.kind in _NAMES) for item in s.items[:i])
    return named or s.says(s.words_after(at, 2)[1:], "pronoun")


def _is_behind_unreal(s: Sentence, at: int) -> bool:
    """Say whether "had" opens a clause behind what would have been: "It would have failed had Russia vetoed it"."""
    subject = s.words_after(at, 3)[1:]
    named = any(0 < item.start - at <= OPENED for item in s.items if isinstance(item, Mention) or item.kind in _NAMES)
    told = contains(f" {s.folded[s.span[0] : at]}", s.lex.words["would_have"])
    return told and (named or s.says(subject[:1], "pronoun")) and not s.says(subject[:1], "be")


def is_unmanaged(s: Sentence, words: list[str]) -> bool:
    """Say whether what it takes was not won: "no logró los apoyos para salir adelante"."""
    pairs = pairwise(words)
    return s.lex.romance and any(s.says([one], "negation") and s.says([other], "managed") for one, other in pairs)


def could_not(s: Sentence, near: list[str]) -> bool:
    """Say whether only the first half of a denial tells that something could not be: "n'a pu", "n'ont pu être"."""
    at = next((at for at, word in enumerate(near) if s.says([word], "half_denial")), -1)
    return at >= 0 and s.says(near[at + 1 : at + 2], "have") and s.says(near[at + 2 : at + 3], "could")


def is_only_coaxed(s: Sentence, i: int, words: list[str]) -> bool:
    """Say whether somebody only tried to get a body to do it: "spent a summer trying to shame the council into
    adopting a text"; who "talked it into adopting one" did, as did who "managed to"."""
    body = s.items[i - 1] if i else None
    if not s.says(words[-1:], "talked_into") or not isinstance(body, Mark) or body.kind not in ("organ", "actor"):
        return False
    start = body.start
    for item in reversed(s.items[: i - 1]):
        if item.kind == "organ" and start - item.end < BESIDE:
            start = item.start  # "the United Nations (UN) Security Council"
    before = s.words_before(start, COAXED + 1)
    before = [word for word in before if not s.says([word], "definite", "before_organ")]
    verb, led = before[-1:], before[:-1]
    if s.says(led[-1:], "and"):
        led = led[:-2]  # "to beg and bully"
    if not verb or s.says(led, "succeeding"):
        return False
    if s.says(led[-1:], "infinitive"):
        return True
    if verb[0].endswith(s.lex.progressive_endings):
        return not s.says(led[-3:], "having_done")
    return s.says(led[-3:], "negation", "hypothetical", "future", "failed")
