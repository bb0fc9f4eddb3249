"""Others' texts, which are read and never kept here: a folder ``shared/data`` beside the checkout."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def shared_data(name: str) -> Path:
    """Return a folder of the labelled texts; skip the test where it is not there."""
    folder = FOLDER / name
    if not folder.is_dir():
        pytest.skip(f"the labelled texts are not beside the checkout: no {name} in ../shared/data")
    return folder
