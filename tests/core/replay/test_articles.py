"""Two readings of an article beside each other: what is told of the difference, and nothing else."""

from dataclasses import replace

from streams.core.model import EnrichedArticle, Evidence, Filtered, Rejected, ResolutionEvent, Vote
from streams.core.replay import FieldDifference, Summary, compare
from tests.core.match.values import VETO, WEATHER, enriched

READ = enriched(VETO, headline="Russia vetoes text on Syria")
(EVENT,) = READ.resolution_events


def told(*events: ResolutionEvent) -> EnrichedArticle:
    return replace(READ, resolution_events=events)


def test_the_same_reading_has_no_difference() -> None:
    """Nor has a rejection, or a receipt, that is worded otherwise; a takedown is the same as itself."""
    assert compare(READ, enriched(VETO, headline="Russia vetoes text on Syria")) is None
    assert compare(None, None) is None
    assert compare(Rejected("invalid_ninjs", "one"), Rejected("invalid_ninjs", "other", "u:1")) is None
    assert compare(Filtered("u:1", "no_text", "one"), Filtered("u:1", "no_text", "other")) is None


def test_a_field_of_an_article_is_told_before_and_after() -> None:
    """What was unknown has nothing gone."""
    other = replace(READ, article=replace(READ.article, headline="Veto", byline="By A. Writer"), subjects=())
    difference = compare(READ, other)
    assert difference is not None
    assert difference.fields[:2] == (
        FieldDifference("headline", ("Russia vetoes text on Syria",), ("Veto",)),
        FieldDifference("byline", (), ("By A. Writer",)),
    )
    assert not difference.events


def test_a_body_is_told_by_the_paragraphs_that_differ() -> None:
    """Entities that only stand elsewhere are no difference."""
    longer = enriched(f"{VETO}\n\nThe vote was the third this week.", headline=READ.article.headline)
    difference = compare(READ, longer)
    assert difference is not None
    assert difference.fields == (FieldDifference("body, paragraph 3", (), ("The vote was the third this week.",)),)
    moved = enriched(f"A first paragraph.\n\n{VETO}", headline=READ.article.headline)
    difference = compare(READ, moved)
    assert difference is not None
    assert [each.field for each in difference.fields] == ["body, paragraph 1"]
    assert not difference.events, "their evidence is the same words"


def test_two_long_bodies_take_no_time_and_are_cut() -> None:
    """A thousand paragraphs, each another."""
    old, new = ("\n\n".join(f"{word} {number} " + "x" * 500 for number in range(1_000)) for word in ("Old", "New"))
    articles = [replace(READ, article=replace(READ.article, body=body)) for body in (old, new)]
    difference = compare(*articles)
    assert difference is not None
    (body,) = (each for each in difference.fields if each.field.startswith("body"))
    assert body.gone[0] == "1,000 paragraphs"
    assert len(body.come[1]) < 300


def test_an_event_is_matched_by_what_it_is_about() -> None:
    """So a stage that is read otherwise is one event that changed, with its rules."""
    evidence = {**EVENT.evidence, "stage": (Evidence(0, 6, "stage.other"),)}
    other = replace(EVENT, stage="rejected", vote=Vote(8, 1), evidence=evidence)
    difference = compare(READ, told(other))
    assert difference is not None
    (event,) = difference.events
    assert (event.before, event.after) == (EVENT, other)
    assert event.fields[:2] == (
        FieldDifference("stage", ("vetoed",), ("rejected",)),
        FieldDifference("vote", ("vetoed by RUS",), ("8 for, 1 against",)),
    )
    assert difference.rules_come == ("stage.other",)
    assert difference.rules_gone == tuple(sorted({span.rule for span in EVENT.evidence["stage"]}))


def test_events_of_other_symbols_are_other_events() -> None:
    """One has come, one is gone, each with all its rules."""
    one, other = (replace(EVENT, draft_symbol=symbol) for symbol in ("S/2024/1", "S/2024/2"))
    difference = compare(told(one), told(other))
    assert difference is not None
    assert [(event.before, event.after) for event in difference.events] == [(None, other), (one, None)]
    assert difference.events[0].rules_come == difference.events[1].rules_gone != ()
    assert compare(told(one), told(replace(EVENT, draft_symbol="S/2024/1/Rev.1"))) is not None


def test_another_outcome_is_told_with_the_events_that_it_costs() -> None:
    """Enriched then, filtered now; and rejected then, enriched now."""
    difference = compare(READ, Filtered("u:1", "no_text", ""))
    assert difference is not None
    assert difference.fields == (FieldDifference("outcome", ("enriched",), ("filtered: no_text",)),)
    assert [event.before for event in difference.events] == [EVENT]
    difference = compare(Rejected("internal_error", ""), READ)
    assert difference is not None
    assert difference.fields[0].gone == ("rejected: internal_error",)
    assert [event.after for event in difference.events] == [EVENT]


def test_a_summary_counts_articles_by_field_and_by_rule() -> None:
    """A rule that two events of one article have counts once."""
    summary = Summary()
    for before, after in ((READ, told()), (READ, told(replace(EVENT, stage="rejected"))), (READ, enriched(WEATHER))):
        if difference := compare(before, after):
            summary.add(difference)
    assert (summary.articles, summary.tellings) == (3, 3)
    assert summary.fields["event that is gone"] == 2
    assert summary.fields["event stage"] == 1
    assert set(summary.rules_gone.values()) == {2}
    assert not summary.rules_come
