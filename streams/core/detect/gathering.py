"""Sightings gathered into matters: one draft told several times is one, rival drafts are two, old news is apart."""

from streams.core.detect.matters import Matter, offerers, organ_of, symbol_of, topics
from streams.core.detect.mentions import TEXTS
from streams.core.detect.organs import Bodies
from streams.core.detect.outcome import BESIDE, MEMBERS, SIZES
from streams.core.detect.rules.adopting import SEVERAL
from streams.core.detect.sightings import FINAL, HeldBack, Sighting

MAX_MATTERS = 24
"""Matters of one article that are compared with a new sighting, the latest first: a round-up has about ten."""
FOLLOWING = 6
"""Sentences behind an adoption of several texts in which each is named."""
FAR = 2000
"""Characters back to the body that a new text may be of."""

_COUNTING = ("vote.members", "vote.tally")
"""Rules that tell how many voted, which can bring a text."""
OPENING = ("resolution", "draft", "action")
"""Kinds of mention that a tally can bring: "Twelve members voted for sanctions on Iran"."""
_OPEN = ("proposed", "tabled", "vote_scheduled", "postponed")


def gather(sightings: list[Sighting | HeldBack], bodies: Bodies) -> tuple[list[Matter], list[HeldBack]]:
    """Return the matters in order of the text, and what was held back on the way."""
    matters: list[Matter] = []
    held: list[HeldBack] = []
    counted: Sighting | None = None  # how they voted, told before the text that they voted on
    several: Sighting | None = None  # an adoption of several texts, which the next sentences name
    for one in sorted(sightings, key=_rank):
        if isinstance(one, HeldBack):
            held.append(one)
        elif one.rule == SEVERAL:
            several = one
        elif why := _not_ours(one, bodies):
            if one.claim not in ("told", "cited"):
                held.append(HeldBack(*one.sentence.span, f"{one.rule}.other-body", why))
        else:
            if several is not None and _is_one_of(one, several):
                one.claim, one.rule, one.tally = "adopted", SEVERAL, several.tally
                one.when, one.past = several.when, several.past
            matter = _matter_of(one, matters, counted, bodies)
            if matter is None and one.rule in _COUNTING and one.mention is None:
                counted = one
            elif matter is not None and counted in matter.sightings:
                counted = None
    return matters, held


def _matter_of(one: Sighting, matters: list[Matter], counted: Sighting | None, bodies: Bodies) -> Matter | None:
    """Return the matter that has taken the sighting in, a new one where it brings one; None where there is none."""
    organ, about = organ_of(one), topics(one)
    matter = _find(matters, one, organ, about)
    if matter is None and _opens(one, organ, bodies):
        matter = Matter(past=one.past, cited=one.claim == "cited")
        matters.append(matter)
        if counted is not None and _is_counted_by(one, counted):
            matter.add(counted, organ_of(counted), topics(counted))
    if matter is not None:
        matter.add(one, organ, about)
    return matter


def _is_one_of(one: Sighting, several: Sighting) -> bool:
    """Say whether a number is of a text adopted with others just before: "two resolutions ... By resolution 2338"."""
    symbol, year = symbol_of(one), one.sentence.year
    if (
        one.claim != "cited"
        or symbol is None
        or year is None
        or one.when is not None
        or (one.mention and one.mention.past)
    ):
        return False
    follows = 0 <= one.sentence.index - several.sentence.index <= FOLLOWING
    return follows and symbol.startswith("S/RES") and symbol.endswith(f"({year})")


def _rank(one: Sighting | HeldBack) -> tuple[int, int]:
    """Order by sentence, and in each what can bring a text before what only adds to one, and that before what cites."""
    if isinstance(one, HeldBack):
        return one.start, 2
    counts = one.rule in _COUNTING and one.mention is not None
    return one.sentence.span[0], 2 if one.claim == "cited" else int((one.weak or one.claim == "told") and not counts)


