"""Counts that are told beside whom so many joined: "Five states joined Chad in voting no" are six."""

from typing import NamedTuple

from streams.core.detect.sentences.names import actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.tallies.votes import Tally

WHO_REACH = 4
"""Characters from "joined" to the first name: " the "."""
BEFORE = 6
"""Words before "joined" among which so many are told: "Only six other member states "."""
_ASIDES = ((" - ", " -"), (" -- ", " --"), (" (", ")"), (", ", ","))
"""What an aside on who joined stands between."""
BEHIND = 6
"""Words behind the names that say on which side: " in voting against the resolution"."""


class Joined(NamedTuple):
    """The side of a vote, how many took it in all, and those by name that the others joined."""

    side: str
    number: int
    names: list[Spot]
    start: int
    end: int


def joined_by(s: Sentence) -> Joined | None:
    """Return how many were on the side of whom they joined, in a sentence that says "joined"."""
    found = ((s.folded.find(f" {word} ", *s.span), word) for word in s.lex.words["joined_others"])
    at, word = next(((at, word) for at, word in found if at >= 0), (-1, ""))
    if at < 0:
        return None
    end, words = at + len(f" {word}"), s.words_before(_before_aside(s, at), BEFORE)
    if s.says(words[-1:], "clause_words"):
        words = words[:-1]  # "the only country that joined"
    number = 1 if s.says(words[-3:-1], "alone") and words[-1] in s.lex.tally["someone"] else 0
    if not number and not s.says(words[-1:], "members"):
        return None
    number = number or next((one for told in reversed(words[:-1]) if (one := s.lex.number_of(told))), 0)
    first = next((item for item in s.items if item.start >= end), None)
    if not number or first is None or not is_actor(first) or first.start - end > 1 + WHO_REACH:
        return None
    names = actors_from(s, first.start, 1)
    side = _side(s, names[-1][2]) if names else ""
    return Joined(side, number + len(names), names, s.span[0], names[-1][2]) if side else None


def _before_aside(s: Sentence, at: int) -> int:
    """Return where those end who joined, before an aside that names them: "Four countries - Cuba, Mali and Chad, among
    others - joined Russia"."""
    for opening, closing in _ASIDES:
        if s.folded.endswith(closing, s.span[0], at):
            begin = s.folded.find(opening, s.span[0], at - len(closing))
            while begin > 0 and not s.says(s.words_before(begin, 1), "members"):
                begin = s.folded.find(opening, begin + 1, at - len(closing))
            return begin if begin > 0 else at
    return at


def with_joined(tally: Tally | None, joined: Joined) -> Tally:
    """Return a tally with the count of those who joined others, and these."""
    whole = tally or Tally(None, None, None, None, unanimous=False, consensus=False, start=joined.start, end=joined.end)
    if joined.side == "against":
        return whole._replace(against=joined.number)
    return whole._replace(abstain=joined.number) if joined.side == "abstain" else whole._replace(for_=joined.number)


def give_joined(told: list[Sighting], joined: Joined | None) -> None:
    """Give the claims that count those whom others joined, by the side that they took."""
    for one in told if joined is not None else ():
        if joined is None or one.tally is None:
            continue
        side = {"against": one.opponents, "abstain": one.abstainers, "favour": one.supporters}[joined.side]
        side.extend(spot for spot in joined.names if spot not in side)
        known = {spot for _, spot in one.voters}
        one.voters = [*one.voters, *((joined.side, spot) for spot in joined.names if spot not in known)]


def _side(s: Sentence, end: int) -> str:
    """Return the side on which it is told behind the names that they all were."""
    words = s.words_after(end, BEHIND)
    if not s.says(words[:1], "inside", "infinitive"):
        return ""
    done, how = words[1:2], words[2:3]
    if s.says(done, "voting_at_all"):
        return "against" if s.says(how, "voted_against", "voting_no") else "favour" if s.says(how, "voting_yes") else ""
    sides = ("abstain", "abstaining_so"), ("against", "opposing_so"), ("favour", "favouring_so")
    return next((side for side, name in sides if s.says(done, name)), "")
