"""Matters to events: the last state, the tally that belongs to it, the arithmetic, the evidence."""

from collections.abc import Iterable
from datetime import date

from streams.core.detect.dates import coming
from streams.core.detect.marks import ORGANS
from streams.core.detect.matters import Matter
from streams.core.detect.organs import Bodies
from streams.core.detect.sightings import FINAL, Sighting
from streams.core.detect.votes import Tally
from streams.core.model import Evidence, Organ, ResolutionEvent, Stage, Vote

SIZES = {"SC": 15, "HRC": 47, "ECOSOC": 54, "CHR": 53}
"""Members of the bodies that have fewer than the General Assembly: Charter, Articles 23 and 61; A/RES/60/251; the
Commission on Human Rights had 53. A tally above them is kept, and flagged."""
NEEDED = 9
"""Votes that a text needs in the Security Council: Charter, Article 27."""

_ORDER: tuple[Stage, ...] = ("proposed", "tabled", "vote_scheduled", "postponed", "amended", "withdrawn")


def settle_stage(matter: Matter, organ: str | None, tally: Tally | None) -> tuple[Stage, str]:
    """Return the last state of a matter and the name of what decided it: a claim's rule, or arithmetic."""
    live = [one for one in matter.sightings if not one.past and not (one.weak and one.claim != "vetoed")]
    if matter.past or (not live and any(one.claim in FINAL for one in matter.sightings)):
        return "cited", "stage.background"
    finals = {one.claim for one in live if one.claim in FINAL and not one.weak}
    vetoed = any(one.vetoers for one in live)
    votes = tally.for_ if tally else None
    if (
        organ == "SC"
        and votes is not None
        and (finals or any(one.claim in ("vote_scheduled", "tabled", "proposed") for one in live))
    ):
        if votes < NEEDED and finals <= {"vetoed", "rejected"}:
            return "rejected", "stage.arithmetic"
        if votes >= NEEDED and vetoed and "adopted" not in finals:
            return "vetoed", "stage.arithmetic"
    if "vetoed" in finals:
        return "vetoed", ""
    if (
        not finals
        and tally is not None
        and votes is not None
        and organ is not None
        and _carried(organ, votes, tally.against, vetoed)
    ):
        return _adopted_where("adopted", organ), "stage.arithmetic"
    for claim in ("rejected", "adopted", "adopted_in_committee"):
        if claim in finals:
            return _adopted_where(claim, organ), ""
    claims = {one.claim for one in live}
    return next((stage for stage in reversed(_ORDER) if stage in claims), "cited"), ""


def _carried(organ: str, votes: int, against: int | None, vetoed: bool) -> bool:
    """Say whether so many votes adopt a text: nine in the Security Council, elsewhere more for than against."""
    if vetoed:
        return False
    if organ == "SC":
        return votes >= NEEDED
    return against is not None and votes > against


def _adopted_where(claim: str, organ: str | None) -> Stage:
    """A Main Committee adopts for the General Assembly, which still has to."""
    if claim in ("adopted", "adopted_in_committee"):
        return "adopted_in_committee" if organ is not None and organ.startswith("GA-") else "adopted"
    return "rejected"


def settle_organ(matter: Matter, bodies: Bodies) -> str | None:
    """Return the organ that is said of the matter, else the one named last before it; None where only the UN is."""
    if matter.organ is not None:
        return matter.organ
    first = matter.sightings[0]
    if any(one.vetoers for one in matter.sightings):
        return "SC"
    inside = next(
        (
            item.value
            for item in first.sentence.items
            if getattr(item, "kind", "") == "organ" and getattr(item, "value", "") in ORGANS
        ),
        None,
    )
    return inside or bodies.organ_before(first.at)


def settle_tally(matter: Matter) -> tuple[Tally | None, Sighting | None]:
    """Return the tally that tells most of the matter's vote, and who told it.

    What its sentence leaves out is taken from the sentences beside it: "It got 13 votes. Two members abstained."
    """
    told = [one for one in matter.sightings if one.tally is not None and (matter.past or not one.past)]
    if not told:
        return None, None
    best = max(told, key=lambda one: sum(number is not None for number in (one.tally or ())[:4]))
    tally = best.tally
    assert tally is not None
    for one in told:
        if one.tally is not None and one is not best and abs(one.sentence.index - best.sentence.index) <= BESIDE:
            filled = [mine if mine is not None else other for mine, other in zip(tally[:4], one.tally[:4], strict=True)]
            tally = Tally(*filled, tally.unanimous, tally.consensus, tally.start, tally.end, tally.ordered)
    return tally, best


