"""Mandates that "the United Nations" renew, which a council of theirs does."""

from streams.core.detect import objects
from streams.core.detect.marks import Mark
from streams.core.detect.mentions import Mention
from streams.core.detect.mood import reading
from streams.core.detect.rules.common import Out, as_organ, first_text
from streams.core.detect.sentence import Sentence
from streams.core.detect.sightings import Sighting
from streams.core.detect.subject import subject_of
from streams.core.detect.verb_lead import lead

NEWS = 4
"""Sentences of a story in which "it" is the council of the news: "Il a prolongé d'un an le mandat"."""


def un_renews(s: Sentence, i: int, out: Out) -> bool:
    """Read "L'ONU a prolongé mercredi le mandat de sa mission", which a council does by a text; say whether it does."""
    verb = s.verb(i)
    if not s.lex.romance or not s.calls(verb, "renewing"):
        return False
    un, how = as_organ(subject_of(s, i)), reading(s, i)
    it = subject_of(s, i) is None and s.index <= NEWS and s.says(lead(s, i)[-2:], "pronoun")  # behind the council
    acts = how.mode == "real" and (it or (un is not None and un.value == "UN"))
    mandate = objects.object_of(s, i, 90) if acts else None
    if it and mandate is not None and s.tally is None and s.says(s.words_after(mandate.end, 2), "own"):
        return False  # "Il a renouvelé le mandat de son ministre"
    again = s.says([*s.words_before(verb.start, 1), *s.words_after(verb.end, 1)], "habitually")
    if mandate is None or how.passive or again or not _is_renewed(s, verb, mandate):
        return False
    text = first_text(s) or mandate
    weak = s.index > 1 and not s.whens
    out.append(Sighting("adopted", "act.un", s, verb.start, text, un, tally=s.tally, past=how.past, weak=weak))
    return True


def _is_renewed(s: Sentence, verb: Mark, mandate: Mention) -> bool:
    """Say whether it is a mandate that is renewed, or a mission: "La ONU prorroga un año más la misión"."""
    head = [s.folded[slice(*mandate.head)]]
    return s.says(head, "mandates") or (s.says(head, "missions") and s.calls(verb, "renewing_surely"))
