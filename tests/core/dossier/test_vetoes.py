"""The vetoes of a year, told as wires that are written here from a table of facts."""

import csv
import random
from datetime import datetime

from streams.core.dossier import State, apply, dossiers
from streams.core.model import ResolutionEvents
from tests.core.dossier.wires import wire
from tests.shared import shared_data

YEAR = "2017"
NAMES = {"Russia": ("Russia", "RUS"), "China": ("China", "CHN"), "USA": ("The United States", "USA")}
PLACES = {"Syria": ("Syria", {"SYR"}), "Israel-Palestine": ("Jerusalem", {"ISR", "PSE"})}
WIRES = (
    "UNITED NATIONS (AP) — {Who} on {day} vetoed a U.N. Security Council draft resolution on {place}.\n\n"
    "The draft, circulated as document {draft}, was put to a vote after days of talks.",
    "UNITED NATIONS (Reuters) - {Who} {day} vetoed a Security Council resolution on {place}, diplomats said after the "
    "vote on draft {draft}.\n\nCouncil members had failed to agree on a text.",
    "UNITED NATIONS, {month} {number} (Xinhua) -- {Who} on {day} vetoed a draft resolution on {place} in the UN "
    "Security Council.\n\nThe text could not be adopted because of the veto.",
)
AGENCIES = ("AP", "Reuters", "Xinhua")


def vetoes() -> list[dict[str, str]]:
    """Return the rows of the year."""
    with (shared_data("un_facts") / "unsc_vetoes_1946_sept2022.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["year"] == YEAR]


def vetoers(row: dict[str, str]) -> list[str]:
    """Return who vetoed, as the table names them."""
    return [row[key] for key in ("member_veto1", "member_veto2", "member_veto3") if row[key]]


def day_of(row: dict[str, str]) -> datetime:
    """Return the day of the vote."""
    return datetime.strptime(row["date"], "%m/%d/%Y")


def articles() -> list[ResolutionEvents]:
    """Return each veto as three agencies tell it, each printed in two papers."""
    found = []
    for row in vetoes():
        day = day_of(row)
        for wire_text, agency in zip(WIRES, AGENCIES, strict=True):
            text = wire_text.format(
                Who=" and ".join(NAMES[name][0] for name in vetoers(row)),
                day=f"{day:%A}",
                month=f"{day:%B}",
                number=day.day,
                place=PLACES[row["crisis_topic"]][0],
                draft=row["draft"],
            )
            for paper in ("herald", "gazette"):
                uri = f"https://{paper}.example/{row['draft']}/{agency}"
                found.append(wire(text, f"{day:%Y-%m-%d}", uri, agency=agency, outlet=paper.title()))
    return found


def test_the_vetoes_of_a_year_are_as_many_dossiers_with_the_outcomes_of_the_table() -> None:
    """In shuffled order, with duplicates."""
    told = articles()
    expected = sorted(
        (row["draft"], f"{day_of(row):%Y-%m-%d}", sorted(NAMES[name][1] for name in vetoers(row)), 3)
        for row in vetoes()
    )
    for seed in range(5):
        shuffled = random.Random(seed).sample(told * 2, 2 * len(told))
        state, sights = State(), 0
        for each in shuffled:
            sights += sum(change.change == "first_sight" for change in apply(state, each)[1])
        outcomes = []
        for dossier in dossiers(state):
            (fact,) = (fact for fact in dossier.facts if fact.status != "retracted")
            assert (dossier.organ, fact.stage, fact.status) == ("SC", "vetoed", "confirmed")
            vote, day = fact.event.vote, fact.event.occurred_on
            assert vote is not None
            assert day is not None
            outcomes.append((*dossier.draft_symbols, f"{day}", sorted(vote.vetoed_by), fact.independent_sources))
        assert sorted(outcomes) == expected
