"""Alerts of every kind on one fact."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from streams.core.model import Alert, Change, Disagreement, FactStatus, Vote
from tests.sinks.hooks import alert

STATUS: dict[Change, FactStatus] = {"confirmed": "confirmed", "disputed": "disputed", "retracted": "retracted"}


def of_fact(change: Change, sources: int = 1, number: int = 1, **others: Any) -> Alert:
    """An alert on a veto, 13 to 2; of a correction it was 12 to 2, of a dispute there are two words on it."""
    plain = alert(number)
    assert plain.event is not None
    event = replace(plain.event, vote=Vote(13, 2, 0, vetoed_by=("RUS", "CHN")))
    made = replace(
        plain,
        event=event,
        change=change,
        status=STATUS.get(change, "provisional"),
        before=replace(event, vote=Vote(12, 2, 0, vetoed_by=("RUS", "CHN"))) if change == "corrected" else None,
        disputed=(Disagreement("vote.for", "13", ("AP", "Reuters")), Disagreement("vote.for", "12", ("WIRE",))),
        independent_sources=sources,
        thread="a" * 32,
    )
    return replace(made, **others)


HELD_UNTIL = datetime(2026, 3, 4, 14, 0, tzinfo=UTC)
