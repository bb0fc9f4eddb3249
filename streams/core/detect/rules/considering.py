"""Drafts that an organ takes up."""

from streams.core.detect.rules.at_hand import is_met_on
from streams.core.detect.rules.coming import BEHIND_TEXT, day_ahead
from streams.core.detect.rules.common import Out, as_organ, is_one
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead


def consider(s: Sentence, i: int, out: Out) -> None:
    """An organ takes a draft up; on a day to come that is told, to vote on it. Or its members are given one."""
    verb = s.verb(i)
    how, organ, mention = reading(s, i), as_organ(subject_of(s, i)), objects.object_of(s, i, 60)
    if how.passive and how.mode == "future":
        _to_be_taken_up(s, i, out)
        return
    if mention is None and s.lex.romance and how.mode == "future":
        mention = objects.antecedent(s, i)  # "un texte que l'Assemblée générale doit examiner jeudi"
        if organ is not None and mention is not None and mention.kind in TEXTS and mention.article == "a":
            out.append(Sighting("proposed", "consider", s, verb.start, mention, organ))
            return
    if organ is None or mention is None or mention.plural:
        return
    if is_met_on(s, i, organ, mention) and not (s.calls(verb, "acting_on_it") and _is_ahead(s)):
        out.append(Sighting("proposed", "consider.meeting", s, verb.start, mention, organ))
        return
    if s.calls(verb, "receiving"):
        if how.mode == "real" and mention.draft and mention.article == "a":
            out.append(Sighting("tabled", "consider.received", s, verb.start, mention, organ))
        return
    present = how.mode == "real" and "d" not in verb.forms and not how.passive
    ahead = (how.mode == "future" or (present and bool(s.whens))) and _is_ahead(s)
    numbered = any(symbol.forms != "d" for symbol in mention.symbols)
    if ahead and mention.kind in TEXTS[:2] and not numbered and s.calls(verb, "taking_up"):
        out.append(Sighting("vote_scheduled", "consider.set", s, verb.start, mention, organ))
    elif how.mode in ("real", "future", "wished") and (
        (mention.draft and how.mode != "wished")
        or _is_still(s, i, mention)
        or _is_brought(s, mention)
        or _is_debated(s, i, mention)
    ):
        out.append(Sighting("proposed", "consider", s, verb.start, mention, organ))


def _is_ahead(s: Sentence) -> bool:
    """Say whether a day is told that can be still to come."""
    return any(when.weekday is not None or (when.day is not None and (when.age or 0) < 0) for when in s.whens)


def _is_brought(s: Sentence, mention: Mention) -> bool:
    """Say whether a story opens with a resolution by whom it is from, which so is a draft: "a French resolution"."""
    new = mention.kind == "resolution" and mention.article == "a" and not mention.symbols and not mention.past
    return new and s.index <= 1 and bool(mention.sponsors)


def _is_still(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether an organ is not done with a resolution, which so is a draft: "is still debating a resolution"."""
    new = mention.kind == "resolution" and mention.article == "a" and not mention.symbols and not mention.past
    return new and "g" in s.verb(i).forms and s.says(lead(s, i), "still")


def _is_debated(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether a story opens with what an organ is at work on, "El Consejo estudia una resolución sobre Siria", or
    one is about to be: "The council is preparing to debate a resolution on Syria"."""
    new = mention.kind == "resolution" and mention.article == "a" and not mention.symbols and not mention.past
    new = new and not s.says(s.folded[s.verb(i).end : mention.start].split(), "preposition", "of")
    at_hand = "b" in s.verb(i).forms and s.says(lead(s, i)[-3:], "at_hand", "to_be_debated")
    opens = s.index == 0 and (s.lex.romance or s.verb(i).forms == "s")
    return new and (opens or at_hand) and not set(s.verb(i).forms) & {"d", "p"}


def _to_be_taken_up(s: Sentence, i: int, out: Out) -> None:
    """Read "The draft is to be taken up on Friday", which is to be voted on then."""
    verb, mention = s.verb(i), objects.before_verb(s, i)
    told = s.calls(verb, "taken_up") and mention is not None and mention.kind in TEXTS and is_one(mention)
    day = day_ahead(s, verb.end, BEHIND_TEXT) if told else None
    if day is not None and (day.weekday is not None or day.day is not None):
        out.append(Sighting("vote_scheduled", "consider.set", s, verb.start, mention))
