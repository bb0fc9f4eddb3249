"""Which of an article's matters a sighting is about, by all that could contradict it: number, body, sponsors, time."""

from streams.core.detect.matters import ADOPTED_SERIES, Matter, offerers, organ_of, symbol_of, year_of
from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.organs import MEMBERS, SIZES
from streams.core.detect.sightings import COUNTING, FINAL, Sighting

MAX_MATTERS = 24
"""Matters of one article that are compared with a new sighting, the latest first: a round-up has about ten."""
PLENARY = 8
"""Sentences behind what a committee decided in which it is told that the Assembly will vote on it."""
LIFE = 120
"""Days over which one draft is negotiated; what was brought earlier was another one."""
_LOST = frozenset(("vetoed", "rejected"))
"""Outcomes behind which a text is brought anew."""
_OPEN = ("proposed", "tabled", "vote_scheduled", "postponed")


def best_fit(matters: list[Matter], one: Sighting, organ: str | None, about: set[str]) -> Matter | None:
    """Return the matter that the sighting is about: the best of those it does not contradict, the latest of equals."""
    best: tuple[int, int] | None = None
    found = None
    sponsors, symbol = {identity for identity, _, _ in offerers(one)}, symbol_of(one)
    for recency, matter in enumerate(reversed(matters[-MAX_MATTERS:])):
        if _is_vote_of_another(matter, one) or not _fits(matter, one, organ, symbol, sponsors, about):
            continue
        score = 8 * bool(one.symbol and one.symbol.value in (matter.symbol, matter.draft_symbol))
        score += 6 * _same_phrase(matter, one)
        score += 4 * bool(sponsors & matter.sponsors) + 2 * bool(about & matter.about)
        score += 2 * (one.rule in COUNTING and one.mention is not None and bool(matter.finals))
        score += 2 * (one.rule in COUNTING and one.mention is None and matter.distance(one) == 1)
        score += (organ is not None and organ == matter.organ) - 3 * matter.cited
        score += 2 * (_goes_on(one) and matter.distance(one) == 1)
        score += 3 * (one.past == matter.past and one.claim in FINAL and one.claim in matter.finals)
        score -= 6 * is_counted_otherwise(matter, one)
        score += 3 * _is_called_so(matter, one) + 6 * _points_back(matter, one)
        if best is None or (score, -recency) > best:
            best, found = (score, -recency), matter
    return found


def _is_vote_of_another(matter: Matter, one: Sighting) -> bool:
    """Say whether a tally cannot be the matter's: more voted than its body has members, or it was told otherwise."""
    if one.tally is None:
        return False
    if one.tally.votes > SIZES.get(matter.organ or "", MEMBERS):
        return True
    if one.rule not in COUNTING or not (one.past or one.mention) or one.tally.for_ is None:
        return False
    told = [each.tally for each in matter.sightings if each.tally is not None and each.sentence is not one.sentence]
    agreed = bool(told) and all(tally.consensus and not tally.counted for tally in told)
    old = one.past and not matter.past
    new = old or (one.mention is not None and one.mention.article == "a")
    return agreed or (new and is_counted_otherwise(matter, one))


def _goes_on(one: Sighting) -> bool:
    """Say whether a sighting names no text, and tells an outcome or a count: "It was approved by", "Ten abstained"."""
    return one.mention is None and (_decides(one) or one.rule in COUNTING)


def _is_called_so(matter: Matter, one: Sighting) -> bool:
    """Say whether "the new text" is the one brought as new, "the vetoed draft" the one that was vetoed."""
    mention = one.mention
    if mention is None or mention.article not in ("the", "own"):
        return False
    return (mention.renewed and _is_renewed(matter)) or (mention.past and bool(matter.finals & _LOST))


def _is_renewed(matter: Matter) -> bool:
    return any(each.mention is not None and each.mention.renewed for each in matter.sightings)


