"""Whether "did" stresses that something happened: "That text did finally pass"."""

from streams.core.detect.sentences.sentence import Sentence

REACH = 48
"""Characters before a verb in which "did" stands, and how long it took: "did, at the second attempt, "."""


def is_stressed(s: Sentence, i: int, words: list[str]) -> bool:
    """Say whether the verb at ``i`` is stressed by "did": "did pass", "did in the end go through".

    :param words: those before it.
    """
    if s.says(words[-2:], "did") and s.says(words[-1:], "did", "at_last"):
        return True
    before = s.folded[max(s.span[0], s.verb(i).start - REACH) : s.verb(i).start].rstrip(" ,")
    for aside in s.lex.words["in_the_end"]:
        if before.endswith(aside):
            return s.says(before[: -len(aside)].rstrip(" ,").split()[-1:], "did")
    return False
