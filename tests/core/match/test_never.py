"""What can never match is refused with why; and whatever is refused so does match nothing."""

from datetime import timedelta
from itertools import product
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streams.core.dossier import State, apply
from streams.core.match import InvalidSubscription, Matcher, parse_subscription
from streams.core.match.never import never
from streams.core.model import Clause, Group, ResolutionEvent, ResolutionEvents, Subscription, Transition, Vote
from tests.core.dossier.told import MONDAY
from tests.core.match.drawn import ASKED, IDS, NUMBERS
from tests.core.match.values import subscription

NEVER = [
    ("organ:SC stage:adopted_in_committee", "all_of[1]: never holds together with all_of[0]: only committees of the"),
    ("vetoed_by:RUS organ:GA", "all_of[1]: never holds together with all_of[0]: only the Security Council has vetoes"),
    ("vote:vetoed stage:adopted", "all_of[1]: never holds together with all_of[0]: only the Security Council has"),
    ("stage:vetoed organ:HRC", "all_of[1]: never holds together with all_of[0]: only the Security Council has vetoes"),
    ("vote:consensus stage:rejected", "all_of[1]: never holds together with all_of[0]: by consensus a text is adopted"),
    ("stage:tabled stage:adopted,vetoed", "all_of[1]: never holds together with all_of[0]: an event has one stage"),
    ("organ:GA,SC organ:HRC", "all_of[1]: never holds together with all_of[0]: an event has one organ"),
    ("status:provisional min_sources:2", "all_of[1]: never holds together with all_of[0]: what is provisional has one"),
    ("status:confirmed status:disputed", "all_of[1]: never holds together with all_of[0]: a fact has one status"),
    ("symbol:S/RES/2254 symbol:A/RES/69/188", "all_of[1]: never holds together with all_of[0]: an event is of one"),
    ("stage:cited", "all_of[0]: background changes nothing"),
    ("target:SYR -target:SYR,IRQ", "none_of[0]: takes away all that all_of[0] asks for"),
    ("subject:14.02.02 -subject:14", "none_of[0]: takes away all that all_of[0] asks for"),
    ("symbol:A/C.3/69/L.28/Rev.1 -symbol:A/C.3/69/L.28", "none_of[0]: takes away all that all_of[0] asks for"),
    ("word:'arms embargo' -word:embargo", "none_of[0]: takes away all that all_of[0] asks for"),
    ("vetoed_by:CHN -vote:vetoed", "none_of[0]: takes away all that all_of[0] asks for"),
    ("voted_for:RUS abstained:RUS", "all_of[1]: never holds together with all_of[0]: a member votes once"),
    ("vetoed_by:RUS voted_for:RUS", "all_of[1]: never holds together with all_of[0]: a member votes once"),
    ("stage:tabled abstained:DEU", "all_of[1]: never holds together with all_of[0]: only what was put to a vote"),
    ("abstained:DEU vote:consensus", "all_of[1]: never holds together with all_of[0]: by consensus nobody votes"),
    ("voted_against:DEU vote:unanimous", "all_of[1]: never holds together with all_of[0]: nobody is against"),
    ("vetoed_by:RUS -voted_against:RUS", "none_of[0]: takes away all that all_of[0] asks for"),
    ("vetoed_by:RUS voted_against:RUS", None),
    ("vetoed_by:RUS abstained:CHN", None),
    ("voted_for:RUS,CHN abstained:RUS,CHN", None),
    ("voted_against:RUS -vetoed_by:RUS", None),
    ("min_sources:3 -min_sources:2", "none_of[0]: takes away all that all_of[0] asks for"),
    ("margin_below:3 -margin_below:5", "none_of[0]: takes away all that all_of[0] asks for"),
    ("stage:adopted,vetoed vote:vetoed organ:GA,SC -stage:vetoed,rejected", None),
    ("stage:vetoed,adopted_in_committee organ:HRC,ECOSOC", "all_of[1]: never holds together with all_of[0]: only"),
    ("stage:vetoed,adopted organ:HRC", None),
    ("stage:vetoed,adopted_in_committee organ:SC,GA-C3 vote:consensus -organ:GA-C3", None),
    ("stage:adopted_in_committee organ:GA", None),
    ("symbol:S/RES/2254 symbol:A/C.3/69/L.28", None),
    ("target:SYR target:IRQ", None),
    ("status:provisional min_sources:1", None),
    ("word:embargo -word:'arms embargo'", None),
    ("min_sources:2 -min_sources:3", None),
    ("subject:14 -subject:14.02.02", None),
]


