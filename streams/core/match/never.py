"""What can never match: clauses that no resolution event fulfils together, by the rules of the organs and of events."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import TypeAlias

from streams.core.detect.bodies.symbols import without_year
from streams.core.match.branches import Branch, Placed, branches
from streams.core.match.implied import is_implied
from streams.core.match.values import ORGANS, STAGES
from streams.core.model import SIDES, Clause, ClauseField, Subscription

Fault: TypeAlias = tuple[str, str]
"""The path of what makes no sense, and why."""
Steps: TypeAlias = frozenset[tuple[str | None, str]]
"""Organs, also None where none is told, and the stages that a text can reach there."""

SIDED = frozenset((*SIDES, "vetoed_by"))
"""Fields that name members by how they voted, and who vetoed."""
HELD = frozenset({"adopted", "adopted_in_committee", "rejected", "vetoed", "cited"})
"""Stages that come of a vote."""
CARRIED = frozenset({"adopted", "adopted_in_committee", "cited"})
OPENING = frozenset({"first_sight", "confirmed", "completed"})
"""Changes that a subscription may hear of first; the others are of what it was told (streams.core.told)."""
FEWEST_CONFIRMED = 2

STEPPING = frozenset({"organ", "stage", "vote", *SIDED})
"""Fields that say at which steps a clause may hold."""

ALL_STEPS: Steps = frozenset(
    (organ, stage)
    for organ in (None, *ORGANS)
    for stage in STAGES
    if (stage != "adopted_in_committee" or organ is None or organ.startswith("GA"))
    and (stage != "vetoed" or organ in (None, "SC"))
)


def never(subscription: Subscription) -> list[Fault]:
    """Return why a subscription can never match, nothing where it can."""
    told = branches(subscription)
    faults = [_fault(branch, subscription) for branch in told]
    found = [fault for fault in faults if fault is not None]
    if subscription.on == "transitions" and OPENING.isdisjoint(subscription.changes):
        found = [("changes", f"only what was told is told otherwise: add one of {', '.join(sorted(OPENING))}")]
    elif not found or len(found) < len(told):
        return []
    return list(dict.fromkeys(found))


def _fault(branch: Branch, subscription: Subscription) -> Fault | None:
    return (
        next(_off_topic(branch, subscription), None)
        or next(_clashes(branch.wanted, subscription), None)
        or next(_taken_away(branch), None)
    )


def _off_topic(branch: Branch, subscription: Subscription) -> Iterator[Fault]:
    """Yield clauses that hold for nothing of what is subscribed to."""
    for path, clause in branch.wanted:
        if subscription.on == "articles" and clause.field in ("min_sources", "status"):
            yield path, f"{clause.field} is of what is known from all articles: such a subscription is on transitions"
        if subscription.on == "transitions" and clause.field == "stage" and set(clause.values) == {"cited"}:
            yield path, "background changes nothing: cited is for subscriptions on articles"
        only_confirmed = subscription.on == "transitions" and set(subscription.changes) == {"confirmed"}
        if only_confirmed and clause.field == "status" and "confirmed" not in clause.values:
            yield path, "what is confirmed has the status confirmed, and of changes only that is asked for"


def _clashes(wanted: tuple[Placed, ...], subscription: Subscription) -> Iterator[Fault]:
    """Yield pairs of clauses that no event fulfils together, then more than two."""
    is_news = subscription.on == "transitions"
    for (path, one), (other_path, other) in combinations(wanted, 2):
        why = _clash(one, other, is_news=is_news)
        if why is not None:
            yield other_path, f"never holds together with {path}: {why}"
    if not _steps((clause for _, clause in wanted), is_news=is_news):
        paths = [path for path, clause in wanted if clause.field in STEPPING]
        yield paths[-1], f"never holds together with {', '.join(paths[:-1])}: no organ takes such a step"


@lru_cache(2_048)  # two clauses stand together in up to MOST branches; a subscription has 1,225 pairs
def _clash(one: Clause, other: Clause, *, is_news: bool) -> str | None:
    fields, values = {one.field, other.field}, {*one.values, *other.values}
    if (why := _why_not_voted_so(one, other) or _why_not_voted_so(other, one)) is not None:
        return why
    if fields <= STEPPING:
        return None if _steps((one, other), is_news=is_news) else _why_no_step(fields, values)
    if fields == {"status", "min_sources"}:
        status, sources = (one, other) if one.field == "status" else (other, one)
        is_alone = set(status.values) == {"provisional"} and int(sources.values[0]) >= FEWEST_CONFIRMED
        return "what is provisional has one source" if is_alone else None
    if set(map(without_year, one.values)) & set(map(without_year, other.values)):
        return None
    if fields == {"status"}:
        return "a fact has one status"
    of_one = fields == {"symbol"} and all("/RES/" in value for value in values)
    return "an event is of one resolution" if of_one else None


def _why_not_voted_so(one: Clause, other: Clause) -> str | None:
    """Return why a member cannot have voted as ``one`` says where ``other`` holds; None where it can."""
    if one.field not in SIDED:
        return None
    if other.field in SIDED and len({*one.values, *other.values}) == 1:
        both = {one.field, other.field}
        return "a member votes once" if len(both) > 1 and both != {"vetoed_by", "voted_against"} else None
    asked = set(other.values) if other.field == "vote" else set()
    if asked == {"consensus"}:
        return "by consensus nobody votes"
    return "nobody is against what is unanimous" if asked == {"unanimous"} and one.field == "voted_against" else None


def _why_no_step(fields: set[ClauseField], values: set[str]) -> str:
    if fields in ({"organ"}, {"stage"}):
        return f"an event has one {min(fields)}"
    if "vetoed_by" in fields or "vetoed" in values:
        return "only the Security Council has vetoes, and what is vetoed has no other outcome"
    if fields & set(SIDES):
        return "only what was put to a vote has members that voted"
    if "consensus" in values:
        return "by consensus a text is adopted, and nothing else"
    return "only committees of the General Assembly adopt in committee"


def _steps(clauses: Iterable[Clause], *, is_news: bool) -> Steps:
    """Return the organs and stages at which all of ``clauses`` may hold."""
    steps = ALL_STEPS
    for clause in clauses:
        asked = set(clause.values)
        if clause.field == "organ":
            steps = frozenset(step for step in steps if step[0] in asked)
        elif clause.field == "stage":
            steps = frozenset(step for step in steps if step[1] in asked)
        elif clause.field == "vetoed_by" or (clause.field == "vote" and asked == {"vetoed"}):
            steps = frozenset(step for step in steps if step[0] in (None, "SC") and step[1] in ("vetoed", "cited"))
        elif clause.field in SIDES:
            steps = frozenset(step for step in steps if step[1] in HELD)
        elif clause.field == "vote" and asked == {"consensus"}:
            steps = frozenset(step for step in steps if step[1] in CARRIED)
    return frozenset(step for step in steps if step[1] != "cited") if is_news else steps


def _taken_away(branch: Branch) -> Iterator[Fault]:
    """Yield what must not hold, and does whenever the rest does."""
    clauses = [clause for _, clause in branch.wanted]
    for path, condition in branch.barred:
        if is_implied(condition, clauses):
            by = [where for where, clause in branch.wanted if is_implied(condition, [clause])]
            yield path, f"takes away all that {by[0] if by else 'the others'} ask{'s' if by else ''} for"
