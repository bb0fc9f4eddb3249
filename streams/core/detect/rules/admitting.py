"""New members: whom the General Assembly admits, it admits by a resolution, and whom the Council recommends too."""

from streams.core.detect.rules.common import Out, hold
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.names import actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.words.marks import Mark

WHOM = 24
"""Characters between "admitted" and who is: " jeudi le "."""
_ADMITTING = ("GA", "SC")


def admits(s: Sentence, i: int, organ: Mark | None, out: Out) -> bool:
    """Read "L'Assemblée générale a admis le Soudan du Sud comme 193e membre", and the passive, which name no text."""
    verb = s.verb(i)
    if not s.calls(verb, "admitting_to") or next(s.texts(*s.span, TEXTS[:2]), None) is not None:
        return False
    how = reading(s, i)
    if how.passive:
        organ = roles.agent(s, i)[1] or next(s.organs(verb.end, s.span[1]), None)
        whom = any(is_actor(item) for item in s.items[:i])
    else:
        whom = bool(actors_from(s, verb.end, WHOM))
    as_member = s.says(s.folded[slice(*s.span)].replace(",", " ").replace(".", " ").split(), "member", "admitted_as")
    if organ is None or organ.value not in _ADMITTING or not whom or not as_member:
        return False
    if how.mode == "real":
        out.append(Sighting("adopted", "admit", s, verb.start, None, organ, tally=s.tally, past=how.past))
    else:
        hold(s, out, f"admit.{how.mode}", how.mode)
    return True