@pytest.mark.parametrize(("asked", "told"), NEVER, ids=[asked for asked, _ in NEVER])
def test_what_can_never_match_is_refused_with_why(asked: str, told: str | None) -> None:
    """The place of the clause, the other one, and the rule; near misses are taken."""
    clauses = [clause.replace("'", "") for clause in asked.replace("arms embargo", "arms_embargo").split()]
    all_of = [one.replace("_embargo", " embargo") for one in clauses if not one.startswith("-")]
    none_of = tuple(one[1:].replace("_embargo", " embargo") for one in clauses if one.startswith("-"))
    if told is None:
        subscription(*all_of, none_of=none_of, on="transitions")
        return
    with pytest.raises(InvalidSubscription) as error:
        subscription(*all_of, none_of=none_of, on="transitions")
    (fault,) = error.value.faults
    assert fault.startswith(told)


def test_a_symbol_without_its_year_and_with_it_are_of_one_resolution() -> None:
    """Asking for both asks for nothing that cannot be; a draft that is not called so may be another."""
    both = [{"field": "symbol", "values": [one]} for one in ("S/RES/2809", "S/RES/2809 (2025)")]
    assert len(parse_subscription({"id": "a", "all_of": both}).all_of) == 2
    with pytest.raises(InvalidSubscription, match="takes away"):
        parse_subscription({"id": "a", "all_of": both[1:], "none_of": both[:1]})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"on": "articles", "all_of": [{"field": "min_sources", "values": ["2"]}]},
            "all_of[0]: min_sources is of what",
        ),
        ({"changes": ["retracted", "disputed"]}, "changes: only what was told is told otherwise: add one of"),
        (
            {"changes": ["confirmed"], "all_of": [{"field": "status", "values": ["provisional"]}]},
            "all_of[0]: what is confirmed has the status confirmed",
        ),
        (
            {"all_of": [{"field": "organ", "values": ["GA"]}, {"all": [{"field": "vetoed_by", "values": ["USA"]}]}]},
            "all_of[1].all[0]: never holds together with all_of[0]: only the Security Council",
        ),
    ],
)
def test_also_by_what_is_subscribed_to_and_in_groups(changes: dict[str, Any], told: str) -> None:
    """Paths lead into groups."""
    asked = {"id": "a", "all_of": [{"field": "target", "values": ["SYR"]}], **changes}
    with pytest.raises(InvalidSubscription) as error:
        parse_subscription(asked)
    (fault,) = error.value.faults
    assert fault.startswith(told)


def test_one_branch_that_can_match_is_enough() -> None:
    """And where none can, each is told."""
    committee, plenary = Clause("stage", ("adopted_in_committee",)), Clause("stage", ("adopted",))
    veto, council = Clause("vetoed_by", ("RUS",)), Clause("organ", ("SC",))
    assert not never(Subscription("a", (council,), (committee, plenary)))
    assert [path for path, _ in never(Subscription("a", (council,), (committee, Group("all", (plenary, veto)))))] == [
        "any_of[0]",
        "any_of[1].all[1]",
    ]


SOME = st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple)
FEW = st.none() | st.integers(0, 5)