def _decides(one: Sighting) -> bool:
    """Say whether a sighting claims an outcome by itself."""
    return one.claim in FINAL and not one.weak


def _same_phrase(matter: Matter, one: Sighting) -> bool:
    return one.mention is not None and id(one.mention) in matter.phrases


def _fits(
    matter: Matter, one: Sighting, organ: str | None, symbol: str | None, sponsors: set[str], about: set[str]
) -> bool:
    """Say whether nothing that the sighting says contradicts the matter."""
    same = _same_phrase(matter, one)
    numbered = _fits_by_number(matter, one, symbol, same=same) if symbol is not None else None
    if numbered is not None or (_is_of_several(one) and one.claim in _OPEN and about):
        return bool(numbered)  # "will vote on resolutions on Cuba, Iraq and Burma" is of none of them
    apart = organ is not None and organ != matter.organ and (matter.organ is not None or _is_next_body(matter, one))
    goes_on = _goes_to_plenary(matter, one, organ)
    apart = apart and not goes_on
    same = same or (goes_on and _is_its_vote(matter, one))
    if same and not apart and not (one.claim in FINAL and one.past != matter.past):
        return True
    others = bool(about and matter.about and not about & matter.about)
    if apart or others or one.claim == "cited":
        return not apart and not others and one.symbol is None
    if matter.cited and (_is_voted_on(matter, one) or _points_back(matter, one) or _is_what_was_adopted(matter, one)):
        return True
    if matter.cited:
        return (one.claim == "told" and symbol is not None) or (one.claim in FINAL and symbol == matter.symbol)
    return _is_from_the_same(matter, one, sponsors) and _fits_in_time(matter, one, sponsors)


