"""The dossiers as they are beside those that there would be, had the present rules read the articles."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from streams.core.dossier import State, apply, dossiers, forget
from streams.core.dossier.revise import newer, revise
from streams.core.model import Dossier, EnrichedArticle, ResolutionEvents, Transition
from streams.core.replay.reading import Reading, Reread

Version: TypeAlias = tuple[str, str, datetime | None]


def tells(reading: Reading) -> ResolutionEvents | None:
    """Return what an article tells of resolutions, None where it tells of none."""
    return revise(None, reading) if isinstance(reading, EnrichedArticle) else None


def tells_otherwise(reread: Reread) -> bool:
    """Say whether an article tells something else of resolutions, or tells it in other words."""
    return tells(reread.before) != tells(reread.after)


class Fold:
    """Takes in ``resolution-events`` from its first record, for both worlds at once.

    Transitions that are in both are forgotten, so that memory is that of the two states and of what differs.

    :param rereads: articles that tell otherwise now.
    :param later: what came after one of these that told nothing then, and tells nothing now, or takes it down: it is on
        no ``resolution-events``, since there was nothing to take back.
    """

    def __init__(self, rereads: Iterable[Reread], later: Iterable[Reread] = ()) -> None:
        self._then, self._now = State(), State()
        self._instead: dict[Version, Reading] = {}
        self._known: dict[str, ResolutionEvents | None] = {}
        due: list[Reread] = [*later]
        for each in rereads:
            told = tells(each.before)
            if told is None:
                due.append(each)
            else:
                self._instead[_version(told)] = each.after
            self._known[each.uri] = None
        self._due = sorted(due, key=lambda each: (each.at, each.partition, each.offset), reverse=True)
        self.gone: dict[str, Transition] = {}
        """Transitions that there would not be, by their ids."""
        self.come: dict[str, Transition] = {}
        """Transitions that there would be."""

    def take(self, uri: str, told: ResolutionEvents | None, at: int, *, anew: bool = False) -> None:
        """Take in a record: what an article tells, or None where it was taken down.

        :param at: when the raw record came, in milliseconds since 1970; what is not on the topic has its turn by it.
        :param anew: as ``apply`` has it.
        """
        self._catch_up(at)
        if told is None:
            self._settle(forget(self._then, uri)[1], self._forgotten(uri))
            return
        then = apply(self._then, told, anew=anew)[1]
        version = _version(told)
        if version in self._instead:
            self._settle(then, self._tell(uri, self._instead[version], told))
            return
        if uri in self._known:
            self._known[uri] = newer(self._known[uri], told)
        self._settle(then, apply(self._now, told, anew=anew)[1])

    def dossiers(self) -> tuple[Mapping[str, Dossier], Mapping[str, Dossier]]:
        """Return the dossiers then and now by their ids, once all has been taken in."""
        self._catch_up(None)
        then, now = ({each.dossier_id: each for each in dossiers(state)} for state in (self._then, self._now))
        return then, now

    def _catch_up(self, at: int | None) -> None:
        """Have told what is on no topic, and came before."""
        while self._due and (at is None or self._due[-1].at <= at):
            each = self._due.pop()
            told = self._forgotten(each.uri) if each.after is None else self._tell(each.uri, each.after, None)
            self._settle((), told)

    def _tell(self, uri: str, reading: Reading, instead_of: ResolutionEvents | None) -> tuple[Transition, ...]:
        if not isinstance(reading, EnrichedArticle):
            return ()
        told = revise(self._known.get(uri) or instead_of, reading)
        if told is None:
            return ()
        self._known[uri] = newer(self._known.get(uri), told)
        return apply(self._now, told, anew=True)[1]

    def _forgotten(self, uri: str) -> tuple[Transition, ...]:
        if uri in self._known:
            self._known[uri] = None
        return forget(self._now, uri)[1]

    def _settle(self, then: Iterable[Transition], now: Iterable[Transition]) -> None:
        for each in then:
            if self.come.pop(each.transition_id, None) is None:
                self.gone[each.transition_id] = each
        for each in now:
            if self.gone.pop(each.transition_id, None) is None:
                self.come[each.transition_id] = each


def _version(told: ResolutionEvents) -> Version:
    return told.uri, told.version, told.fetched_at
