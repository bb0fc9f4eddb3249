"""Votes that are set: "A vote on the draft is expected on Friday"."""

from streams.core.detect.rules.at_hand import may_be_soon, set_beside
from streams.core.detect.rules.coming import day_ahead
from streams.core.detect.rules.common import NEAR_VOTE, Out, text_of_vote
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.habit import is_ahead
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

OF_WHOM = 24
"""Characters between a vote and the organ that holds it: " of the full "."""


def is_moved_to(s: Sentence, i: int) -> bool:
    """Say whether it is told to which day "it" is moved, behind a vote that was put off."""
    return s.moved and s.says(lead(s, i)[:1], "pronoun") and day_ahead(s, s.verb(i).end) is not None


def would_be(s: Sentence, i: int) -> bool:
    """Say whether the verb tells what somebody said would be: "would vote", "voterait"."""
    verb = s.verb(i)
    due = "j" in verb.forms and s.says(s.words_before(verb.start, 12), "due")  # "está previsto que el Consejo vote"
    return due or "c" in verb.forms or s.says(lead(s, i)[-4:], "would")


def schedule(s: Sentence, i: int, out: Out) -> None:
    """Read "A vote on the draft is expected on Friday" and "Britain has scheduled a vote for Monday"."""
    verb, how = s.verb(i), reading(s, i)
    called = objects.object_of(s, i, 70 if s.lex.romance else 40)
    if called is not None and called.kind == "vote":
        set_for = how.mode == "real" and s.whens and s.calls(verb, "setting")
        set_for = set_for or (s.lex.romance and _opens_due(s, verb))
        gone = how.past or s.says(lead(s, i)[-4:], "at_first")  # "had been scheduled for a vote on Monday"
        if (set_for or how.mode == "future") and not (called.plural or gone):
            organ = roles.organ_mark(called) or next(s.organs(verb.end, verb.end + NEAR_VOTE), None)
            text = text_of_vote(s, called) or called
            out.append(Sighting("vote_scheduled", "vote.called", s, verb.start, text, organ))
        return
    voted = next(reversed(list(s.texts(verb.start - 140, verb.start, ("vote",)))), None)
    if _scheduled_so(s, i, voted, out):
        return
    reported = _is_reported(s, i, how, voted)
    bare = not s.says(lead(s, i), "be")
    if any(isinstance(item, Mark) and item.value == "postpone" for item in s.items[0 if bare else i + 1 :]):
        return  # "The vote due on Wednesday was postponed", "postponed a vote due today", not "and is now due"
    if how.past or s.says(lead(s, i)[-4:], "at_first"):
        return  # "The vote had been planned for Friday", "was originally scheduled for"
    if voted is not None and how.mode == "denied" and is_ahead(s, i) and s.calls(verb, "held"):
        text = text_of_vote(s, voted) or voted  # "said that a vote would not take place as planned"
        out.append(Sighting("postponed", "vote.not-held", s, verb.start, text, roles.organ_mark(voted)))
    if voted is None or voted.plural or _chooses(s, voted) or (how.mode not in ("real", "future") and not reported):
        _unlikely(s, i, voted, how, out)
        return
    if s.says([*s.words_before(voted.start, 4), *s.folded[voted.start : voted.end].split()], "no_vote"):
        return  # "No vote has been scheduled", "No date for a vote is set"
    passive = how.passive or s.says(s.surface(verb).split()[:1], "reflexive")  # "se espera"
    due = (passive and not s.calls(verb, "held")) or s.calls(verb, "due")
    if how.mode == "future" or reported or due:
        late = not s.whens and s.index > 3
        text = text_of_vote(s, voted) or voted
        # "A vote of the full General Assembly is expected"
        organ = roles.organ_mark(voted) or next(s.organs(voted.end, min(voted.end + OF_WHOM, verb.start)), None)
        out.append(Sighting("vote_scheduled", "vote.scheduled", s, verb.start, text, organ, weak=late))


def _chooses(s: Sentence, voted: Mention) -> bool:
    """Say whether a vote chooses somebody, by its name: "A formal ballot is set for Thursday"."""
    return s.says([s.folded[slice(*voted.head)]], "ballots") and text_of_vote(s, voted) is None


def _scheduled_so(s: Sentence, i: int, voted: Mention | None, out: Out) -> bool:
    """Read "It is now expected on Thursday", behind a vote that was put off, and a vote set beside what was done."""
    if voted is not None:
        return set_beside(s, i, voted, out)
    moved = is_moved_to(s, i)
    if moved:
        out.append(Sighting("vote_scheduled", "vote.moved", s, s.verb(i).start))
    return moved


def _opens_due(s: Sentence, verb: Mark) -> bool:
    """Say whether a sentence opens with a vote that is set: "Está prevista para el viernes una votación"."""
    before = s.folded[s.span[0] : verb.start].split()
    return s.calls(verb, "due") and len(before) <= 1 and all(s.says([word], "be") for word in before)


def _is_reported(s: Sentence, i: int, how: Reading, voted: Mention | None) -> bool:
    """Say whether somebody is told to have said that a vote would be: "A vote would be held", or that one could be as
    soon as a day: "could take place as early as Friday on a resolution"."""
    if how.mode == "hypothetical" and would_be(s, i):
        return True
    return voted is not None and may_be_soon(s, i, how, next(s.texts(voted.end, s.span[1], TEXTS[:2]), None))


def _unlikely(s: Sentence, i: int, voted: Mention | None, how: Reading, out: Out) -> None:
    """Read "A vote on the draft is unlikely to take place on Friday as planned", which puts it off."""
    verb = s.verb(i)
    planned = s.says(lead(s, i), "not_likely") and s.says(s.words_after(verb.end, 7), "planned_for")
    if voted is not None and how.mode == "hypothetical" and planned:
        text = text_of_vote(s, voted) or voted
        out.append(Sighting("postponed", "vote.unlikely", s, verb.start, text, roles.organ_mark(voted)))
