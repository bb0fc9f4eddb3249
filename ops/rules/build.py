"""Writes ops/rules/README.md, the page of the rules that read events: ``.venv/bin/python ops/rules/build.py``.

What each rule reads stands in rules.toml; the example is the first of the project's own sentences in which it was used.
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.core.detect.articles import detected

HERE = Path(__file__).resolve().parent
SENTENCES = HERE.parents[1] / "tests" / "core" / "detect"
INTRODUCTION = """# The rules that read events

Made by `.venv/bin/python ops/rules/build.py` of [`rules.toml`](rules.toml); do not edit.
Each field of an event carries the span that proves it and the name of the rule that found it; `reswatch
explain ARTICLE` shows both, and the clauses that were held back. The examples are our own
sentences (`tests/core/detect`).
"""
SECTIONS = {
    "stage": "What happened to a text",
    "field": "The other fields",
    "held": "What holds a clause back",
    "ending": "Endings: a rule's clause that did not happen, or is another body's",
}


def described() -> dict[str, dict[str, str]]:
    """Return what rules.toml says: for each section the names of its rules and what they read."""
    return tomllib.loads((HERE / "rules.toml").read_text(encoding="utf-8"))


def used() -> dict[str, str]:
    """Return the first own sentence in which each rule was used, by the rule's name, in the order of the files."""
    first: dict[str, str] = {}
    for text, published in _sentences():
        found = detected(text, published=published)
        rules = [one.rule for event in found.events for spans in event.evidence.values() for one in spans]
        for rule in [*rules, *(one.rule for one in found.held_back)]:
            first.setdefault(rule, text)
    return first


def _sentences() -> Iterator[tuple[str, str]]:
    for line in (SENTENCES / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        yield case["text"], case["published"]
    for text in (SENTENCES / "hard_negatives.txt").read_text(encoding="utf-8").splitlines():
        yield text, "2024-05-22"


def page() -> str:
    """Return the page in Markdown: a table a section, in alphabetical order."""
    examples = used()
    parts = [INTRODUCTION]
    for section, title in SECTIONS.items():
        parts.append(f"\n## {title}\n\n| rule | reads | example |\n|---|---|---|\n")
        for name, reads in sorted(described()[section].items()):
            ending = f".{name}"
            example = next((text for rule, text in examples.items() if rule == name or rule.endswith(ending)), "")
            parts.append(f"| `{name if section != 'ending' else '….' + name}` | {_cell(reads)} | {_cell(example)} |\n")
    return "".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    (HERE / "README.md").write_text(page(), encoding="utf-8")
