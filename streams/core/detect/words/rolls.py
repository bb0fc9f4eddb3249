"""Lists of a roll that stand line by line: "Voted against:", and below it "1. Burundi", "2. China"."""

from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.text import MAX_SENTENCE

Span = tuple[int, int]

HEAD = 40
"""Characters of the longest line above a list: "Member states voting in favour (24):"."""
ENTRY = 52
"""Characters of the longest line of one: "20. United Kingdom of Great Britain & Northern Ireland"."""
SIDES = ("favour", "against", "abstain", "other")


def whole_rolls(spans: list[Span], body: str, folded: str, lex: Lexicon) -> list[tuple[Span, str]]:
    """Return the spans of sentences, the lines of each list as one, each with the side that it lists, or nothing."""
    if lex.romance or "\n" not in body:
        return [(span, "") for span in spans]
    whole: list[tuple[Span, str]] = []
    at = 0
    while at < len(spans):
        whole.append((spans[at], ""))
        begin, end = spans[at]
        side = _side_of(spans[at], body, folded, lex) if end - begin <= HEAD else ""
        at += 1
        last = at
        while side and last < len(spans) and _is_entry(spans[last], spans[at][0], body, folded, lex):
            last += 1
        if last > at:
            whole.append(((spans[at][0], spans[last - 1][1]), side))
            at = last
    return whole


def _side_of(span: Span, body: str, folded: str, lex: Lexicon) -> str:
    """Return the side whose list stands below a line, or nothing: "Against (11)", "Abstained:"."""
    if span[1] - span[0] > HEAD or body[span[1] : span[1] + 1] not in ("\n", ""):
        return ""
    words = " ".join(word for word in folded[slice(*span)].split() if not word.strip("():-").isdecimal())
    words = words.strip("():- ")
    return next((side for side in SIDES if words in lex.words[f"{side}_roll"]), "")


def _is_entry(span: Span, begin: int, body: str, folded: str, lex: Lexicon) -> bool:
    """Say whether a span can be a line of the list that begins at ``begin``, or the number before its name."""
    if span[1] - begin > MAX_SENTENCE:
        return False
    begun = span[1] - len(folded[slice(*span)].lstrip(" -*•"))  # folded: a dash may be any
    text = body[begun : span[1]].strip()
    if text.rstrip(".)").isdecimal():
        return True
    if not text or len(text) > ENTRY or text[-1] in ".:?!" or not (text[0].isupper() or text[0].isdecimal()):
        return False
    return not _side_of(span, body, folded, lex)
