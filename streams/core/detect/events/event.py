"""A settled matter as an event, with the evidence for every field that is stated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from streams.core.detect.bodies.committees import UNNAMED
from streams.core.detect.events.happened import happened
from streams.core.detect.events.sureness import confidence
from streams.core.detect.matters.ballot import contradiction
from streams.core.detect.matters.matter import Matter, of_rights_council, sponsors_of
from streams.core.detect.rules.coming import ADVANCED
from streams.core.detect.sentences.sentence import Spot
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.sentences.story import Story
from streams.core.detect.times.dates import coming, is_put_off_to
from streams.core.detect.voters.of_matter import naming, side_of
from streams.core.detect.words.marks import Mark
from streams.core.model import Evidence, Organ, ResolutionEvent, Stage, Vote


@dataclass(frozen=True, slots=True)
class Settled:
    """A matter and what became of it. ``decided_by`` names the arithmetic, if that decided the stage."""

    matter: Matter
    organ: Organ | None
    stage: Stage
    decided_by: str
    vote: Vote | None
    teller: Sighting | None
    targets: list[Spot]
    subjects: list[Spot]


def build(settled: Settled, event_id: str, story: Story) -> ResolutionEvent:
    """Return the event of a settled matter, every stated field with its evidence."""
    matter, stage = settled.matter, settled.stage
    flaw = contradiction(settled.vote, settled.organ, stage)
    told, sponsors = _teller(matter, stage), sponsors_of(matter)
    evidence = _evidence(settled, told, flaw, list(sponsors.values()))
    binding = next((one for one in matter.sightings if one.binding is not None), None)
    if binding is not None:
        evidence["binding"] = (Evidence(*binding.sentence.span, "binding.said"),)
    deed = happened(matter, stage, told, story)
    if deed is not None:
        evidence["occurred_on"] = (Evidence(deed.when.start, deed.when.end, deed.rule),)
    scheduled = _scheduled(matter, stage, story.published) if stage in ("vote_scheduled", "postponed") else None
    if scheduled is not None:
        evidence["scheduled_for"] = (Evidence(scheduled[1], scheduled[2], "date.coming"),)
    return ResolutionEvent(
        event_id=event_id,
        organ=settled.organ,
        stage=stage,
        symbol=matter.symbol,
        draft_symbol=matter.draft_symbol,
        sponsors=tuple(sponsors),
        targets=tuple(one for one, _, _ in settled.targets),
        vote=settled.vote,
        subjects=tuple(code for code, _, _ in settled.subjects),
        binding=binding.binding if binding else None,
        occurred_on=deed.when.day if deed is not None else None,
        scheduled_for=scheduled[0] if scheduled else None,
        confidence=confidence(matter, stage, settled.organ, told, flawed=bool(flaw)),
        evidence=evidence,
    )


def _evidence(settled: Settled, told: Sighting, flaw: str, sponsors: list[Spot]) -> dict[str, tuple[Evidence, ...]]:
    """Return the spans that prove the stage, the organ, the vote and who the text is from and about."""
    matter = settled.matter
    evidence: dict[str, tuple[Evidence, ...]] = {
        "stage": (Evidence(*told.sentence.span, settled.decided_by or told.rule),)
    }
    if settled.organ is not None:
        evidence["organ"] = (_organ_evidence(matter, settled.organ),)
    for key, rule, spots in (
        ("sponsors", "sponsor", sponsors),
        ("targets", "target.about", settled.targets),
        ("subjects", "subject.term", settled.subjects),
    ):
        if spots:
            evidence[key] = tuple(Evidence(start, end, rule) for _, start, end in spots)
    if settled.vote is not None:
        evidence["vote"] = _vote_evidence(settled, flaw or "vote.tally")
    for key, wanted in (("symbol", matter.symbol), ("draft_symbol", matter.draft_symbol)):
        if wanted is not None:
            evidence[key] = _symbol_evidence(matter, wanted)
    return evidence


def _teller(matter: Matter, stage: Stage) -> Sighting:
    """Return the sighting that tells the stage best: the first strong one that claims it, else one with a tally."""
    wanted = "adopted" if stage == "adopted_in_committee" else stage
    claims = [one for one in matter.sightings if one.claim == wanted]
    strong = [one for one in claims if not one.weak]
    if stage == "cited":
        strong = [one for one in matter.sightings if one.claim in FINAL] or strong
    tallied = [one for one in matter.sightings if one.tally is not None and one.tally.counted]
    return (strong or claims or tallied or matter.sightings)[0]


def _organ_evidence(matter: Matter, organ: str) -> Evidence:
    """Return where the organ is named: by a claim, in its phrase, in its sentence, or before it."""
    named = (organ, UNNAMED) if organ == "GA" else (organ,)
    for one in matter.sightings:
        mention = one.mention
        if one.organ is not None and one.organ.value in named:
            return Evidence(one.organ.start, one.organ.end, "organ.named")
        if mention is not None and mention.organ in named and mention.organ_span is not None:
            return Evidence(*mention.organ_span, "organ.named")
    for one in matter.sightings:
        for item in one.sentence.items:
            if isinstance(item, Mark) and item.kind == "organ" and item.value in named:
                return Evidence(item.start, item.end, "organ.in-sentence")
    rule = "organ.only-one-with-vetoes" if any(one.vetoers for one in matter.sightings) else "organ.named-elsewhere"
    return Evidence(*matter.sightings[0].sentence.span, rule)


def _vote_evidence(settled: Settled, rule: str) -> tuple[Evidence, ...]:
    """Return the sentence that tells the tally, and the names of those who vetoed, then of those told by their vote."""
    spans = [Evidence(*settled.teller.sentence.span, rule)] if settled.teller is not None else []
    vote = settled.vote or Vote()
    named: dict[str, Evidence] = {}
    for one in settled.matter.sightings:
        for identity, start, end in (*one.vetoers, *one.opponents):
            if identity in vote.vetoed_by:
                named.setdefault(identity, Evidence(start, end, "vote.vetoed-by"))
    return (*spans, *named.values(), *_voter_evidence(settled.matter, vote))


def _voter_evidence(matter: Matter, vote: Vote) -> Iterator[Evidence]:
    """Yield where each member is named by how it voted, side by side, in the order of the vote."""
    spots: dict[tuple[str, str], Spot] = {}
    for one in matter.sightings if vote.voted_for or vote.voted_against or vote.abstained else ():
        if one.past == matter.past:
            for side, spot in naming(one):
                spots.setdefault((side_of(side, vote), spot[0]), spot)
    for side, rule, names in (
        ("favour", "vote.voted-for", vote.voted_for),
        ("against", "vote.voted-against", vote.voted_against),
        ("abstain", "vote.abstained", vote.abstained),
    ):
        for name in names:
            if (side, name) in spots:
                _, start, end = spots[side, name]
                yield Evidence(start, end, rule)


def _symbol_evidence(matter: Matter, wanted: str) -> tuple[Evidence, ...]:
    spots = (
        symbol
        for one in matter.sightings
        for symbol in ([one.symbol] if one.symbol else one.mention.symbols if one.mention else [])
        if wanted in (symbol.value, of_rights_council(symbol.value))
    )
    return tuple(Evidence(symbol.start, symbol.end, "symbol") for symbol in spots)[:1]


def _scheduled(matter: Matter, stage: Stage, published: date | None) -> tuple[date, int, int] | None:
    """Return the day that a vote is set for, and where it is told."""
    put_off = [one for one in matter.sightings if one.claim == "postponed"] if stage == "postponed" else []
    for one in put_off:  # to a later day: "a vote set for Friday was put off until Monday"
        s = one.sentence
        for when in s.whens:
            day = coming(when, published) if is_put_off_to(s.folded, one.at, when, s.lex) else None
            if day is not None:
                return day, when.start, when.end
    set_for = [one for one in matter.sightings if one.claim == "vote_scheduled"]
    set_for = [one for one in set_for if one.rule == ADVANCED] or set_for
    if put_off:  # the vote "is now expected on Friday"; what was told before it was put off is no longer so
        set_for = [one for one in set_for if _place(one) > _place(put_off[0]) and not one.past]
    return next((found for one in set_for if (found := _day_set(one, published)) is not None), None)


def _place(one: Sighting) -> tuple[int, int]:
    """Return where something is told, to be compared."""
    return one.sentence.index, one.at


def _day_set(one: Sighting, published: date | None) -> tuple[date, int, int] | None:
    """Return the day that one claim sets a vote for: the nearest to it, None where it may be one of two."""
    s = one.sentence
    sought = one.rule in ("vote.sought", "vote.put-up")  # "put it in blue on Thursday, setting up a vote on Friday"
    if one.rule == ADVANCED:  # "moved forward to Wednesday from Thursday", "from Thursday to Wednesday"
        behind = [when for when in s.whens if when.start > one.at]
        to = [when for when in behind if not s.says(s.words_before(when.start, 1), "since_when")]
        return next(((day, when.start, when.end) for when in to if (day := coming(when, published))), None)
    for when in sorted(s.whens, key=lambda when: when.start < one.at if sought else when is not one.when):
        if s.says(s.words_before(when.start, 2)[:1], "some_day_of"):
            continue  # "in the week of March 22"
        day = coming(when, published)
        if day is not None and not s.says(s.words_after(when.end, 1), "alternative"):  # "on October 6 or 7"
            return day, when.start, when.end
    return None
