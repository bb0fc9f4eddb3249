"""Which articles are of one resolution, and which of several."""

from streams.core.dossier import apply, forget
from tests.core.dossier.told import article, changes, event, known, tell


def stages(*told) -> list[list[str]]:  # type: ignore[no-untyped-def]
    """Return the stages of each dossier, by the articles."""
    return sorted([fact.stage for fact in each.facts] for each in known(*told))


def test_a_draft_of_a_committee_and_its_adoption_in_the_plenary_are_one_life() -> None:
    """The Third Committee votes in November, the Assembly in December."""
    (dossier,) = known(
        article("a", 0, event("tabled", "GA-C3", on="PRK", by="EU JPN")),
        article("b", 20, event("adopted_in_committee", "GA-C3", on="PRK", vote="111-19-55")),
        article("c", 48, event("adopted", "GA", on="PRK", by="EU JPN", vote="116-20-53", symbol="A/RES/82/188")),
    )
    assert [fact.stage for fact in dossier.facts] == ["tabled", "adopted_in_committee", "adopted"]
    assert (dossier.organ, dossier.stage, dossier.symbol) == ("GA", "adopted", "A/RES/82/188")
    assert {fact.event.symbol for fact in dossier.facts} == {"A/RES/82/188"}


def test_the_resolution_of_the_next_year_is_another() -> None:
    """Each November a text of the same title."""
    years = [
        (
            article(f"{year}-c", 365 * year, event("adopted_in_committee", "GA-C3", on="PRK", by="EU JPN")),
            article(f"{year}-p", 365 * year + 30, event("adopted", "GA", on="PRK", by="EU JPN", vote="120-19-40")),
        )
        for year in range(3)
    ]
    assert len(known(*(each for year in years for each in year))) == 3


def test_rival_drafts_on_one_country_stay_apart() -> None:
    """By who brings them; what is told of neither is of the one that its target does not bring on itself."""
    told = (
        article("a", 0, event("tabled", None, on="PRK", by="PRK"), event("proposed", "GA", on="PRK", by="EU JPN")),
        article("b", 30, event("adopted_in_committee", "GA-C3", on="PRK", vote="111-19-55")),
    )
    assert stages(*told) == [["proposed", "adopted_in_committee"], ["tabled"]]


def test_a_vote_that_fits_two_rivals_waits_for_who_brought_it() -> None:
    """An article that tells only of the country moves neither; one that names the sponsor and the same tally ties."""
    drafts = article("a", 0, event("tabled", by="FRA"), event("tabled", by="BRA"))
    vague = article("b", 2, event("adopted", vote="13-0-2", day=2))
    assert stages(drafts, vague) == [["adopted"], ["tabled"], ["tabled"]]
    plain = article("c", 2.5, event("adopted", by="FRA", vote="13-0-2", day=2), agency="Reuters")
    assert stages(drafts, vague, plain) == [["tabled"], ["tabled", "adopted"]]
    _, found = tell(drafts, vague, plain)
    assert changes(found) == [
        ("first_sight", "tabled"),
        ("first_sight", "tabled"),
        ("first_sight", "adopted"),
        ("merged", "adopted"),
        ("confirmed", "adopted"),
    ]


def test_several_votes_on_one_country_in_one_week_are_told_apart() -> None:
    """One vetoed, a rival one short of votes, and one adopted."""
    told = [
        article("a", 1, event("vetoed", by="USA", vote="11-2-2", vetoed_by="RUS", day=1)),
        article("b", 1.1, event("rejected", by="RUS", vote="4-7-4", day=1), agency="Reuters"),
        article("c", 3, event("adopted", vote="15-0-0", day=3)),
        article("d", 3.2, event("vetoed", vetoed_by="RUS", day=1), agency="AFP"),
        article("e", 3.3, event("adopted", day=3), agency="EFE"),
    ]
    assert stages(*told) == [["adopted"], ["rejected"], ["vetoed"]]


def test_revisions_of_one_draft_are_one() -> None:
    """A symbol says more than sponsors do."""
    (dossier,) = known(
        article("a", 0, event("tabled", "GA-C3", on="IRN", by="CAN", draft="A/C.3/82/L.5")),
        article("b", 9, event("amended", "GA-C3", on="", draft="A/C.3/82/L.5/Rev.1", by="EU")),
    )
    assert dossier.draft_symbols == ("A/C.3/82/L.5", "A/C.3/82/L.5/Rev.1")


def test_a_symbol_ties_two_together_and_the_oldest_id_answers() -> None:
    """One knows the draft by its number, another by its country; a third knows both."""
    state, found = tell(
        article("a", 0, event("tabled", "SC", on="", draft="S/2027/1")),
        article("b", 1, event("vote_scheduled", "SC", on="SYR", by="FRA")),
    )
    first, second = (each.dossier_id for each in found)
    state, found = apply(state, article("c", 2, event("adopted", on="SYR", by="FRA", draft="S/2027/1")))[0], []
    dossier = state.dossier(second)
    assert dossier is not None
    assert dossier.dossier_id == first
    assert state.dossier(first) == dossier
    assert second in dossier.aliases


def test_a_text_on_no_country_is_known_by_who_brings_it_or_what_it_is_about() -> None:
    """Copies of a story on a thematic text are one dossier, and two texts of one day are two."""
    women = event("adopted", "SC", on="", vote="15-0-0", subjects="14.03.01", day=0)
    told = [article(f"w{n}", n / 10, women, agency=agency) for n, agency in enumerate(("AP", "AFP", None))]
    assert len(known(*told)) == 1
    water = event("adopted", "GA", on="", by="DEU", subjects="03.02.00", day=0)
    other = event("adopted", "GA", on="", by="MEX", subjects="03.02.00", day=0)
    assert len(known(*told, article("x", 0, water), article("y", 0, other))) == 3


def test_what_is_only_cited_is_no_dossier() -> None:
    """Background is not news."""
    assert known(article("a", 0, event("cited", symbol="S/RES/2254 (2015)"))) == ()


def test_what_is_told_weakly_makes_no_fact_but_may_confirm_one() -> None:
    """Also where it came before: it is looked at again when the news is known."""
    weak = article("a", 0, event("adopted", confidence=0.5))
    assert known(weak) == ()
    (dossier,) = known(weak, article("b", 0.2, event("adopted"), agency="Reuters"))
    assert [(fact.status, fact.independent_sources) for fact in dossier.facts] == [("confirmed", 2)]


def test_what_was_taken_down_is_forgotten() -> None:
    """With the dossier that only it told of."""
    state, _ = tell(article("a", 0, event("adopted")))
    state, found = forget(state, "a")
    assert changes(list(found)) == [("retracted", "adopted")]
    assert [*state.changed.values()] == [None]
