"""What ``reswatch tail`` says of a record on one line."""

from datetime import UTC, datetime

import pytest

from streams.cli.summaries import summary
from streams.contracts.dossiers import dossier_record, transition_record
from streams.contracts.records import Record, alert_record, events_record
from streams.core.model import Dossier, Fact, ResolutionEvent, ResolutionEvents, Transition, Vote
from tests.sinks.hooks import alert

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EVENT = ResolutionEvent(
    "e" * 32, "SC", "vetoed", draft_symbol="S/2026/123", targets=("SYR",), vote=Vote(13, 1, 1, vetoed_by=("RUS",))
)
TOLD = ResolutionEvents(
    "u:1", "v" * 32, "a" * 32, "Veto\x1b[31m\nin council", "AP", None, "en", NOON, NOON, None, (EVENT,), b"\xff"
)
FACT = Fact("f" * 32, "SC", "vetoed", "provisional", EVENT, 1)
DOSSIER = Dossier("d" * 32, (), "SC", "vetoed", None, ("S/2026/123",), ("FRA",), ("SYR",), (), (FACT,))
TRANSITION = Transition("b" * 32, "d" * 32, (), "first_sight", FACT, None, TOLD)
HAPPENED = "vetoed SC S/2026/123 on SYR 13-1-1 vetoed by RUS"


@pytest.mark.parametrize(
    ("schema", "value", "line"),
    [
        ("resolution_events", events_record(TOLD), f"Veto\\x1b[31m in council  {HAPPENED}"),
        ("transition", transition_record(TRANSITION), f"first sight  dddddddddddd  {HAPPENED}  provisional"),
        ("dossier", dossier_record(DOSSIER), "dddddddddddd  vetoed SC S/2026/123 on SYR"),
        (
            "alert",
            alert_record(alert(1, "desk")),
            "desk  article  vetoed SC S/2026/123 on SYR  Veto stops draft on Freedonia",
        ),
        ("another", {"a": "b\nc"}, 'another  {"a":"b\\nc"}'),
    ],
)
def test_it_is_what_people_want_to_see_first(schema: str, value: Record, line: str) -> None:
    """What happened to which resolution, and not the evidence; outside text cannot steer the terminal."""
    assert summary(schema, value, "key").plain == line
