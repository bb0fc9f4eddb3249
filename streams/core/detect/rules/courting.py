"""Votes that somebody is gathering for a text, which is to come: "trying to drum up support for a U.N. resolution"."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_ending, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.governed import oblique
from streams.core.detect.verbs.supposed import is_supposed
from streams.core.detect.words.marks import Mark

REACH = 16
"""Words before a text among which its votes are gathered: " win the support of Chile, Mexico and Pakistan for "."""


def courted(s: Sentence, mention: Mention, out: Out) -> None:
    """Read who is gathering votes for a new text of an organ."""
    if s.lex.romance or mention.kind not in TEXTS[:2] or mention.article not in ("a", "own") or mention.plural:
        return
    if mention.past or mention.symbols or mention.foreign or not s.says(s.words_before(mention.start, 1), "toward"):
        return
    words = s.words_before(mention.start, REACH)
    at = max((at for at, word in enumerate(words) if s.says([word], "courting")), default=-1)
    if at < 0 or not (s.says(words[at : at + 1], "courting_alone") or s.says(words[at:], "courted_things")):
        return
    before = words[:at]
    going_on = words[at].endswith(s.lex.progressive_endings) or (
        s.says(before[-1:], "infinitive") and s.says(before[-8:], "pushing_so", "kept_up")
    )
    unsure = s.says(before[-6:], "hypothetical", "pluperfect") or is_supposed(s)
    unsure = unsure or s.says([*before[-6:], *words[at:]], "negation")  # "is building a port, with no support for"
    if not going_on or unsure or s.says(s.words_after(s.span[0], 1), "condition"):
        return
    by = _who(s, mention)
    here = mention.organ is not None or any(mark.kind == "organ" for mark in s.marks)
    if by and here and not any(_is_step(one, mention) for one in out):
        own = by if not mention.sponsors and not mention.backers else []
        organ = roles.organ_mark(mention)
        out.append(Sighting("proposed", "propose.courted", s, mention.start, mention, organ, sponsors=own))


def _who(s: Sentence, mention: Mention) -> list[Spot]:
    """Return the states that a sentence begins with, or whose diplomats: "Danish diplomats are trying"."""
    first = next((j for j, item in enumerate(s.items) if is_actor(item)), -1)
    if first < 0 or s.items[first].start > mention.start or oblique(s, first):
        return []
    item = s.items[first]
    if not isinstance(item, Mark) or any(one.kind in ("border", "organ") for one in s.items[:first]):
        return []
    last = first
    while last + 1 < len(s.items) and is_actor(s.items[last + 1]) and s.items[last + 1].start - s.items[last].end < 6:
        last += 1
    return actors_ending(s, last)


def _is_step(one: object, mention: Mention) -> bool:
    return isinstance(one, Sighting) and one.mention is mention and one.claim not in ("told", "cited")
