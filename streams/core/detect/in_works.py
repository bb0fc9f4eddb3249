"""Whether what a sentence tells is what a work or a forgery shows: a film, a game, a hoax, and no news."""

from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.sentence import Sentence

NAMED = 9
"""Words of a sentence among which the work is named: "In the second act of his new play,"."""
SHOWING = 10
"""Words behind a forgery in which what it says begins: "An account that imitates the ministry said"."""
NEAR = 60
"""Characters of the noun phrase that a sentence begins with."""


def is_in_work(s: Sentence) -> bool:
    """Say whether a work or a forgery tells it: "In the film, Russia vetoes", "A hoax letter said that the council"."""
    if not s.has("works") or s.lex.romance:
        return False
    words = s.words_after(s.begin, NAMED)
    at = next((at for at, word in enumerate(words) if s.says([word], "works", "forged")), None)
    if at is None or _names_matter(s, words[at]):
        return False
    if s.says([words[at]], "forged"):
        return _is_forgery(s, words, at)
    if s.says(words[:1], "inside_it", "according"):
        opening = s.folded[s.begin : s.span[1]].partition(",")
        named = opening[0].partition(words[at])
        return bool(opening[1] and named[1]) and (not named[2] or s.says(named[2].split()[:1], "of_work"))
    led = any(border.start < s.folded.find(words[at], s.begin) for border in s.borders)
    return not led and _is_shown(s, words[at + 1 :])


def _names_matter(s: Sentence, work: str) -> bool:
    """Say whether a body or a text is named before the work: "The council adopted a resolution on the film"."""
    end = s.folded.find(work, s.begin)
    return any(
        (isinstance(item, Mention) and item.kind in TEXTS)
        or (item.kind == "organ" and item.start > s.begin + len("the "))
        for item in s.items
        if item.start < end
    )


def _is_shown(s: Sentence, behind: list[str]) -> bool:
    """Say whether a work is told to show what follows, by the words behind it: "opens with", "on Annan tells how"."""
    for at, word in enumerate(behind):
        if s.says([word], "showing_in_it"):
            return not s.says(behind[:at], "told_of")
        if s.says([word], "opening_with") and s.says(behind[at + 1 : at + 2], "showing_with"):
            return True
    return False


def _is_forgery(s: Sentence, words: list[str], at: int) -> bool:
    """Say whether something forged is told to say it: "A fake video shows", "a satirical piece, the site reported"."""
    near = s.folded[s.begin : s.begin + 2 * NEAR].split(",")[0].split()
    named = s.says(words[: at + 4], "forgeries") or s.says([words[at]], "forgeries")
    if not named:
        return False
    if s.says(words[:1], "inside_it", "according"):
        return True
    behind = [word.strip("\"'(),:.") for word in near[at + 1 :]][:SHOWING]
    return s.says(behind, "showing_in_it", "said_to_say", "claiming", "that", "saying_so")
