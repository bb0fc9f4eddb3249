"""The dossiers as they were given out, and what changes when the lives of some are known anew.

This is all that is remembered beside what articles tell: the ids that a dossier was ever known by answer for ever, and
a fact that was told and is told no more stays, as retracted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import itemgetter

from streams.core.dossier.changes import change_of, transition
from streams.core.dossier.facts import slot_of
from streams.core.dossier.lives import Life
from streams.core.dossier.sights import Sight
from streams.core.dossier.strands import Strand
from streams.core.identity import derived_id
from streams.core.model import Dossier, Fact, FactStatus, ResolutionEvent, ResolutionEvents, Transition

SUREST: tuple[FactStatus, ...] = ("confirmed", "disputed", "provisional", "retracted")


@dataclass(slots=True, eq=False)
class Record:
    """A dossier as it was given out, and the life that it is of; None where nobody tells of it any more."""

    dossier: Dossier
    life: Life | None


@dataclass(frozen=True, slots=True)
class News:
    """What was told last, and what it tells of resolutions."""

    told: ResolutionEvents
    sights: tuple[Sight, ...] = ()

    def of(self, life: Life, slot: str) -> ResolutionEvent | None:
        """Return what it tells of one fact of a life."""
        mine = (sight for sight in self.sights if sight.identity in life.identities)
        return next((sight.event for sight in mine if slot_of(sight, life.known) == slot), None)


class Given:
    """The dossiers by their ids; ``changed`` has those that changed last, None for an id under which none is now."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.changed: dict[str, Dossier | None] = {}
        self._now_at: dict[str, str] = {}
        self._of: dict[Strand, str] = {}
        self._buried_names: set[str] = set()  # what dossiers are known by that nobody tells of any more
        self._told_as: dict[tuple[str, str], tuple[int, Fact]] = {}  # the facts as told last, by the dossier's id then
        self._told = 0  # how much was told so far, by which of two tellings is the later
        self._robbed: set[str] = set()  # dossiers one of whose names became another's own

    def at(self, dossier_id: str) -> Record | None:
        """Return the record that answers to an id."""
        return self.records.get(self._now_at.get(dossier_id, dossier_id))

    def of(self, strands: Iterable[Strand]) -> set[str]:
        """Return the dossiers that strands are of."""
        return {self._of[strand] for strand in strands if strand in self._of}

    def lives(self, dossier_ids: Iterable[str]) -> list[Life]:
        """Return the lives that dossiers were given out for."""
        lives = (self.records[each].life for each in dossier_ids)
        return [life for life in lives if life is not None]

    def give_out(self, lives: Iterable[Life], before: set[str], news: News, *, keep: bool) -> tuple[Transition, ...]:
        """Put ``lives`` in the place of the dossiers ``before``; return what changed by the ``news``.

        :param keep: whether a fact that nobody tells any more stays, as retracted.
        """
        now = sorted(lives, key=lambda life: life.dossier.dossier_id)
        old = [self._take_out(each) for each in sorted(before | self._buried(now))]
        heirs = [_heir(record, now) for record in old]
        ids = {life.dossier.dossier_id for life in now} | self._now_at.keys()
        found: list[Transition] = []
        for life in now:
            parts = [record for record, heir in zip(old, heirs, strict=True) if heir is life]
            found.extend(self._put_in(life, parts, ids, news, keep=keep))
            ids.update(self.records[life.dossier.dossier_id].dossier.aliases)  # each name answers for one alone
        for record, heir in zip(old, heirs, strict=True):
            if heir is None:
                found.extend(self._bury(record, ids, news.told, keep=keep))
        self._note(found)
        found.extend(anew := [each for one in sorted(self._robbed) for each in self._tell_anew(one, news.told)])
        self._note(anew)
        self._robbed.clear()
        return tuple(found)

    def _note(self, told: Iterable[Transition]) -> None:
        """Remember what was told as what."""
        for each in told:
            self._told += 1
            self._told_as[each.dossier_id, each.fact.fact_id] = self._told, each.fact

    def _tell_anew(self, dossier_id: str, told: ResolutionEvents) -> Iterable[Transition]:
        """Tell what is not known as it is under the names that a dossier still answers to, when it lost one."""
        record = self.records.get(dossier_id)
        if record is None:
            return
        dossier = record.dossier
        for fact in filter(_is_live, dossier.facts):
            last = self._last_told((dossier_id, *dossier.aliases), fact.fact_id)
            if (change := change_of(last, fact, told=False)) is not None:
                yield transition(dossier, change, fact, last, told)

    def forget(self, uri: str) -> None:
        """Forget the retracted facts that an article told."""
        for record in list(self.records.values()):
            kept = tuple(fact for fact in record.dossier.facts if fact.status != "retracted" or not _tells(uri, fact))
            if len(kept) < len(record.dossier.facts):
                self._take_out(record.dossier.dossier_id)
                if kept:
                    self._put(replace(record.dossier, facts=kept), record.life)

    def _buried(self, lives: Iterable[Life]) -> set[str]:
        """Return the dossiers that nobody told of any more, and that are told of again."""
        if not self._buried_names:
            return set()
        names = (name for life in lives for name in life.identities & self._buried_names)
        ids = {self._now_at[name] for name in names}
        return {each for each in ids if self.records[each].life is None}

    def _put_in(
        self, life: Life, parts: list[Record], ids: set[str], news: News, *, keep: bool
    ) -> Iterable[Transition]:
        mine = life.dossier.dossier_id
        parts = sorted(parts, key=lambda record: (record.dossier.dossier_id != mine, record.dossier.dossier_id))
        known: dict[str, list[Fact]] = {}
        for fact in sorted((fact for part in parts for fact in part.dossier.facts), key=_surest):
            known.setdefault(fact.fact_id, []).append(fact)
        here = {each.fact.fact_id for each in life.told}
        gone = [facts[0] for fact_id, facts in known.items() if fact_id not in here]
        names = {name for part in parts for name in (part.dossier.dossier_id, *part.dossier.aliases)}
        aliases = tuple(sorted(names.union(life.dossier.aliases) - ids))
        dossier = life.dossier
        if gone or aliases != dossier.aliases:
            facts = (*dossier.facts, *(map(_retracted, gone) if keep else ()))
            dossier = replace(dossier, aliases=aliases, facts=facts)
        self._put(dossier, life)
        for part in parts[1:]:
            yield _merged(dossier, part.dossier, life.standing.fact, news.told)
        moved = len(parts) != 1 or {*names} != {mine, *aliases}
        for each in life.told:
            event, fact_id = news.of(life, each.slot), each.fact.fact_id
            heard = any((name, fact_id) in self._told_as for name in (mine, *aliases))
            olds = known.get(fact_id, [None]) if heard else [None]  # else another answers to what it was told as
            last = self._last_told((mine, *aliases), fact_id) if moved else None
            for old in olds if last is None else (*olds, last):
                change = change_of(old, each.fact, told=event is not None)
                if change is not None:
                    yield transition(dossier, change, each.fact, old, news.told, event)
                    break
        yield from (transition(dossier, "retracted", fact, fact, news.told) for fact in gone if _is_live(fact))

    def _last_told(self, names: Iterable[str], fact_id: str) -> Fact | None:
        """Return how a fact was told last under any of the names that answer for it now, if it was."""
        told = (self._told_as[name, fact_id] for name in names if (name, fact_id) in self._told_as)
        return max(told, key=itemgetter(0), default=(0, None))[1]

    def _bury(self, record: Record, ids: set[str], told: ResolutionEvents, *, keep: bool) -> Iterable[Transition]:
        """Retract all that is known of a resolution that nobody tells of any more."""
        old = record.dossier
        if keep:
            aliases = tuple(name for name in old.aliases if name not in ids)
            self._put(replace(old, aliases=aliases, facts=tuple(map(_retracted, old.facts))), None)
        yield from (transition(old, "retracted", fact, fact, told) for fact in old.facts if _is_live(fact))

    def _put(self, dossier: Dossier, life: Life | None) -> None:
        mine = dossier.dossier_id
        before = self.at(mine)
        if before is not None:  # one that was taken for a part of another stands alone again
            other = before.dossier
            names = tuple(name for name in other.aliases if name != mine)
            self._robbed.add(other.dossier_id)
            before.dossier = self.changed[other.dossier_id] = replace(other, aliases=names)
        self.records[mine] = Record(dossier, life)
        self.changed[mine] = dossier
        names = (mine, *dossier.aliases)
        self._now_at.update(dict.fromkeys(names, mine))
        if life is not None:
            self._of.update(dict.fromkeys(life.strands, mine))
        else:
            self._buried_names.update(names)

    def _take_out(self, dossier_id: str) -> Record:
        record = self.records.pop(dossier_id)
        self.changed[dossier_id] = None
        for name in (dossier_id, *record.dossier.aliases):
            if self._now_at.get(name) == dossier_id:
                del self._now_at[name]
                self._buried_names.discard(name)
        for strand in record.life.strands if record.life is not None else ():
            self._of.pop(strand, None)
        return record


