"""What is believed of a resolution, and what changes it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from streams.core.model import Fact
from tests.core.dossier.told import article, changes, event, known, tell


def fact_of(*told) -> Fact:  # type: ignore[no-untyped-def]
    """Return the only fact of the only dossier."""
    (dossier,) = known(*told)
    (fact,) = dossier.facts
    return fact


def test_two_independent_sources_confirm_and_copies_do_not() -> None:
    """Fifty papers with one AP story are one source."""
    copies = [article(f"{n}", n / 100, event("adopted"), outlet=f"Paper {n}") for n in range(50)]
    assert (fact_of(*copies).status, fact_of(*copies).independent_sources) == ("provisional", 1)
    state_and_found = tell(*copies, article("r", 0.6, event("adopted"), agency="Reuters"))
    assert changes(state_and_found[1]) == [("first_sight", "adopted"), ("confirmed", "adopted")]


def test_the_united_nations_itself_confirms() -> None:
    """A press release is the act itself."""
    fact = fact_of(article("https://press.un.org/en/2027/sc16000.doc.htm", 0, event("adopted"), agency=None))
    assert (fact.status, fact.sources[0].is_un) == ("confirmed", True)
    assert fact_of(article("https://notun.org/", 0, event("adopted"), agency=None)).status == "provisional"


@pytest.mark.parametrize("uri", ["https://[", "https://[un.org", "https://un.org]", "https://\u2100/", "\x00", "//"])
def test_an_article_may_be_called_anything(uri: str) -> None:
    """What is no address has no host, and is told of all the same."""
    fact = fact_of(article(uri, 0, event("adopted"), agency=None, outlet=None))
    assert (fact.status, fact.sources[0].is_un) == ("provisional", False)


def test_a_tally_that_fills_a_gap_completes() -> None:
    """It does not dispute, and it is news only for who asked for a vote."""
    _, found = tell(article("a", 0, event("adopted")), article("b", 0.1, event("adopted", vote="13-0-2")))
    assert changes(found) == [("first_sight", "adopted"), ("completed", "adopted")]
    assert found[-1].fact.disputed == ()


def test_sources_that_disagree_are_both_kept() -> None:
    """With who says so; a third decides."""
    told = [
        article("a", 0, event("adopted", vote="13-0-2", day=0)),
        article("b", 0.1, event("adopted", vote="12-0-3", day=0), agency="Reuters"),
    ]
    fact = fact_of(*told)
    assert fact.status == "disputed"
    assert [(one.field, one.value, one.voices) for one in fact.disputed] == [
        ("vote.for", "13", ("AP",)),
        ("vote.for", "12", ("Reuters",)),
        ("vote.abstain", "2", ("AP",)),
        ("vote.abstain", "3", ("Reuters",)),
    ]
    third = article("c", 0.2, event("adopted", vote="12-0-3", day=0), agency="AFP")
    decided = fact_of(*told, third)
    assert decided.status == "confirmed"
    assert decided.event.vote is not None
    assert decided.event.vote.for_ == 12
    assert changes(tell(*told, third)[1])[1:] == [("disputed", "adopted"), ("corrected", "adopted")]


def test_the_arithmetic_of_the_council_decides_between_two() -> None:
    """Sixteen members cannot vote, and fewer than nine adopt nothing."""
    told = (
        article("a", 0, event("adopted", vote="13-0-3", day=0)),
        article("b", 0.1, event("adopted", vote="13-0-2", day=0), agency="Reuters"),
    )
    fact = fact_of(*told)
    assert fact.event.vote is not None
    assert fact.event.vote.abstain == 2
    assert fact.flags == ()


def test_a_later_tally_of_the_same_voice_corrects() -> None:
    """AP's own correction, in another paper."""
    told = [
        article("a", 0, event("adopted", vote="13-0-2", day=0), outlet="One"),
        article("b", 0.1, event("adopted", vote="12-0-3", day=0), outlet="Two"),
    ]
    _, found = tell(*told)
    assert changes(found) == [("first_sight", "adopted"), ("corrected", "adopted")]
    assert found[-1].fact.disputed == ()