def _vetoes_its_own(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether who vetoed one text has brought the other, which must be another one."""
    vetoers = {spot[0] for spot in one.vetoers}
    return bool(vetoers & matter.sponsors) or any(
        spot[0] in sponsors for each in matter.sightings for spot in each.vetoers
    )


def _goes_to_plenary(matter: Matter, one: Sighting, organ: str | None) -> bool:
    """Say whether a committee's text is told to go on to the Assembly, which is no other text."""
    committee = matter.organ is not None and matter.organ.startswith("GA-")
    return committee and organ == "GA" and one.claim in (*_OPEN, "told") and bool(matter.finals)


def _is_its_vote(matter: Matter, one: Sighting) -> bool:
    """Say whether a vote to come is on what a committee decided: "A vote of the full Assembly is expected"."""
    unnamed = one.mention is None or one.mention.kind == "vote"
    return unnamed and one.claim == "vote_scheduled" and matter.distance(one) <= PLENARY


def _is_next_body(matter: Matter, one: Sighting) -> bool:
    """Say whether a body is to vote on a text that another has decided on: "The Security Council was to vote later"."""
    later = one.sentence is not matter.sightings[-1].sentence and not matter.past
    return later and one.claim == "vote_scheduled" and bool(matter.finals)


def _is_of_several(one: Sighting) -> bool:
    """Say whether several texts are named at once: "will vote on resolutions on Cuba, Iraq and Burma"."""
    return one.mention is not None and one.mention.plural and one.mention.kind in TEXTS


def _fits_by_number(matter: Matter, one: Sighting, symbol: str, *, same: bool) -> bool | None:
    """Say whether the number told is the matter's; None where that leaves it open."""
    known = matter.names(symbol)
    if known is not None:
        return known == symbol
    if not same and _is_earlier(symbol, one):
        return False
    if _is_its_number(matter, one, symbol):
        return None
    return _is_this_years(matter, one) if one.symbol is not None and not same else None


def _is_its_number(matter: Matter, one: Sighting, symbol: str) -> bool:
    """Say whether a draft's symbol is of the draft told of right before: "The text, document A/HRC/42/L.21, would"."""
    mention = one.mention
    opened = (
        mention is not None and mention.article == "the" and not mention.past and mention.start == one.sentence.span[0]
    )
    live = not (matter.past or matter.cited or symbol.startswith(ADOPTED_SERIES))
    return opened and live and 0 < matter.distance(one) <= 1


def _is_earlier(symbol: str, one: Sighting) -> bool:
    """Say whether a number is of a year before the story's: no text that it tells of now."""
    year, dated = one.sentence.year, year_of(symbol)
    return dated is not None and year is not None and dated < year - 1 + (one.past or one.claim == "told")


def _is_voted_on(matter: Matter, one: Sighting) -> bool:
    """Say whether a tally without a text is of the one named just before: "a resolution on arms. 119 were for"."""
    unnamed = one.rule in COUNTING and one.mention is None and matter.symbol is None and not matter.past
    return unnamed and matter.distance(one) <= 1


def _is_what_was_adopted(matter: Matter, one: Sighting) -> bool:
    """Say whether "it" is this year's resolution that is cited right before: "The council adopted it on Friday"."""
    it = one.mention is None and one.claim in FINAL and not one.past and matter.distance(one) == 1
    return it and matter.symbol is not None and year_of(matter.symbol) == one.sentence.year


def _points_back(matter: Matter, one: Sighting) -> bool:
    """Say whether a text is the one cited just before: "under resolution 1701. That resolution was adopted"."""
    mention, s = one.mention, one.sentence
    behind = matter.distance(one) == 1 and matter.symbol is not None
    return behind and mention is not None and s.says(s.folded[s.span[0] : mention.head[0]].split()[-1:], "pointing")


def _is_from_the_same(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether the sponsors can be those of one text: one named later as co-sponsor joins, a rival's do not."""
    if _vetoes_its_own(matter, one, sponsors):
        return False
    if not sponsors or not matter.sponsors or sponsors & matter.sponsors:
        return True
    mention = one.mention
    known = mention is None or (mention.article == "the" and not mention.sponsors)
    joining = one.rule.endswith(".passive") or (one.rule == "sponsor.noun" and mention is None)
    joining = joining or one.sentence.says(one.sentence.words_after(one.at, 1), "cosponsoring")
    return known and joining


def _is_this_years(matter: Matter, one: Sighting) -> bool:
    """Say whether a number is of the resolution whose adoption the story tells: this year's first."""
    mention, year, symbol = one.mention, one.sentence.year, symbol_of(one)
    if mention is None or mention.past or symbol is None or year is None or matter.symbol is not None or matter.past:
        return False
    organ = matter.organ or matter.near
    if organ not in (None, organ_of(one)) and not (organ == "HRC" and symbol.startswith("A/RES")):
        return False  # "The committee approved the text, which recalls Security Council resolution 1701"
    counted = any(each.tally is not None and each.tally.counted for each in matter.sightings)
    return ("adopted" in matter.finals or counted) and year_of(symbol) == year


def _fits_in_time(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether the claim can be a step of the matter's life: one outcome, and no old news of a new draft."""
    finals = matter.finals
    if _decides(one):
        if _is_told_apart(matter, one):
            return False
        both = finals | {one.claim}
        one_outcome = (len(both) == 1 or both <= _LOST) and not _is_another_vote(matter, one)
        return one_outcome and (one.past == matter.past if finals else not one.past or matter.past)
    if (one.past and not matter.past and _is_earlier_step(one)) or _is_how_it_came(matter, one):
        return True
    if one.past != matter.past and one.claim != "told" and not one.weak:
        return False
    if one.claim not in _OPEN:
        return True
    return not matter.past and not _is_another(matter, one, sponsors)


def _is_earlier_step(one: Sighting) -> bool:
    """Say whether it is told how "the text" came about: "Britain, its author, had circulated the text last week"."""
    mention, age = one.mention, one.when.age if one.when is not None else None
    known = mention is None or (mention.article == "the" and not mention.past and not mention.plural)
    return known and one.claim in ("tabled", "proposed") and age is not None and age < LIFE


def _is_how_it_came(matter: Matter, one: Sighting) -> bool:
    """Say whether a step is of the resolution of old told right before: "The resolution, which Albania had tabled"."""
    mention = one.mention
    step = matter.past and bool(matter.finals) and one.claim in ("tabled", "proposed") and one.when is None
    the = mention is not None and mention.kind == "resolution" and mention.article == "the" and not mention.plural
    return step and the and 0 < matter.distance(one) <= 1


def _is_told_apart(matter: Matter, one: Sighting) -> bool:
    """Say whether an outcome is of "a separate resolution", where the matter is told of in a sentence before."""
    mention = one.mention
    if one.apart and any(each.sentence is one.sentence and each.claim in FINAL for each in matter.sightings):
        return True
    apart = mention is not None and _is_rival(mention)
    apart = apart or ((one.claim in matter.finals or _is_counted(matter)) and _is_added(one))
    if one.claim in _LOST and mention is not None and not mention.renewed and not matter.finals and _is_renewed(matter):
        return mention.article == "a" or mention.past  # "a new draft, hours after Russia vetoed their previous text"
    if mention is not None and mention.rival and mention.article == "own" and not _same_phrase(matter, one):
        return True  # "vetoed a French text, then watched its own rival draft go down"
    return apart and all(each.sentence is not one.sentence for each in matter.sightings)


def _is_counted(matter: Matter) -> bool:
    """Say whether it is told how many were for a text."""
    return any(each.tally is not None and each.tally.for_ is not None for each in matter.sightings)


def _is_rival(mention: Mention) -> bool:
    """Say whether a phrase brings another text: "a rival draft"."""
    return mention.rival and mention.article in ("a", "")


def _is_added(one: Sighting) -> bool:
    """Say whether an organ "also" adopted a text: one more."""
    s, mention = one.sentence, one.mention
    named = mention is not None and mention.kind in TEXTS[:2] and one.rule == "adopt.active"
    return named and s.says([*s.words_before(one.at, 4), *s.words_after(s.span[0], 1)], "also")


def _is_another_vote(matter: Matter, one: Sighting) -> bool:
    """Say whether "a draft" was voted on otherwise than the matter's: 136-1-2, and another one without a vote."""
    new, mention = one.tally, one.mention
    if new is None or mention is None or not (mention.article == "a" or mention.kind == "action"):
        return False
    known = [each.tally for each in matter.sightings if each.tally is not None and each.sentence is not one.sentence]
    return any((each.numbers, each.consensus) != (new.numbers, new.consensus) for each in known)


def is_counted_otherwise(matter: Matter, one: Sighting) -> bool:
    """Say whether the numbers told are not those known of the matter: "the draft" voted on may be another one."""
    if one.tally is None or one.tally.for_ is None:
        return False
    known = {each.tally.for_ for each in matter.sightings if each.tally is not None and each.tally.for_ is not None}
    return bool(known) and one.tally.for_ not in known


def _is_another(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether a step is told of another text: a rival one, or a new one brought after the outcome of this one."""
    mention = one.mention
    decided = bool(matter.finals) and mention is not None and mention.article == "a"
    again = decided and one.claim == "vote_scheduled"
    if mention is None:
        return False
    if (
        mention.renewed
        and not _is_renewed(matter)
        and (matter.finals & _LOST or (matter.finals and mention.article == "a"))
    ):
        return one.claim in ("tabled", "proposed", "vote_scheduled")
    if sponsors & matter.sponsors and not again:
        return False
    coming = one.claim == "tabled" or (one.claim == "vote_scheduled" and one.when is not None)
    coming = coming or one.rule == "consider"  # "took up a draft on mercenaries" behind what came of one on Nazism
    return _is_rival(mention) or (decided and coming)
