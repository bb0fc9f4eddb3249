"""Articles for tests: what they tell of resolutions, made of a few words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from streams.core.dossier import State, apply, dossiers
from streams.core.identity import article_event_id, resolution_event_id
from streams.core.model import Dossier, Organ, ResolutionEvent, ResolutionEvents, Stage, Transition, Vote

MONDAY = datetime(2027, 11, 1, 12, tzinfo=UTC)


def event(
    stage: Stage,
    organ: Organ | None = "SC",
    *,
    on: str = "SYR",
    by: str = "",
    vote: str = "",
    vetoed_by: str = "",
    voted_for: str = "",
    voted_against: str = "",
    abstained: str = "",
    symbol: str | None = None,
    draft: str | None = None,
    day: float | None = None,
    scheduled: float | None = None,
    subjects: str = "14.02.02",
    confidence: float = 0.9,
) -> ResolutionEvent:
    """Return an event; ``vote`` is "13-1-1", with a question mark where a number is not told."""
    counts = [None if number == "?" else int(number) for number in vote.split("-")] if vote else []
    for_, against, abstain = [*counts, None, None, None][:3]
    named = [tuple(each.split()) for each in (vetoed_by, voted_for, voted_against, abstained)]
    told = Vote(for_, against, abstain, None, None, None, *named) if vote or any(named) else None
    return ResolutionEvent(
        event_id="",
        organ=organ,
        stage=stage,
        symbol=symbol,
        draft_symbol=draft,
        sponsors=tuple(by.split()),
        targets=tuple(on.split()),
        vote=told,
        subjects=tuple(subjects.split()),
        occurred_on=None if day is None else the_day(day),
        scheduled_for=None if scheduled is None else the_day(scheduled),
        confidence=confidence,
    )


def the_day(day: float) -> date:
    """Return the day that is so many days after the first Monday."""
    return (MONDAY + timedelta(days=day)).date()


def article(
    uri: str,
    day: float,
    *events: ResolutionEvent,
    agency: str | None = "AP",
    outlet: str | None = None,
    version: str = "v1",
    fetched: float | None = None,
    mentioned: str = "",
    signature: bytes = b"",
) -> ResolutionEvents:
    """Return what an article of ``day`` tells."""
    identity = article_event_id(uri, version)
    at = MONDAY + timedelta(days=day)
    return ResolutionEvents(
        uri=uri,
        version=version,
        article_event_id=identity,
        headline=None,
        info_source=agency,
        outlet=outlet,
        language="en",
        published_at=at,
        fetched_at=at if fetched is None else MONDAY + timedelta(days=fetched),
        embargoed_until=None,
        events=tuple(
            replace(
                one,
                event_id=resolution_event_id(
                    identity, one.symbol, one.organ, one.targets, one.sponsors, ordinal=number
                ),
            )
            for number, one in enumerate(events)
        ),
        signature=signature,
        mentioned=tuple(sorted({*mentioned.split(), *(target for one in events for target in one.targets)})),
    )


def tell(*told: ResolutionEvents) -> tuple[State, list[Transition]]:
    """Return what is known of all this, and the transitions on the way."""
    state, found = State(), list[Transition]()
    for each in told:
        state, changes = apply(state, each)
        found.extend(changes)
    return state, found


def known(*told: ResolutionEvents) -> tuple[Dossier, ...]:
    """Return the dossiers of all this."""
    return dossiers(tell(*told)[0])


def changes(found: list[Transition]) -> list[tuple[str, str]]:
    """Return what the transitions tell, in short."""
    return [(each.change, each.fact.stage) for each in found]
