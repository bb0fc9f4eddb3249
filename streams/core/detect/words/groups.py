"""Groups of voters that a sentence begins with: "Among the 38 were Mali and Chad", "The twelve included Canada"."""

from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.text import longest_first

OPENING = 64
"""Characters in which the group is told: "among the thirty-five countries against it were "."""
MOST = 3
"""Words of "the 38 nations", and "the 38 who" is none."""


def opening_group(folded: str, start: int, lex: Lexicon) -> tuple[int, int]:
    """Return how many voters a sentence says that those named next are some of, and where their names begin; zeros
    where it begins otherwise."""
    if not folded.startswith(longest_first(lex.words["group_openers"]), start):
        return 0, 0  # as most do
    words = folded[start : start + OPENING].split(" ")
    at = 1 if words[0] in lex.words["among_so_many"] else 0
    if len(words) < at + MOST or words[at] not in lex.words["definite"]:
        return 0, 0
    number = lex.number_of(words[at + 1].rstrip(":"))
    end = _end_of_verb(words, at + 1, lex) if number else 0
    return (number, start + len(" ".join(words[:end])) + 1) if end else (0, 0)


def _end_of_verb(words: list[str], number: int, lex: Lexicon) -> int:
    """Return how many words there are to the verb or colon of "the 38 nations were", "the twelve included", "the two:";
    0 where neither is."""
    if words[number].endswith(":"):
        return number + 1
    for at in range(number + 1, min(len(words), number + MOST)):
        if words[at] in lex.words["be"] or words[at] in lex.words["taking_in"]:
            return at + 1
        if words[at] not in lex.tally["voters"] or words[at] in lex.words["voting"]:
            return 0
    return 0
