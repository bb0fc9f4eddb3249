"""The scorer is strict: what was missed or invented counts in every field, and only what labels allow is let pass."""

from datetime import date
from typing import Any

from streams.core.model import ResolutionEvent, Vote
from tests.quality.calibration import brier, curve
from tests.quality.floors import raised
from tests.quality.labels import Row, row_of
from tests.quality.scoring import Report, Score, judge

LABEL: dict[str, Any] = {
    "organ": "SC",
    "stage": "adopted",
    "symbol": "S/RES/2254 (2015)",
    "sponsors": ["FRA"],
    "targets": ["SYR"],
    "vote": {"for": 13, "against": 0},
    "occurred_on": "2015-12-18",
}
EVENT = ResolutionEvent(
    "1",
    "SC",
    "adopted",
    symbol="S/RES/2254 (2015)",
    sponsors=("FRA",),
    targets=("SYR",),
    vote=Vote(for_=13, against=0),
    occurred_on=date(2015, 12, 18),
    confidence=0.9,
)


def row(*labels: dict[str, Any]) -> Row:
    return row_of({"id": "1", "body": "A story.", "events": labels}, "1")


def scores(labels: list[dict[str, Any]], *events: ResolutionEvent) -> dict[str, Score]:
    report = Report()
    judge(report, row(*labels), events)
    return report.scores


def counts(score: Score) -> tuple[int, int, int]:
    return score.right, score.wrong, score.missed


def test_what_agrees_is_right_in_every_field() -> None:
    """An event as it was labelled misses nothing."""
    for name, score in scores([LABEL], EVENT).items():
        assert (score.wrong, score.missed) == (0, 0), name
        assert score.right or name == "vetoed_by"


def test_a_missed_event_and_an_extra_one_count_in_every_field() -> None:
    """All its values are missed, or wrong."""
    missed, extra = scores([LABEL]), scores([], EVENT)
    for name in ("relevance", "events", "organ", "stage", "tally", "symbol", "targets", "sponsors"):
        assert counts(missed[name]) == (0, 0, 1), name
        assert counts(extra[name]) == (0, 1, 0), name
    assert (missed["vote"].missed, extra["vote"].wrong, missed["occurred_on"].missed) == (2, 2, 1)


def test_news_is_never_paired_with_background() -> None:
    """An old adoption told as news is invented, also where its label may be left out; one left out is not missed."""
    background = LABEL | {"stage": "cited", "optional": True}
    assert counts(scores([background], EVENT)["events"]) == (0, 1, 0)
    assert counts(scores([background])["events"]) == (0, 0, 0)
    assert counts(scores([LABEL], ResolutionEvent("1", "SC", "cited"))["events"]) == (0, 0, 1)


def test_of_several_right_answers_each_is_right() -> None:
    """Lists of stages, what is also right beside or instead, and what is optional."""
    either = LABEL | {"stage": ["tabled", "adopted"], "targets": ["IRQ"], "targets_also_right": ["SYR"]}
    assert counts(scores([either], EVENT)["stage"]) == (1, 0, 0)
    assert counts(scores([either], EVENT)["targets"]) == (0, 0, 0)
    assert counts(scores([LABEL | {"optional": True}], EVENT)["events"]) == (0, 0, 0)
    named = LABEL | {"vote": {"for": 13}, "vote_also_right": {"against": 0}}
    assert counts(scores([named], EVENT)["tally"]) == counts(scores([named], EVENT)["vote"]) == (1, 0, 0)


def test_a_tally_is_right_as_a_whole_or_not() -> None:
    """One count too few makes the tally wrong, and one number missed."""
    found = scores([LABEL | {"vote": {"for": 13, "against": 0, "abstain": 2}}], EVENT)
    assert counts(found["tally"]) == (0, 1, 1)
    assert counts(found["vote"]) == (2, 0, 1)


def test_confidence_is_compared_with_what_was_right() -> None:
    """Bins of given and right; an event that is given 1 and right costs nothing."""
    levels = [(0.9, True)] * 9 + [(0.9, False), (0.5, False)]
    assert [(one.count, round(one.given, 2), round(one.right, 2)) for one in curve(levels)] == [
        (1, 0.5, 0),
        (10, 0.9, 0.9),
    ]
    assert brier([(1.0, True), (0.0, False)]) == 0


def test_floors_only_rise() -> None:
    """What was measured lower, or not at all, leaves its floor; a new measure gets one, a hundredth below."""
    floors = {"higher": 0.5, "lower": 0.9, "unmeasured": 0.7}
    after = raised(floors, {"higher": 0.8, "lower": 0.6, "new": 0.29})
    assert after == {"higher": 0.79, "lower": 0.9, "unmeasured": 0.7, "new": 0.28}
