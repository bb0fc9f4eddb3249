"""Which of an article's matters a sighting is about, by all that could contradict it: number, body, sponsors, time."""

from streams.core.detect.bodies.organs import MEMBERS, SIZES
from streams.core.detect.matters.matter import Matter, offerers, symbol_of, year_of
from streams.core.detect.matters.numbering import fits_by_number
from streams.core.detect.matters.steps import (
    LOST,
    OPEN,
    decides,
    fits_in_time,
    is_from_the_same,
    is_renewed,
    same_phrase,
)
from streams.core.detect.matters.two_counts import is_counted_otherwise
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sightings import COUNTING, FINAL, NAMED, SOME, Sighting
from streams.core.detect.times.dates import OLD_DAYS

MAX_MATTERS = 24
"""Matters of one article that are compared with a new sighting, the latest first: a round-up has about ten."""
PLENARY = 8
"""Sentences behind what a committee decided in which it is told that the Assembly will vote on it."""


def best_fit(matters: list[Matter], one: Sighting, organ: str | None, about: set[str]) -> Matter | None:
    """Return the matter that the sighting is about: the best of those it does not contradict, the latest of equals."""
    if not matters:
        return None
    sponsors, symbol, similar = {identity for identity, _, _ in offerers(one)}, symbol_of(one), is_similar(one)
    fitting: list[Matter] = []
    for matter in reversed(matters[-MAX_MATTERS:]):
        another = _is_vote_of_another(matter, one) or (similar and not same_phrase(matter, one))
        if not another and _fits(matter, one, organ, symbol, sponsors, about):
            fitting.append(matter)
    if len(fitting) < 2:  # mostly there is nothing to choose from
        return fitting[0] if fitting else None
    brought = sponsors | {identity for identity, _, _ in one.beside}
    first = _called_first(matters, one)
    return max(fitting, key=lambda matter: _points(matter, one, organ, about, brought) + 6 * (matter is first))


def _points(matter: Matter, one: Sighting, organ: str | None, about: set[str], brought: set[str]) -> int:
    """Return how much speaks for it that a sighting is about a matter which it does not contradict."""
    called = one.mention is not None and one.mention.kind in TEXTS[:2]  # "the text" is of the last, whoever brought it
    points = 8 * bool(one.symbol and one.symbol.value in (matter.symbol, matter.draft_symbol))
    points += 6 * same_phrase(matter, one)
    points -= 2 * (called and bool(brought and matter.sponsors) and not brought & matter.sponsors)
    points += 4 * bool(brought & matter.sponsors) + 2 * bool(about & matter.about)
    points += 2 * (one.rule in COUNTING and one.mention is not None and bool(matter.finals))
    points += 2 * (one.rule in COUNTING and one.mention is None and matter.distance(one) == 1)
    points += (organ is not None and organ == matter.organ) - 3 * matter.cited
    points += 2 * (_goes_on(one) and matter.distance(one) == 1)
    points += 3 * (one.past == matter.past and one.claim in FINAL and one.claim in matter.finals)
    points -= 6 * is_counted_otherwise(matter, one)
    points += 3 * _is_vote_that_is_set(matter, one)
    return points + 3 * _is_called_so(matter, one) + 6 * _points_back(matter, one)


def _called_first(matters: list[Matter], one: Sighting) -> Matter | None:
    """Return the first text that a story tells what became of, where "the first text" is named behind another."""
    mention, s = one.mention, one.sentence
    if mention is None or mention.article != "the" or mention.plural or mention.kind not in TEXTS:
        return None
    if not s.says(s.folded[mention.start : mention.head[0]].split(), "first_of_two"):
        return None
    return next((each for each in matters if each.finals and not (each.past or each.cited)), None)