def test_a_later_version_corrects_and_an_empty_one_takes_back() -> None:
    """The same address, fetched again."""
    first = article("a", 0, event("adopted", vote="13-0-2", day=0), version="v1", fetched=0)
    second = article("a", 0, event("adopted", vote="12-0-3", day=0), version="v2", fetched=0.1)
    third = article("a", 0, version="v3", fetched=0.2)
    state, found = tell(first, second, third)
    assert changes(found) == [("first_sight", "adopted"), ("corrected", "adopted"), ("retracted", "adopted")]
    assert found[-1].fact.status == "provisional"
    dossier = state.dossier(found[0].dossier_id)
    assert dossier is not None
    assert [fact.status for fact in dossier.facts] == ["retracted"]
    assert changes(tell(third, second, first)[1]) == []
    fourth = article("a", 0, event("adopted", vote="12-0-3", day=0), version="v4", fetched=0.3)
    assert changes(tell(first, second, third, fourth)[1])[-1] == ("corrected", "adopted")


def test_one_source_less_makes_a_confirmed_fact_provisional() -> None:
    """What was confirmed by an article that is withdrawn is not so any more."""
    told = [
        article("a", 0, event("adopted")),
        article("b", 0, event("adopted"), agency="Reuters"),
        article("b", 0, agency="Reuters", version="v2", fetched=0.1),
    ]
    assert changes(tell(*told)[1]) == [("first_sight", "adopted"), ("confirmed", "adopted"), ("corrected", "adopted")]
    assert fact_of(*told).status == "provisional"


@pytest.mark.parametrize(
    ("told", "flag"),
    [
        (event("adopted", vote="8-0-7"), "vote.too-few-to-adopt"),
        (event("vetoed", vote="13-1-1", vetoed_by="DEU"), "veto.by-no-permanent-member"),
        (event("vetoed", "GA", vote="13-1-1"), "veto.not-in-this-organ"),
        (event("adopted", "HRC", vote="40-9-3"), "vote.more-than-members"),
    ],
)
def test_what_contradicts_the_rules_of_the_organ_is_flagged_and_kept(told, flag: str) -> None:  # type: ignore[no-untyped-def]
    """It is told, after all."""
    (dossier,) = known(article("a", 0, told))
    assert flag in dossier.flags


def test_the_stage_that_a_loose_word_tells_does_not_outvote_the_tally() -> None:
    """A draft with thirteen votes and one veto was not "rejected" by the Council."""
    told = [
        article("a", 0, event("vetoed", vote="13-1-1", vetoed_by="RUS", day=0)),
        article("b", 0.1, event("vetoed", vetoed_by="RUS", day=0), agency="AFP"),
        article("c", 0.2, event("rejected", day=0), agency="Reuters"),
    ]
    fact = fact_of(*told)
    assert (fact.stage, fact.independent_sources) == ("vetoed", 2)
    assert [(one.field, one.value, one.voices) for one in fact.disputed] == [
        ("stage", "rejected", ("Reuters",)),
        ("stage", "vetoed", ("AFP", "AP")),
    ]


def test_another_independent_source_is_told_without_being_news() -> None:
    """For who asked for three of them."""
    told = [article(agency, n / 10, event("adopted"), agency=agency) for n, agency in enumerate(("AP", "AFP", "EFE"))]
    _, found = tell(*told)
    assert changes(found) == [("first_sight", "adopted"), ("confirmed", "adopted"), ("completed", "adopted")]
    assert [each.fact.independent_sources for each in found] == [1, 2, 3]


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), None])
def test_an_article_may_be_of_any_time(at: datetime | None) -> None:
    """Whoever publishes says when: the first and the last of all days have none before and behind them."""
    days = (None, -740_000, 2_000_000, 2_900_000)
    told = [
        replace(article(f"{stage}{day}{sure}", 0, one), published_at=at, fetched_at=at)
        for stage, organ in (("adopted_in_committee", "GA-C3"), ("adopted", "GA"), ("vetoed", "SC"), ("tabled", "GA"))
        for day in days
        for sure in (0.5, 0.9)
        for one in [event(stage, organ, day=day, confidence=sure)]  # type: ignore[arg-type]
    ]
    assert known(*told)
