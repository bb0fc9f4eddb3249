"""Whether a word for a vote is the noun or the verb: "a Council vote", "the members vote"."""

from streams.core.detect.sentences.leftward import is_ordinal
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark

ORGAN_LEAD = 44
"""Characters before a vote in which "a" can begin the phrase of its organ: "a United Nations General Assembly "."""


def can_be_verb(folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether a word for a vote is a form of the verb too, as all English ones can be."""
    return not lex.romance or folded[mark.start : mark.end] in lex.words["noun_or_verb"]


def is_noun(folded: str, mark: Mark, begin: int, lex: Lexicon) -> bool:
    """Say whether "vote" is a noun here: by the word before it."""
    before = folded[max(begin, mark.start - 24) : mark.start].split()
    after = folded[mark.end : mark.end + 12].split()[:1]
    if (
        verb_form(folded, mark, lex) == "g"
        and after
        and (after[0][0].isdecimal() or after[0] in lex.words["voting_how"])
    ):
        return False
    if not before or not before[-1].strip("-"):
        return True  # "UNITED NATIONS - Voting on the text is set for Friday"
    word = before[-1].strip("\"(,'")
    if word in lex.weekdays and len(before) > 1 and before[-2] in lex.articles:
        word = before[-2]  # "set a Friday vote", not "will on Friday vote"
    if mark.forms == "p" and word in lex.words["organ_nouns"]:
        return False
    if mark.forms == "p" and word in lex.numbers:
        return True  # "received only four votes in favor"
    described = mark.forms != "p" and not lex.romance and not lex.words["indefinite"].isdisjoint(before[-2:-1])
    described = described and not lex.words["manner"].isdisjoint(before[-3:-2])  # "by a landslide vote"
    if (
        described
        or word in lex.words["nominal"]
        or word.endswith("'s")
        or is_ordinal(word)
        or folded[mark.start - 1] == "-"
        or word[-1:].isdecimal()
        or (word in lex.words["organ_nouns"] and _is_of_organ(folded, mark, begin, lex))
        or (verb_form(folded, mark, lex) == "b" and _opens_with_organ(folded, mark, begin, lex))
    ):
        return True
    return mark.forms == "p" and lex.words["after_voting"].isdisjoint(after)


def _is_of_organ(folded: str, mark: Mark, begin: int, lex: Lexicon) -> bool:
    """Say whether a vote is named with its organ: "a U.N. General Assembly vote"; "members of the General Assembly
    vote" is a verb."""
    words = folded[max(begin, mark.start - ORGAN_LEAD) : mark.start].split()[-5:-1]
    return not lex.romance and not lex.words["indefinite"].isdisjoint(words)


def _opens_with_organ(folded: str, mark: Mark, begin: int, lex: Lexicon) -> bool:
    """Say whether a sentence opens with one organ's vote, which a verb of it would not be: "The General Assembly vote
    on Friday was"."""
    words = folded[begin : mark.start].split() if mark.start - begin <= ORGAN_LEAD else []
    one = len(words) > 1 and words[-1] in lex.words["organ_nouns"]
    alone = one and words[0] in lex.words["definite"] and lex.words["members"].isdisjoint(words)
    return alone and not lex.romance


def verb_form(folded: str, mark: Mark, lex: Lexicon) -> str:
    """Return the form of a "vote" that is a verb."""
    progressive = folded[mark.start : mark.end].endswith(lex.progressive_endings)
    return "g" if progressive else "s" if mark.forms or lex.romance else "b"
