"""What is known of all resolutions: ``apply`` takes in what an article tells, ``forget`` an article that is taken down.

The state is the newest telling of each article, and the dossiers follow from it, in whatever order it came.
"""

from dataclasses import dataclass, field
from datetime import datetime

from streams.core.dossier.given import Given, News
from streams.core.dossier.lives import Life, life
from streams.core.dossier.loom import Loom
from streams.core.dossier.sights import order, sights
from streams.core.dossier.strands import Half, Strand, component, halves
from streams.core.dossier.voices import Voices
from streams.core.model import Dossier, ResolutionEvents, Transition


@dataclass(slots=True, eq=False)
class State:
    """All tellings, woven, and the dossiers as they were given out. Made empty; ``apply`` and ``forget`` change it."""

    _articles: dict[str, tuple[tuple[datetime, str], list[Half]]] = field(default_factory=dict)
    _loom: Loom = field(default_factory=Loom)
    _given: Given = field(default_factory=Given)
    _voices: Voices = field(default_factory=Voices)

    @property
    def changed(self) -> dict[str, Dossier | None]:
        """Return the dossiers that the last call changed by their ids, None for an id under which there is none now."""
        return self._given.changed

    def dossier(self, dossier_id: str) -> Dossier | None:
        """Return the dossier that answers to an id, be it its own or one that it was given out under before."""
        record = self._given.at(dossier_id)
        return record.dossier if record else None


def apply(state: State, told: ResolutionEvents, *, anew: bool = False) -> tuple[State, tuple[Transition, ...]]:
    """Take in what one version of an article tells; return the state, which is the same object, and what changed by it.

    An older version than the one that is known, and the same one again, change nothing.

    :param anew: whether the version was read again, by other rules: this takes the place of what was read of it before.
    """
    state._given.changed = {}
    known = state._articles.get(told.uri)
    others = state._voices.add(told)
    touched: list[Strand] = []
    if known is None or (known[0][0] <= order(told)[0] if anew else known[0] < order(told)):
        mine = halves(sights(told))
        state._articles[told.uri] = (order(told), mine)
        touched = state._loom.replace(known[1] if known else (), mine)
    for uri in others:
        _, mine = state._articles.get(uri, (None, []))
        touched.extend(strand for half in mine for strand in state._loom.homes(half))
    if not touched:
        return state, ()
    newest = tuple(sight for half in state._articles[told.uri][1] for sight in half.sights if sight.told is told)
    return state, _settle(state, touched, News(told, newest), keep=True)


def forget(state: State, uri: str) -> tuple[State, tuple[Transition, ...]]:
    """Forget an article that was taken down, with all that only it told; return the state and what changed by it."""
    state._given.changed = {}
    known = state._articles.pop(uri, None)
    if known is None:
        return state, ()
    touched = state._loom.replace(known[1], ())
    nothing = News(ResolutionEvents(uri, "", "", None, None, None, None, None, None, None))
    found = _settle(state, touched, nothing, keep=False)
    state._given.forget(uri)
    return state, found


def dossiers(state: State) -> tuple[Dossier, ...]:
    """Return all dossiers, ordered by their ids."""
    records = state._given.records
    return tuple(records[each].dossier for each in sorted(records))


def _settle(state: State, touched: list[Strand], news: News, *, keep: bool) -> tuple[Transition, ...]:
    """Bring the dossiers of the strands that changed up to date, and return how they changed."""
    given = state._given
    before, lives, seen = set[str](), list[Life](), set[Strand]()
    todo = list(touched)
    while todo:
        strand = todo.pop()
        if strand in seen:
            continue
        whole = component(strand)
        seen.update(whole)
        others = given.of(whole) - before
        before |= others
        known = given.lives(others)
        todo.extend(strand for each in known for strand in each.strands)
        told_of = life(whole, state._voices, known[0] if known else None)
        if told_of is not None:
            lives.append(told_of)
    return given.give_out(lives, before, news, keep=keep)
