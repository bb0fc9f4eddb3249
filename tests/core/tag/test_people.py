"""Persons behind their titles."""

import pytest

from tests.core.tag.articles import mentions


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("President Jane Q. Miller spoke.", ["Jane Q. Miller=person"]),
        ("Foreign Minister Omar al-Said’s letter", ["Omar al-Said=person"]),
        ("Prime Minister Ana de la Cruz, who is new", ["Ana de la Cruz=person"]),
        ("the president of Chile", ["Chile=CHL"]),
        ("Secretary-General Monday", []),
        ("Mr. President, I object", []),
    ],
)
def test_a_title_and_its_person(body: str, expected: list[str]) -> None:
    """The capitalised words behind a title are a person; the title is not part of the mention."""
    assert mentions(body) == expected
