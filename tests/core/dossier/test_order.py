"""What is known in the end does not depend on the order in which it was told."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streams.core.dossier import apply, dossiers, forget
from streams.core.model import Dossier, ResolutionEvents, Transition
from tests.core.dossier.told import article, event, known, tell

DRAFTS = st.sampled_from([None, None, None, None, "S/2027/1", "S/2027/2", "A/C.3/82/L.5", "A/C.3/82/L.5/Rev.1"])
SYMBOLS = st.sampled_from([None, None, None, None, None, "S/RES/3001 (2027)", "S/RES/3002 (2027)", "A/RES/82/190"])
EVENTS = st.builds(
    event,
    st.sampled_from(
        ["proposed", "tabled", "vote_scheduled", "adopted_in_committee", "adopted", "rejected", "vetoed", "cited"]
    ),
    st.sampled_from(["SC", "SC", "GA", "GA-C3", None]),
    on=st.sampled_from(["SYR", "SYR", "PRK", "ISR PSE", "PSE", ""]),
    by=st.sampled_from(["", "", "USA", "RUS", "EU JPN", "JPN", "PRK"]),
    vote=st.sampled_from(["", "", "13-1-1", "13-2-0", "9-4-2", "111-19-55", "111-?-?"]),
    vetoed_by=st.sampled_from(["", "", "RUS", "USA", "CHN RUS"]),
    symbol=SYMBOLS,
    draft=DRAFTS,
    day=st.sampled_from([None, None, 0, 1, 8, 40]),
    confidence=st.sampled_from([0.9, 0.8, 0.65, 0.5]),
)
ARTICLES = st.builds(
    lambda uri, day, events, agency, version, mentioned: article(
        f"https://{uri}.example/",
        day,
        *events,
        agency=agency,
        version=version,
        fetched=day + 0.1 * int(version[1]),
        mentioned=mentioned,
    ),
    st.sampled_from("abcdefghijklmn"),
    st.sampled_from([0, 0.1, 0.2, 0.5, 1, 1.5, 3, 9, 35, 45, 100, 200]),
    st.lists(EVENTS, max_size=3),
    st.sampled_from(["AP", "Reuters", None]),
    st.sampled_from(["v1", "v2", "v3"]),
    st.sampled_from(["", "SYR RUS USA", "PRK JPN", "ISR PSE USA"]),
)
HISTORIES = st.lists(ARTICLES, max_size=10, unique_by=lambda told: (told.uri, told.version))


def plain(found: tuple[Dossier, ...]) -> list[Dossier]:
    """Return the dossiers without what is remembered of the way: names given out before, and facts taken back."""
    return [
        replace(each, aliases=(), facts=facts)
        for each in found
        if (facts := tuple(fact for fact in each.facts if fact.status != "retracted"))
    ]


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(HISTORIES.flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_any_order_ends_in_the_same_dossiers(case: tuple[list[ResolutionEvents], list[ResolutionEvents]]) -> None:
    """Late articles, and late versions of one article, change nothing in the end."""
    told, shuffled = case
    assert plain(known(*told)) == plain(known(*shuffled))


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(HISTORIES, st.lists(st.integers(0, 13), max_size=10))
def test_what_is_told_again_changes_nothing(told: list[ResolutionEvents], again: list[int]) -> None:
    """Records that are delivered twice make no transition."""
    state, _ = tell(*told)
    before = dossiers(state)
    for number in again:
        if number < len(told):
            state, found = apply(state, told[number])
            assert found == ()
    assert dossiers(state) == before


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(HISTORIES, st.integers(0, 14))
def test_a_restart_ends_in_the_same_dossiers_and_transitions(told: list[ResolutionEvents], cut: int) -> None:
    """State after a crash is that of a full replay, and what is published again keeps its id."""
    state, found = tell(*told)
    _, before = tell(*told[:cut])
    replayed, silent = tell(*told[:cut])
    assert [each.transition_id for each in silent] == [each.transition_id for each in before]
    rest = [each for one in told[cut:] for each in apply(replayed, one)[1]]
    assert dossiers(replayed) == dossiers(state)
    assert [*before, *rest] == found


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(HISTORIES)
def test_the_last_word_of_the_transitions_is_what_is_known(told: list[ResolutionEvents]) -> None:
    """Who follows the log alone knows of each fact what the dossiers say."""
    assert_the_log_says_what_is_known(told)


def assert_the_log_says_what_is_known(told: list[ResolutionEvents]) -> None:
    state, found = tell(*told)
    last: dict[tuple[str, str], Transition] = {}
    for each in found:
        here = state.dossier(each.dossier_id)
        assert here is not None
        last[here.dossier_id, each.fact.fact_id] = (
            each if each.change != "merged" else last.get((here.dossier_id, each.fact.fact_id), each)
        )
    taken_back = {each.fact.fact_id for each in found if each.change == "retracted"}
    for dossier in dossiers(state):
        for fact in dossier.facts:
            if fact.status == "retracted":
                assert fact.fact_id in taken_back
                continue
            told_last = last[dossier.dossier_id, fact.fact_id]
            assert told_last.change != "retracted"
            assert (told_last.fact.stage, told_last.fact.status) == (fact.stage, fact.status)
            assert told_last.fact.event.vote == fact.event.vote
            assert told_last.fact.event.scheduled_for == fact.event.scheduled_for


def test_a_name_that_becomes_anothers_leaves_nothing_untold() -> None:
    """Drafts that look alike trade the names under which they were told; each is told again under one that is left."""
    syria = event("proposed", on="SYR")
    draft, adopted = replace(syria, draft_symbol="S/2027/1"), replace(syria, symbol="S/RES/3001 (2027)")
    withdrawn = [
        article("https://b.example/", 0, syria, syria, draft, fetched=0.1),
        article("https://c.example/", 0.1, syria, syria, event("proposed", on="PRK"), fetched=0.2),
        article("https://e.example/", 0, syria, syria, adopted, fetched=0.1),
        article("https://b.example/", 0, version="v2", fetched=0.2),
        article("https://d.example/", 0, draft, fetched=0.1),
    ]
    confirmed = [
        article("https://c.example/", 0.1, syria, syria, syria, fetched=0.2),
        article("https://b.example/", 0.1, syria, syria, draft, fetched=0.2),
        article("https://e.example/", 0, syria, syria, syria, fetched=0.1),
        article("https://d.example/", 0, draft, fetched=0.1),
    ]
    numbered = [
        article("https://i.example/", 45, adopted, replace(adopted, draft_symbol="S/2027/1"), syria, fetched=45.1),
        article("https://b.example/", 0, syria, syria, syria, fetched=0.1),
    ]
    for told in (withdrawn, confirmed, numbered):
        assert_the_log_says_what_is_known(told)


def test_a_dossier_that_was_told_as_another_is_told_as_itself() -> None:
    """A draft on two countries was told under an id by which another draft is known once its symbol is."""
    syria, both = event("proposed", on="SYR"), event("proposed", on="ISR PSE")
    told = [
        article("https://d.example/", 0, syria, syria, replace(both, draft_symbol="S/2027/1"), fetched=0.1),
        article("https://c.example/", 0, syria, syria, both, fetched=0.1),
        article("https://b.example/", 0, syria, event("proposed", on="SYR", draft="S/2027/1"), fetched=0.1),
    ]
    state, found = tell(*told)
    (alone,) = (each for each in dossiers(state) if set(each.targets) == {"ISR", "PSE"})
    assert alone.dossier_id in {each.dossier_id for each in found if each.change == "first_sight"}


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(HISTORIES, st.sampled_from("abcdefghijklmn"))
def test_an_article_that_is_taken_down_was_never_told(told: list[ResolutionEvents], name: str) -> None:
    """What only it told is gone, without a trace in the dossiers."""
    uri = f"https://{name}.example/"
    state, _ = tell(*told)
    state, _ = forget(state, uri)
    assert plain(dossiers(state)) == plain(known(*(each for each in told if each.uri != uri)))
    assert uri not in {source.uri for each in dossiers(state) for fact in each.facts for source in fact.sources}


def test_the_same_history_gives_the_same_transitions() -> None:
    """Nothing depends on the run."""
    told = [article(f"https://{day}.example/", day, event("adopted", vote="13-1-1")) for day in range(5)]
    assert all(one == other for one, other in pairwise([tell(*told)[1] for _ in range(3)]))
