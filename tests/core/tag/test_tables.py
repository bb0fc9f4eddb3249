"""The shipped tables: every row says where it comes from, and they agree with lists that are not shipped."""

import csv
import json
from importlib.resources import files
from pathlib import Path

import pytest

from streams.core.tag import known_entities
from streams.core.tag.lexicon import LANGUAGES
from tests.core.tag.articles import tagged

TABLES = files("streams.core.tag").joinpath("data")
FACTS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "un_facts"


def rows(file: str) -> list[dict[str, str]]:
    """Return the rows of a shipped table."""
    lines = TABLES.joinpath(file).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def facts(file: str) -> str:
    """Return a file of UN facts, or skip."""
    path = FACTS / file
    if not path.exists():
        pytest.skip(f"the UN facts are not here: {path}")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["entities.tsv", *(f"names.{language}.tsv" for language in sorted(LANGUAGES))])
def test_every_row_names_its_source(file: str) -> None:
    """No row of a shipped table is without a source, and no name stands twice."""
    table = rows(file)
    assert all(row["source"] for row in table)
    keys = [row.get("surface") or row["id"] for row in table]
    assert len(keys) == len(set(keys))


def test_member_states_are_found_by_name_in_english() -> None:
    """Each of the 193 member states is found by its short and its formal name as UNTERM and M49 write them.

    Only "Congo" alone is the United Nations' short name of one country and the wires' word for the other.
    """
    for line in facts("un_member_states.jsonl").splitlines():
        state = json.loads(line)
        assert known_entities()[state["iso3"]].type == "country"
        for name in (state["name_short"], state["name_formal"], state["m49_name"]):
            if name == "Congo":
                continue
            found = {
                entity.id
                for entity in tagged(f"The delegate of {name.split(' (')[0]} spoke.")
                if entity.type == "country"
            }
            assert found == {state["iso3"]}, name


def test_member_states_are_found_by_their_people() -> None:
    """Nine in ten member states are found by the word that another list gives for their people."""
    states = [json.loads(line) for line in facts("un_member_states.jsonl").splitlines()]
    named = [state for state in states if state["demonym"]]
    found = [s for s in named if {e.id for e in tagged(f"The {s['demonym']} delegate spoke.")} == {s["iso3"]}]
    missing = sorted(state["demonym"] for state in named if state not in found)
    assert len(found) >= 0.9 * len(named), missing


def test_un_bodies_are_those_of_the_un() -> None:
    """What the tables say comes from the UN's list of entities and organs stands there under that acronym."""
    listed = {
        row["entity"]: row["entity_long"].strip() for row in csv.DictReader(facts("un_entities.csv").splitlines())
    }
    listed |= {organ["short"]: organ["long"] for organ in json.loads(facts("un_organs.json"))}
    claimed = [row for row in rows("entities.tsv") if row["source"].startswith("united-nations/mandates")]
    assert len(claimed) > 100
    assert {row["id"]: row["name"] for row in claimed} == {row["id"]: listed[row["id"]] for row in claimed}
