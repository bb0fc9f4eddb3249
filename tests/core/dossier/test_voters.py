"""Members that sources name by how they voted: put together from all, and believed where these differ."""

from itertools import permutations

from streams.core.model import Fact, Vote
from tests.core.dossier.told import article, changes, event, known, tell


def fact_of(*told) -> Fact:  # type: ignore[no-untyped-def]
    """Return the only fact of the only dossier."""
    (dossier,) = known(*told)
    (fact,) = dossier.facts
    return fact


def vote_of(fact: Fact) -> Vote:
    assert fact.event.vote is not None
    return fact.event.vote


def test_what_one_source_leaves_out_another_adds() -> None:
    """Names of all sources are put together, in whatever order these come, and tell nothing as corrected."""
    told = [
        article("a", 0, event("adopted", vote="13-0-2")),
        article("b", 0.1, event("adopted", vote="13-0-2", abstained="CHN"), agency="Reuters"),
        article("c", 0.2, event("adopted", voted_for="FRA", abstained="RUS"), agency="AFP"),
    ]
    for order in permutations(told):
        vote = vote_of(fact_of(*order))
        assert (vote.voted_for, vote.abstained) == (("FRA",), ("CHN", "RUS"))
    _, found = tell(*told)
    assert changes(found) == [("first_sight", "adopted"), ("confirmed", "adopted"), ("completed", "adopted")]


def test_a_name_more_from_the_same_source_completes() -> None:
    """A later word of one voice adds to its earlier one, and only who asked for that hears of it."""
    _, found = tell(
        article("a", 0, event("adopted", vote="13-0-2", abstained="CHN")),
        article("b", 0.1, event("adopted", vote="13-0-2", abstained="CHN RUS")),
    )
    assert changes(found) == [("first_sight", "adopted"), ("completed", "adopted")]


def test_sources_that_differ_on_a_member_are_both_kept() -> None:
    """With who says so; a third decides, which corrects where it was told otherwise."""
    told = [
        article("a", 0, event("adopted", vote="13-0-2", abstained="CHN RUS")),
        article("b", 0.1, event("adopted", vote="13-0-2", voted_for="RUS"), agency="Reuters"),
    ]
    fact = fact_of(*told)
    assert fact.status == "disputed"
    assert {(one.field, one.value, one.voices) for one in fact.disputed} == {
        ("vote.of.RUS", "abstained", ("AP",)),
        ("vote.of.RUS", "voted_for", ("Reuters",)),
    }
    third = article("c", 0.2, event("adopted", voted_for="RUS"), agency="AFP")
    decided = fact_of(*told, third)
    assert (vote_of(decided).voted_for, vote_of(decided).abstained) == (("RUS",), ("CHN",))
    assert ("corrected", "adopted") in changes(tell(*told, third)[1])


def test_who_vetoed_was_against() -> None:
    """Also where a record from before says only who vetoed."""
    vote = vote_of(fact_of(article("a", 0, event("vetoed", vote="13-1-1", vetoed_by="RUS", abstained="CHN"))))
    assert (vote.vetoed_by, vote.voted_against, vote.abstained) == (("RUS",), ("RUS",), ("CHN",))
