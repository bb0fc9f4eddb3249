"""Vetoes told by whose decision they were or by a pronoun, and those that are no news of the text at hand."""

from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_ending, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import PERMANENT, Mark

TEXT_REACH = 50
"""Characters between "their veto" and the text, with the day between: " last week of a European-drafted "."""
WHOSE_WORDS = 4
"""Words before a veto that a sentence opens with by whose it is: "The two countries' double"."""


def deciders(s: Sentence, i: int) -> list[Spot]:
    """Return who has decided to veto, told by the noun: "The decision by Russia and China to veto a text", "Moscow's
    decision on Friday to veto the text"."""
    verb = s.verb(i)
    if s.lex.romance or "b" not in verb.forms or not s.says(s.words_before(verb.start, 1), "infinitive"):
        return []
    j = i - 1
    while j >= 0 and s.items[j].kind == "date":
        j -= 1
    names = actors_ending(s, j) if j >= 0 and is_actor(s.items[j]) else []
    by = [spot for spot in names if spot[0] in PERMANENT]
    text = next(s.texts(verb.end, s.span[1], TEXTS), None)
    if not by or text is None or text.article == "any":
        return []
    words = s.words_before(names[0][1], 7)
    told = s.says(words[-1:], "of", "by") and s.says(words[-2:-1], "choices") and s.says(words[-3:-2], "definite")
    owned = s.folded.startswith(("'s ", "' "), names[-1][2]) and s.says(s.words_after(names[-1][2] + 2, 1), "choices")
    awaited = s.says(words, "wished", "condition", "future", "hypothetical")
    return by if (told or owned) and not awaited else []


def text_of_theirs(s: Sentence, i: int) -> Mention | None:
    """Return the text whose veto a sentence opens with, by a pronoun or as that of those named before: "Their double
    veto last week of a resolution", "The two countries' veto of the draft"."""
    verb = s.verb(i)
    words = s.folded[s.span[0] : verb.start].split()
    if s.lex.romance or len(words) > WHOSE_WORDS or not (s.says(words[:1], "owning") or _is_of_both(s, words)):
        return None
    return vetoed_text(s, verb)


def _is_of_both(s: Sentence, words: list[str]) -> bool:
    """Say whether it is told of how many states something is: "the two countries'"."""
    at = next((at for at, word in enumerate(words) if word.endswith("s'")), -1)
    return at > 0 and s.says([words[at].rstrip("'")], "state_words") and s.says([words[at - 1]], "both_of")


def vetoed_text(s: Sentence, verb: Mark) -> Mention | None:
    """Return the one text that the noun at ``verb`` is told to be a veto of, with only its day between."""
    text = next(s.texts(verb.end, verb.end + TEXT_REACH, TEXTS), None)
    if (
        text is None
        or text.plural
        or text.article == "any"
        or not s.says(s.words_before(text.start, 1), "of", "topical")
    ):
        return None
    return text if all(mark.kind == "date" for mark in s.marks if verb.end <= mark.start < text.start) else None


def is_like_one(s: Sentence, i: int) -> bool:
    """Say whether what was vetoed is only one that a text is like: "It is similar to one which Russia vetoed"."""
    border = next((one for one in reversed(s.borders) if one.start < s.verb(i).start), None)
    if s.lex.romance or border is None or border.value != "relative":
        return False
    words = s.words_before(border.start, 5)
    return s.says(words[-1:], "indefinite") and s.says(words[:-1], "like_it", "modelled")


def is_joined_aside(s: Sentence, i: int) -> bool:
    """Say whether it is told aside of who else vetoed the text just told of: "China, which also vetoed it, said"."""
    words = lead(s, i)
    border = next((one for one in reversed(s.borders) if one.start < s.verb(i).start), None)
    aside = border is not None and border.value == "relative" and s.folded.startswith(", ", border.start - 2)
    return aside and not s.lex.romance and len(words) == 1 and s.says(words, "also")
