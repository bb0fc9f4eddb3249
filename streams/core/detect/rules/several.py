"""Who several texts told of before are from: "Both drafts were introduced by Chad"."""

from streams.core.detect.rules.bringers import introducer
from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles

SEVERAL_FROM = "offer.several"
"""Rule of who several texts are from that were told of one by one."""


def offered_several(s: Sentence, i: int, how: Reading, out: Out) -> None:
    """Read who brought the texts told of before: how many those are is told by "both" or a number."""
    passive = how.passive and not s.lex.romance
    text = objects.before_verb(s, i) if passive else objects.object_of(s, i)
    if how.mode != "real" or text is None or not how_many(s, text):
        return
    by = roles.agent(s, i)[0] if passive else roles.doers(s, i) or introducer(s, i, text)
    if by:
        out.append(Sighting("told", SEVERAL_FROM, s, s.verb(i).start, text, sponsors=by, weak=True, past=how.past))


def how_many(s: Sentence, text: Mention) -> int:
    """Return how many texts a phrase is of that were told of before: "both drafts", "the first two texts"; else 0."""
    words = s.folded[text.start : text.head[1]].split()
    past = text.past and not s.says(words, "first_of_them")
    if not text.plural or text.kind not in TEXTS or past or text.sponsors or text.symbols:
        return 0
    if s.says(words[:1], "both_texts"):
        return 2
    if not s.says(words[:1], "definite"):
        return 0
    return next((number for word in words if (number := s.lex.numbers.get(word, 0)) > 1), 0)
