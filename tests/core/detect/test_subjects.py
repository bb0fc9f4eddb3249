"""Subjects of articles: cases of each kind of text that the United Nations adopts, one or two codes each."""

import json
from pathlib import Path

from tests.core.detect.articles import detected

CASES = [
    json.loads(line) for line in Path(__file__).with_name("subjects.jsonl").read_text(encoding="utf-8").splitlines()
]

FLOOR = 0.92


def test_the_subjects_of_the_cases_are_found() -> None:
    """F1 over all codes of all cases."""
    found = [set(detected(case["text"], published=case["published"]).subjects) for case in CASES]
    wanted = [set(case["subjects"]) for case in CASES]
    right = sum(len(a & b) for a, b in zip(found, wanted, strict=True))
    assert 2 * right / (sum(map(len, found)) + sum(map(len, wanted))) >= FLOOR
