"""Document symbols are written in one form, checked, and given a year only by a source."""

import pytest

from streams.core.detect.bodies.symbols import find_symbols, numbered, year_of


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("s/res/2254 (2015)", "S/RES/2254 (2015)"),
        ("s/res/2254(2015)", "S/RES/2254 (2015)"),
        ("s/res/2254", "S/RES/2254 (2015)"),
        ("a/res/69/188", "A/RES/69/188"),
        ("a/res/es-11/1", "A/RES/ES-11/1"),
        ("a/c.3/69/l.28/rev.1", "A/C.3/69/L.28/Rev.1"),
        ("a/c.3/69/l. 28", "A/C.3/69/L.28"),
        ("a/es-10/l.25", "A/ES-10/L.25"),
        ("a/80/l.6", "A/80/L.6"),
        ("s/2017/172", "S/2017/172"),
        ("a/hrc/res/34/22", "A/HRC/RES/34/22"),
        ("a/hrc/45/l.1", "A/HRC/45/L.1"),
        ("e/res/2015/1", "E/RES/2015/1"),
        ("a/res/3379 (xxx)", "A/RES/3379 (XXX)"),
        ("a/res/491(v)", "A/RES/491 (V)"),
        ("e/cn.4/2004/l.17", "E/CN.4/2004/L.17"),
        ("2728 (2024)", "S/RES/2728 (2024)"),
    ],
)
def test_normalises_full_symbols(text: str, symbol: str) -> None:
    """A symbol in any spelling of the wires becomes the official one."""
    assert [mark.value for mark in find_symbols(f"the document {text} was circulated")] == [symbol]


@pytest.mark.parametrize(
    "text",
    [
        "s/res/2254 (2011)",
        "a/res/3/12",
        "a/res/69/9999",
        "ga/shc/4367",
        "gads/3701",
        "s/pv.8979",
        "2728 (2019)",
        "a/res/3379 (xxxi)",
    ],
)
def test_refuses_what_cannot_be(text: str) -> None:
    """A wrong year, an impossible session, and press releases are no symbols."""
    assert find_symbols(f"the document {text}.") == []


@pytest.mark.parametrize(
    ("after", "organ", "beside", "symbols"),
    [
        (" 2254 (2015)", None, False, ["S/RES/2254 (2015)"]),
        (" 2254", "SC", True, ["S/RES/2254 (2015)"]),
        (" 242 and 338", "SC", True, ["S/RES/242 (1967)", "S/RES/338 (1973)"]),
        (" 1267, 1989 and 2253", "SC", True, ["S/RES/1267 (1999)", "S/RES/1989 (2011)", "S/RES/2253 (2015)"]),
        (" 181", "GA", True, []),
        (" 194", None, False, []),
        (" 1514 (xv)", None, False, ["A/RES/1514 (XV)"]),
        (" 2200 a (xxi)", "GA", True, ["A/RES/2200 A (XXI)"]),
        (" 3201 (s-vi)", "GA", False, ["A/RES/3201 (S-VI)"]),
        (" 1235 (xlii)", "ECOSOC", True, []),
        (" s-30/1", "HRC", True, ["A/HRC/RES/S-30/1"]),
        (" s-20/2", "GA", True, ["A/RES/S-20/2"]),
        (", number 2728,", "SC", False, ["S/RES/2728 (2024)"]),
        (" (no. 2334)", "SC", False, ["S/RES/2334 (2016)"]),
        (" 2758", "UN", True, []),
        (" 1701", "UN", True, ["S/RES/1701 (2006)"]),
        (" 68/262", "GA", True, ["A/RES/68/262"]),
        (" 34/22", "HRC", False, ["A/HRC/RES/34/22"]),
        (" es-11/1", "GA", True, ["A/RES/ES-11/1"]),
        (" 10 percent", "SC", True, []),
        (" 2,500 troops", "SC", True, []),
    ],
)
def test_reads_numbers_behind_the_word(after: str, organ: str | None, beside: bool, symbols: list[str]) -> None:
    """A number behind "resolution" is of the organ's series; a plain one below 1000 only after the council."""
    text = f"resolution{after}"
    assert [mark.value for mark in numbered(text, len("resolution"), organ, None, beside=beside)] == symbols


def test_years_come_from_the_table() -> None:
    """The table knows the first number of each year; what is newer has no year but that of the article."""
    assert [year_of(number) for number in (1, 242, 1701, 2334, 2503, 2504, 2722, 2787)] == [
        1946,
        1967,
        2006,
        2016,
        2019,
        2020,
        2024,
        2025,
    ]
    assert year_of(2788) is None
    assert [mark.value for mark in numbered("resolution 2801", 10, "SC", 2025, beside=True)] == ["S/RES/2801 (2025)"]
    assert numbered("resolution 2801", 10, "SC", 2019, beside=True) == []
