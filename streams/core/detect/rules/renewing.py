"""What "the United Nations" renew, impose or lift, which a council of theirs does."""

from streams.core.detect.rules.common import Out, as_organ, first_text, lists_persons
from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

NAMED = 6
"""Words from the verb to the mission that is renewed, over a day: " mercredi pour un an la "."""
OPENING = 5
"""Characters before the United Nations with which a story opens: "The "."""
NEWS = 4
"""Sentences of a story in which "it" is the council of the news: "Il a prolongé d'un an le mandat"."""


def un_renews(s: Sentence, i: int, out: Out) -> bool:
    """Read "L'ONU a prolongé mercredi le mandat de sa mission", which a council does by a text; say whether it does."""
    verb = s.verb(i)
    if not s.lex.romance or not s.calls(verb, "renewing", "un_deeds"):
        return not s.lex.romance and s.calls(verb, "un_deeds") and _un_acts(s, i, out)
    if s.calls(verb, "renewing") and _mission_renewed(s, i, out):
        return True
    un, how = as_organ(subject_of(s, i)), reading(s, i)
    if how.passive and how.mode == "real" and _is_done_by_un(s, i):
        deed = next(s.texts(s.span[0], verb.start, ("action",)))
        body = next(mark for mark in s.marks if mark.kind == "organ" and mark.value == "UN")
        out.append(Sighting("adopted", "act.un", s, verb.start, deed, body, tally=s.tally, past=how.past))
        return True
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


def _un_acts(s: Sentence, i: int, out: Out) -> bool:
    """Read "The United Nations lifts its embargo on Libya", with which a story opens: in the present, or with its
    day."""
    verb, un = s.verb(i), as_organ(subject_of(s, i))
    if s.index or un is None or un.value != "UN" or un.start - s.span[0] > OPENING or first_text(s) is not None:
        return False
    how, present = reading(s, i), "s" in verb.forms and "d" not in verb.forms
    dated = any(when.weekday is not None and not when.bound for when in s.whens)
    deed = objects.object_of(s, i, 90) if how.mode == "real" and not how.passive and (present or dated) else None
    if deed is None or deed.kind != "action" or lists_persons(s, deed):
        return False
    far = s.says(s.folded[verb.end : deed.start].split(), "preposition")  # "extends its thanks to the peacekeepers"
    if far or not s.says([s.folded[slice(*deed.head)]], "un_things"):
        return False
    out.append(Sighting("adopted", "act.un", s, verb.start, deed, un, tally=s.tally, past=how.past))
    return True


def _is_done_by_un(s: Sentence, i: int) -> bool:
    """Say whether a story opens with a measure of the United Nations: "L'embargo est prolongé d'un an par l'ONU", "Les
    sanctions de l'ONU ont été levées mercredi"."""
    deed = next(s.texts(s.span[0], s.verb(i).start, ("action",)), None)
    if deed is None or s.index > 1 or not s.says([s.folded[slice(*deed.head)]], "un_things", "mandates"):
        return False
    agent = roles.agent(s, i)[1]
    theirs = (
        agent is None
        and bool(s.whens)
        and any(mark.value == "UN" and deed.head[1] < mark.start < s.verb(i).start for mark in s.marks)
    )
    return theirs or (agent is not None and agent.value == "UN")


def _mission_renewed(s: Sentence, i: int, out: Out) -> bool:
    """Read "Le Conseil de sécurité a reconduit mercredi la Minusma", "La Minusma a été prolongée par le Conseil"."""
    verb, how = s.verb(i), reading(s, i)
    words = s.words_before(verb.start, NAMED) if how.passive else s.words_after(verb.end, NAMED)
    organ = roles.agent(s, i)[1] if how.passive else as_organ(subject_of(s, i))
    if how.mode != "real" or organ is None or not s.says(words, "un_missions") or first_text(s) is not None:
        return False
    if objects.object_of(s, i, 90) is not None and not how.passive:
        return False
    weak = s.index > 1 and not s.whens
    out.append(Sighting("adopted", "act.un", s, verb.start, None, organ, tally=s.tally, past=how.past, weak=weak))
    return True


def _is_renewed(s: Sentence, verb: Mark, mandate: Mention) -> bool:
    """Say whether it is a mandate that is renewed, or a mission: "La ONU prorroga un año más la misión"."""
    head = [s.folded[slice(*mandate.head)]]
    if s.index <= 1 and s.calls(verb, "un_deeds") and s.says(head, "un_things"):
        return True  # "L'ONU lève l'embargo", "L'ONU crée une commission d'enquête"
    if not s.calls(verb, "renewing"):
        return False
    return s.says(head, "mandates") or (s.says(head, "missions") and s.calls(verb, "renewing_surely"))
