"""What became known by history alone, so that nobody was told of it: the first live evidence tells it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from streams.core.dossier.facts import MOST_SOURCES
from streams.core.model import Change, Dossier, Fact, ResolutionEvents, Transition

Key = tuple[str, str]
"""A dossier's id, and the fact's."""
OTHERWISE: frozenset[Change] = frozenset(("corrected", "confirmed", "disputed"))
"""Changes after which a fact is known otherwise than who was told of it before believes."""


class Unheard:
    """The facts that were told, or changed, by history alone, each with its last transition.

    Kept of it are its id, its change, and how the fact stood when somebody was told of it last, if anybody was.
    """

    def __init__(self) -> None:
        self._last: dict[Key, tuple[str, Change, Fact | None]] = {}

    def __len__(self) -> int:
        return len(self._last)

    def add(self, transitions: Iterable[Transition]) -> None:
        """Take in transitions that alert nobody: of facts that are new, are known otherwise, or nobody heard of yet."""
        for each in transitions:
            keys = _keys(each.dossier_id, each.aliases, each.fact.fact_id)
            unheard = [last for key in keys if (last := self._last.pop(key, None)) is not None]
            if unheard or each.before is None or each.change in OTHERWISE:
                heard = unheard[0][2] if unheard else each.before
                self._last[keys[0]] = (each.transition_id, each.change, heard)

    def remove(self, transitions: Iterable[Transition]) -> None:
        """Take in transitions that are live: they tell their facts."""
        for each in transitions:
            for key in _keys(each.dossier_id, each.aliases, each.fact.fact_id):
                self._last.pop(key, None)

    def told_by(self, told: ResolutionEvents, dossiers: Iterable[Dossier]) -> Iterator[Transition]:
        """Yield the last transitions of the facts of ``dossiers`` that live ``told`` tells and nobody heard of.

        They keep their ids: they are told again, now by evidence that alerts.
        """
        for dossier in dossiers:
            for fact in dossier.facts:
                if _tells(told, fact):
                    yield from self._of(dossier, fact, told)

    def _of(self, dossier: Dossier, fact: Fact, told: ResolutionEvents) -> Iterator[Transition]:
        for key in _keys(dossier.dossier_id, dossier.aliases, fact.fact_id):
            if (last := self._last.pop(key, None)) is not None:
                transition_id, change, heard = last
                event = next((each for each in told.events if each.stage == fact.stage), None)
                event_id, evidence = (fact.event.event_id, fact.event.evidence)
                if event is not None:
                    event_id, evidence = event.event_id, event.evidence
                yield Transition(
                    transition_id=transition_id,
                    dossier_id=dossier.dossier_id,
                    aliases=dossier.aliases,
                    change=change,
                    fact=replace(fact, event=replace(fact.event, event_id=event_id, evidence=evidence)),
                    before=heard,
                    told=replace(told, events=() if event is None else (event,)),
                )


def _tells(told: ResolutionEvents, fact: Fact) -> bool:
    """Say whether ``fact`` has ``told`` among its sources, or, where these are cut, may have it there."""
    if any((source.uri, source.version) == (told.uri, told.version) for source in fact.sources):
        return True
    return len(fact.sources) >= MOST_SOURCES and any(event.stage == fact.stage for event in told.events)


def _keys(dossier_id: str, aliases: Iterable[str], fact_id: str) -> list[Key]:
    return [(each, fact_id) for each in (dossier_id, *aliases)]
