"""What became of a matter: its organ, and its stage by claim and arithmetic."""

import re
from datetime import date

from streams.core.detect.bodies.organs import MEMBERS, NEEDED, SIZES, Bodies, is_asked
from streams.core.detect.bodies.symbols import roman_session
from streams.core.detect.matters.matter import Matter, year_of
from streams.core.detect.matters.retold import is_retold
from streams.core.detect.rules.acting import DEED
from streams.core.detect.rules.common import is_in_its_terms
from streams.core.detect.sentences.sentence import Spot
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.tallies.votes import Tally
from streams.core.detect.words.marks import ORGANS, PERMANENT
from streams.core.model import Stage

FIRST_SESSION = 1945
"""The General Assembly's session N opens in this year plus N: its rules of procedure, and A/RES/1 of 1946."""
FIRST_YEAR, SESSIONS = 2006, 3
"""The Human Rights Council first met in June of this year, and has no fewer sessions in each that begins then:
A/RES/60/251, paragraphs 10 and 15."""

_RIGHTS_SESSION = re.compile(r"^A/HRC/RES/(\d{1,3})/")
_SESSION = re.compile(r"^A/RES/(?:(\d{2})/|\d+(?: [A-H])? \(([IVX]+)\))")
_STEPS: tuple[Stage, ...] = ("proposed", "tabled", "vote_scheduled", "postponed", "amended", "withdrawn")
"""The steps before an outcome, in the order in which a later one replaces an earlier one."""


def settle_organ(matter: Matter, bodies: Bodies) -> str | None:
    """Return the organ that is said of the matter, else the one named last before it; None where only the UN is."""
    organ = _large_enough(_named_organ(matter, bodies), matter, bodies)
    if (organ is None or organ in SIZES) and matter.organ is None and _is_of_states(matter):
        return "GA"  # "128 countries voted in favor of a United Nations resolution"
    return organ


def _is_of_states(matter: Matter) -> bool:
    """Say whether more members voted for a text of the United Nations than any body but the Assembly has."""
    named = any(
        (one.mention is not None and one.mention.organ == "UN")
        or any(mark.value == "UN" for mark in one.sentence.marks)
        or any(text.kind == "vote" and text.organ == "UN" for text in one.sentence.mentions)
        for one in matter.sightings
    )
    votes = max((one.tally.for_ or 0 for one in matter.sightings if one.tally is not None), default=0)
    return named and votes > max(SIZES.values())


def _large_enough(organ: str | None, matter: Matter, bodies: Bodies) -> str | None:
    """Return the organ, or where it was only named beside and more voted than it has members, one that is larger."""
    votes = max((one.tally.votes for one in matter.sightings if one.tally is not None), default=0)
    if matter.organ is not None or organ not in SIZES or votes <= SIZES[organ]:
        return organ
    at = matter.sightings[0].at
    earlier = [body for start, body in bodies.spots if body in ORGANS and start < at]
    return next((body for body in (*reversed(earlier), *bodies.named) if votes <= SIZES.get(body, MEMBERS)), organ)


def _named_organ(matter: Matter, bodies: Bodies) -> str | None:
    """Return the organ that is said of the matter, else the one named last before it."""
    if matter.organ is not None:
        return matter.organ
    if any(one.vetoers for one in matter.sightings):
        return "SC"
    first = matter.sightings[0]
    s = first.sentence
    inside = (
        item.value
        for item in s.marks
        if item.kind == "organ"
        and not is_asked(s.folded, item.start, item.end, s.lex)
        and not is_in_its_terms(s, first.at, item.start)
    )
    return next((value for value in inside if value in ORGANS), None) or bodies.organ_before(first.at)