def _not_ours(one: Sighting, bodies: Bodies) -> str:
    """Say why the text is another body's, or nothing."""
    mention = one.mention
    if mention is not None and mention.foreign and not (mention.organ or one.symbol):
        return "The text is of a body outside the United Nations."
    unnamed = one.organ is None and not bodies.named and (mention is None or not mention.organ)
    if one.claim == "vetoed" and unnamed and (one.sentence.foreign or bodies.before(one.at) == "foreign"):
        return "The body named there is outside the United Nations, and none of its organs is named."
    if organ_of(one) is not None or one.organ is not None or (mention is not None and mention.organ is not None):
        return ""
    if one.sentence.foreign:
        return "The sentence names a body outside the United Nations and no organ of it."
    if bodies.before(one.at) == "foreign":
        return "The body named last is outside the United Nations."
    return ""


def _opens(one: Sighting, organ: str | None, bodies: Bodies) -> bool:
    """Say whether a sighting that fits no matter brings a new one."""
    mention = one.mention
    if organ is None and _outnumbers(one, bodies):
        return False
    if one.rule in _COUNTING:
        return _opens_by_count(one, organ, bodies)
    linked = organ is not None or one.organ is not None or (mention is not None and mention.organ is not None)
    if one.claim == "cited":
        return not one.weak and (one.symbol is not None or linked)
    if one.weak or one.claim == "told":
        return False
    if (
        mention is not None
        and mention.kind in TEXTS
        and (mention.plural or (mention.counted and one.claim not in FINAL))
    ):
        return False
    before = bodies.before(one.at, FAR)
    if before is None:  # nobody named yet: a lead may speak of "a draft resolution" and name the council later
        before = bodies.named[0] if bodies.named and not one.sentence.foreign else None
    return linked or before not in (None, "foreign")


def _is_counted_by(one: Sighting, counted: Sighting) -> bool:
    """Say whether a text that is new in the next sentence is what was voted on: "The vote was 13-1. ... the draft"."""
    apart = {organ_of(one), organ_of(counted)} - {None}
    follows = 0 < one.sentence.index - counted.sentence.index <= BESIDE
    return follows and len(apart) < 2 and one.claim in FINAL and one.tally is None


def _outnumbers(one: Sighting, bodies: Bodies) -> bool:
    """Say whether more voted than the body named last has members, and no larger one is named: another's vote."""
    votes = sum(number or 0 for number in one.tally.numbers) if one.tally is not None else 0
    last = bodies.organ_before(one.at)
    return last in SIZES and votes > SIZES[last] and all(votes > SIZES.get(body, MEMBERS) for body in bodies.named)


def _opens_by_count(one: Sighting, organ: str | None, bodies: Bodies) -> bool:
    """Say whether a tally alone brings a matter: "35 members voted for the resolution" of a council."""
    mention = one.mention
    if one.tally is None or not one.tally.for_ or mention is None:
        return False
    known = bool(mention.sponsors or mention.backers) or (one.tally.against or one.tally.abstain) is not None
    if mention.kind not in OPENING and not (mention.kind == "text" and known):
        return False  # but: "Twelve members supported the Algerian text", "84 voted for the text, 19 against"
    if mention.plural and mention.kind != "action":
        return False
    return (organ or bodies.organ_before(one.at)) is not None


def _find(matters: list[Matter], one: Sighting, organ: str | None, about: set[str]) -> Matter | None:
    """Return the matter that the sighting is about: the best of those it does not contradict, the latest of equals."""
    best: tuple[int, int] | None = None
    found = None
    sponsors, symbol = {identity for identity, _, _ in offerers(one)}, symbol_of(one)
    for recency, matter in enumerate(reversed(matters[-MAX_MATTERS:])):
        if not _fits(matter, one, organ, symbol, sponsors, about):
            continue
        score = 8 * bool(one.symbol and one.symbol.value in (matter.symbol, matter.draft_symbol))
        score += 6 * _same_phrase(matter, one)
        score += 4 * bool(sponsors & matter.sponsors) + 2 * bool(about & matter.about)
        score += 2 * (one.rule in _COUNTING and one.mention is not None and bool(matter.finals))
        score += (organ is not None and organ == matter.organ) - 3 * matter.cited
        score += 2 * (one.claim in FINAL and not one.weak and one.mention is None and _is_right_behind(matter, one))
        score += 3 * (one.past == matter.past and one.claim in FINAL and one.claim in matter.finals)
        if best is None or (score, -recency) > best:
            best, found = (score, -recency), matter
    return found


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
    apart = apart and not _goes_to_plenary(matter, one, organ)
    if same and not apart and not (one.claim in FINAL and one.past != matter.past):
        return True
    others = bool(about and matter.about and not about & matter.about)
    if apart or others or one.claim == "cited":
        return not apart and not others and one.symbol is None
    if matter.cited and _is_voted_on(matter, one):
        return True
    if matter.cited:
        return (one.claim == "told" and symbol is not None) or (one.claim in FINAL and symbol == matter.symbol)
    return _is_from_the_same(matter, one, sponsors) and _fits_in_time(matter, one, sponsors)


