"""The sample wires tell what their README says: they are the first that a newcomer sees."""

from pathlib import Path
from typing import TypeAlias

import pytest

from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, RawArticle, ResolutionEvent
from streams.sources import samples
from streams.sources.files import read

Told: TypeAlias = tuple[str, str | None, tuple[str, ...], tuple[str, ...]]
"""Stage, organ, targets, sponsors in order of their ids."""

MYANMAR: Told = ("adopted", "GA", ("MMR",), ("MYS", "NOR"))
EVENTS: dict[str, list[Told]] = {
    "01-draft-congo.txt": [("tabled", "SC", ("COD",), ("DNK", "FRA"))],
    "02-veto-yemen.html": [("vetoed", "SC", ("YEM",), ("GBR", "GRC"))],
    "03-vote-myanmar.html": [MYANMAR],
    "04-mandate-south-sudan.txt": [("adopted", "SC", ("SSD",), ("USA",))],
    "05-committee-press-release.html": [
        ("adopted_in_committee", "GA-C3", ("BLR",), ("POL",)),
        ("adopted_in_committee", "GA-C3", (), ("BGD",)),
    ],
    "06-state-senate.txt": [],
    "07-postponed-libya.txt": [("postponed", "SC", ("LBY",), ("GBR",))],
    "08-rights-council.ninjs.json": [("adopted", "HRC", ("AFG",), ("EU",))],
    "09-screen-review.html": [],
    "10-withdrawn-geneva.txt": [("withdrawn", "HRC", (), ("ECU",))],
    "11-background-syria.txt": [],
    "12-wires.jsonl:1": [MYANMAR],
    "12-wires.jsonl:2": [MYANMAR],
    "13-football.txt": [],
}
"""What happens in each English sample; what is ``cited`` as background is left out."""


def told(event: ResolutionEvent) -> Told:
    return event.stage, event.organ, event.targets, tuple(sorted(event.sponsors))


@pytest.mark.parametrize(
    ("name", "article"),
    [(Path(found.place).name, found.article) for found in read(samples()) if Path(found.place).name in EVENTS],
    ids=list(EVENTS),
)
def test_a_sample_tells_its_events_and_no_others(name: str, article: RawArticle) -> None:
    """Stage, organ, targets and sponsors; and a headline and a body for all."""
    outcome = enrich(article)
    assert isinstance(outcome, EnrichedArticle)
    assert outcome.article.headline
    assert [told(event) for event in outcome.resolution_events if event.stage != "cited"] == EVENTS[name]


def test_a_correction_is_a_new_version_with_the_corrected_vote() -> None:
    """The same uri, another version, another tally."""
    outcomes = [
        enrich(found.article)
        for found in read(samples())
        if Path(found.place).name in ("12-wires.jsonl:1", "12-wires.jsonl:2") and isinstance(found.article, RawArticle)
    ]
    first, second = (outcome for outcome in outcomes if isinstance(outcome, EnrichedArticle))
    assert first.article.uri == second.article.uri
    assert first.article.version != second.article.version
    votes = [outcome.resolution_events[0].vote for outcome in (first, second)]
    assert [(vote.for_, vote.against, vote.abstain) for vote in votes if vote] == [(121, 3, 41), (122, 3, 40)]
