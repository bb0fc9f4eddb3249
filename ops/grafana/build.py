"""Writes ops/grafana/dashboards/*.json, which Grafana loads: ``.venv/bin/python ops/grafana/build.py``."""

from pathlib import Path

from ops.grafana.alerts_feeds import ALERTS_FEEDS
from ops.grafana.panels import render
from ops.grafana.stream import STREAM

BOARDS = (STREAM, ALERTS_FEEDS)
FOLDER = Path(__file__).resolve().parent / "dashboards"


def queries() -> list[tuple[str, str, str]]:
    """Return every query: its dashboard's uid, its panel's title, its PromQL.

    ``$job`` stands in them for a regular expression of roles, ``$__rate_interval`` for a duration of at least four
    scrapes.
    """
    return [
        (board.uid, panel.title, query.expr) for board in BOARDS for panel in board.panels() for query in panel.queries
    ]


def files() -> dict[str, str]:
    """Return the dashboards' JSON by file name."""
    return {f"{board.uid}.json": render(board) for board in BOARDS}


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
