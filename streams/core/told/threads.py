"""What a subscription has been told of one fact, and what would be news of it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from sys import intern

from streams.core.model import Alert, Change, FactStatus, Telling
from streams.core.told.values import is_other, joined, value_of


@dataclass(slots=True, eq=False)
class Thread:
    """The alerts of one fact, folded.

    ``known`` is what the subscription believes of the fact by now, ``values`` all that it was told, ``past`` what was
    told or believed before and corrected since. ``tellings`` counts the alerts.
    """

    thread: str
    known: str = ""
    status: FactStatus | None = None
    values: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    tellings: int = 0

    @property
    def is_retracted(self) -> bool:
        """Say whether the last that was told of the fact is that it is not one."""
        return self.status == "retracted"

    def had(self, value: str) -> bool:
        """Say whether what a value tells was believed once, and corrected since."""
        return any(not is_other(value, old) for old in self.past)

    def tell(self, told: Telling) -> None:
        """Take in what was told."""
        self.tellings += 1
        if told.change == "merged":
            return
        if told.change == "retracted":
            self.status = "retracted"
            return
        past = set() if told.before is None else {told.before}
        if is_other(self.known, told.value):
            past.add(self.known)
        self.past = (self.past | past) - {told.value}
        self.known, self.status = intern(told.value), told.status
        self.values |= {self.known}

    def with_(self, other: "Thread") -> "Thread":
        """Return what was told in two threads, now that their facts are known to be one.

        Where one of them was taken back and the other was not, what is believed is the other: of the fact that both are
        now it was last told that it is one.
        """
        known, status = joined(self.known, other.known), other.status
        if self.is_retracted != other.is_retracted:
            believed = other if self.is_retracted else self
            known, status = believed.known, believed.status
        return Thread(
            self.thread,
            known,
            status,
            self.values | other.values,
            self.past | other.past,
            self.tellings + other.tellings,
        )


class Threads:
    """The threads of one subscription, found under any id that the dossier of their fact has or had."""

    __slots__ = ("_by_name",)

    def __init__(self) -> None:
        self._by_name: dict[tuple[str, str], Thread] = {}

    def find(self, dossier_ids: Iterable[str], fact_id: str) -> Thread | None:
        """Return what was told of a fact, also where that was in several threads; None where nothing was."""
        found = list(dict.fromkeys(filter(None, (self._by_name.get((each, fact_id)) for each in dossier_ids))))
        return reduce(Thread.with_, found) if found else None

    def tell(self, told: Telling) -> None:
        """Take in what was told of a fact."""
        assert told.fact_id is not None
        thread = self.find(told.dossier_ids, told.fact_id) or Thread(told.thread)
        thread.tell(told)
        fact_id = intern(told.fact_id)  # dossiers, facts and values are the same for many subscriptions
        self._by_name.update(((intern(dossier_id), fact_id), thread) for dossier_id in told.dossier_ids)


def news(thread: Thread | None, candidate: Alert, wanted: Container[Change]) -> Change | None:
    """Return as what change a candidate is told to who was told ``thread``; None where it is no news, or not wanted."""
    if candidate.change is None:
        return None
    if thread is None or thread.is_retracted:
        if not candidate.matched:  # what was asked for is believed no more: it is for who was told of the fact
            return None
        if candidate.change in ("retracted", "merged") or (thread is not None and candidate.change == "completed"):
            return None
        # Who was told nothing hears of it now for the first time, whatever happened to the fact meanwhile.
        ways: tuple[Change, ...] = ("first_sight", candidate.change)
        opens = ("first_sight", "confirmed", "completed")
        return next((way for way in ways if way in wanted and way in opens), None)
    return next((way for way in _ways(thread, candidate) if way in wanted), None)


def _ways(thread: Thread, candidate: Alert) -> Iterator[Change]:
    """Yield as what a candidate is news, the most telling first."""
    change, value = candidate.change, value_of(candidate.event)
    if change in ("retracted", "merged", "completed"):
        yield change
    elif change == "corrected":
        if value != thread.known or _is_of_something_else(candidate, value):
            yield change
    elif is_other(value, thread.known):
        if thread.had(value):  # an older word on it, which came late
            return
        if value not in thread.values:
            yield "corrected"  # and nobody told of that
        if change in ("confirmed", "disputed"):
            yield change
    elif change in ("confirmed", "disputed") and change != thread.status:
        yield change


def adds_nothing(thread: Thread | None, candidate: Alert) -> bool:
    """Say whether a candidate need not even be remembered: it will be no news when it comes again either."""
    if thread is None or candidate.change != "completed":
        return False
    return not is_other(value_of(candidate.event), thread.known)


def _is_of_something_else(candidate: Alert, value: str) -> bool:
    """Say whether what was corrected is no part of the fact's value: a sponsor, a target."""
    return candidate.before is not None and value_of(candidate.before) == value
