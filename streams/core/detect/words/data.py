"""The files of data/: what is known of words and of resolutions."""

import tomllib
from importlib import resources
from typing import Any


def read_data(name: str) -> dict[str, Any]:
    """Return what the file ``name``.toml of data/ says."""
    return tomllib.loads(
        resources.files("streams.core.detect").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    )
