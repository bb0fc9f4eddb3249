"""What an organ can only do by adopting a text, and what it says in one."""

from streams.core.detect.rules import offering, withdrawing
from streams.core.detect.rules.at_hand import is_at_hand
from streams.core.detect.rules.by_veto import is_by_veto
from streams.core.detect.rules.common import (
    Out,
    as_organ,
    first_text,
    hold,
    is_adjective,
    is_of_amendment,
    lists_persons,
)
from streams.core.detect.rules.quoted import is_worded_so
from streams.core.detect.rules.renewing import un_renews
from streams.core.detect.sentences.mentions import TEXT_OR_ACTION, TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.decision import by_decision
from streams.core.detect.verbs.habit import is_habit
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

DEED = "call.counted"
"""Rule of what an organ said, which the next sentence may tell the vote on."""
MEASURE = 24
"""Characters between a verb and the measure that it is done to: " on "."""
SENT = 60
"""Characters between a draft and the body that it is sent to: " on aid to the "."""
FAILED = "act.failed"
"""Rule of what an organ failed to do, which the next sentence may tell the vote on."""


def act(s: Sentence, i: int, out: Out) -> None:
    """An organ that extends a mandate or imposes sanctions has adopted a text that does."""
    verb = s.verb(i)
    mention: Mention | None
    if s.calls(verb, "scrapping") and roles.doers(s, i):
        withdrawing.withdraw(s, i, out)  # "Cuba scrapped its draft"
        return
    if s.calls(verb, "sending_out") and _sends_draft(s, i):
        offering.table(s, i, out)  # "The US sent several council members a draft resolution"
        return
    if un_renews(s, i, out) or is_adjective(s, i):
        return
    it = _it_voted(s, i)
    named = it or next(s.organs(*s.span), None) is not None or by_decision(s, i) is not None
    if not named or is_habit(s, i) or _is_lasting(s, i):
        return
    how = reading(s, i)
    if how.passive or _is_seen_done(s, i):
        _, organ = roles.agent(s, i)
        if organ is not None and any(mark.kind == "verb" and verb.start < mark.start < organ.start for mark in s.marks):
            organ = None  # "Troops were sent in line with a resolution adopted by the Security Council"
        mention = next(s.texts(s.span[0], verb.start, ("action",)), None)
    else:
        organ, mention = as_whole(s, i), _acted_on(s, i)
    if mention is not None and mention.kind in TEXTS and s.says(s.words_before(mention.start, 1), "over"):
        return  # "mantuvo consultas sobre un proyecto de resolución"
    if mention is None and organ is not None and organ.value != "UN" and how.mode == "real" and not how.passive:
        deed_of(s, i, organ, out, past=how.past)  # "authorized ships off Libya to go on stopping vessels"
    if (
        (organ is None and not it)
        or (organ is not None and (organ.kind != "organ" or organ.value == "UN"))
        or mention is None
        or mention.kind not in TEXT_OR_ACTION
        or (mention.symbols and s.says(s.folded[verb.end : mention.start].split(), "under"))
    ):
        return
    _done(s, i, how, mention, organ, out)


def takes_measure(s: Sentence, i: int) -> bool:
    """Say whether an organ does to a measure what it does only by a text, by a verb of other deeds too: "suspended its
    sanctions", "dispatched observers"."""
    if "action" not in s.kinds or s.lex.romance or not s.calls(s.verb(i), "acting_so"):
        return False
    organ, measure = as_organ(subject_of(s, i)), objects.object_of(s, i, MEASURE)
    if organ is None or organ.value != "SC" or measure is None or measure.kind != "action":
        return False
    return len(s.folded[s.verb(i).end : measure.start].split()) <= 1  # not "agreed on the need for sanctions"


def _acted_on(s: Sentence, i: int) -> Mention | None:
    """Return what an organ acts on: behind the verb, or before its clause, "las sanciones que le impuso el Consejo"."""
    mention = objects.object_of(s, i, 90)
    return objects.antecedent(s, i) if mention is None and s.lex.romance else mention


def _is_seen_done(s: Sentence, i: int) -> bool:
    """Say whether something is told to see it done: "La Minusma voit son mandat prolongé d'un an par le Conseil"."""
    deed = s.items[i - 1] if i and s.lex.romance and "d" in s.verb(i).forms else None
    own = isinstance(deed, Mention) and deed.kind == "action" and deed.article == "own"
    return own and deed is not None and s.says(s.words_before(deed.start, 2), "seeing_done")


def _sends_draft(s: Sentence, i: int) -> bool:
    """Say whether somebody sends a draft to a body or its members."""
    mention = objects.object_of(s, i, 90)
    if mention is None or not mention.draft or mention.article not in ("a", "own") or not roles.doers(s, i):
        return False
    begin = s.verb(i).end
    given = next(s.organs(begin, mention.start), None) or s.says(s.folded[begin : mention.start].split(), "members")
    to = next(s.organs(mention.end, mention.end + SENT), None)
    return bool(given) or (to is not None and s.says(s.words_before(to.start, 3), "sending_to"))


def as_whole(s: Sentence, i: int) -> Mark | None:
    """Return the organ that does the verb at ``i``; "key members of the council agreed" is not it."""
    if "organ" not in s.kinds and not s.lex.romance:
        return None
    if s.says(lead(s, i)[-2:], "we"):
        return None  # "We brought the council together, we renewed the mission"
    organ = as_organ(subject_of(s, i)) or (by_decision(s, i) if s.lex.romance else None)
    some = organ is not None and not s.counted and roles.are_some(s, organ)
    if some or (organ is not None and (_is_of_the_text(s, i, organ) or is_worded_so(s, i, organ))):
        return None
    return organ


