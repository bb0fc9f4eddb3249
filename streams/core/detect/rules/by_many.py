"""What so many states did as only the General Assembly has: "More than 120 countries voted to condemn it"."""

from streams.core.detect.bodies.organs import MEMBERS, SIZES
from streams.core.detect.rules.common import NEAR_VOTE
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import BY_MANY, Claim, Sighting
from streams.core.detect.verbs.mood import reading
from streams.core.detect.words.marks import Mark

NEEDED = MEMBERS // 2 + 1
"""More than half of the members of the United Nations."""
BEFORE = 20
"""Words before the verb among which the states are: "More than 120 countries, including every Arab nation, voted"."""
COUNTED = 4
"""Words before "countries" among which it is told how many they are: "most of the world's"."""

AIM = 12
"""Words behind "voted" in which it is told for what: "late on Thursday at the General Assembly to urge"."""
NEAR = 4
"""Words behind the verb among which "it" is what was voted for: "voted in favor of it"."""
_THERE = ("UN", "GA")


def voted_by_many(s: Sentence, i: int, text: Mention | None, direction: Claim | None) -> Sighting | None:
    """Return that the Assembly adopted a text, where most of all states voted for one, or for or to do something.

    :param direction: what the vote came to by the words behind it.
    """
    words = s.words_after(s.verb(i).end, AIM)
    it = text is None and s.says(words[:NEAR], "pronoun")  # "115 countries voted for it": of what is told before
    if it or (s.counted and text is not None and not _are_counted(s)):
        return None
    carried = direction == "adopted" or (direction is None and _is_for_something(s, words))
    return by_many(s, i, reading(s, i), text) if carried else None


def by_many(s: Sentence, i: int, how: Reading, text: Mention | None) -> Sighting | None:
    """Return that the Assembly adopted a text, where most of all states are told to have carried one, or a deed."""
    verb, bodies = s.verb(i), [mark for mark in s.marks if mark.kind == "organ"]
    organ = next((mark for mark in bodies if mark.value in _THERE and not _names_another(s, mark)), None)
    there = organ is not None or (text is not None and text.organ in _THERE) or (bool(bodies) and _is_of_all(s, verb))
    acting = [mark for mark in bodies if mark.start < verb.start or not _are_counted(s)]
    committee = next((mark for mark in acting if mark.value.startswith("GA-")), None)
    smaller = any(mark.value in SIZES for mark in acting) or (committee is not None and not _are_counted(s))
    other = text.kind not in TEXTS if text is not None else _is_on_another(s, verb)
    voting = [mark for mark in s.marks if mark.kind in ("organ", "foreign") and mark.end <= verb.start]
    other = other or (bool(voting) and voting[-1].kind == "foreign")  # "UNESCO's general assembly voted by 107-14"
    there = there or committee is not None  # where all states have a seat too
    if not there or smaller or other or not _are_most(s, verb):
        return None
    return Sighting("adopted", BY_MANY, s, verb.start, text, committee or organ, tally=s.tally, past=how.past)


def _is_of_all(s: Sentence, verb: Mark) -> bool:
    """Say whether a count is that of the Assembly, which is not named: not one "at a wildlife conference"."""
    return _are_counted(s) and not s.says(s.words_after(verb.end, BEFORE), "bodies_apart")


def _is_on_another(s: Sentence, verb: Mark) -> bool:
    """Say whether what is voted on is told, and is no resolution: "voted to adopt a treaty"."""
    return next(s.texts(verb.end, verb.end + NEAR_VOTE, ("other",)), None) is not None


def _is_for_something(s: Sentence, words: list[str]) -> bool:
    """Say whether the vote was for a thing, and not for somebody: "voted on Friday at the UN for a truce"."""
    at = next((at for at, word in enumerate(words) if s.says([word], "voted_for")), None)
    return at is not None and s.says(words[at + 1 : at + 2], "indefinite") and not s.says(words, "electing")


def _names_another(s: Sentence, mark: Mark) -> bool:
    """Say whether the United Nations only stand in the name of something else: "at the UN climate conference"."""
    return s.says(s.words_after(mark.end, 1), "held_there")


def _are_most(s: Sentence, verb: Mark) -> bool:
    """Say whether most of all states do the verb, or so many are counted that it was the vote of all."""
    words = s.words_before(verb.start, BEFORE)
    for at, word in enumerate(words):
        if s.says([word], "states_of_the_world"):
            number = words[max(0, at - COUNTED) : at]
            most = s.says(number, "most_of_all") or any(one.isdecimal() and int(one) >= NEEDED for one in number)
            if most or _are_counted(s):
                return True
    return False


def _are_counted(s: Sentence) -> bool:
    """Say whether a count tells of more states than any smaller body has: "voted 93 to 24, with 58 abstentions"."""
    tally = s.tally
    if tally is None or tally.for_ is None or tally.against is None or tally.for_ <= tally.against:
        return False
    return tally.for_ + tally.against + (tally.abstain or 0) >= NEEDED
