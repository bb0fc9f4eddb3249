"""What stands below a lead and is no news of its text changes nothing of what the lead tells."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.core.detect.articles import detected

BELOW: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("below.toml").read_text(encoding="utf-8"))
LEADS = [(language, *lead) for language, rows in BELOW.items() for lead in rows["leads"]]


@pytest.mark.parametrize(("language", "lead", "organ", "stage"), LEADS)
def test_what_stands_below_changes_nothing(language: str, lead: str, organ: str, stage: str) -> None:
    """One event, of the lead's organ and stage, with no count, and with a veto only where the lead tells one."""
    alone = _told(lead, language)
    assert [told[:2] for told in alone] == [(organ, stage)]
    changed = [
        (sentence, told)
        for sentence in BELOW[language]["below"]
        if (told := _told(f"{lead}\n\n{sentence}", language)) != alone
    ]
    assert not changed


def _told(body: str, language: str) -> list[tuple[object, ...]]:
    """Return organ, stage, counts and vetoes of what a body tells as news."""
    events = [event for event in detected(body, language=language).events if event.stage != "cited"]
    votes = [event.vote for event in events]
    counts = [(vote.for_, vote.against, vote.abstain, vote.vetoed_by) if vote is not None else None for vote in votes]
    counted = [count if count != (None, None, None, ()) else None for count in counts]
    return [(event.organ, event.stage, count) for event, count in zip(events, counted, strict=True)]
