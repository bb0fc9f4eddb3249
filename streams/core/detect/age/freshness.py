"""When what is claimed was, and whether that is old: by the time told nearest to it, or by all that the story tells.

Histories tell only of years ago: what has no day in them is as old.
"""

from streams.core.detect.age.of_object import day_when
from streams.core.detect.age.of_old import ANCIENT, OPENING, is_of_old
from streams.core.detect.age.own_time import times_of
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, NAMED, HeldBack, Sighting
from streams.core.detect.times.dates import OLD_ANYWHERE, OLD_DAYS, told_as_past
from streams.core.detect.times.when import When
from streams.core.detect.words.lexicon import Lexicon

BROUGHT_DAYS = 7
"""Days for which a draft that was circulated is told of as it stands."""
OWN_TIME = 8
"""Characters between a verb and its own time: " back in "."""
_WRITTEN = ("propose.active", "propose.passive", "table.active", "table.passive")
LEAD_DAYS = 14
"""From this age on a thing is background also where a story opens with it: weeklies tell the news of last week."""
_AHEAD = ("cited", "told", "vote_scheduled", "postponed", "proposed")
"""Claims whose time may be still to come."""
_AGELESS = ("cited", "told", "vote_scheduled", "proposed")
"""Claims that no age makes background."""
VOTED = ("veto", "vote", "reject", "fail", "adopt", "abstain")
"""Verb classes that tell what came of a vote, and beside which a tally can stand."""
FEATURE = 16
"""Sentences of a story that tells no other outcome before in which one of some days ago is its news."""


def names_own_time(folded: str, whens: list[When], lex: Lexicon) -> bool:
    """Say whether one of a sentence's times is of these weeks; not the day of a memory: "We asked on the Thursday"."""
    own = [when for when in whens if when.age is None or when.age < ANCIENT]
    return any(when.weekday is None or not _is_remembered(folded, when.start, lex) for when in own)


def _is_remembered(folded: str, at: int, lex: Lexicon) -> bool:
    """Say whether a day is one of a memory, by what stands right before it."""
    return any(folded.endswith(lead, 0, at) for lead in lex.words["remembering"])


def tells_news(claims: list[HeldBack | Sighting], index: int, *, behind_old: bool) -> bool:
    """Say whether a sentence tells an outcome as news: the first one does, or one that is not old.

    :param behind_old: only times of old have been told before, behind which an outcome needs a day to be new.
    """
    told = [one for one in claims if isinstance(one, Sighting) and one.claim in FINAL]
    return any(
        (index == 0 and not _is_ancient(one)) or not (one.past or (behind_old and one.when is None)) for one in told
    )


def _is_ancient(one: Sighting) -> bool:
    """Say whether an outcome is of another year, by its own time: histories open so."""
    return one.past and one.when is not None and (one.when.age or 0) >= ANCIENT


def decides(claims: list[HeldBack | Sighting]) -> bool:
    """Say whether a sentence tells what came of a text."""
    for one in claims:  # noqa: SIM110  # asked of each sentence: a generator costs twice as much
        if isinstance(one, Sighting) and one.claim in FINAL:
            return True
    return False


def age_undated(claims: list[HeldBack | Sighting]) -> None:
    """Call past what is told without a day."""
    for one in claims:
        if isinstance(one, Sighting) and one.claim not in ("cited", "told"):
            now = one.sentence.says(one.sentence.words_before(one.at, 1), "perfect_now")  # "ha aprobado"
            one.past = one.past or (one.when is None and not now)
    old = any(isinstance(one, Sighting) and one.past and one.claim in FINAL for one in claims)
    for one in claims if old else ():
        if isinstance(one, Sighting) and one.claim == "told" and one.tally is not None and one.when is None:
            one.past = True  # "11 members voted for it, and it failed": the count is as old