@st.composite
def events(draw: st.DrawFn) -> ResolutionEvent:
    """Draw an event as articles tell it: by the rules of the organs, and of what detection gives for each stage."""
    stage = draw(st.sampled_from(["tabled", "adopted_in_committee", "adopted", "rejected", "vetoed", "cited"]))
    organs = {"vetoed": ["SC", None], "adopted_in_committee": ["GA", "GA-C3", None]}
    carried = stage in ("adopted", "adopted_in_committee", "cited")
    vetoed_by = draw(SOME) if stage in ("vetoed", "cited") else ()
    consensus = draw(st.sampled_from([None, True] if carried else [None]))
    side = st.sampled_from(["for", "against", "abstain", None])
    held = not consensus and (carried or stage in ("rejected", "vetoed"))
    sides = {one: "against" if one in vetoed_by else draw(side) for one in IDS} if held else {}
    vote = st.builds(
        Vote,
        *[FEW] * 3,
        vetoed_by=st.just(vetoed_by),
        consensus=st.just(consensus),
        voted_for=st.just(tuple(one for one, took in sides.items() if took == "for")),
        voted_against=st.just(tuple(one for one, took in sides.items() if took == "against")),
        abstained=st.just(tuple(one for one, took in sides.items() if took == "abstain")),
    )
    return ResolutionEvent(
        event_id="1",
        organ=draw(st.sampled_from(organs.get(stage, ["SC", "GA", "GA-C3", None]))),
        stage=stage,  # type: ignore[arg-type]  # each is one
        symbol=draw(st.sampled_from([None, "S/RES/2254 (2015)", "A/RES/69/188"])),
        targets=draw(SOME),
        vote=draw(st.none() | vote),
        confidence=draw(st.sampled_from([0.5, 0.9])),
    )


@st.composite
def known(draw: st.DrawFn) -> list[Transition]:
    """Draw what becomes known from a few articles on one thing, by one source or by several."""

    state, found = State(), list[Transition]()
    for number in range(draw(st.integers(1, 4))):
        at = MONDAY + timedelta(hours=number)
        agency, uri = draw(st.sampled_from(["AP", "Reuters"])), f"https://{draw(st.integers(0, 2))}.example/a"
        told = tuple(draw(st.lists(events(), max_size=2)))
        read = ResolutionEvents(uri, str(number), "e", "Iraq war", agency, None, "en", at, at, None, told)
        found += apply(state, read)[1]
    return found


ALONE = tuple(
    Clause(field, (value,))
    for field, values in {
        **ASKED,
        **NUMBERS,
        "organ": ("SC", "GA", "GA-C3", "HRC"),
        "stage": ("tabled", "adopted_in_committee", "adopted", "rejected", "vetoed", "cited"),
        "symbol": ("S/RES/2254 (2015)", "A/RES/69/188"),
        "status": ("provisional", "confirmed", "disputed", "retracted"),
    }.items()
    for value in values
)
REFUSED = [
    one
    for number, (first, second) in enumerate(product(ALONE, repeat=2))
    for one in (
        Subscription(f"both-{number}", (first, second)),
        Subscription(f"without-{number}", (first,), none_of=(second,)),
    )
    if never(one)
]
"""All of two clauses, and of one without another, that are refused."""


@pytest.fixture(scope="module")
def of_refused() -> Matcher:
    """A matcher with all that is refused."""
    matcher = Matcher()
    for one in REFUSED:
        matcher.put(one)
    return matcher


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=known())
def test_what_is_refused_matches_nothing_that_becomes_known(of_refused: Matcher, told: list[Transition]) -> None:
    """So nobody is refused what would have come."""
    assert len(REFUSED) > 100
    for transition in told:
        assert [alert for alert in of_refused.match_transition(transition) if alert.matched] == []


def test_many_branches_of_many_clauses_are_looked_at_in_no_time() -> None:
    """The API reads a subscription while all else waits: two clauses are compared once, not in each of 256 branches."""

    def words(number: int, count: int = 3) -> dict[str, Any]:
        return {"field": "word", "values": [f"w{number}x{one}" for one in range(count)]}

    either = [{"any": [words(2 * number), words(2 * number + 1)]} for number in range(8)]
    wanted = [words(100 + number) for number in range(10)]
    barred = [words(200 + number, 20) for number in range(18)]
    began = process_time()
    parse_subscription({"id": "a", "all_of": [*either, *wanted], "none_of": barred})
    assert process_time() - began < 1
