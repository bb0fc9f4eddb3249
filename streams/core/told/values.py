"""What is told of a fact, as words in order: ``abstain=55 against=19 for=111 organ=GA-C3 stage=adopted_in_committee``.

Only what is of the fact itself counts, not what the dossier knows of its resolution: a symbol that becomes known, or a
sponsor more, is no other vote. Words, so that people can read them.
"""

from dataclasses import replace
from datetime import date
from typing import cast

from streams.core.model import Organ, ResolutionEvent, Stage, Vote


def value_of(event: ResolutionEvent | None) -> str:
    """Return which stage was reached, in which organ, by which vote, and for when something is announced."""
    if event is None:
        return ""
    vote = event.vote or Vote()
    told: dict[str, object] = {
        "stage": event.stage,
        "organ": event.organ,
        "scheduled_for": event.scheduled_for,
        "for": vote.for_,
        "against": vote.against,
        "abstain": vote.abstain,
        "absent": vote.absent,
        "unanimous": vote.unanimous,
        "consensus": vote.consensus,
        "vetoed_by": ",".join(sorted(vote.vetoed_by)) or None,
    }
    return _joined({name: str(word) for name, word in told.items() if word is not None})


def is_other(one: str, other: str) -> bool:
    """Say whether two values cannot both be, so that the one is more than less or more of the other."""
    told = _words(one)
    return any(name in told and _differ(name, told[name], word) for name, word in _words(other).items())


def joined(known: str, value: str) -> str:
    """Return what both tell; where they differ, as ``value`` does."""
    return _joined(_words(known) | _words(value))


def with_value(event: ResolutionEvent, value: str) -> ResolutionEvent:
    """Return ``event`` as it would be with another value: as it was told before."""
    told = _words(value)
    vote = Vote(
        for_=_number(told.get("for")),
        against=_number(told.get("against")),
        abstain=_number(told.get("abstain")),
        absent=_number(told.get("absent")),
        unanimous=_claim(told.get("unanimous")),
        consensus=_claim(told.get("consensus")),
        vetoed_by=tuple(filter(None, told.get("vetoed_by", "").split(","))),
    )
    day = told.get("scheduled_for")
    return replace(
        event,
        stage=cast(Stage, told.get("stage", event.stage)),
        organ=cast(Organ | None, told.get("organ")),
        vote=None if vote == Vote() else vote,
        scheduled_for=None if day is None else date.fromisoformat(day),
        evidence={},
    )


def _differ(name: str, one: str, other: str) -> bool:
    if name == "vetoed_by":
        few, many = sorted((set(one.split(",")), set(other.split(","))), key=len)
        return not few <= many
    if name == "organ":  # the Assembly, and now which of its committees
        return not (f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-"))
    return one != other


def _number(word: str | None) -> int | None:
    return None if word is None else int(word)


def _claim(word: str | None) -> bool | None:
    return None if word is None else word == "True"


def _words(value: str) -> dict[str, str]:
    return {name: word for name, _, word in (each.partition("=") for each in value.split())}


def _joined(words: dict[str, str]) -> str:
    return " ".join(f"{name}={word}" for name, word in sorted(words.items()))
