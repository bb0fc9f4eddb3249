"""What the rules of an organ let happen to a resolution: what contradicts them is flagged, and kept."""

from collections.abc import Iterable
from datetime import date, timedelta

from streams.core.detect.matters.ballot import contradiction
from streams.core.detect.words.marks import PERMANENT
from streams.core.dossier.sights import OUTCOMES
from streams.core.model import ResolutionEvent, Stage

A_DAY = timedelta(days=1)
RANK: dict[Stage, int] = {
    "cited": 0,
    "proposed": 1,
    "tabled": 2,
    "amended": 3,
    "vote_scheduled": 4,
    "postponed": 5,
    "withdrawn": 6,
    "adopted_in_committee": 7,
    "rejected": 8,
    "vetoed": 9,
    "adopted": 10,
}


def flaws(event: ResolutionEvent, slot: str) -> tuple[str, ...]:
    """Return the names of the rules that what is believed of one fact breaks."""
    found = []
    broken = contradiction(event.vote, event.organ, event.stage)
    if broken:
        found.append(broken)
    vetoers = event.vote.vetoed_by if event.vote else ()
    if event.stage == "vetoed" and event.organ not in ("SC", None):
        found.append("veto.not-in-this-organ")
    if any(one not in PERMANENT for one in vetoers):
        found.append("veto.by-no-permanent-member")
    if vetoers and event.stage == "adopted":
        found.append("veto.and-adopted")
    if event.organ == "SC" and event.stage == "vetoed" and event.vote and (event.vote.for_ or 9) < 9:
        found.append("veto.of-what-had-too-few-votes")
    if slot == "passed" and event.organ is not None and not event.organ.startswith("GA"):
        found.append("stage.not-in-this-organ")
    return tuple(found)


def out_of_order(stages: Iterable[tuple[Stage, date]]) -> tuple[str, ...]:
    """Return which steps are told of a resolution that had its outcome before, or had one that rules them out."""
    told = list(stages)
    outcome = next(((stage, day) for stage, day in told if stage in OUTCOMES), None)
    found: list[str] = []
    if outcome is not None:
        late = {stage for stage, day in told if stage not in OUTCOMES and day > outcome[1] + A_DAY}
        found.extend(f"stage.{stage}-after-{outcome[0]}" for stage in sorted(late))
        if any(stage == "withdrawn" for stage, _ in told):
            found.append(f"stage.withdrawn-and-{outcome[0]}")
    return tuple(found)
