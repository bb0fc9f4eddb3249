"""Counts of those who vote elsewhere than in the United Nations."""

from streams.core.detect.rules.held import are_of_another
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.tallies.votes import Tally


def is_of_others(s: Sentence) -> bool:
    """Say whether a count is told of who votes elsewhere, and of no text: "The court threw out the case by six votes to
    three", or of nobody who voted for what is no text: "Nobody voted for war"."""
    tally = s.tally
    if tally is None or s.lex.romance:
        return False
    if any(
        one.kind in TEXTS[:2] or (one.start == s.span[0] and one.kind in TEXTS and one.sponsors) for one in s.mentions
    ):
        return _is_of_named(s, tally)
    if are_of_another(s, tally.start):
        return True
    first = next((mark for mark in s.marks if mark.start < tally.start and mark.kind in ("actor", "organ")), None)
    if first is not None and first.kind == "actor" and "o" in first.forms and first.start - s.span[0] <= len("the "):
        return not s.mentions or s.mentions[0].kind == "vote"  # "The African Union suspended Mali by 12 votes to two"
    before = s.folded[s.span[0] : max(tally.start, s.span[0])].replace(",", " ").replace("'s", "").split()
    if s.says(before, "voting_elsewhere"):
        voting = (one for one in s.organs(s.span[0], tally.start) if one.value != "committee")  # any body may have one
        return next(voting, None) is None and all(one.organ is None for one in s.mentions)
    nobody = (tally.for_, tally.against, tally.abstain) == (0, None, None) and not tally.consensus
    return nobody and not s.says(s.folded[slice(*s.span)].replace(".", " ").split(), "it", "plain_texts")


def _is_of_named(s: Sentence, tally: Tally) -> bool:
    """Say whether another body is named right before a count, whatever is voted on: "The cabinet voted 12 to 3 to
    ignore the resolution that the Security Council adopted"."""
    words = s.words_before(tally.start, 3)
    if s.says(words[-1:], "voted_so"):
        words.pop()
    return s.says(words[-1:], "other_voters") and next(s.organs(s.span[0], tally.start), None) is None
