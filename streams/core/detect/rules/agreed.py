"""Texts that negotiators agreed on: "reached a deal on the text of a resolution"; which members still have to adopt."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.names import is_actor
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.words.marks import Mark

BEFORE = 14
"""Words before a text in which it is told that it was agreed on, by whom and when."""
MADE = 4
"""Words before "agreement" in which it is told that one was reached: "reached a tentative"."""
WORDING = 3
"""Words between "on" and "text of": "the final"."""
NAMES = 10
"""Words between "agreement was reached" and "on": " between Russia and the United States "."""


def agreed(s: Sentence, mention: Mention, out: Out) -> bool:
    """Read that those who negotiate a text agreed on it, and say whether that is told."""
    named = mention.kind in TEXTS[:2] or mention.organ is not None
    if not named or mention.plural or mention.past or mention.symbols or s.lex.romance or not _is_agreed(s, mention):
        return False
    out.append(Sighting("proposed", "draft.agreed", s, mention.start, mention, _organ_named(s, mention)))
    return True


def _is_agreed(s: Sentence, mention: Mention) -> bool:
    if mention.article not in ("a", "") or not (s.has("agreeing") or s.has("settling") or s.has("accords")):
        return False
    words = s.words_before(mention.start, BEFORE)
    if not s.says(words, "agreeing", "settling", "accords"):
        return False
    words, worded = _before_wording(s, words)
    words, on = _before_day(s, words)
    made = _verb_at(s, words) or (on and (_deal_at(s, words) or _reached_between(s, words)))
    if not made or (not worded and _is_whole_organ(s, mention)):
        return False
    return worded or mention.draft or _organ_named(s, mention) is not None


def _organ_named(s: Sentence, mention: Mention) -> Mark | None:
    """Return the body that a phrase names, or one that the sentence names anywhere, if it is states that agreed."""
    named = [roles.organ_mark(mention)]
    earlier = s.items[: s.items.index(mention)]
    if any(is_actor(item) or _are_members(s, item) for item in earlier) and not s.foreign:
        named += [*(roles.organ_mark(one) for one in s.mentions), *s.marks]
    return next((one for one in named if one is not None and one.kind == "organ"), None)


def _are_members(s: Sentence, item: Item) -> bool:
    """Say whether it is an organ's members: "the permanent members of the Security Council"."""
    return item.kind == "organ" and s.says(s.words_before(item.start, 6), "members", "membership")


def _is_whole_organ(s: Sentence, mention: Mention) -> bool:
    """Say whether it is an organ itself that agreed, which may well have adopted it: "The council agreed on a text"."""
    organ = next(s.organs(s.span[0], mention.start), None)
    states = any(is_actor(item) for item in s.items[: s.items.index(mention)])
    return organ is not None and not states and not _are_members(s, organ)


def _before_wording(s: Sentence, words: list[str]) -> tuple[list[str], bool]:
    """Return the words before "the final text of", and whether that was told."""
    if not (s.says(words[-1:], "of_the") and s.says(words[-2:-1], "wording")):
        return words, False
    for at in range(len(words) - 2, max(-1, len(words) - 3 - WORDING), -1):
        if s.says(words[at - 1 : at], "topical") or s.says(words[at : at + 1], "definite"):
            return words[:at], True
    return words[:-2], True


def _before_day(s: Sentence, words: list[str]) -> tuple[list[str], bool]:
    """Return the words before "late on Thursday on", and whether an "on" leads to the text."""
    on = False
    while words and (s.says(words[-1:], "topical", "day_parts") or words[-1] in s.lex.weekdays):
        on = on or s.says(words[-1:], "topical")
        words = words[:-1]
    return words, on


def _verb_at(s: Sentence, words: list[str]) -> bool:
    """Say whether the words end in "have agreed": not in "could not agree", nor in "are to agree"."""
    if s.says(words[-4:-1], "company"):
        words = words[: max(at for at, word in enumerate(words[:-1]) if s.says([word], "company"))]  # "with France"
    if not s.says(words[-1:], "agreeing", "settling"):
        return False
    if s.says(words[-2:-1], "infinitive") and s.says(words[-8:-2], "overcoming"):
        words = [*words[:-2], *words[-1:]]  # "overcame their differences to agree on"
    return not _is_unmade(s, words[-6:-1])


def _deal_at(s: Sentence, words: list[str]) -> bool:
    """Say whether the words end in "reached a tentative deal"."""
    if not s.says(words[-1:], "accords"):
        return False
    words = words[: -2 if s.says(words[-2:-1], "infinitive") else -1]  # "came to terms"
    return s.says(words[-MADE:], "reaching") and not _is_unmade(s, words[-MADE - 3 :])


def _reached_between(s: Sentence, words: list[str]) -> bool:
    """Say whether the words tell of "agreement was reached between Russia and the United States"."""
    for at in range(len(words) - 1, max(0, len(words) - 1 - NAMES), -1):
        if s.says([words[at]], "reaching") and s.says(words[max(0, at - 4) : at], "accords"):
            return not _is_unmade(s, words[:at])
    return False


def _is_unmade(s: Sentence, words: list[str]) -> bool:
    """Say whether the words before an agreement tell that there is none: "could not", "are to", "hope to"."""
    return s.says(words, "negation", "none", "hypothetical", "future", "failed", "infinitive", "wished")
