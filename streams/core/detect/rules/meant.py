"""Whose a text is by what they mean by it, "la resolución con la que Francia pretendía endurecer las sanciones", or ask
for in it: "Chad asked the Security Council to send a force, according to a draft resolution"."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.names import actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.governed import oblique
from streams.core.detect.words.marks import Mark

NAMED_GAP = 4
"""Characters of an article before a country: "los "."""


def take_who_means(s: Sentence, mention: Mention) -> None:
    """Take as sponsors who are told behind a text to mean something by it."""
    if mention.sponsors:
        return
    if not s.lex.romance:
        _take_who_asks(s, mention)
        return
    lead = next((one for one in s.lex.words["meant_by"] if s.folded.startswith(one, mention.end)), "")
    by = actors_from(s, mention.end, len(lead) + NAMED_GAP) if lead else []
    if by and s.says(s.words_after(by[-1][2], 1), "intending"):
        mention.sponsors.extend(by)


def _take_who_asks(s: Sentence, mention: Mention) -> None:
    """Take who begins a sentence by asking an organ for what is in the draft: "according to a draft resolution"."""
    if not mention.draft or mention.article != "a" or not s.says(s.words_before(mention.start, 2)[:1], "by_draft"):
        return
    first = next((j for j, item in enumerate(s.items) if item.start < mention.start), None)
    item = s.items[first] if first is not None else None
    if first is None or not isinstance(item, Mark) or not is_actor(item) or oblique(s, first):
        return
    organ = next(s.organs(item.end, mention.start), None)
    begin = organ.start if organ is not None else item.end
    words = [word for word in s.folded[item.end : begin].split() if not s.says([word], "definite", "have", "be")]
    to_do = organ is not None and s.says(s.words_after(organ.end, 1), "infinitive")
    if to_do and len(words) == 1 and s.says(words, "asking_in_it"):
        mention.sponsors.append((item.value, item.start, item.end))
