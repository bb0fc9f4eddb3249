"""What an adoption claims: that a text was adopted, amended, rejected, put off, or is to be voted on."""

from streams.core.detect.rules.at_hand import is_at_hand, is_bound
from streams.core.detect.rules.coming import day_ahead, is_under_threat
from streams.core.detect.rules.common import Out, hold, is_of_amendment, is_of_procedure, tally_of
from streams.core.detect.rules.explained import depends_on_votes
from streams.core.detect.rules.motions import carried, is_procedural, motion_before
from streams.core.detect.rules.wanting import has_its_way, wanted_of
from streams.core.detect.sentences.mentions import TEXT_OR_ACTION, TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.names import actors_ending, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.habit import is_ahead
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.roles import doers
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import PERMANENT, Mark
from streams.core.detect.words.text import contains

JUST_REACH = 90
"""Characters behind "had been passed" in which it is told when: " in New York by the Assembly the day before"."""
LATER = 7
"""Words behind "could not be adopted" in which it is told until when: " by the Security Council before "."""
FEWEST = 9
"""States that must be for a text at least, in the smallest council."""


def claim(
    s: Sentence, i: int, how: Reading, mention: Mention | None, organ: Mark | None, out: Out, *, rule: str
) -> None:
    """Turn an adoption into the claim that its mode and its object allow."""
    at = s.verb(i).start
    how = _as_later(s, i, _as_refused(s, i, _as_otherwise(s, i, _as_opinion(s, at, how)), organ))
    such = mention is not None and not s.lex.romance and s.says(s.words_before(mention.start, 1), "such_ones")
    of_any = mention is not None and (such or mention.article == "any" or depends_on_votes(s, i, mention))
    if of_any and how.mode == "real":
        hold(s, out, f"{rule}.any", "It is said of any text, and of none.")
        return
    motion = motion_before(s, mention, at) or mention
    if motion is not None and (is_of_procedure(s, motion) or is_procedural(s, motion)):
        if how.mode == "real" and not how.past:
            carried(s, at, motion, organ, out)
        else:
            s.amended = True
        return
    if mention is not None and is_of_amendment(s, mention) and not _is_it_then(s, i, mention):
        s.amended = True
        if how.mode == "real" and not mention.foreign:
            text = (
                next((one for one in s.texts(*s.span) if one is not mention), None)
                if mention.kind == "amendment"
                else mention
            )
            out.append(Sighting("amended", "amend.adopted", s, at, text, organ))
    elif how.mode == "real":
        tally = tally_of(s, i) if mention is None or not _is_compared_with(s, mention, out) else None
        few = rule == "adopt.passive" and organ is None and (_is_by_too_few(s, i) or _is_by_the_others(s, i))
        told: Claim = "told" if few else "adopted"
        past = how.past and not _was_just_done(s, at)
        out.append(Sighting(told, "vote.tally" if few else rule, s, at, mention, organ, tally=tally, past=past))
    elif mention is not None and how.mode in ("failed", "denied") and (_is_none(s, mention) or _is_otherwise(s, i)):
        hold(s, out, f"{rule}.any", "Not one was adopted.")
    elif how.mode == "failed" or (
        how.mode == "denied"
        and (rule == "adopt.passive" or s.counted or _did_not(s, i, mention))
        and (s.counted or not is_ahead(s, i))
    ):
        out.append(
            Sighting("rejected", "adopt.failed", s, at, mention, organ, vetoers=_against(s), tally=tally_of(s, i))
        )
    elif _is_to_come(s, i, how, mention, organ):
        out.append(Sighting("vote_scheduled", "adopt.expected", s, at, mention, organ))
    else:
        _wished(s, i, how, mention, organ, out, rule=rule)


def _as_later(s: Sentence, i: int, how: Reading) -> Reading:
    """Return how it is meant where it is told only until when a text is not adopted: "was not adopted until Friday",
    which then was, and "could not be adopted before tomorrow", which tells when it could be at the soonest."""
    if s.lex.romance or how.mode not in ("failed", "denied"):
        return how
    if not s.says(s.words_after(s.verb(i).end, LATER), "not_until"):
        return how
    thought = s.says(lead(s, i)[-4:], "hypothetical", "future", "would", "bare_be")
    return Reading("wished" if thought else "real", how.passive)