def _is_of_the_text(s: Sentence, i: int, organ: Mark) -> bool:
    """Say whether a participle behind an organ is of the text before it: "un projet au Conseil imposant un embargo"."""
    if not s.lex.romance or s.verb(i).forms != "g" or s.items[i - 1] is not organ:
        return False
    words = s.words_before(organ.start, 2)
    return s.says(words[-1:], "preposition") or (s.says(words[-1:], "definite") and s.says(words[:-1], "preposition"))


def _is_lasting(s: Sentence, i: int) -> bool:
    """Say whether it is told what an organ has long been doing: "The council has been imposing sanctions on some"."""
    return "g" in s.verb(i).forms and s.says(lead(s, i)[-1:], "infinite_be")


def _done(s: Sentence, i: int, how: Reading, mention: Mention, organ: Mark | None, out: Out) -> None:
    """Claim what an organ's deed comes to, by its mode."""
    verb = s.verb(i)
    if how.mode == "real" and s.tally is None and first_text(s) is None and lists_persons(s, mention):
        hold(s, out, "act.listing", "Persons are put on a list, which a committee does without a resolution.")
    elif how.mode == "real":
        decisive = s.index <= 1 or bool(s.tally) or bool(s.whens) or s.has("against_wishes")
        decisive = decisive or s.calls(verb, "deciding_on")  # "a décidé la levée" is no habit
        text = first_text(s)
        if (
            text is None
            or (text.plural and text.past)
            or (text.symbols and text.start > verb.start)
            or _is_of_another_verb(s, i, text)
        ):
            text = mention  # "extended the mandate of the experts established pursuant to resolution 1970 (2011)"
        out.append(
            Sighting(
                "adopted", "act.organ", s, verb.start, text, organ, tally=s.tally, past=how.past, weak=not decisive
            )
        )
    elif how.mode == "failed" and organ is not None and (s.counted or s.index <= 1) and first_text(s) is None:
        vetoed = is_by_veto(s)
        claim: Claim = "vetoed" if vetoed else "rejected" if s.counted else "told"
        text = mention if s.counted or vetoed else None
        out.append(Sighting(claim, FAILED, s, verb.start, text, organ, tally=s.tally))
    elif how.mode == "future" and (_is_dated(s, verb) or is_at_hand(s, i, organ, mention)):
        out.append(Sighting("vote_scheduled", "act.expected", s, verb.start, mention, organ))
    else:
        hold(s, out, f"act.organ.{how.mode}", how.mode)


def _is_dated(s: Sentence, verb: Mark) -> bool:
    """Say whether a time is told that can be the deed's: not that of the saying, "said on Monday that it will"."""
    that = next((m.start for m in reversed(s.marks) if m.start < verb.start and s.calls(m, "that")), -1)
    return any(when.start > that for when in s.whens)


def _is_of_another_verb(s: Sentence, i: int, text: Mention) -> bool:
    """Say whether a text is what is adopted besides: "renewed the embargo and adopted a resolution on Libya"."""
    return any(
        isinstance(one, Mark) and one.kind == "verb" and one.value == "adopt" and one.start < text.start
        for one in s.items[i + 1 :]
    ) and s.says(s.folded[s.verb(i).end : text.start].split(), "and")


def _is_voted(s: Sentence) -> bool:
    """Say whether a sentence without a word of a text tells how many were for what is done and how many against."""
    voted = s.tally is not None and bool(s.tally.for_) and s.tally.against is not None
    return voted and not s.amended and next(s.texts(*s.span), None) is None


def _is_told(out: Out) -> bool:
    """Say whether the sentence tells something of a text already."""
    return any(isinstance(one, Sighting) for one in out)


def _it_voted(s: Sentence, i: int) -> bool:
    """Say whether "it" acts by a vote that is told: "It authorised, by a unanimous vote, the deployment"."""
    told = s.tally is not None and (s.tally.unanimous or s.tally.consensus or s.tally.for_ is not None)
    return told and s.says(lead(s, i)[-2:], "pronoun") and subject_of(s, i) is None


def deed_of(s: Sentence, i: int, organ: Mark, out: Out, *, past: bool) -> None:
    """Note what an organ did without a word of a text, if a vote is told beside it or in the next sentence."""
    if s.verb(i).value == "act" and _is_voted(s):  # "renewed the inquiry, by 24 votes to six"
        out.append(Sighting("adopted", "act.organ", s, s.verb(i).start, None, organ, tally=s.tally, past=past))
        return
    empowers = s.calls(s.verb(i), "empowering") or (
        s.calls(s.verb(i), "referring") and contains(s.folded[s.verb(i).end : s.span[1]], s.lex.words["to_the_court"])
    )
    empowers = empowers and organ.value == "SC" and not past and (bool(s.whens) or not s.says(lead(s, i), "have"))
    begins = len(s.words_before(organ.start, 4)) <= 1 or any(when.end < organ.start for when in s.whens)
    if empowers and begins and s.index <= 1 and not _is_told(out) and next(s.texts(*s.span), None) is None:
        out.append(Sighting("adopted", "act.organ", s, s.verb(i).start, None, organ, tally=s.tally))
        return  # "The Security Council authorized NATO yesterday to shoot down planes": it can so only by a resolution
    unison = s.tally is None or (s.tally.unanimous and not s.counted)
    named = next(s.texts(*s.span), None) if unison and not _is_told(out) else None
    changed = named is not None and is_of_amendment(s, named)  # "called for a truce after voting down changes to it"
    if unison and not _is_told(out) and (named is None or changed):
        out.append(Sighting("told", DEED, s, s.verb(i).start, None, organ, past=past))
