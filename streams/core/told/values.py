"""What is told of a fact, as words in order: ``abstain=55 against=19 for=111 organ=GA-C3 stage=adopted_in_committee``.

Only what is of the fact itself counts, not what the dossier knows of its resolution: a symbol that becomes known, or a
sponsor more, is no other vote. Words, so that people can read them.
"""

from dataclasses import replace
from datetime import date
from typing import cast

from streams.core.model import SIDES, Organ, ResolutionEvent, Stage, Vote

SETS = frozenset(("vetoed_by", *SIDES))
"""Members that are named: more of them is no other value, one on another side is."""


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
        "voted_for": ",".join(sorted(vote.voted_for)) or None,
        "voted_against": ",".join(sorted(vote.against_without_veto)) or None,
        "abstained": ",".join(sorted(vote.abstained)) or None,
    }
    return _joined({name: str(word) for name, word in told.items() if word is not None})


def is_other(one: str, other: str) -> bool:
    """Say whether two values cannot both be, so that the one is more than less or more of the other."""
    told, new = _words(one), _words(other)
    if any(told.get(name) and set(told[name].split(",")) & _on_other_sides(name, new) for name in SIDES):
        return True
    return any(name in told and _differ(name, told[name], word) for name, word in new.items())


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
        vetoed_by=_names(told.get("vetoed_by")),
        voted_for=_names(told.get("voted_for")),
        voted_against=(*_names(told.get("vetoed_by")), *_names(told.get("voted_against"))),
        abstained=_names(told.get("abstained")),
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
    if name in SETS:
        few, many = sorted((set(one.split(",")), set(other.split(","))), key=len)
        return not few <= many
    if name == "organ":  # the Assembly, and now which of its committees
        return not (f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-"))
    return one != other


def _on_other_sides(name: str, words: dict[str, str]) -> set[str]:
    """Return the members that are told to have voted otherwise than ``name`` says."""
    return {one for side in SIDES if side != name and side in words for one in words[side].split(",")}


def _names(word: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (word or "").split(",")))


def _number(word: str | None) -> int | None:
    return None if word is None else int(word)


def _claim(word: str | None) -> bool | None:
    return None if word is None else word == "True"


def _words(value: str) -> dict[str, str]:
    return {name: word for name, _, word in (each.partition("=") for each in value.split())}


def _joined(words: dict[str, str]) -> str:
    return " ".join(f"{name}={word}" for name, word in sorted(words.items()))
