"""Members that are put out of a body: the General Assembly suspends them from the Human Rights Council by a resolution
(A/RES/60/251, paragraph 8), and who elects a commission removes them from it by one."""

from dataclasses import replace

from streams.core.detect.rules.common import Out, as_organ, first_text, hold
from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.names import is_actor
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.decision import by_decision
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

OUST = "oust"
"""Rule of who is put out of a body, whom a passive names before its verb."""
WHOM = 30
"""Characters between the verb and whom it puts out: " on Thursday "."""
OF = 8
"""Characters between "expulsión" and whose it is: " de ", " de la "."""
SEAT = 8
"""Words behind whom in which it is told what of: "Libya's membership of the U.N. Human Rights Council"."""
_DECIDING = ("GA", "ECOSOC", "UN")


def ousts(s: Sentence, i: int, out: Out) -> bool:
    """Read "The Assembly suspended Libya from the Human Rights Council", "Libya was expelled from it"."""
    verb = s.verb(i)
    if not s.calls(verb, "ousted") or "g" in verb.forms:
        return False
    how = reading(s, i)
    if s.lex.romance and i == 1 and not s.index and is_actor(s.items[0]) and "d" in verb.forms and not lead(s, i):
        how = Reading(how.mode, passive=True)  # "La Russie exclue du Conseil des droits de l'homme"
    organ = roles.agent(s, i)[1] if how.passive else as_organ(subject_of(s, i)) or by_decision(s, i)
    if how.passive and organ is not None and organ.value == "HRC":
        organ = None  # "La Libia è stata sospesa dal Consiglio": what it is put out of
    whom = subject_of(s, i) if how.passive else _put_out(s, verb)
    if whom is None or not _is_of_a_seat(s, verb.end if how.passive else whom.end):
        return False
    rights = next((one for one in s.organs(verb.end, s.span[1]) if one.value == "HRC"), None)
    if rights is not None and (how.passive if organ is None else organ.value == "UN"):
        organ = replace(organ or rights, value="GA")
    if organ is None or organ.value not in _DECIDING:
        return False
    if how.mode != "real":
        hold(s, out, f"{OUST}.{how.mode}", how.mode)
        return True
    weak = s.index > 1 and not s.whens and s.tally is None
    out.append(Sighting("adopted", OUST, s, verb.start, first_text(s), organ, tally=s.tally, past=how.past, weak=weak))
    return True


def put_out_by_noun(s: Sentence, mention: Mention, out: Out) -> None:
    """Read "Con la expulsión de Libia del Consejo de Derechos Humanos", "La suspensión de Rusia del Consejo de Derechos
    Humanos, aprobada por la Asamblea"."""
    if mention.kind != "action" or not s.says([s.folded[slice(*mention.head)]], "putting_out"):
        return
    j = next((j for j, item in enumerate(s.items) if item.start >= mention.head[1]), len(s.items))
    whom = s.items[j] if j < len(s.items) else None
    if whom is None or not is_actor(whom) or whom.start - mention.head[1] > OF or not _is_of_a_seat(s, whom.end):
        return
    seat = next((one for one in s.organs(whom.end, s.span[1]) if one.value == "HRC"), None)
    decider = next((one for one in s.organs(*s.span) if one.value in _DECIDING[:2]), None)
    organ = decider or (replace(seat, value="GA") if seat is not None else None)
    words = s.words_before(mention.start, 6)
    told = s.says(words, "factive") and not s.says(words, "calling", "negation", "requested", "wished", "condition")
    if organ is not None and (told or (seat is not None and _is_approved(s, seat))):
        out.append(Sighting("adopted", OUST, s, mention.start, first_text(s), organ, tally=s.tally))


def _is_approved(s: Sentence, seat: Mark) -> bool:
    """Say whether it is told right behind a seat that its loss was approved: ", aprobada el jueves por la Asamblea"."""
    following = next((item for item in s.items if item.start >= seat.end), None)
    approved = isinstance(following, Mark) and following.value == "adopt" and "d" in following.forms
    return following is not None and approved and s.folded[seat.end : following.start] == ", "


def _put_out(s: Sentence, verb: Mark) -> Mark | None:
    """Return who is named behind the verb, as whom it puts out."""
    near = (item for item in s.items if verb.end <= item.start < verb.end + WHOM)
    return next((item for item in near if isinstance(item, Mark) and is_actor(item)), None)


def _is_of_a_seat(s: Sentence, begin: int) -> bool:
    """Say whether it is told what somebody is put out of: "from the Human Rights Council", "of its seat on"."""
    words = s.words_after(begin, SEAT)
    at = next((at for at, word in enumerate(words) if s.says([word], "out_of")), None)
    return at is not None and s.says(words[at + 1 :], "seats")