def _is_vote_of_another(matter: Matter, one: Sighting) -> bool:
    """Say whether a tally cannot be the matter's: more voted than its body has members, or it was told otherwise."""
    if one.tally is None:
        return matter.past and _is_named_now(one)
    if one.tally.votes > SIZES.get(matter.organ or "", MEMBERS):
        return True
    it = one.mention is None and one.claim in FINAL  # "Approved by 79 votes to 32, it would", behind one without a vote
    if (not it and (one.rule not in COUNTING or not (one.past or one.mention))) or one.tally.for_ is None:
        return False
    told = [each.tally for each in matter.sightings if each.tally is not None and each.sentence is not one.sentence]
    agreed = bool(told) and all(tally.consensus and not tally.counted for tally in told)
    if it:
        return agreed
    old = one.past and not matter.past
    new = old or (one.mention is not None and one.mention.article == "a")
    return agreed or (new and is_counted_otherwise(matter, one))


def _is_named_now(one: Sighting) -> bool:
    """Say whether it is told of these days how somebody voted, which is no vote of old: "Russia abstained today"."""
    fresh = one.when is not None and 0 <= (one.when.age if one.when.age is not None else OLD_DAYS) < OLD_DAYS
    return fresh and not one.past and one.mention is None and one.rule in (NAMED, SOME)


def _is_vote_that_is_set(matter: Matter, one: Sighting) -> bool:
    """Say whether "Monday's vote" is the one that is set for a text: beside it a rival draft is told of."""
    vote = one.mention is not None and one.mention.kind == "vote" and one.mention.article == "the"
    ahead = vote and one.claim == "vote_scheduled"
    return ahead and any(each.claim == "vote_scheduled" and not each.past for each in matter.sightings)


def _goes_on(one: Sighting) -> bool:
    """Say whether a sighting names no text, and tells an outcome or a count: "It was approved by", "Ten abstained"."""
    return one.mention is None and (decides(one) or one.rule in COUNTING)


def _is_called_so(matter: Matter, one: Sighting) -> bool:
    """Say whether "the new text" is the one brought as new, "the vetoed draft" the one that was vetoed."""
    mention = one.mention
    if mention is None or mention.article not in ("the", "own"):
        return False
    return (mention.renewed and is_renewed(matter)) or (mention.past and bool(matter.finals & LOST))


def _fits(
    matter: Matter, one: Sighting, organ: str | None, symbol: str | None, sponsors: set[str], about: set[str]
) -> bool:
    """Say whether nothing that the sighting says contradicts the matter."""
    same = same_phrase(matter, one)
    numbered = fits_by_number(matter, one, symbol, same=same) if symbol is not None else None
    if numbered is not None or (_is_of_several(one) and one.claim in OPEN and about):
        return bool(numbered)  # "will vote on resolutions on Cuba, Iraq and Burma" is of none of them
    apart = organ is not None and organ != matter.organ
    apart = apart and (matter.organ is not None or _is_next_body(matter, one) or _voted_in_larger(matter, organ))
    goes_on = _goes_to_plenary(matter, one, organ)
    apart = apart and not goes_on
    same = same or (goes_on and _is_its_vote(matter, one))
    same = same and not (one.claim in FINAL and one.past != matter.past)
    if not apart and (same or _is_when_it_was(matter, one)):
        return True
    others = bool(about and matter.about and not about & matter.about)
    if apart or others or one.claim == "cited":
        return not apart and not others and one.symbol is None and not _is_of_other_body(matter, one, organ)
    if matter.cited and (_is_voted_on(matter, one) or _points_back(matter, one) or _is_what_was_adopted(matter, one)):
        return True
    if matter.cited:
        return (one.claim == "told" and symbol is not None) or (one.claim in FINAL and symbol == matter.symbol)
    return is_from_the_same(matter, one, sponsors) and fits_in_time(matter, one, sponsors)


def _is_of_other_body(matter: Matter, one: Sighting, organ: str | None) -> bool:
    """Say whether "a General Assembly resolution" is named beside a draft that was told of with another body."""
    mention = one.mention
    if matter.organ is not None or organ is None or mention is None or mention.article != "a":
        return False
    first = matter.sightings[0].sentence
    return any(body.value not in (organ, "UN") for body in first.organs(*first.span))


