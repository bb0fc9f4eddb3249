"""Subscriptions are read whole, in one form, or refused with every reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.contracts.files import schemas_folder
from streams.contracts.values import subscription_value
from streams.core.match import InvalidSubscription, parse_subscription, subscription_json
from streams.core.match.reading import FIELDS, MAX_CLAUSES, MAX_FAULTS, MAX_VALUES
from streams.core.match.subscription import KNOWN
from streams.core.model import DEEPEST, Clause, Group

GOOD: dict[str, Any] = {
    "id": "syria",
    "all_of": [{"field": "target", "values": ["Syria"]}],
    "webhook": "https://desk.example/alerts",
}


def clause(field: str, *values: Any) -> Clause:
    """Parse one clause."""
    data = {**GOOD, "all_of": [{"field": field, "values": list(values)}]}
    (read,) = parse_subscription(data).all_of
    assert isinstance(read, Clause)
    return read


def faults(**changes: Any) -> tuple[str, ...]:
    """Return what is wrong with the good one after ``changes``."""
    with pytest.raises(InvalidSubscription) as error:
        parse_subscription({**GOOD, **changes})
    return error.value.faults


@pytest.mark.parametrize(
    ("field", "given", "canonical"),
    [
        ("target", ["Iran", "syr", " united kingdom ", "Britain", "U.S."], ("IRN", "SYR", "GBR", "USA")),
        ("sponsor", ["EU", "European Union"], ("EU",)),
        ("vetoed_by", ["russia"], ("RUS",)),
        ("mentioned", ["UNHCR"], ("UNHCR",)),
        ("organ", ["sc", "ga-c3"], ("SC", "GA-C3")),
        ("stage", ["Adopted", "vote scheduled", "VOTE-SCHEDULED"], ("adopted", "vote_scheduled")),
        ("subject", ["14", "14.02.02"], ("14", "14.02.02")),
        ("symbol", ["s/res/2254", "A/C.3/69/l.28/REV.1"], ("S/RES/2254 (2015)", "A/C.3/69/L.28/Rev.1")),
        ("symbol", ["s/res/2809", "S/RES/2809 (2025)"], ("S/RES/2809", "S/RES/2809 (2025)")),
        ("word", ["  cease   fire "], ("cease fire",)),
        ("vote", ["Vetoed", "CONSENSUS"], ("vetoed", "consensus")),
        ("margin_below", [" 007 "], ("7",)),
        ("margin_below", [7], ("7",)),
        ("min_confidence", ["0.80"], ("0.8",)),
        ("min_confidence", [1], ("1",)),
        ("min_sources", ["2"], ("2",)),
        ("status", ["Confirmed"], ("confirmed",)),
    ],
)
def test_values_are_written_as_events_have_them(field: str, given: list[Any], canonical: tuple[str, ...]) -> None:
    """Names become ids, symbols are completed, and what says the same is said once."""
    assert clause(field, *given).values == canonical


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("target", "IRQ2", "'IRQ2' is no country or organization known; did you mean IRQ (Iraq)?"),
        ("target", "Congo", "'Congo' may be COD (Congo - Kinshasa) or COG (Congo - Brazzaville): say which"),
        ("target", "UNHCR", "'UNHCR' is no country or organization, so never a target"),
        ("vetoed_by", "Germany", "'Germany' has no veto: only the permanent members do (CHN, FRA, GBR, RUS, USA)"),
        ("stage", "vetod", "'vetod' is no stage; did you mean vetoed?"),
        (
            "symbol",
            "S/RES/2254 (2014)",
            "'S/RES/2254 (2014)' is no symbol of a resolution or draft that can be: write it in full, as A/RES/69/188, "
            "A/C.3/69/L.28 or S/RES/2254; where that has its year it must be the right one: S/RES/2254 (2015)",
        ),
        ("target", "Narnia", "'Narnia' is no country or organization known; did you mean ARM (Armenia)?"),
        ("word", "—!", "'—!' has no letter and no digit to look for"),
        ("vote", "veto", "'veto' is no kind of vote; did you mean vetoed?"),
        ("margin_below", "0", "'0' is no whole number from 1 to 193"),
        ("min_confidence", "nan", "'nan' is no number above 0, up to 1"),
        ("min_sources", "２", "'２' is no whole number from 1 to 99"),
        ("status", "known", "'known' is no status of a fact: provisional, confirmed, disputed, retracted"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_place(field: str, value: str, why: str) -> None:
    """The path leads to the value, and the sentence to what was meant."""
    told = faults(any_of=[{"field": "organ", "values": ["SC"]}, {"field": field, "values": [value]}])
    assert told == (f"any_of[1].values[0]: {why}",)


def test_codes_of_subjects_are_shown_with_what_they_are() -> None:
    """Those of the same part, or one of each part; not all of them."""
    (near,) = faults(all_of=[{"field": "subject", "values": ["14.99"]}])
    assert "there are 14.01.00 (" in near
    assert "14.02.02 (HUMAN RIGHTS)" in near
    assert " 01." not in near
    (far,) = faults(all_of=[{"field": "subject", "values": ["99.99"]}])
    assert " 01." in far
    assert " 14." in far
    assert far.count("(") < 25


def nested(depth: int) -> dict[str, Any]:
    """Return a clause that stands in so many groups."""
    found: dict[str, Any] = GOOD["all_of"][0]
    for number in range(depth, 0, -1):
        found = {"any" if number % 2 else "all": [found]}
    return found


def test_groups_stand_in_one_another() -> None:
    """As deep as the bound says; what stands twice in one is said once."""
    one = GOOD["all_of"][0]
    read = parse_subscription({**GOOD, "any_of": [nested(DEEPEST), {"all": [one, one, {"none": [one]}]}]})
    depth, at = 0, read.any_of[0]
    while isinstance(at, Group):
        depth, at = depth + 1, at.parts[0]
    assert depth == DEEPEST
    said = Clause("target", ("SYR",))
    assert read.any_of[1] == Group("all", (said, Group("none", (said,))))


def test_what_it_hears_of_and_how_often() -> None:
    """Changes in one order, each once; what is not said is as usual, and nobody need be sent anything."""
    read = parse_subscription({**GOOD, "webhook": None, "changes": ["retracted", "confirmed", "retracted"]})
    assert read.changes == ("confirmed", "retracted")
    assert (read.on, read.per_hour, read.paused) == ("transitions", 20, False)
    assert parse_subscription({**GOOD, "on": "articles", "per_hour": 5, "paused": True}).on == "articles"


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({"id": "-x"}, "id: needed"),
        ({"id": None}, "id: needed"),
        ({"name": 1}, "name: there is no such field"),
        ({"all_of": {}}, "all_of: must be a list"),
        ({"all_of": ["target:SYR"]}, "all_of[0]: must be an object"),
        ({"all_of": [{"field": "country", "values": ["SYR"]}]}, "all_of[0].field: must be one of target"),
        ({"all_of": [{"field": "target", "values": []}]}, "all_of[0].values: must be a list of at least one"),
        ({"all_of": [{"field": "target", "values": "SYR"}]}, "all_of[0].values: must be a list"),
        ({"all_of": [{"field": "target", "values": [5]}]}, "all_of[0].values[0]: must be text"),
        ({"all_of": [{"field": "word", "values": ["x" * 201]}]}, "all_of[0].values[0]: must be text of up to 200"),
        ({"all_of": [{"field": "target", "values": ["SYR"], "not": 1}]}, "all_of[0].not: there is no such field"),
        ({"all_of": GOOD["all_of"] * (MAX_CLAUSES + 1)}, "all_of: has 51 clauses"),
        ({"all_of": [{"field": "word", "values": ["a"] * (MAX_VALUES + 1)}]}, "all_of[0].values: has 501 values"),
        ({"webhook": "ftp://desk.example"}, "webhook: must be a URL"),
        ({"webhook": "https://"}, "webhook: must be a URL"),
        ({"webhook": "https://[::1"}, "webhook: must be a URL"),
        ({"channels": ["mail to me"]}, "channels[0]: must be the name of a channel"),
        ({"all_of": [{"field": "min_sources", "values": ["2", "3"]}]}, "all_of[0].values: min_sources takes one"),
        ({"all_of": [{"field": "min_sources", "values": [True]}]}, "all_of[0].values[0]: must be text"),
        ({"all_of": [{"any": []}]}, "all_of[0].any: must be a list of at least one"),
        ({"all_of": [{"any": 5}]}, "all_of[0].any: must be a list of clauses and groups"),
        ({"all_of": [{"any": GOOD["all_of"], "all": []}]}, "all_of[0].any: does not belong here"),
        (
            {"all_of": [nested(DEEPEST + 1)]},
            "all_of[0].any[0].all[0].any[0].all[0].any[0].all[0].any[0].all[0]: stands",
        ),
        ({"all_of": [{"any": [{"field": "stage", "values": ["x"]}]}]}, "all_of[0].any[0].values[0]: 'x' is no stage"),
        ({"all_of": [{"none": GOOD["all_of"]}]}, "all_of, any_of: nothing is asked for"),
        ({"all_of": [], "any_of": [*GOOD["all_of"], {"none": GOOD["all_of"]}]}, "all_of, any_of: nothing is asked"),
        ({"on": "news"}, "on: must be one of transitions, articles"),
        ({"changes": []}, "changes: must be a list of at least one of first_sight"),
        ({"changes": ["new"]}, "changes: must be a list of at least one of first_sight"),
        ({"changes": [[]]}, "changes: must be a list of at least one of first_sight"),
        ({"on": "articles", "changes": ["confirmed"]}, "changes: are of transitions"),
        ({"per_hour": 0}, "per_hour: must be a whole number from 1"),
        ({"per_hour": True}, "per_hour: must be a whole number"),
        ({"paused": 1}, "paused: must be true or false"),
        ({"all_of": []}, "all_of, any_of: nothing is asked for"),
        ({"all_of": [], "none_of": GOOD["all_of"]}, "all_of, any_of: nothing is asked for"),
        ({"none_of": [{"field": "target", "values": ["IRQ", "SYR"]}]}, "none_of[0]: takes away all that all_of[0]"),
    ],
)
def test_each_fault_names_its_field(changes: dict[str, Any], begins: str) -> None:
    """What is malformed, too much, of no use or can never match is refused."""
    (told,) = faults(**changes)
    assert told.startswith(begins)


def test_all_faults_are_told_at_once() -> None:
    """Nobody has to mend one to hear of the next; but there is an end to it."""
    assert len(faults(id="", webhook="x", any_of=[{"field": "stage", "values": ["a", "b"]}])) == 4
    assert len(faults(any_of=[{"field": "stage", "values": ["x"] * 400}])) == MAX_FAULTS


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*KNOWN, "field", "values", "x", "all", "any", "none"]), inner)
    ),
    max_leaves=20,
)
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    ["Syria", "SYR", "IRQ2", "SC", "adopted", "14", "s/res/2254", "Russia", "cease-fire", "", "!", "vetoed", "3", 0.5]
)
CLAUSE = st.fixed_dictionaries(
    {"field": st.sampled_from(FIELDS), "values": st.lists(VALUES | st.text(max_size=9), max_size=4)}
)
CLAUSES = st.lists(
    st.recursive(CLAUSE, lambda inner: st.dictionaries(st.sampled_from(["all", "any", "none"]), st.lists(inner))),
    max_size=3,
)
NEARLY = st.fixed_dictionaries(
    {"id": st.just("a")},
    optional={
        "all_of": CLAUSES | JSON,
        "any_of": CLAUSES,
        "none_of": CLAUSES,
        "webhook": st.just("https://a.example") | st.text(max_size=30).map("https://{}".format) | JSON,
        "channels": st.lists(st.text(max_size=5)) | JSON,
        "on": st.sampled_from(["transitions", "articles"]) | JSON,
        "changes": st.lists(st.sampled_from(["confirmed", "merged", "disputed"])) | JSON,
        "per_hour": st.integers() | JSON,
        "paused": st.booleans() | JSON,
    },
)


@settings(max_examples=500, deadline=None)
@given(JSON | NEARLY)
def test_nothing_but_invalid_subscription_is_raised_on_any_json(data: object) -> None:
    """And what is taken stays the same when it is read again."""
    try:
        read = parse_subscription(data)
    except InvalidSubscription:
        return
    assert parse_subscription(subscription_json(read)) == read


@pytest.mark.parametrize(
    "path", sorted((schemas_folder() / "examples/subscription/valid").glob("*.json")), ids=lambda path: path.stem
)
def test_the_examples_make_sense(path: Path) -> None:
    """Beyond their schema; and they are in the form in which subscriptions are kept."""
    read = subscription_value(json.loads(path.read_bytes()))
    assert parse_subscription(subscription_json(read)) == read
