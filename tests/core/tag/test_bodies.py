"""UN bodies and other organizations, and who else has a council."""

import pytest

from tests.core.tag.articles import mentions


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The U.N. Security Council met.", ["U.N. Security Council=SC"]),
        ("The United Nations General Assembly voted.", ["United Nations General Assembly=GA"]),
        ("UNITED NATIONS: the UN and the U.N. agree", ["UNITED NATIONS=UN", "UN=UN", "U.N.=UN"]),
        ("The International Criminal Court and NATO", ["International Criminal Court=ICC", "NATO=NATO"]),
        ("UNICEF, UNHCR, UNRWA and the WHO", ["UNICEF=UNICEF", "UNHCR=UNHCR", "UNRWA=UNRWA", "WHO=WHO"]),
        ("those who know, and un peu", []),
        ("The Arab League, the OIC and the E.U. wrote.", ["Arab League=LAS", "OIC=OIC", "E.U.=EU"]),
        ("The U.N. nuclear watchdog reported.", ["U.N. nuclear watchdog=IAEA"]),
        ("THE MAN WHO SOLD EVERYTHING", []),
    ],
)
def test_bodies_by_name_and_acronym(body: str, expected: list[str]) -> None:
    """Bodies are found by name, with "U.N." as part of it, and by acronym in capitals only."""
    assert mentions(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        *("The secretary of Iran's Supreme National Security Council spoke.", "The National Security Council met."),
        *("Members of the Russian Security Council met.", "Ukraine's Security Council decided."),
        *("The Security Council of the Russian Federation met.", "The Presidential Human Rights Council wrote."),
        *("The Virginia General Assembly passed it.", "The General Assembly passed the budget bill."),
        "The Human Rights Commission of Pakistan wrote to the U.N.",
        "The General Assembly of the Presbyterian Church voted; the U.N. did not.",
    ],
)
def test_bodies_of_others(body: str) -> None:
    """Security councils of states and general assemblies of legislatures and churches are not the United Nations'."""
    assert not [m for m in mentions(body) if m.endswith(("=SC", "=GA", "=HRC", "=CHR"))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Japan's Security Council seat", "SC"),
        ("Emergency Security Council consultations were held", "SC"),
        ("The U.N. met, and the General Assembly voted.", "GA"),
        ("It is before the 193-member General Assembly of the United Nations.", "GA"),
    ],
)
def test_bodies_of_the_united_nations(body: str, expected: str) -> None:
    """What stands around a UN organ does not always own it."""
    assert expected in [m.rpartition("=")[2] for m in mentions(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The U.N. Security Council met. The council was split.", ["U.N. Security Council=SC", "The council=SC"]),
        (
            "The Human Rights Council met. Later the 47-member council voted.",
            ["Human Rights Council=HRC", "the 47-member council=HRC"],
        ),
        ("The Security Council met. The city council did too; the council rose.", ["Security Council=SC"]),
        ("The council met.", []),
        ("The U.N. spoke; the world body is 80.", ["U.N.=UN", "the world body=UN"]),
        ("The UN General Assembly opened. The assembly votes today.", ["UN General Assembly=GA", "The assembly=GA"]),
        ("The UN General Assembly opened. The National Assembly met, the assembly rose.", ["UN General Assembly=GA"]),
        ("The European Union wrote; the bloc has 27 members.", ["European Union=EU", "the bloc=EU"]),
        ("The Security Council met, and the Council of Ministers did.", ["Security Council=SC"]),
    ],
)
def test_the_council_is_the_last_one_named(body: str, expected: list[str]) -> None:
    """ "The council", "the assembly", "the world body" stand for a body once it is named, and until another is."""
    assert mentions(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The U.N. General Assembly’s human rights committee voted.",
            "U.N. General Assembly’s human rights committee=GA-C3",
        ),
        ("The U.N. human rights committee voted.", "U.N. human rights committee=GA-C3"),
        (
            "The U.N. met. The General Assembly's disarmament committee voted.",
            "General Assembly's disarmament committee=GA-C1",
        ),
        ("The U.N. Economic and Social Council met; the 54-member council voted.", "the 54-member council=ECOSOC"),
        ("The UN Third Committee met. The Committee rose.", "The Committee=GA-C3"),
    ],
)
def test_committees_as_the_wires_call_them(body: str, expected: str) -> None:
    """Wires call the Main Committees by what they deal with; "the Committee" is the last one named."""
    assert mentions(body)[-1] == expected


def test_the_treaty_body_is_no_main_committee() -> None:
    """The Human Rights Committee with capitals is the experts' treaty body, not the Third Committee."""
    assert mentions("The U.N. Human Rights Committee reviewed it.") == []


def test_a_committee_needs_the_united_nations() -> None:
    """The Third Committee is the General Assembly's only in an article about the United Nations."""
    assert mentions("The Third Committee approved the draft.", dateline="UNITED NATIONS") == ["Third Committee=GA-C3"]
    assert mentions("The Third Committee approved the budget.") == []


def test_dateline_and_headline_establish_the_united_nations() -> None:
    """A bare General Assembly is the UN's where the dateline or the headline says so."""
    body = "The General Assembly voted on Friday."
    assert mentions(body) == []
    assert mentions(body, dateline="UNITED NATIONS") == ["General Assembly=GA"]
    assert mentions(body, headline="U.N. votes on Friday") == ["General Assembly=GA"]
