"""Subjects of articles: cases of each kind of text that the United Nations adopts, one or two codes each."""

import json
from pathlib import Path

from tests.core.detect.articles import detected

CASES = [
    json.loads(line) for line in Path(__file__).with_name("subjects.jsonl").read_text(encoding="utf-8").splitlines()
]

FLOOR = 0.92


def test_the_subjects_of_the_cases_are_found() -> None:
    """F1 over all codes of all cases; what may stand beside or instead of a code counts neither way."""
    right = wrong = missed = 0
    for case in CASES:
        found = set(detected(case["text"], published=case["published"]).subjects)
        wanted, allowed = set(case["subjects"]), set(case.get("subjects_also_right", ()))
        right += len(found & wanted)
        wrong += len(found - wanted - allowed)
        missed += len(wanted - found) if found & wanted or not found & allowed else 0
    assert 2 * right / (2 * right + wrong + missed) >= FLOOR
