"""Candidates as the matcher makes them, and a role that asks of each, remembers, crashes and comes back."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from streams.core.model import Alert, Change, Clause, FactStatus, Matched, ResolutionEvent, Telling, Vote
from streams.core.told import Decision, Told, Wants

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
USUAL = Wants(frozenset({"first_sight", "confirmed", "corrected", "retracted"}))
STATUS: dict[Change, FactStatus] = {
    "first_sight": "provisional",
    "confirmed": "confirmed",
    "completed": "confirmed",
    "corrected": "provisional",
    "disputed": "disputed",
    "retracted": "retracted",
    "merged": "provisional",
}


def vote(for_: int = 111, against: int = 19) -> ResolutionEvent:
    return ResolutionEvent("e" * 32, "GA-C3", "adopted_in_committee", targets=("IRN",), vote=Vote(for_, against, 55))


def candidate(
    change: Change,
    event: ResolutionEvent | None = None,
    before: ResolutionEvent | None = None,
    *dossier_ids: str,
    fact: str = "adopted",
    transition: str | None = None,
) -> Alert:
    """A candidate on a transition; its id follows from what it tells, unless ``transition`` names it."""
    event, dossier_ids = event or vote(), dossier_ids or ("dossier",)
    identity = transition or f"{dossier_ids[0]}/{fact}/{change}/{event.vote}/{before and before.vote}"
    return Alert(
        alert_id=f"of {identity}",
        subscription_id="desk",
        uri="https://wire.example/1",
        article_event_id="a" * 32,
        headline="Third Committee adopts text on Freedonia",
        info_source="WIRE",
        outlet=None,
        language="en",
        published_at=NOON,
        fetched_at=None,
        embargoed_until=None,
        event=event,
        matched=(Matched(Clause("target", ("IRN",)), "IRN"),),
        change=change,
        status=STATUS[change],
        before=before,
        transition_id=identity,
        fact_id=fact,
        dossier_ids=dossier_ids,
        independent_sources=1,
    )


def article(number: int = 1, event: ResolutionEvent | None = None, signature: bytes = b"") -> Alert:
    """A candidate of a subscription on articles."""
    made = candidate("first_sight", event)
    return replace(
        made,
        alert_id=f"of article {number} {event}",
        uri=f"https://paper.example/{number}",
        article_event_id=f"{number:032x}",
        event=event,
        change=None,
        status=None,
        transition_id=None,
        fact_id=None,
        dossier_ids=(),
        independent_sources=None,
        signature=signature,
    )


@dataclass
class Group:
    """What [group] does, in little: candidates are numbered, alerts and what is remembered pile up."""

    wants: Wants = USUAL
    now: datetime = NOON
    told: Told = field(default_factory=Told)
    candidates: list[Alert] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    remembered: dict[str, Telling] = field(default_factory=dict)

    def ask(self, *candidates: Alert) -> list[Decision]:
        return [self._ask(each) for each in candidates]

    def _ask(self, each: Alert) -> Decision:
        decision = self.told.decide(each, self.wants, len(self.candidates), self.now)
        self.candidates.append(each)
        self.decisions.append(decision)
        if decision.telling is not None:
            self.remembered[decision.telling.alert_id] = decision.telling
        return decision

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def rebuild(self, place: int) -> None:
        """Crash, and begin again with the candidate at ``place``: what was remembered of later ones does not count."""
        known = sorted(self.remembered.values(), key=lambda told: told.place)
        self.told = Told(told for told in known if told.place < place)
        again, self.candidates = self.candidates[place:], self.candidates[:place]
        del self.decisions[place:]
        self.ask(*again)

    @property
    def alerts(self) -> list[Alert]:
        return [decision.alert for decision in self.decisions if decision.alert is not None]


def changes(group: Group) -> list[Change | None]:
    return [alert.change for alert in group.alerts]