def set_time(one: Sighting) -> None:
    """Give a claim the time nearest to it, and call it past if that is old."""
    counts = one.claim == "told" and one.tally is not None and one.tally.counted  # a tally of last year is last year's
    counts = counts or one.rule == NAMED
    ahead = one.claim in _AHEAD and not counts
    then = day_when(one) if one.sentence.whens else None
    near = [then] if then is not None else times_of(one, ahead=ahead)
    if near:
        when = _behind_participle(one, near) or min(near, key=lambda when: abs(when.start - one.at))
        one.when = when if ahead else told_as_past(when)
    year = _year_of_text(one)
    if (
        year is not None
        and (one.sentence.year is None or year < one.sentence.year)
        and (one.claim not in _AGELESS or (counts and bool(one.mention is not None and one.mention.symbols)))
    ):
        one.past = True
        return
    if (one.former and one.claim in FINAL) or is_of_old(one, dated=bool(near)):
        one.past = True
        return
    age = one.when.age if one.when is not None else None
    if age is not None and age >= ANCIENT and one.rule in _WRITTEN and _is_told_as_past(one):
        one.past = True
    elif age is None or (one.claim in _AGELESS and not counts):
        one.past = one.past and one.rule == "veto.noun" and one.sentence.index >= OPENING
    elif one.claim == "tabled":
        opens = one.sentence.index == 0 and one.rule.startswith("table.")  # weeklies: "tabled last week"
        rival = one.mention is not None and one.mention.rival  # beside one that is negotiated still
        one.past = age >= (LEAD_DAYS if opens or rival else BROUGHT_DAYS) or (age >= OLD_DAYS - 1 and one.past)
    else:
        index = one.sentence.index  # a feature comes to its news late: "On that day the council rejected"
        below = index >= (OPENING if one.sentence.opening is not None else FEATURE)
        old = LEAD_DAYS if _opens_story(one) else OLD_ANYWHERE
        one.past = age >= old or (age >= OLD_DAYS and below) or (age >= OLD_DAYS - 1 and one.past)


def _year_of_text(one: Sighting) -> int | None:
    """Return the year by which a text is called, or which it is called by before its number: "The 1975 text, Resolution
    3379, was approved"."""
    mention = one.mention
    if mention is None or mention.year is not None or not mention.symbols:
        return mention.year if mention is not None else None
    ahead = (each.year for each in one.sentence.mentions if each.end + 2 == mention.start)
    return next(ahead, None)


def _is_told_as_past(one: Sighting) -> bool:
    """Say whether a deed is told in the past, with its time right behind it: "that Britain drew up in 2021"."""
    s, when = one.sentence, one.when
    verb = next((mark for mark in s.marks if mark.start == one.at and mark.kind == "verb" and "d" in mark.forms), None)
    return verb is not None and when is not None and 0 < when.start - verb.end <= OWN_TIME


def _behind_participle(one: Sighting, near: list[When]) -> When | None:
    """Return the weekday behind a text that was adopted, where another day is told before it of something else: "will
    end on Oct. 15 under a resolution approved by the council on Thursday"."""
    s, mention = one.sentence, one.mention
    if one.rule != "adopt.passive" or mention is None or mention.end > one.at or len(near) < 2 or s.lex.romance:
        return None
    ahead = any(when.end <= mention.start for when in near)
    behind = next((when for when in near if when.start > one.at), None)
    if not ahead or behind is None or behind.weekday is None:
        return None
    between = (mark for mark in s.marks if one.at < mark.start < behind.start)
    return behind if all(mark.kind not in ("border", "verb") for mark in between) else None


def _opens_story(one: Sighting) -> bool:
    """Say whether a story opens with an outcome, in its main clause: "The council last week adopted a resolution"."""
    s = one.sentence
    if s.index or one.claim != "adopted":
        return False
    return not any(mark.value != "contrast" and mark.start < one.at for mark in s.borders)


def outcome_time(s: Sentence, claims: list[Sighting | HeldBack]) -> When | None:
    """Return when the outcome was that a sentence tells, of one text or of several."""
    if not s.whens:
        return None
    told = any(
        isinstance(one, Sighting) and not one.past and (one.claim in FINAL or one.claim == "told") for one in claims
    )
    decided = told or any(mark.kind == "verb" and mark.value in VOTED for mark in s.marks)
    fresh = [when for when in s.whens if when.age is not None and 0 <= when.age < OLD_DAYS and not when.bound]
    return fresh[0] if decided and fresh else None


def background_of(claims: list[Sighting | HeldBack], index: int, before: int) -> int:
    """Return the number of the last sentence that tells an earlier outcome, ``before`` or this one.

    What is said of "it" right behind such a sentence is as old: "In March the council adopted a text. It passed 14-0."
    """
    told = [one for one in claims if isinstance(one, Sighting) and (one.claim in FINAL or one.tally is not None)]
    if before == index - 1:
        for one in told:
            one.past = one.past or (one.mention is None and one.when is None)
    return index if any(one.past and not (one.weak and one.claim != "told") for one in told) else before
