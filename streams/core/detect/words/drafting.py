"""Where "draft" is what somebody does, and no text: "are trying to draft a new resolution"."""

from dataclasses import replace

from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark

DRAFT = "draft"
BESIDE = 12
"""Characters around the word in which those stand that show it to be a verb."""


def with_drafting(folded: str, marks: list[Mark], lex: Lexicon) -> list[Mark]:
    """Return the marks of a sentence with "to draft a", "will draft the" as verbs."""
    if lex.romance:
        return marks
    found = [at for at, mark in enumerate(marks) if mark.value == DRAFT and _is_verb(folded, mark, lex)]
    if found:
        marks = list(marks)
        for at in found:
            marks[at] = replace(marks[at], kind="verb", value="propose", forms="b")
    return marks


def _is_verb(folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether a word for a draft stands between "to" or an auxiliary and an article."""
    if folded[mark.start : mark.end] != DRAFT:
        return False
    words = folded[max(0, mark.start - BESIDE) : mark.start].split()
    before = words[-1:]
    after = folded[mark.end : mark.end + BESIDE].split()[:1]
    if lex.words["before_drafting"].isdisjoint(before) or not lex.words["drafting_work"].isdisjoint(words):
        return False
    return not lex.words["indefinite"].isdisjoint(after) or not lex.words["definite"].isdisjoint(after)
