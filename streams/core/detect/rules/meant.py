"""Whose a text is by what they mean by it: "la resolución con la que Francia pretendía endurecer las sanciones"."""

from streams.core.detect.mentions import Mention
from streams.core.detect.names import actors_from
from streams.core.detect.sentence import Sentence

NAMED_GAP = 4
"""Characters of an article before a country: "los "."""


def take_who_means(s: Sentence, mention: Mention) -> None:
    """Take as sponsors who are told behind a text to mean something by it."""
    if not s.lex.romance or mention.sponsors:
        return
    lead = next((one for one in s.lex.words["meant_by"] if s.folded.startswith(one, mention.end)), "")
    by = actors_from(s, mention.end, len(lead) + NAMED_GAP) if lead else []
    if by and s.says(s.words_after(by[-1][2], 1), "intending"):
        mention.sponsors.extend(by)
