"""Who decides where members without a name do: "Countries on Friday voted down a draft at the Human Rights Council"."""

from itertools import pairwise

from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.words.marks import Mark

OPENING = 60
"""Characters from where a sentence begins to what its members did: "UN member states on Friday overwhelmingly "."""
MOST = 3
"""Words in which they are called: "u.n. member states"."""


def assembled(s: Sentence, i: int, mention: Mention | None) -> Mark | None:
    """Return the organ whose members, called by no name, a sentence opens with and tells to have decided on a text."""
    verb = s.items[i]
    if s.lex.romance or s.foreign or verb.start - s.span[0] > OPENING or mention is None or mention.kind not in TEXTS:
        return None
    if mention.plural or mention.foreign or not _are_all(s, i):
        return None
    organ = next(s.organs(*s.span), None)
    words = s.words_before(organ.start, 4) if organ is not None else []
    there = s.says([f"{one} {other}" for one, other in pairwise(words)], "lying_in")
    return organ if there else None  # but: "adopted a resolution urging the General Assembly to act"


def _are_all(s: Sentence, i: int) -> bool:
    """Say whether nothing but who they are stands before the verb, with its day: "Delegates on Tuesday narrowly"."""
    subject, verb = subject_of(s, i), s.items[i]
    if subject is not None and not (isinstance(subject, Mark) and subject.kind == "organ" and subject.value == "UN"):
        return False
    words = [word.strip(",") for word in s.folded[s.span[0] : verb.start].split()]
    at = next((at for at, word in enumerate(words[:MOST]) if s.says([word], "assembled")), None)
    if at is None or not all(s.says([word], "assembled_before") for word in words[:at]):
        return False
    return all(
        word.endswith(s.lex.adverb_endings)
        or word in s.lex.weekdays
        or s.says([word], "have", "day_leads", "assembled")
        for word in words[at + 1 :]
    )
