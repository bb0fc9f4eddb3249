"""Texts that somebody gets through a body: "steered the resolution through the Security Council"."""

from streams.core.detect.rules.common import Out, hold
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading

REACH = 120
"""Characters between the verb and the body: " a resolution on the war in Yemen through a divided "."""
LED = 3
"""Words between "through" and the body: "a divided U.N."."""


def got_through(s: Sentence, i: int, out: Out) -> bool:
    """Read who got a text through a body, which adopts it, or is to; say whether it is so."""
    verb = s.verb(i)
    if s.lex.romance or not s.says(s.surface(verb).split(), "getting_through"):
        return False
    organ = next(s.organs(verb.end, min(s.span[1], verb.end + REACH)), None)
    if organ is None or not s.says(s.words_before(organ.start, LED), "through"):
        return False
    text = objects.object_of(s, i, REACH)
    if text is None or text.start > organ.start:
        text = objects.antecedent(s, i)  # "the resolution that Oslo pushed through the council"
    if text is None or text.kind not in TEXTS or text.plural or text.article == "any":
        return False
    how, by = reading(s, i), roles.doers(s, i)
    if how.passive:
        by = roles.agent(s, i)[0]
    if how.mode == "real" and "g" not in verb.forms:
        out.append(
            Sighting("adopted", "adopt.through", s, verb.start, text, organ, sponsors=by, tally=s.tally, past=how.past)
        )
    elif how.mode in ("wished", "future") and by and text.article != "the":
        out.append(Sighting("proposed", "propose.through", s, verb.start, text, organ, sponsors=by))
    else:
        hold(s, out, f"adopt.through.{how.mode}", how.mode)
    return True