def settle_stage(matter: Matter, organ: str | None, tally: Tally | None) -> tuple[Stage, str]:
    """Return the last state of a matter, and the name of the arithmetic that decided it, if that did."""
    live = [one for one in matter.sightings if not one.past and (not one.weak or one.claim == "vetoed")]
    if matter.past or (not live and any(one.claim in FINAL for one in matter.sightings)) or is_retold(matter):
        return "cited", "stage.background"
    vetoed = any(one.vetoers for one in live) or (organ == "SC" and bool(opposed(live)))
    finals = _finals(matter, live, organ, tally, vetoed=vetoed)
    procedural = any(one.claim in ("postponed", "withdrawn") and one.sentence.tally is not None for one in live)
    if procedural and not finals:
        tally = None  # "put off by 24 votes to 17"
    known = any(one.claim in _STEPS for one in live)
    counted = _by_count(organ, tally, finals, live, vetoed=vetoed, known=known)
    if counted is not None:
        return counted, "stage.arithmetic"
    if "vetoed" in finals:
        return "vetoed", ""
    if "rejected" in finals:
        unsure = organ == "SC" and (tally is None or tally.for_ is None)
        return ("vetoed", "stage.arithmetic") if unsure and (opposed(live) or vetoed) else ("rejected", "")
    if "adopted" in finals:
        return _adopted_in(organ), ""
    claims = {one.claim for one in live}
    by_authors = all(one.rule.startswith("table.") for one in live if one.claim == "amended")
    if by_authors and not claims.isdisjoint(("vote_scheduled", "postponed")):
        claims.discard("amended")  # what its authors change is told beside when it is voted on
    if "vote_scheduled" in claims and all(one.former for one in live if one.claim == "postponed"):
        claims.discard("postponed")  # "will vote on Friday on a text that was delayed four times"
    return next((step for step in reversed(_STEPS) if step in claims), "cited"), ""


def _finals(matter: Matter, live: list[Sighting], organ: str | None, tally: Tally | None, *, vetoed: bool) -> set[str]:
    """Return the outcomes that are told of a matter."""
    finals: set[str] = {one.claim for one in live if one.claim in FINAL and not one.weak}
    if "adopted" in finals and organ in SIZES and all(_is_of_more(one, SIZES[organ]) for one in live):
        finals.discard("adopted")  # "un texto apoyado por 65 países" of the Council: who stands behind it
    if vetoed and all(_only_backs(one) for one in live if one.claim == "adopted"):
        finals.discard("adopted")  # "the vote was 12 in favor and one, the United States, against"
    if organ == "SC" and not finals and _is_lost_in_spite(tally, matter):
        finals.add("rejected")
    return finals


def _only_backs(one: Sighting) -> bool:
    """Say whether members are only told to have been for a text, which a veto may still have felled: "was supported by
    12 members"."""
    s = one.sentence
    return one.rule == DEED or any(mark.start == one.at and s.calls(mark, "lenient") for mark in s.marks)


def _is_of_more(one: Sighting, size: int) -> bool:
    """Say whether a claim is no adoption, or one by more votes than an organ has members, of a text backed so."""
    if one.claim != "adopted":
        return True
    return one.sentence.lex.romance and one.tally is not None and one.tally.votes > size


def _is_lost_in_spite(tally: Tally | None, matter: Matter) -> bool:
    """Say whether "it" is told to have failed though enough members were for it: "It got ten votes. But it failed"."""
    enough = tally is not None and (tally.for_ or 0) >= NEEDED
    return enough and any(one.claim == "rejected" and one.weak and not one.past for one in matter.sightings)


def _too_few(tally: Tally, live: list[Sighting]) -> bool:
    """Say whether so many members of the Security Council were not for a text that fewer than nine can have been."""
    against = max(tally.against or 0, len({spot[0] for one in live for spot in one.opponents}))
    abstain = max(tally.abstain or 0, len({spot[0] for one in live for spot in one.abstainers}))
    return against + abstain > SIZES["SC"] - NEEDED


def _is_beaten(tally: Tally, live: list[Sighting]) -> bool:
    """Say whether a text was voted down, whose larger number is of those against: "was defeated 12-3"."""
    beaten = any(one.rule in ("reject", "vote.organ") for one in live) and not any(one.vetoers for one in live)
    return beaten and tally.ordered and (tally.for_ or 0) > (tally.against or 0)