def _goes_to_plenary(matter: Matter, one: Sighting, organ: str | None) -> bool:
    """Say whether a committee's text is told to go on to the Assembly, which is no other text."""
    committee = matter.organ is not None and matter.organ.startswith("GA-")
    return committee and organ == "GA" and one.claim in (*_OPEN, "told") and bool(matter.finals)


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
    return _is_this_years(matter, one) if one.symbol is not None and not same else None


def _is_earlier(symbol: str, one: Sighting) -> bool:
    """Say whether a number is of a year before the story's: no text that it tells of now."""
    year = one.sentence.year
    dated = symbol.startswith("S/RES") and symbol.endswith(")")
    return dated and year is not None and int(symbol[-5:-1]) < year - 1 + (one.past or one.claim == "told")


def _is_voted_on(matter: Matter, one: Sighting) -> bool:
    """Say whether a tally without a text is of the one named just before: "a resolution on arms. 119 were for"."""
    unnamed = one.rule in _COUNTING and one.mention is None and matter.symbol is None and not matter.past
    return unnamed and one.sentence.index - matter.sightings[-1].sentence.index <= 1


def _is_from_the_same(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether the sponsors can be those of one text: one named later as co-sponsor joins, a rival's do not."""
    mention = one.mention
    joining = (
        mention is not None and mention.article == "the" and not mention.sponsors and one.rule.endswith(".passive")
    )
    return joining or not (sponsors and matter.sponsors and not sponsors & matter.sponsors)


def _is_this_years(matter: Matter, one: Sighting) -> bool:
    """Say whether a number is of the resolution whose adoption the story tells: this year's first."""
    mention, year, symbol = one.mention, one.sentence.year, symbol_of(one)
    if mention is None or mention.past or symbol is None or year is None or matter.symbol is not None or matter.past:
        return False
    counted = any(each.tally is not None and each.tally.counted for each in matter.sightings)
    return ("adopted" in matter.finals or counted) and symbol.startswith("S/RES") and symbol.endswith(f"({year})")


def _fits_in_time(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether the claim can be a step of the matter's life: one outcome, and no old news of a new draft."""
    finals = matter.finals
    if one.claim in FINAL and not one.weak:
        both = finals | {one.claim}
        one_outcome = (len(both) == 1 or both <= {"vetoed", "rejected"}) and not _is_another_vote(matter, one)
        return one_outcome and one.past == matter.past if finals else not one.past or matter.past
    if one.past != matter.past and one.claim != "told" and not one.weak:
        return False
    if one.claim not in _OPEN:
        return True
    return not matter.past and not _is_another(matter, one, sponsors)


def _is_right_behind(matter: Matter, one: Sighting) -> bool:
    """Say whether the sentence before tells of the matter: "By another draft ... It was approved by"."""
    return one.sentence.index - matter.sightings[-1].sentence.index == 1


def _is_another_vote(matter: Matter, one: Sighting) -> bool:
    """Say whether "a draft" was voted on otherwise than the matter's: 136-1-2, and another one without a vote."""
    new, mention = one.tally, one.mention
    if new is None or mention is None or mention.article != "a":
        return False
    known = [each.tally for each in matter.sightings if each.tally is not None and each.sentence is not one.sentence]
    return any((each.numbers, each.consensus) != (new.numbers, new.consensus) for each in known)


def _is_another(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether a step is told of another text: a rival one, or a new one brought after the outcome of this one."""
    mention = one.mention
    if mention is None or sponsors & matter.sponsors:
        return False
    rival = mention.rival and mention.article in ("a", "")
    return rival or (bool(matter.finals) and mention.article == "a" and one.claim == "tabled")
