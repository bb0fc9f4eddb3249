"""Whether what a verb tells is done again and again, or is only thought of as still to come."""

from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.text import contains


def is_habit(s: Sentence, i: int) -> bool:
    """Say whether the verb at ``i`` tells what an organ does again and again: "adopts a resolution on it each fall"."""
    verb = s.verb(i)
    if set(verb.forms) & {"d", "g", "n"} or s.lex.romance:
        return False
    if s.says(s.folded[s.span[0] : verb.start].split()[:8], "habitual"):
        return True  # "Each October the Security Council passes a resolution"
    if "s" in verb.forms and _is_of_all_texts(s, i):
        return True
    behind = s.folded[verb.end : s.span[1]]
    return contains(behind, s.lex.words["habit"]) and not contains(behind, s.lex.words["as_always"])


def _is_of_all_texts(s: Sentence, i: int) -> bool:
    """Say whether it is told of texts what the verb at ``i`` says that an organ does with them: "The resolutions it
    passes are not binding", "texts that the assembly adopts"."""
    text = next(reversed([one for one in s.mentions if one.end <= s.verb(i).start]), None)
    if text is None or not text.plural or text.kind not in TEXTS:
        return False
    organ = any(mark.kind == "organ" and mark.start >= text.end for mark in s.marks)
    words = s.folded[text.end : s.verb(i).start].split()
    if s.says(words[:1], "clause_words"):
        words.pop(0)
    return (len(words) == 1 and s.says(words, "pronoun")) or (organ and s.says(words[:1], "definite"))


def is_yearly(s: Sentence, i: int) -> bool:
    """Say whether the verb at ``i`` tells what was done again and again: "has sponsored one every year since 2003"."""
    verb = s.verb(i)
    ends = (mark.start for mark in s.marks if mark.kind == "border" and mark.start > verb.end)
    behind = s.folded[verb.end : next(ends, s.span[1])]
    if (
        s.lex.romance
        or any(when.weekday is not None for when in s.whens)
        or not contains(behind, s.lex.words["yearly"])
    ):
        return False
    behind = s.folded[verb.end : s.span[1]]
    return not contains(behind, s.lex.words["as_always"])


def is_ahead(s: Sentence, i: int) -> bool:
    """Say whether what is denied is still to come or only thought of: "it will not be adopted", "would not pass"."""
    return s.says(lead(s, i)[-5:], "future", "would")
