"""Texts put before a body: "France will put a resolution to the Security Council next week"."""

from streams.core.detect.marks import Mark
from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.names import actors_ending, is_actor
from streams.core.detect.rules.common import Out, hold
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.sightings import Sighting
from streams.core.detect.subject import oblique

BODY_REACH = 12
"""Characters between a text and the body that it is put to: " before the "."""
VERB_REACH = 60
"""Characters between who puts a text to a body and the text: " said it would not put a new "."""


def placed(s: Sentence, mention: Mention, out: Out) -> None:
    """Read who puts, takes or brings a text to an organ; "put" alone says nothing, so that it is no verb of ours."""
    if mention.kind not in TEXTS[:2] or mention.plural or not s.says(s.words_before(mention.start, 1), "putting_to"):
        return
    organ, at = _put_to(s, mention), mention.start - len(s.words_before(mention.start, 1)[0]) - 1
    by = _placers(s, at) if organ is not None else []
    if organ is None or not by:
        return
    words = s.folded[by[-1][2] : at].split()
    planned = s.says(words, "future", "planning")
    if s.says(words, "negation") or (s.says(words, "hypothetical", "condition") and not planned):
        hold(s, out, "place.denied", "denied")
    elif planned:
        out.append(Sighting("proposed", "place.planned", s, at, mention, organ, sponsors=by))
    elif not s.says(words[-1:], "infinitive"):
        out.append(Sighting("tabled", "place.active", s, at, mention, organ, sponsors=by))


def _put_to(s: Sentence, mention: Mention) -> Mark | None:
    """Return the organ that a text is put to, right behind it."""
    organ = next(s.organs(mention.end, mention.end + BODY_REACH), None)
    between = s.folded[mention.end : organ.start].split() if organ is not None else []
    return organ if between and all(s.says([word], "sending_to", "definite") for word in between) else None


def _placers(s: Sentence, at: int) -> list[Spot]:
    """Return who puts the text: the actors named last before, which nothing governs."""
    for j in range(len(s.items) - 1, -1, -1):
        item = s.items[j]
        if item.start < at and not (isinstance(item, Mark) and item.kind == "date"):
            near = at - item.end < VERB_REACH and is_actor(item) and not oblique(s, j)
            return actors_ending(s, j) if near else []
    return []
