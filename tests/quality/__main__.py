"""How well articles are read: ``python -m tests.quality``.

``detect FILE…`` scores detection on files of labelled texts, strictly and by field; ``--misses`` shows each miss.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from tests.quality.calibration import brier, curve
from tests.quality.labels import rows_in
from tests.quality.reading import read_body, read_page, score
from tests.quality.scoring import Report
from tests.quality.table import miss_lines, score_lines


def detect(options: argparse.Namespace) -> None:
    """Score detection on files."""
    whole = Report()
    for path in options.files:
        report = score(rows_in(path), read_page if options.whole else read_body)
        if len(options.files) > 1 and not options.json:
            print(f"\n{path}", *score_lines(report), sep="\n")
        whole.merge(report)
    if options.json:
        print(json.dumps(as_record(whole)))
        return
    print("", *score_lines(whole), sep="\n")
    if options.misses:
        for miss in whole.misses:
            if options.field in (None, miss.field):
                print("", *miss_lines(miss), sep="\n")


def as_record(report: Report) -> dict[str, object]:
    """Return a report as JSON has it."""
    return {
        "texts": report.texts,
        "f1": {name: round(one.f1, 4) for name, one in report.scores.items()},
        "counts": {name: [one.right, one.wrong, one.missed] for name, one in report.scores.items()},
        "invented": round(report.invented, 4),
        "brier": round(brier(report.levels), 4),
        "calibration": [[one.count, round(one.given, 3), round(one.right, 3)] for one in curve(report.levels)],
        "misses": [[miss.row.id, miss.field, list(miss.gold), list(miss.found)] for miss in report.misses],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("detect", help="score detection on files of labelled texts (JSON Lines)")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    command.add_argument("--misses", action="store_true", help="show each miss with its sentence")
    command.add_argument("--field", help="only misses of this field")
    command.add_argument("--whole", action="store_true", help="through enrich(), cleaning and all")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=detect)
    options = parser.parse_args(arguments)
    options.run(options)


if __name__ == "__main__":
    main()
