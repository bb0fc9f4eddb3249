"""Weigh what speaks for a subject: a logistic regression over the labelled stories, for the points of detect.about.

``python -m tests.quality.weighing`` prints the points and the F1 of the articles' subjects with points from all files
but the one that is read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.core.detect.topics import about
from streams.core.detect.topics.about import POINTS
from tests.core.detect.articles import detected
from tests.quality.labels import Row, rows_in

STORIES = Path(__file__).parent.parent / "core/detect"
NAMES = (*POINTS, "every code")
UNSEEN = ("stories_unseen", "stories_ordinary", "stories_on_the_way")
"""The folders of stories that nothing is fitted to."""
GUESS = 1.0
"""How strongly points are held near nought: there are few labels of each kind."""

Array = NDArray[np.float64]


class Told(NamedTuple):
    """The codes that may be the subjects of an article, with what speaks for each, and the article's label."""

    file: str
    row: Row
    codes: tuple[str, ...]
    signs: Array


def main() -> None:
    """Print the points, and how well they do on files that they do not come from."""
    told = list(_stories())
    files = sorted({one.file for one in told})
    right = wrong = missed = 0
    for file in files:
        points = fitted([one for one in told if one.file != file])
        for one in (one for one in told if one.file == file):
            found, allowed = chosen(one, points), one.row.subjects_also_right
            right += len(found & one.row.subjects)
            wrong += len(found - one.row.subjects - allowed)
            missed += len(one.row.subjects - found) if found & one.row.subjects or not found & allowed else 0
    print(f"F1 {2 * right / (2 * right + wrong + missed):.3f}  right {right} wrong {wrong} missed {missed}")
    for name, worth in zip(NAMES, fitted(told), strict=True):
        print(f"{name:16} {worth:+.1f}")


def fitted(told: list[Told]) -> Array:
    """Return the points under which the labels are likeliest (Newton's method); what may be right counts half."""
    signs = np.vstack([one.signs for one in told])
    gold = np.array([_weight(code, one.row) for one in told for code in one.codes])
    points = np.zeros(len(NAMES))
    for _ in range(30):
        likely = 1 / (1 + np.exp(-signs @ points))
        slope = signs.T @ (likely - gold) + GUESS * points
        curve = (signs * (likely * (1 - likely))[:, None]).T @ signs + GUESS * np.eye(len(NAMES))
        points -= np.linalg.solve(curve, slope)
    return points


def chosen(one: Told, points: Array) -> set[str]:
    """Return the best subject, and those that are likelier than not."""
    ranked = sorted(zip(one.signs @ points, one.codes, strict=True), reverse=True)[: about.MOST]
    return {code for worth, code in ranked if worth >= 0 or code == ranked[0][1]}


def _weight(code: str, row: Row) -> float:
    """Return how right a code is."""
    return 1.0 if code in row.subjects else 0.5 if code in row.subjects_also_right else 0.0


def _files() -> list[Path]:
    seen = (path for path in STORIES.glob("stories*/*.jsonl") if path.parent.name not in UNSEEN)
    return [*sorted(seen), STORIES / "subjects.jsonl"]


def _stories() -> Iterator[Told]:
    """Yield the stories with labelled subjects and an event that is told, as detection sees them."""
    seen: list[about.Signs] = []

    def watched(*args: Any, **options: Any) -> tuple[about.Signs, Any]:
        signs, places = original(*args, **options)
        if args[2] is not None:
            seen.append(signs)
        return signs, places

    original, about.signs_of = about.signs_of, watched
    try:
        for path in _files():
            for row in rows_in(path):
                if row.subjects:
                    seen.clear()
                    detected(row.body, published=row.published, headline=row.headline, language=row.language)
                    codes = tuple({code: None for signs in seen for code in signs})
                    if codes:
                        yield Told(str(path), row, codes, np.array([_vector(code, seen) for code in codes]))
    finally:
        about.signs_of = original


def _vector(code: str, seen: list[about.Signs]) -> list[float]:
    """Return the most that speaks for a code in any of an article's texts."""
    return [*(max(signs.get(code, {}).get(name, 0.0) for signs in seen) for name in POINTS), 1.0]


if __name__ == "__main__":
    main()
