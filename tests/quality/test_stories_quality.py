"""How well copies of one story are told from other texts; which pairs: ``tests/quality/same_story.py``."""

from collections.abc import Callable

import pytest

from tests.quality.floors import below
from tests.quality.run import story_figures
from tests.quality.same_story import SHARED, Told, measure_own, measure_shared
from tests.shared import shared_data


def shared() -> Told:
    for folder in SHARED:
        shared_data(folder)
    return measure_shared()


@pytest.mark.parametrize(("name", "measure"), [("own", measure_own), ("shared", shared)])
def test_copies_are_told_from_other_texts(name: str, measure: Callable[[], Told]) -> None:
    """Pairwise F1 of clusters, and of articles beside a whole story, does not fall below its floor."""
    figures = story_figures(name, measure())
    print(figures)
    assert not below(figures)
