"""Subscriptions are read whole, in one form, or refused with every reason."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.contracts.files import schemas_folder
from streams.core.match import InvalidSubscription, parse_subscription, subscription_json
from streams.core.match.subscription import FIELDS, KNOWN, MAX_CLAUSES, MAX_FAULTS, MAX_VALUES
from streams.core.model import Clause

GOOD: dict[str, Any] = {
    "id": "syria",
    "all_of": [{"field": "target", "values": ["Syria"]}],
    "webhook": "https://desk.example/alerts",
}


def clause(field: str, *values: str) -> Clause:
    """Parse one clause."""
    data = {**GOOD, "all_of": [{"field": field, "values": list(values)}]}
    return parse_subscription(data).all_of[0]


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
        ("word", ["  cease   fire "], ("cease fire",)),
    ],
)
def test_values_are_written_as_events_have_them(field: str, given: list[str], canonical: tuple[str, ...]) -> None:
    """Names become ids, symbols are completed, and what says the same is said once."""
    assert clause(field, *given).values == canonical


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("target", "IRQ2", "'IRQ2' is no country or organization known; did you mean IRQ?"),
        ("target", "Congo", "'Congo' may be COD (Congo - Kinshasa) or COG (Congo - Brazzaville): say which"),
        ("target", "UNHCR", "'UNHCR' is no country or organization, so never a target"),
        ("vetoed_by", "Germany", "'Germany' has no veto: only the permanent members do (CHN, FRA, GBR, RUS, USA)"),
        ("stage", "vetod", "'vetod' is no stage; did you mean vetoed?"),
        ("word", "—!", "'—!' has no letter and no digit to look for"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_place(field: str, value: str, why: str) -> None:
    """The path leads to the value, and the sentence to what was meant."""
    told = faults(any_of=[{"field": "organ", "values": ["SC"]}, {"field": field, "values": [value]}])
    assert told == (f"any_of[1].values[0]: {why}",)


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
        ({"webhook": None}, "webhook, channels: nobody would hear of it"),
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
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*KNOWN, "field", "values", "x"]), inner)
    ),
    max_leaves=20,
)
VALUES = st.sampled_from(["Syria", "SYR", "IRQ2", "SC", "adopted", "14", "s/res/2254", "Russia", "cease-fire", "", "!"])
CLAUSES = st.lists(
    st.fixed_dictionaries(
        {"field": st.sampled_from(FIELDS), "values": st.lists(VALUES | st.text(max_size=9), max_size=4)}
    ),
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
    data = json.loads(path.read_bytes())
    assert subscription_json(parse_subscription(data)) == data
