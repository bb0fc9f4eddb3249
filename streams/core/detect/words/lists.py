"""Lists of numbered texts whose parts a semicolon ends: "drafts on: youth (L.5); ageing (L.8), introduced by Chile"."""

from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.text import MAX_SENTENCE, contains

Span = tuple[int, int]

MOST_AHEAD = 12
"""Lines that may stand before a story."""
LINE = 120
"""Characters of the longest line of those."""
PROSE = 7
"""Blanks in the shortest sentence that a story begins with."""
_CLOSING = ".!?\"'»”’"
"""What a sentence ends with, and a line does not."""


def whole_lists(spans: list[Span], folded: str, lex: Lexicon) -> list[Span]:
    """Return the spans of sentences with the parts of a list of numbered texts as one sentence."""
    if lex.romance or "/l." not in folded or ";" not in folded:
        return spans
    whole: list[Span] = []
    for span in spans:
        last = whole[-1] if whole else None
        if last is not None and span[1] - last[0] <= MAX_SENTENCE and _goes_on(last, span, folded, lex):
            whole[-1] = (last[0], span[1])
        else:
            whole.append(span)
    return whole


def lines_ahead(spans: list[Span], body: str) -> int:
    """Return how many lines stand before the first sentence of a story: a menu, a credit, the day, a headline."""
    for at, (begin, end) in enumerate(spans[:MOST_AHEAD]):
        if body[end - 1] in _CLOSING and body.count(" ", begin, end) >= PROSE:
            return at
        if not body.startswith("\n", end) or end - begin > LINE:
            return 0
    return 0


def _goes_on(last: Span, span: Span, folded: str, lex: Lexicon) -> bool:
    """Say whether a part numbers one more text, and tells nothing of it but whose it is."""
    if folded[last[1] - 1] != ";" or folded.find("/l.", *last) < 0 or folded.find("/l.", *span) < 0:
        return False
    told = folded[span[0] - 1 : span[1]].partition(" whose ")[0]  # "(L.27), whose main sponsor was Belarus"
    return not contains(told, lex.words["own_predicate"])
