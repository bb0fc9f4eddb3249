"""Two rival drafts on one country, from the day that one is circulated to the day that the other has a symbol."""

from streams.core.dossier import State, apply, dossiers
from streams.core.model import Dossier, ResolutionEvents, Transition
from tests.core.dossier.wires import wire
from tests.shared import shared_data

COMMITTEE = (
    "UNITED NATIONS (AP) — The U.N. General Assembly's human rights committee on Tuesday approved a resolution drafted "
    "by the European Union and Japan that condemns North Korea for its human rights record and asks the Security "
    "Council to consider referring the country to the International Criminal Court.\n\n"
    "The vote was 111 in favor and 19 against, with 55 abstentions. The text now goes to the full General Assembly."
)
PLENARY = (
    "UNITED NATIONS (AP) — The U.N. General Assembly on Thursday adopted resolution 69/188, drafted by the European "
    "Union and Japan, which condemns human rights abuses in North Korea, by a vote of {tally} abstentions.\n\n"
    "North Korea's envoy told the assembly that the text was a provocation."
)


def told() -> list[ResolutionEvents]:
    """Return the seed and the three articles that follow it."""
    seed = (shared_data("seed") / "000_d1470157f9950da5.txt").read_text(encoding="utf-8")
    third = wire(PLENARY.format(tally="117-20 with 53"), "2014-12-18", "https://outlet.example/3", agency="AP")
    return [
        wire(seed, "2014-10-15", "https://outlet.example/1"),
        wire(COMMITTEE, "2014-11-18", "https://outlet.example/2", agency="AP"),
        third,
        wire(
            PLENARY.format(tally="116-20 with 53"),
            "2014-12-18",
            "https://outlet.example/3",
            agency="AP",
            known=third,
            later=2,
        ),
    ]


def follow(articles: list[ResolutionEvents]) -> tuple[State, list[list[Transition]]]:
    """Return the state, and the transitions of each article."""
    state = State()
    return state, [list(apply(state, each)[1]) for each in articles]


def rival(state: State, sponsor: str) -> Dossier:
    """Return the dossier of the draft that somebody brought."""
    (found,) = (each for each in dossiers(state) if sponsor in each.sponsors)
    return found


def test_the_seed_gives_two_dossiers_on_one_country() -> None:
    """One by it, one against it."""
    state, (found,) = follow(told()[:1])
    assert [(each.targets, each.sponsors) for each in (rival(state, "PRK"), rival(state, "EU"))] == [
        (("PRK",), ("PRK",)),
        (("PRK",), ("EU", "JPN")),
    ]
    assert [each.change for each in found] == ["first_sight", "first_sight"]


def test_the_committee_moves_only_the_right_one() -> None:
    """111 to 19, with 55 abstentions."""
    state, (_, found) = follow(told()[:2])
    mine = rival(state, "EU")
    assert [(each.change, each.dossier_id, each.fact.stage) for each in found] == [
        ("first_sight", mine.dossier_id, "adopted_in_committee")
    ]
    vote = found[0].fact.event.vote
    assert vote is not None
    assert (vote.for_, vote.against, vote.abstain) == (111, 19, 55)
    assert (mine.organ, mine.stage) == ("GA-C3", "adopted_in_committee")
    assert rival(state, "PRK").stage == "tabled"


def test_the_plenary_moves_and_keys_it() -> None:
    """It keeps its id, and is known by the symbol from now on."""
    state, (_, (committee,), found) = follow(told()[:3])
    mine = rival(state, "EU")
    assert [(each.change, each.fact.stage) for each in found] == [("first_sight", "adopted")]
    assert (mine.dossier_id, mine.symbol, mine.stage) == (committee.dossier_id, "A/RES/69/188", "adopted")
    assert {fact.event.symbol for fact in mine.facts} == {"A/RES/69/188"}
    assert rival(state, "PRK").symbol is None


def test_the_correction_of_the_tally_corrects() -> None:
    """Once, and with what was believed before."""
    articles = told()
    state, (_, _, (first,), (corrected,)) = follow(articles)
    assert (corrected.change, corrected.fact.fact_id) == ("corrected", first.fact.fact_id)
    assert corrected.before == first.fact
    vote = corrected.fact.event.vote
    assert vote is not None
    assert (vote.for_, vote.against, vote.abstain) == (116, 20, 53)
    assert all(apply(state, each)[1] == () for each in articles)
