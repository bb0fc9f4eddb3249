"""What each subscription has been told, and what becomes of a candidate."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from sys import intern
from typing import Literal, TypeAlias

from streams.core.model import Alert, Change, Subscription, Telling
from streams.core.told.stories import Stories, have
from streams.core.told.tellings import alert_of, candidate_id, fact_id, of_fact, of_no_news, of_story
from streams.core.told.threads import Threads, adds_nothing, news

Outcome: TypeAlias = Literal["told", "held_back", "repeated", "no_news"]
"""What became of a candidate. ``held_back``: over the cap for the hour. ``repeated``: this very one was decided before.
``no_news``: it tells nothing that the subscription does not know or did not ask for. A closed list: a metric label."""

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wants:
    """What a subscription wants to hear: which ``changes`` of facts, and how many alerts an hour at most."""

    changes: frozenset[Change]
    per_hour: int | None = None


def wants(subscription: Subscription) -> Wants:
    """Return what a subscription wants to hear."""
    return Wants(frozenset(subscription.changes), subscription.per_hour)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a candidate: the alert to publish, what to remember beside it, and when to ask again, if at all.

    Where ``ask_again_at`` is set the candidate's record is to come back to [group] at that time, as it is.
    """

    outcome: Outcome
    alert: Alert | None = None
    telling: Telling | None = None
    ask_again_at: datetime | None = None


@dataclass(slots=True)
class _Subscriber:
    """What one subscription was told; ``seen`` has the alert of each candidate that was decided.

    Of the ``hour`` it knows how many alerts were ``sent``. ``held`` counts what was held back since the last one that
    was sent. ``promised`` is the one of these that will bring the count when the hour ends.
    """

    threads: Threads = field(default_factory=Threads)
    stories: Stories = field(default_factory=Stories)
    seen: dict[str, str] = field(default_factory=dict)
    hour: datetime | None = None
    sent: int = 0
    held: int = 0
    promised: Telling | None = None

    def tell(self, told: Telling) -> None:
        is_new = told.candidate_id not in self.seen  # else it was held back, and is sent now
        self.seen[intern(told.candidate_id)] = told.alert_id
        if told.is_silent:
            return
        if is_new and told.fact_id is None:
            self.stories.tell(told)
        elif is_new:
            self.threads.tell(told)
        self._count(told)

    def _count(self, told: Telling) -> None:
        hour = hour_of(told.at)
        if self.hour is None or hour > self.hour:
            self.hour, self.sent = hour, 0
        if not told.held_back:
            self.sent, self.held, self.promised = self.sent + 1, 0, None
            return
        self.held += 1
        if self.promised is None or told.thread == self.promised.thread:
            self.promised = told  # the newest of its thread, so that nothing is sent that was corrected since

    def is_full(self, now: datetime, cap: int | None) -> bool:
        """Say whether as many were sent in this hour as may be."""
        return cap is not None and self.sent_in(now) >= cap

    def sent_in(self, now: datetime) -> int:
        """Return how many were sent in the hour of ``now``; a clock that was set back does not begin an hour anew."""
        return 0 if self.hour is None or hour_of(now) > self.hour else self.sent


class Told:
    """What the subscriptions of a partition have been told.

    ``decide`` is asked once for each candidate, in their order. After a crash the state is made anew from what was
    remembered of candidates before the first that comes again, and the same alerts come of these, with the same ids.
    """

    def __init__(self, tellings: Iterable[Telling] = ()) -> None:
        self._subscribers: dict[str, _Subscriber] = {}
        for told in tellings:
            self.remember(told)

    def remember(self, told: Telling) -> None:
        """Take in what was told, in the order of the candidates."""
        self._subscriber(told.subscription_id).tell(told)

    def forget(self, subscription_id: str) -> list[str]:
        """Forget a subscription that is gone; return the ids of the alerts that were remembered."""
        gone = self._subscribers.pop(subscription_id, None)
        return [] if gone is None else list(gone.seen.values())

    def decide(self, candidate: Alert, wants: Wants, place: int, now: datetime) -> Decision:
        """Return what becomes of ``candidate``, and take it in.

        :param place: the offset of its record.
        :param now: the time by which alerts are counted an hour.
        """
        subscriber = self._subscriber(candidate.subscription_id)
        if candidate_id(candidate) in subscriber.seen:
            return self._asked_again(subscriber, candidate, wants, place, now)
        found = _found(subscriber, candidate, wants, now)
        if found is None or found.is_silent:
            telling = None if found is None else replace(found, place=place, at=now)
            if telling is not None:
                subscriber.tell(telling)
            return Decision("no_news", telling=telling)
        telling = replace(found, place=place, at=now, held_back=subscriber.is_full(now, wants.per_hour))
        return self._told(subscriber, telling, candidate, wants)

    def _asked_again(
        self, subscriber: _Subscriber, candidate: Alert, wants: Wants, place: int, now: datetime
    ) -> Decision:
        """Send what was held back and promised, once its hour has ended; all else was told before."""
        promised = subscriber.promised
        if promised is None or promised.candidate_id != candidate_id(candidate):
            return Decision("repeated")
        if hour_of(now) <= hour_of(promised.at):  # it comes early: clocks differ
            return Decision("held_back", ask_again_at=hour_of(promised.at) + HOUR)
        subscriber.held -= 1  # it is itself one of those that were held back
        return self._told(subscriber, replace(promised, place=place, at=now, held_back=False), candidate, wants)

    def _told(self, subscriber: _Subscriber, telling: Telling, candidate: Alert, wants: Wants) -> Decision:
        more = subscriber.held
        subscriber.tell(telling)
        ends = hour_of(telling.at) + HOUR
        if telling.held_back:
            is_promised = subscriber.promised is telling
            return Decision("held_back", alert_of(candidate, telling, 0, None), telling, ends if is_promised else None)
        is_last = wants.per_hour is not None and subscriber.sent >= wants.per_hour
        return Decision("told", alert_of(candidate, telling, more, ends if is_last else None), telling)

    def _subscriber(self, subscription_id: str) -> _Subscriber:
        return self._subscribers.setdefault(subscription_id, _Subscriber())


def hour_of(moment: datetime) -> datetime:
    """Return when the hour of ``moment`` began."""
    return moment.replace(minute=0, second=0, microsecond=0)


def _found(subscriber: _Subscriber, candidate: Alert, wants: Wants, now: datetime) -> Telling | None:
    """Return what is to be remembered of a candidate, None where nothing is."""
    if candidate.change is None:
        copies = subscriber.stories.copies(candidate, now)
        return None if have(copies, candidate) else of_story(candidate, copies[0].thread if copies else None)
    thread = subscriber.threads.find(candidate.dossier_ids, fact_id(candidate))
    change = news(thread, candidate, wants.changes)
    if change is not None:
        return of_fact(candidate, thread, change)
    return None if adds_nothing(thread, candidate) else of_no_news(candidate)
