"""How members voted, told behind what else they did: "broke with its allies and abstained"."""

from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.text import opening_of

SIDES = ("favour", "against", "abstain")
BEHIND = 60
"""Characters behind a list of names in which it is told how they voted."""


def side_beside_deed(s: Sentence, after: str) -> str:
    """Return the side that was taken beside what is told first: "broke with its allies and abstained", "did not oppose
    the text but abstained"."""
    breaks = bool(opening_of(after, s.lex.words["breaking"]))
    window = after[:BEHIND]
    led = s.lex.words["breaking_by" if breaks else "beside_deed"]
    spots = [(at, by) for by in led if (at := window.find(by)) > 0]
    if not spots:
        return ""
    end = min((at for mark in ",;.:" if (at := window.find(mark)) > 0), default=BEHIND)
    for at, by in sorted(spot for spot in spots if spot[0] < end):
        if side := side_of_deed(s, after[at + len(by) :]):
            return side if breaks or _did_both(s, window[:at], by) else ""
    return ""


def side_of_deed(s: Sentence, after: str) -> str:
    """Return the side that was taken by the deed which ``after`` begins with, or nothing."""
    if not opening_of(after, s.lex.words["side_deeds"]):
        return ""
    return next(side for side in SIDES if opening_of(after, s.lex.words[f"{side}_deeds"]))


def _did_both(s: Sentence, between: str, by: str) -> bool:
    """Say whether those named did what is told first and then voted so: nobody else is named on the way, nor is it
    told what they would do, which "but" sets right."""
    if any(item.kind == "actor" and s.surface(item) in between for item in s.items):
        return False
    words = between.split()
    supposed = s.says(words, "hypothetical", "future", "condition", "infinitive") and not s.says(words[:1], "refusing")
    return not s.says(words, "clause_words") and (not supposed or s.says(by.split(), "setting_right"))
