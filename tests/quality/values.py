"""The values of each field, of a found event and of a label, so that they can be compared."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from streams.core.model import ResolutionEvent, Vote
from tests.quality.labels import Label
from tests.quality.pairing import symbols_of, votes_of

FIELDS = ("organ", "stage", "tally", "vote", "vetoed_by", "symbol", "targets", "sponsors")
"""The fields that every label states."""
WHERE_STATED = ("voted", "subjects", "binding", "occurred_on", "scheduled_for")
COUNTS = ("for", "against", "abstain", "absent")
NOTHING: frozenset[Any] = frozenset()
Values: TypeAlias = Mapping[str, frozenset[Any]]


def values_of(event: ResolutionEvent) -> Values:
    """Return the values of each field of a found event."""
    vote = votes_of(event.vote)
    counts = frozenset(one for one in vote if one[0] in COUNTS)
    return {
        "organ": frozenset({event.organ}),
        "stage": frozenset({event.stage}),
        "tally": frozenset({tally(counts)} if counts else ()),
        "vote": vote,
        "vetoed_by": frozenset(event.vote.vetoed_by if event.vote else ()),
        "voted": voted(event.vote),
        "symbol": symbols_of(event),
        "targets": frozenset(event.targets),
        "sponsors": frozenset(event.sponsors),
        "subjects": frozenset(event.subjects),
        "binding": frozenset({event.binding} - {None}),
        "occurred_on": frozenset({event.occurred_on.isoformat()} if event.occurred_on else ()),
        "scheduled_for": frozenset({event.scheduled_for.isoformat()} if event.scheduled_for else ()),
    }


def gold_of(label: Label, event: ResolutionEvent | None) -> Values:
    """Return the values of each field that a label states; where several are right, that of the event if it is one."""
    organ = event.organ if event and event.organ in label.organs else label.organs[0]
    stage = event.stage if event and event.stage in label.stages else label.stages[0]
    allowed = label.allowed.get("vote", NOTHING) & (votes_of(event.vote) if event else NOTHING)
    counts = frozenset(one for one in label.vote | allowed if one[0] in COUNTS)
    gold: dict[str, frozenset[Any]] = {
        "organ": frozenset({organ}),
        "stage": frozenset({stage}),
        "tally": frozenset({tally(counts)} if counts else ()),
        "vote": label.vote,
        "vetoed_by": label.vetoed_by,
        "voted": label.voted,
        "symbol": label.symbols,
        "targets": label.targets,
        "sponsors": label.sponsors,
        "occurred_on": frozenset({label.occurred_on} - {None}),
        "scheduled_for": frozenset({label.scheduled_for} - {None}),
    }
    kept = {name: values for name, values in gold.items() if name in label.stated or name == "tally"}
    if "vote" not in label.stated:
        kept.pop("tally")
    if label.subjects:
        kept["subjects"] = label.subjects
    if label.binding is not None:
        kept["binding"] = frozenset({label.binding})
    return kept


def voted(vote: Vote | None) -> frozenset[tuple[str, str]]:
    """Return each member that a vote names, with how it voted."""
    if vote is None:
        return NOTHING
    sides = (("for", vote.voted_for), ("against", vote.voted_against), ("abstain", vote.abstained))
    return frozenset((name, side) for side, names in sides for name in names)


def tally(counts: frozenset[tuple[str, int]]) -> str:
    """Return the counts of a vote as one value: ``for 13, against 0``."""
    numbers = dict(counts)
    return ", ".join(f"{name} {numbers[name]}" for name in COUNTS if name in numbers)


def told(event: ResolutionEvent) -> str:
    """Return an event in one line."""
    values = values_of(event)
    fields = [f"{name} {', '.join(texts(values[name]))}" for name in FIELDS[3:] if values[name]]
    return "; ".join([f"{event.organ} {event.stage}", *fields])


def texts(values: frozenset[Any]) -> tuple[str, ...]:
    """Return values to be read, in order."""
    return tuple(sorted(" ".join(map(str, value)) if isinstance(value, tuple) else str(value) for value in values))
