"""Countries, peoples, capitals, and the names that are also something else."""

from dataclasses import replace
from datetime import datetime

import pytest

from streams.core.tag import tag
from tests.core.tag.articles import article, mentions


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Syrian diplomats met the Dutch, two Japanese and some South Koreans.",
            ["Syrian=SYR", "Dutch=NLD", "Japanese=JPN", "South Koreans=KOR"],
        ),
        (
            "The U.S., the US, the USA and the U.K. abstained; the UAE voted no.",
            ["U.S.=USA", "US=USA", "USA=USA", "U.K.=GBR", "UAE=ARE"],
        ),
        ("They asked us, and the us in brackets (us).", []),
        ("The DPRK rejected it.", ["DPRK=PRK"]),
        ("Palestinians in Gaza and the West Bank", ["Palestinians=PSE", "Gaza=PSE", "West Bank=PSE"]),
    ],
)
def test_countries_and_peoples(body: str, expected: list[str]) -> None:
    """Names, adjectives, inhabitants and acronyms of countries are the country; Gaza is a place in Palestine."""
    assert mentions(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("North Korea spoke. Then the North left.", ["North Korea=PRK", "the North=PRK"]),
        ("South Korea objected to a plan of the North.", ["South Korea=KOR", "the North=PRK"]),
        ("North Korea shelled an island of the South.", ["North Korea=PRK", "the South=KOR"]),
        (
            "South Sudan and Sudan met; the South agreed, the North did not.",
            ["South Sudan=SSD", "Sudan=SDN", "the South=SSD", "the North=SDN"],
        ),
        ("Storms crossed the North and the South.", []),
        ("North Korea has ships in the North Atlantic.", ["North Korea=PRK"]),
        ("The North Koreans left.", ["North Koreans=PRK"]),
        ("Officials of North Korea said Korean workers return.", ["North Korea=PRK", "Korean=PRK"]),
        ("A Korean dish", []),
        ("Rebels in Congo", ["Congo=COD"]),
        ("The Congo Republic votes; Congolese officials count.", ["Congo Republic=COG", "Congolese=COG"]),
    ],
)
def test_short_names_need_their_country(body: str, expected: list[str]) -> None:
    """ "The North" and "Korean" stand for what the article has named before; "Congo" has a usual meaning."""
    assert mentions(body) == expected


@pytest.mark.parametrize(("published", "meant"), [("1986-04-22", "COG"), ("1996-11-08", "COG"), ("1998-08-20", "COD")])
def test_congo_was_the_other_one_while_there_was_a_zaire(published: str, meant: str) -> None:
    told = replace(article("Rebels fled to Congo."), published_at=datetime.fromisoformat(f"{published}T12:00:00+00:00"))

    assert [entity.id for entity in tag(told)] == [meant]


def test_countries_have_the_names_that_they_had() -> None:
    assert mentions("Zaire, Upper Volta and Democratic Kampuchea abstained, East Germany did not.") == [
        "Zaire=COD",
        "Upper Volta=BFA",
        "Democratic Kampuchea=KHM",
    ]


def test_the_headline_counts_as_named() -> None:
    """What the headline names is named before the body begins."""
    assert mentions("The North fired a missile.", headline="North Korea fires missile") == ["The North=PRK"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Washington and its allies abstained.", "USA"),
        ("Moscow said it would veto the text.", "RUS"),
        ("It is Pyongyang’s top ally.", "PRK"),
        ("Envoys spoke of ties between world powers and Tehran.", "IRN"),
        ("It raised the pressure on Damascus.", "SYR"),
        ("It accused Kigali of arming rebels.", "RWA"),
        ("A Minsk-backed plan failed.", "BLR"),
        ("He is seen as pro-Beijing.", "CHN"),
        ("Washington also objects.", "USA"),
        ("She landed in Moscow on Friday.", "place"),
        ("Shells hit the outskirts of Damascus.", "place"),
        ("A bomb went off near Kabul airport.", "place"),
        ("Moscow's metro is deep.", "place"),
        ("The London-based group counts the dead.", "place"),
        ("The talks moved to Geneva from Vienna.", "place"),
    ],
)
def test_a_capital_is_a_government_or_a_city(body: str, expected: str) -> None:
    """A capital that acts, owns or is dealt with is its country; one that is gone to or lived in is a place."""
    assert [m.partition("=")[2] for m in mentions(body)] == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Michael Jordan retired. Jordan is rich.", []),
        ("Sen. Jim Jordan spoke. Jordan then left.", ["Jim Jordan=person"]),
        ("Chad Wolf resigned.", []),
        ("Jordan and Chad border other states.", ["Jordan=JOR", "Chad=TCD"]),
        ("King Abdullah II of Jordan", ["Abdullah II=person", "Jordan=JOR"]),
        ("Defense Minister Israel Katz warned Israel", ["Israel Katz=person", "Israel=ISR"]),
        ("The EU-Israel Association Council met.", ["EU=EU", "Israel=ISR"]),
        ("Kerry Washington stars.", []),
        ("He polled well in Arizona, Georgia and Nevada.", ["Arizona=place", "Georgia=place", "Nevada=place"]),
        ("Savannah, Georgia, United States", ["Georgia=place", "United States=USA"]),
        ("Georgia accused Russia of annexing Abkhazia.", ["Georgia=GEO", "Russia=RUS"]),
        ("Ukraine, Georgia and Moldova co-sponsored it.", ["Ukraine=UKR", "Georgia=GEO", "Moldova=MDA"]),
    ],
)
def test_countries_in_names_of_persons_and_states(body: str, expected: list[str]) -> None:
    """Jordan, Chad, Israel and Georgia are countries unless a person or an American state is named."""
    assert mentions(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        *("an island in the Indian Ocean", "the South China Sea", "the Persian Gulf", "a plate of French fries"),
        *(
            "American Airlines flies",
            "the China Daily wrote",
            "in New Mexico",
            "Latin American neighbours",
            "Lake Chad",
        ),
        *("the Washington Post", "the Korean Peninsula", "the Niger Delta", "the Gulf of Guinea", "Native Americans"),
    ],
)
def test_longer_names_are_not_the_country(body: str) -> None:
    """A country's name in the name of a sea, an outlet, an airline or a dish is no mention of the country."""
    assert [m for m in mentions(body) if not m.endswith("=place")] == []


def test_northern_ireland_is_not_ireland() -> None:
    """Northern Ireland is a place of its own."""
    assert mentions("Ireland and Northern Ireland") == ["Ireland=IRL", "Northern Ireland=place"]