def is_similar(one: Sighting) -> bool:
    """Say whether a text is told to be like the one that is told of: "Russia had prepared a similar resolution"."""
    mention, s = one.mention, one.sentence
    if mention is None or mention.article != "a" or mention.kind not in TEXTS[:2]:
        return False
    return s.says(s.folded[mention.start : mention.head[0]].split(), "like_it")


def _goes_to_plenary(matter: Matter, one: Sighting, organ: str | None) -> bool:
    """Say whether a committee's text is told to go on to the Assembly, which is no other text."""
    committee = matter.organ is not None and matter.organ.startswith("GA-")
    return committee and organ == "GA" and (one.claim in OPEN or one.claim == "told") and bool(matter.finals)


def _is_its_vote(matter: Matter, one: Sighting) -> bool:
    """Say whether a vote to come is on what a committee decided: "A vote of the full Assembly is expected"."""
    unnamed = one.mention is None or one.mention.kind == "vote"
    return unnamed and one.claim == "vote_scheduled" and matter.distance(one) <= PLENARY


def _is_next_body(matter: Matter, one: Sighting) -> bool:
    """Say whether a body is to vote on a text that another has decided on: "The Security Council was to vote later"."""
    later = one.sentence is not matter.sightings[-1].sentence and not matter.past
    return later and one.claim == "vote_scheduled" and bool(matter.finals)


def _voted_in_larger(matter: Matter, organ: str | None) -> bool:
    """Say whether more members voted on a text than a body has: "adopted with 93 votes. Later the Security Council
    adopted the U.S. draft"."""
    size = SIZES.get(organ or "", MEMBERS)
    return any(one.tally is not None and one.tally.votes > size for one in matter.sightings)


def _is_of_several(one: Sighting) -> bool:
    """Say whether several texts are named at once: "will vote on resolutions on Cuba, Iraq and Burma"."""
    return one.mention is not None and one.mention.plural and one.mention.kind in TEXTS


def _is_voted_on(matter: Matter, one: Sighting) -> bool:
    """Say whether a tally without a text is of the one named just before: "a resolution on arms. 119 were for"."""
    unnamed = one.rule in COUNTING and one.mention is None and matter.symbol is None and not matter.past
    return unnamed and matter.distance(one) <= 1


def _is_what_was_adopted(matter: Matter, one: Sighting) -> bool:
    """Say whether "it" is this year's resolution that is cited right before: "The council adopted it on Friday", "La
    résolution venait d'être adoptée"."""
    mention = one.mention
    the = mention is not None and mention.kind == "resolution" and mention.article == "the" and not mention.plural
    the = the and one.sentence.lex.romance and mention is not None and not (mention.symbols or mention.past)
    it = (mention is None or the) and one.claim in FINAL and not one.past and matter.distance(one) == 1
    return it and matter.symbol is not None and year_of(matter.symbol) == one.sentence.year


def _points_back(matter: Matter, one: Sighting) -> bool:
    """Say whether a text is the one cited just before: "under resolution 1701. That resolution was adopted"."""
    mention, s = one.mention, one.sentence
    behind = matter.distance(one) == 1 and matter.symbol is not None
    return behind and mention is not None and s.says(s.folded[s.span[0] : mention.head[0]].split()[-1:], "pointing")


def _is_when_it_was(matter: Matter, one: Sighting) -> bool:
    """Say whether it is told when the resolution named right before was adopted, in the year that its symbol has:
    "led to resolution 1559. Adopted in September 2004, the text demands"."""
    mention, year = one.mention, one.when.day.year if one.when is not None and one.when.day is not None else None
    if not one.past or mention is None or mention.article != "the" or mention.plural or one.claim != "adopted":
        return False
    cited = not matter.finals and year is not None and all(each.claim == "cited" for each in matter.sightings)
    return cited and not mention.symbols and matter.distance(one) == 1 and (matter.symbol or "").endswith(f"({year})")
