"""The lexicons of subjects against the thesaurus that their rows name."""

import json
import tomllib
from importlib import resources

import pytest

from tests.shared import shared_data

NAMES = "NAMES OF BODIES"
"""A row of words that stand for no subject."""


@pytest.mark.parametrize("language", ["en", "fr", "es", "it"])
def test_each_row_has_codes_of_the_unbis_term_that_it_names(language: str) -> None:
    """A row's codes are among those that UNBIS gives its term, or are the sub-category of that name."""
    folder = shared_data("un_facts")
    known: dict[str, set[str]] = {}
    for line in (folder / "unbis_terms_en.jsonl").read_text(encoding="utf-8").splitlines():
        term = json.loads(line)
        codes = {f"{code[:2]}.{code[2:4]}.{code[4:]}" for code in term["related"] if len(code) == 6}
        known.setdefault(term["en"], set()).update(codes)
    for line in (folder / "unbis_categories.jsonl").read_text(encoding="utf-8").splitlines():
        category = json.loads(line)
        known.setdefault(category["label"], set()).add(category["code"])
    lexicon = resources.files("streams.core.detect").joinpath(f"data/subjects.{language}.toml")
    for row in tomllib.loads(lexicon.read_text(encoding="utf-8"))["term"]:
        assert row["unbis"] == NAMES or set(row["codes"]) <= known[row["unbis"]], row["unbis"]