BESIDE = 2
"""Sentences between two halves of one tally; further away a number is of another vote."""


def vote_of(matter: Matter, tally: Tally | None, stage: Stage) -> Vote | None:
    """Return how the members voted, as far as the text says."""
    vetoed_by = (
        tuple(dict.fromkeys(spot[0] for one in matter.sightings if one.past == matter.past for spot in one.vetoers))
        if stage in ("vetoed", "cited", "rejected")
        else ()
    )
    if stage == "rejected":
        vetoed_by = ()
    told = [one.tally for one in matter.sightings if one.tally is not None and (matter.past or not one.past)]
    adopted = stage in ("adopted", "adopted_in_committee", "cited")
    unanimous = adopted and any(one.unanimous for one in told)
    consensus = adopted and any(one.consensus for one in told)
    counted = tally is not None and tally.counted
    if not (counted or vetoed_by or unanimous or consensus):
        return None
    numbers = list(tally[:4]) if tally is not None else [None, None, None, None]
    if stage == "rejected" and tally is not None and tally.ordered and (numbers[0] or 0) > (numbers[1] or 0):
        numbers[0], numbers[1] = numbers[1], numbers[0]
    split = any(number for number in numbers[1:3] if number)
    return Vote(
        *numbers,
        unanimous=True if unanimous and not split else None,
        consensus=True if consensus else None,
        vetoed_by=vetoed_by,
    )


def contradiction(vote: Vote | None, organ: str | None, stage: Stage) -> str:
    """Return the name of the arithmetic that a vote breaks, or nothing."""
    if vote is None:
        return ""
    total = sum(number or 0 for number in (vote.for_, vote.against, vote.abstain, vote.absent))
    if total > SIZES.get(organ or "", 193):
        return "vote.more-than-members"
    if organ == "SC" and stage == "adopted" and vote.for_ is not None and vote.for_ < NEEDED:
        return "vote.too-few-to-adopt"
    if (
        stage in ("adopted", "adopted_in_committee")
        and vote.for_ is not None
        and vote.against is not None
        and vote.against >= vote.for_
    ):
        return "vote.not-a-majority"
    return ""


def build(
    matter: Matter, event_id: str, stage: Stage, decided_by: str, organ: Organ | None, vote: tuple[Vote | None, Sighting | None],
    targets: list[tuple[str, int, int]], subjects: list[tuple[str, int, int]], published: date | None,
) -> ResolutionEvent:  # fmt: skip
    """Return the event of a settled matter, every stated field with its evidence."""
    evidence: dict[str, tuple[Evidence, ...]] = {}
    teller = _teller(matter, stage)
    rule = decided_by or teller.rule
    evidence["stage"] = (Evidence(*teller.sentence.span, rule),)
    if organ is not None:
        evidence["organ"] = (_organ_evidence(matter, organ),)
    sponsors = _sponsors(matter)
    if sponsors:
        evidence["sponsors"] = tuple(Evidence(start, end, "sponsor") for _, start, end in sponsors.values())
    if targets:
        evidence["targets"] = tuple(Evidence(start, end, "target.about") for _, start, end in targets)
    flaw = contradiction(vote[0], organ, stage)
    if vote[0] is not None:
        evidence["vote"] = _vote_evidence(matter, vote, flaw)
    if subjects:
        evidence["subjects"] = tuple(Evidence(start, end, "subject.term") for _, start, end in subjects)
    for key, wanted in (("symbol", matter.symbol), ("draft_symbol", matter.draft_symbol)):
        if wanted is not None:
            evidence[key] = _symbol_evidence(matter, wanted)
    binding = next((one for one in matter.sightings if one.binding is not None), None)
    if binding is not None:
        evidence["binding"] = (Evidence(*binding.sentence.span, "binding.said"),)
    happened = teller.when if stage not in ("vote_scheduled", "cited", "proposed") else None
    if happened is None and stage in FINAL:
        happened = next(
            (
                one.when
                for one in matter.sightings
                if one.rule.startswith("vote.") and one.claim != "vote_scheduled" and one.when
            ),
            None,
        )
    occurred = happened.day if happened else None
    scheduled = _scheduled(matter, published) if stage in ("vote_scheduled", "postponed") else None
    if occurred is not None and happened is not None:
        evidence["occurred_on"] = (Evidence(happened.start, happened.end, "date.resolved"),)
    if scheduled is not None:
        evidence["scheduled_for"] = (Evidence(scheduled[1], scheduled[2], "date.coming"),)
    return ResolutionEvent(
        event_id=event_id, organ=organ, stage=stage, symbol=matter.symbol, draft_symbol=matter.draft_symbol,
        sponsors=tuple(sponsors), targets=tuple(one for one, _, _ in targets), vote=vote[0], subjects=tuple(code for code, _, _ in subjects),
        binding=binding.binding if binding else None, occurred_on=occurred, scheduled_for=scheduled[0] if scheduled else None,
        confidence=_confidence(matter, stage, teller, flaw), evidence=evidence,
    )  # fmt: skip