def opposed(live: list[Sighting]) -> list[Spot]:
    """Return the permanent members named as voting against, where no claim says that the text was adopted."""
    if any(one.claim == "adopted" and not one.weak and not _only_backs(one) for one in live):
        return []
    apart = {spot[0] for one in live for spots in (one.opponents, one.abstainers) for spot in spots}
    if len(apart) > SIZES["SC"] - NEEDED:
        return []  # it had not nine votes: none of these felled it alone
    named = [spot for one in live for spot in one.opponents if spot[0] in PERMANENT]
    return named or [spot for one in live if one.tally is not None for spot in _against_alone(one)]


def _against_alone(one: Sighting) -> list[Spot]:
    """Return the permanent members that a count is told beside as against it, and on no other side: "China opposed the
    draft, which got ten votes"."""
    other = {spot[0] for side, spot in one.voters if side != "against"}
    against = [spot for side, spot in one.voters if side == "against"]
    return [spot for spot in against if spot[0] in PERMANENT and spot[0] not in other]


def has_old_symbol(symbol: str | None, published: date | None) -> bool:
    """Say whether a symbol is of a year before the article's: "years after the council adopted resolution 1973".

    A session of the General Assembly begins in September of the year 1945 plus its number, and lasts a year. The Human
    Rights Council has at least three sessions a year. News of December may be told in January.
    """
    if symbol is None or published is None:
        return False
    last = published.year - (published.month == 1)
    if year := year_of(symbol):
        return year < last
    if session := _RIGHTS_SESSION.match(symbol):
        return FIRST_YEAR + (int(session[1]) + SESSIONS - 1) // SESSIONS < last
    if session := _SESSION.match(symbol):
        number = int(session[1]) if session[1] else roman_session(session[2].lower()) or 0
        return FIRST_SESSION + number + 1 < last
    return False


def _by_count(
    organ: str | None, tally: Tally | None, finals: set[str], live: list[Sighting], *, vetoed: bool, known: bool
) -> Stage | None:
    """Return the stage that the tally makes certain, whatever the words: a text short of nine votes was not vetoed."""
    if tally is None or organ is None or tally.votes > SIZES.get(organ, MEMBERS):
        return None  # "a text backed by 65 countries" of the Council
    if organ == "SC" and (finals or known or vetoed):
        short = tally.for_ < NEEDED if tally.for_ is not None else _too_few(tally, live)
        told = tally.votes == SIZES["SC"] and not tally.ordered
        if short and (finals <= {"vetoed", "rejected"} or (told and finals == {"adopted"})):
            return "rejected"  # also "was backed by four members only. Five opposed it, six abstained"
        lost = finals == {"rejected"} and not _is_beaten(tally, live)
        if tally.for_ is not None and tally.for_ >= NEEDED and (lost or (vetoed and "adopted" not in finals)):
            return "vetoed"
    if tally.for_ is None:
        return None
    if finals or vetoed:
        return "rejected" if organ != "SC" and finals == {"adopted"} and _is_outvoted(tally) else None
    if organ == "SC":
        carried = tally.for_ >= NEEDED
        lost = not carried and tally.votes >= NEEDED  # most of its members are told, and too few were for it
    else:
        most = 2 * tally.for_ > SIZES.get(organ, MEMBERS)
        carried = most or (tally.against is not None and tally.for_ > tally.against)
        lost = tally.against is not None and tally.against > tally.for_ and known
    return "rejected" if lost else _adopted_in(organ) if carried else None


def _is_outvoted(tally: Tally) -> bool:
    """Say whether more were against a text than for it: a council that "is ending the mandate" has not adopted the text
    that would extend it, which got 18 votes and 21 against."""
    return not tally.ordered and bool(tally.for_) and (tally.against or 0) > (tally.for_ or 0)


def _adopted_in(organ: str | None) -> Stage:
    """A Main Committee adopts for the General Assembly, which still has to."""
    return "adopted_in_committee" if organ is not None and organ.startswith("GA-") else "adopted"
