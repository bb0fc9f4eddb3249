"""The words right before a verb, which say of it that it was denied, wished for or is to come."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark

_MAY = "may"
_NAMES = ("organ", "actor", "foreign", "border", "symbol")


def lead(s: Sentence, i: int) -> list[str]:
    """Return the last nine words before the verb at ``i``, back to the last name, text or border of a clause."""
    if i not in s.leads:
        s.leads[i] = _lead(s, i)
    return s.leads[i]


def lead_start(s: Sentence, i: int) -> int:
    """Return where the last name, text or border of a clause before the item at ``i`` ends."""
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) or item.kind in _NAMES:
            return item.end
    return s.span[0]


def _lead(s: Sentence, i: int) -> list[str]:
    start, relative = s.span[0], False
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mention) or item.kind in _NAMES:
            start = item.end
            relative = isinstance(item, Mark) and item.kind == "border" and item.value == "relative"
            break
    verb = s.items[i]
    if s.folded.startswith(", ", start) and s.folded.endswith(", ", start, verb.start):
        return []  # "China, being a permanent member, vetoed"
    aside = s.folded.rfind(", ", start, verb.start)
    if aside >= 0 and relative:
        start = aside  # "Brazil, whose leader had been spied on, brought"
    elif aside >= 0 and s.says(s.folded[aside + 2 : verb.start].split(" ", 1)[:1], "have", "be"):
        start = aside  # "The council, without naming Syria, has called"
    elif aside >= 0 and not s.lex.romance and s.says(s.folded[aside + 2 : verb.start].split(" ", 1)[:1], "pronoun"):
        start = aside  # "A poll having shown no objection, it adopted"
    words = [word.strip("\"'(),;:-") for word in s.folded[max(start, verb.start - 90) : verb.start].split()[-9:]]
    return _without_month(s, words) if _MAY in words and not s.lex.romance else words


def _without_month(s: Sentence, words: list[str]) -> list[str]:
    """Return words without the name of a month that is no auxiliary: "on May 21 adopted", "on 21 May adopted"."""
    at = len(words) - 1 - words[::-1].index(_MAY)
    before, behind = words[max(0, at - 2) : at], words[at + 1 : at + 2]
    dated = any(word[:1].isdecimal() for word in behind)
    dated = dated or (s.says(before[:1], "day_leads") and before[-1][:1].isdecimal())
    dated = dated or (s.says(before[1:], "of") and before[0][:1].isdecimal())  # "on the 21st of May"
    return [*words[:at], *words[at + 1 :]] if dated else words