def _teller(matter: Matter, stage: Stage) -> Sighting:
    """Return the sighting that tells the stage best: the first strong one that claims it, else the first that has a tally."""
    wanted = {"adopted_in_committee": "adopted"}.get(stage, stage)
    claims = [one for one in matter.sightings if one.claim in (stage, wanted)]
    strong = [one for one in claims if not one.weak]
    if stage == "cited":
        strong = [one for one in matter.sightings if one.claim in FINAL] or strong
    tallied = [one for one in matter.sightings if one.tally is not None and one.tally.counted]
    return (strong or claims or tallied or matter.sightings)[0]


def _sponsors(matter: Matter) -> dict[str, tuple[str, int, int]]:
    found: dict[str, tuple[str, int, int]] = {}
    for one in matter.sightings:
        mention = one.mention.sponsors if one.mention is not None and one.claim != "cited" else []
        for spot in (*one.sponsors, *mention):
            found.setdefault(spot[0], spot)
    return found


def _organ_evidence(matter: Matter, organ: str) -> Evidence:
    for one in matter.sightings:
        if one.organ is not None and one.organ.value == organ:
            return Evidence(one.organ.start, one.organ.end, "organ.named")
        if one.mention is not None and one.mention.organ == organ and one.mention.organ_span is not None:
            return Evidence(*one.mention.organ_span, "organ.named")
    for one in matter.sightings:
        for item in one.sentence.items:
            if getattr(item, "kind", "") == "organ" and getattr(item, "value", "") == organ:
                return Evidence(item.start, item.end, "organ.in-sentence")
    rule = "organ.only-veto" if any(one.vetoers for one in matter.sightings) else "organ.named-before"
    return Evidence(*matter.sightings[0].sentence.span, rule)


def _vote_evidence(matter: Matter, vote: tuple[Vote | None, Sighting | None], flaw: str) -> tuple[Evidence, ...]:
    rule = flaw or "vote.tally"
    spans = []
    if vote[1] is not None:
        spans.append(Evidence(*vote[1].sentence.span, rule))
    for one in matter.sightings:
        if one.vetoers:
            spans.extend(Evidence(start, end, "vote.vetoed-by") for _, start, end in one.vetoers)
            break
    if not spans:
        told = next((one for one in matter.sightings if one.tally is not None), matter.sightings[0])
        spans.append(Evidence(*told.sentence.span, rule))
    return tuple(spans)


def _symbol_evidence(matter: Matter, wanted: str) -> tuple[Evidence, ...]:
    for one in matter.sightings:
        symbols = [*([one.symbol] if one.symbol else []), *(one.mention.symbols if one.mention else [])]
        for symbol in symbols:
            if symbol.value == wanted:
                return (Evidence(symbol.start, symbol.end, "symbol"),)
    return (Evidence(*matter.sightings[0].sentence.span, "symbol"),)


def _scheduled(matter: Matter, published: date | None) -> tuple[date, int, int] | None:
    for one in matter.sightings:
        if one.claim in ("vote_scheduled", "postponed"):
            for when in one.sentence.whens:
                day = coming(when, published)
                if day is not None and not (one.claim == "postponed" and when is one.when):
                    return day, when.start, when.end
    return None


def _confidence(matter: Matter, stage: Stage, teller: Sighting, flaw: str) -> float:
    """Return a coarse confidence: how directly the text says it. Calibration: tests/quality/test_detect_quality.py."""
    if flaw:
        return 0.5
    direct = teller.organ is not None or (teller.mention is not None and teller.mention.organ is not None)
    if stage == "cited":
        return 0.7 if matter.symbol else 0.5
    if teller.weak:
        return 0.5
    return 0.9 if direct and stage in FINAL else 0.8 if direct or stage in FINAL else 0.65