def _is_it_then(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether it is the text that was adopted in the end, which the sentence names for who wanted to change it:
    "A bid by Mali to weaken the resolution was beaten back, and it was adopted"."""
    if mention.kind not in TEXTS[:2] or s.lex.romance or mention.end > s.verb(i).start:
        return False
    lost = any(mark.kind == "verb" and mark.value in ("reject", "fail") for mark in s.marks if mark.start > mention.end)
    return lost and s.says(lead(s, i)[-2:], "pronoun")


def _was_just_done(s: Sentence, at: int) -> bool:
    """Say whether what had been done was done right before: "a text that had been passed in Geneva the day before"."""
    return contains(s.folded[at : min(s.span[1], at + JUST_REACH)], s.lex.words["just_then"])


def _is_by_too_few(s: Sentence, i: int) -> bool:
    """Say whether a text is only told to have been approved by so few states that it was not adopted: "a été approuvé
    par cinq Etats, rejeté par quatre autres"."""
    words = s.words_after(s.verb(i).end, 2)
    number = s.lex.number_of(words[1]) if len(words) > 1 else 0
    by = s.lex.romance and s.says(words[:1], "by") and 0 < number < FEWEST
    return by and s.tally is not None and s.tally.for_ == number


def _is_by_the_others(s: Sentence, i: int) -> bool:
    """Say whether it is only told who else was for a text: "vetoed a draft which was approved by the other 14
    members"."""
    words = s.words_after(s.verb(i).end, 6) if s.counted and not s.lex.romance else []
    others = s.says(words[:1], "by") and not s.lex.tally["others"].isdisjoint(words[1:4])
    return others and s.says(words[2:], "members")


def _as_opinion(s: Sentence, at: int, how: Reading) -> Reading:
    """Return what is only wished where somebody says it should be: "devrait adopter un texte, estiment des ONG"."""
    said = how.mode == "future" and s.lex.romance and contains(s.folded[at : s.span[1]], s.lex.words["opining"])
    return Reading("wished") if said else how


def _as_refused(s: Sentence, i: int, how: Reading, organ: Mark | None) -> Reading:
    """Return what an organ did not do where it would not: "declined on Tuesday to adopt a resolution"."""
    words = lead(s, i)
    refused = how.mode == "wished" and organ is not None and s.says(words, "refusing") and not s.lex.romance
    habit = refused and s.says(words, "habitually", "again_and_again", "negation", "hypothetical", "future")
    return Reading("failed") if refused and not habit else how


def _is_due(s: Sentence, i: int) -> bool:
    """Say whether a subjunctive tells what is to come on a day: "se espera que el Consejo apruebe el viernes"."""
    words = s.words_before(s.verb(i).start, 12)
    return "j" in s.verb(i).forms and s.says(words, "due") and not s.says(words, "negation")


def _wished(
    s: Sentence, i: int, how: Reading, mention: Mention | None, organ: Mark | None, out: Out, *, rule: str
) -> None:
    """Claim that a text is proposed which somebody is to ask an organ for; hold back what else has not happened."""
    at = s.verb(i).start
    if how.mode == "future" and mention is not None and organ is not None and _is_planned(s, i, mention):
        out.append(Sighting("proposed", "adopt.planned", s, at, mention, organ))
    elif how.mode == "wished" and mention is not None and organ is not None and _will_be_asked(s, organ, mention):
        out.append(Sighting("proposed", "adopt.to-be-asked", s, at, mention, organ, sponsors=_planners(s, organ)))
    elif (
        mention is not None
        and organ is not None
        and (by := wanted_of(s, i, organ, mention) or (has_its_way(s, organ, mention) if how.mode == "future" else []))
    ):
        out.append(Sighting("proposed", "propose.wanted", s, at, mention, organ, sponsors=by))
    elif mention is not None and organ is not None and (by := _proposers(s, organ, mention)):
        out.append(Sighting("proposed", "adopt.as-proposed", s, at, mention, organ, sponsors=by))
    elif how.mode == "hypothetical" and mention is not None and is_under_threat(s, s.verb(i), mention):
        # "threatened reprisals if they backed a General Assembly resolution this week"
        out.append(Sighting("vote_scheduled", "vote.threatened", s, at, mention, roles.organ_mark(mention)))
    else:
        hold(s, out, f"{rule}.{how.mode}", how.mode)


def _proposers(s: Sentence, organ: Mark, mention: Mention) -> list[Spot]:
    """Return who has proposed that an organ adopt one text: "Chad proposed that the Assembly adopt a resolution"."""
    j = s.items.index(organ) - 1
    while j >= 0 and (s.items[j].kind == "date" or s.calls(s.items[j], "that")):
        j -= 1
    verb = s.items[j] if j >= 0 else None
    if not isinstance(verb, Mark) or verb.kind != "verb" or not s.calls(verb, "proposing"):
        return []
    one = mention.article == "a" and mention.kind in TEXTS[:2] and not mention.plural
    return doers(s, j) if one and reading(s, j).mode == "real" else []


def _will_be_asked(s: Sentence, organ: Mark, mention: Mention) -> bool:
    """Say whether somebody is to ask an organ for a text: "We will ask the Council to adopt a resolution"."""
    words = [word for word in s.words_before(organ.start, 5) if not s.says([word], "definite", "before_organ")]
    asked = s.says(words[-1:], "requested") and s.says(words[-2:-1], "future", "infinitive")
    planned = s.says(words[:-1], "planning") and not s.says(words, "negation", "condition")
    return asked and planned and mention.article == "a" and mention.kind in TEXTS[:2] and not mention.plural


def _planners(s: Sentence, organ: Mark) -> list[Spot]:
    """Return the states that a sentence opens with and that plan to ask an organ for a text: "France and Britain plan
    to ask the assembly to approve a resolution"."""
    j = s.items.index(organ) - 1
    planned = s.items[j] if j >= 0 else None
    if isinstance(planned, Mark) and planned.kind == "verb":
        j -= 1
    while j >= 0 and s.items[j].kind == "date":
        j -= 1
    by = actors_ending(s, j) if j >= 0 and is_actor(s.items[j]) else []
    return by if by and by[0][1] - s.span[0] <= len("the ") else []


def _is_compared_with(s: Sentence, mention: Mention, out: Out) -> bool:
    """Say whether the count is that of another vote, which was as this one: "The 10-0 vote on the U.S. text was the
    same as the vote on the previous resolution adopted last May"; it is noted as that text's."""
    if s.tally is None or s.tally.end > mention.start:
        return False
    if not contains(s.folded[s.tally.end : mention.start], s.lex.words["same_as"]):
        return False
    voted = next((one for one in s.texts(s.tally.end, mention.start) if one is not mention), None)
    out.append(Sighting("told", "vote.members", s, s.tally.start, voted, None, tally=s.tally))
    return True


def _is_none(s: Sentence, mention: Mention) -> bool:
    """Say whether not one text is told to have been adopted: "failed to pass even one resolution on my country"."""
    return s.says([*s.words_before(mention.start, 1), *s.folded[mention.start : mention.head[0]].split()], "not_one")


def _is_otherwise(s: Sentence, i: int) -> bool:
    """Say whether it is only denied how a text was adopted: "was not passed by consensus, but through a vote"."""
    return not s.lex.romance and s.says(s.words_after(s.verb(i).end, 2), "agreed_so")


def _as_otherwise(s: Sentence, i: int, how: Reading) -> Reading:
    """Return what was done where only how is denied: "was not adopted by consensus, but by 119 votes to one"."""
    set_right = how.mode == "denied" and s.counted and _is_otherwise(s, i)
    return (
        Reading("real", how.passive) if set_right and s.says(s.words_after(s.verb(i).end, 5), "contrasting_so") else how
    )


def _is_to_come(s: Sentence, i: int, how: Reading, mention: Mention | None, organ: Mark | None) -> bool:
    """Say whether a text is to be adopted on a day, or is about to be."""
    if how.mode == "hypothetical":
        return organ is not None and bool(s.whens) and _is_due(s, i)
    dated = s.whens and (organ is not None or _is_set(s, i, mention))
    return how.mode == "future" and (bool(dated) or is_at_hand(s, i, organ, mention))


def _is_set(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether one text is to be adopted on a day told right behind: "the text is expected to be adopted Monday"."""
    one = mention is not None and mention.kind in TEXTS and not mention.plural and mention.article != "any"
    return one and day_ahead(s, s.verb(i).end) is not None


def _is_planned(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether one text is expected, not saying when: "The Council is expected to adopt a resolution on aid"."""
    brought = mention.article == "a" and mention.kind in TEXTS[:2] and not mention.plural
    supposed = s.says(s.words_after(s.span[0], 1), "condition")  # "If talks fail, the Council is expected to adopt one"
    supposed = supposed or is_bound(s, s.verb(i).end)  # "is expected to adopt one only if the talks fail"
    return brought and not supposed and s.says(lead(s, i)[-4:], "scheduled")


def _did_not(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether an organ is told to have left one text unadopted: "did not adopt the French draft"; or a story opens
    with it: "did not adopt a U.S.-drafted text"."""
    if mention is None or mention.plural or not (s.lex.romance or s.says(lead(s, i)[-3:], "did")):
        return False
    if s.says([*lead(s, i), *s.words_after(s.verb(i).end, 1)], "still_not"):
        return False  # "n'a pas encore adopté"
    kinds = TEXT_OR_ACTION if s.lex.romance and s.index == 0 else TEXTS[:2]  # "no aprobó la admisión de Palestina"
    known = mention.article == "the" and mention.kind in kinds
    return known or (s.index == 0 and mention.article == "a" and mention.kind in TEXTS)


def _against(s: Sentence) -> list[Spot]:
    """Return the permanent members named in brackets behind "against": that is how press releases tell a veto."""
    at = next(
        (found for word in s.lex.words["voted_against"] if (found := s.folded.find(f"{word} (", *s.span)) >= 0), -1
    )
    closing = s.folded.find(")", at, s.span[1])
    inside = (item for item in s.items if isinstance(item, Mark) and at < item.start < closing)
    return [(item.value, item.start, item.end) for item in inside if item.kind == "actor" and item.value in PERMANENT]