def _heir(record: Record, lives: list[Life]) -> Life | None:
    """Return which life a dossier goes on in: where the telling is that it is named for, else where most of it is."""
    mine = record.dossier.dossier_id
    named = next((life for life in lives if life.dossier.dossier_id == mine), None)
    named = named or next((life for life in lives if mine in life.identities), None)
    if named is not None or record.life is None:
        return named
    shared = [(len(record.life.uris & life.uris), life) for life in lives]
    most = max((count for count, _ in shared), default=0)
    return next((life for count, life in shared if count == most), None) if most else None


def _merged(whole: Dossier, part: Dossier, fact: Fact, told: ResolutionEvents) -> Transition:
    """Return that a dossier turned out to be a part of another; ``fact`` is where that one stands."""
    return replace(
        transition(whole, "merged", fact, None, told),
        transition_id=derived_id("transition", whole.dossier_id, "merged", part.dossier_id),
        before=next((each for each in part.facts if each.fact_id == fact.fact_id), None),
    )


def _is_live(fact: Fact) -> bool:
    return fact.status != "retracted"


def _retracted(fact: Fact) -> Fact:
    return replace(fact, status="retracted", independent_sources=0)


def _surest(fact: Fact) -> int:
    return SUREST.index(fact.status)


def _tells(uri: str, fact: Fact) -> bool:
    return any(source.uri == uri for source in fact.sources)
