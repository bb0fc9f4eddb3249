"""How well articles are read: ``python -m tests.quality``.

Without a command: everything that can be measured here, beside what one would use instead, as a table and as a page
that shows each miss with its text; 1 where a figure is below its floor (``tests/quality/floors.json``).
``detect FILE…`` scores detection on files of labelled texts, strictly and by field; ``--misses`` shows each miss.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.quality import bodies, sets
from tests.quality.calibration import brier, curve
from tests.quality.floors import below, raise_to
from tests.quality.labels import rows_in
from tests.quality.page import page
from tests.quality.reading import read_body, read_page, score
from tests.quality.run import Results, measure
from tests.quality.scoring import Report
from tests.quality.summary import results_lines
from tests.quality.table import miss_lines, score_lines

PAGE = Path(__file__).resolve().parents[2] / "build" / "quality" / "index.html"


def everything(options: argparse.Namespace) -> int:
    """Measure all, print or write it, and say whether the floors hold."""
    say = print if sys.stderr.isatty() and not options.json else lambda _: None
    results = measure(peers=not options.no_peers, say=lambda step: say(f"… {step}"))
    if options.json:
        print(json.dumps(whole_record(results)))
    else:
        print(*results_lines(results), sep="\n")
    options.page.parent.mkdir(parents=True, exist_ok=True)
    options.page.write_text(page(results), encoding="utf-8")
    if options.raise_floors:
        print("raised:", ", ".join(raise_to(results.measured())) or "nothing", file=sys.stderr)
    fallen = below(results.measured())
    for name, (value, floor) in fallen.items():
        print(f"BELOW ITS FLOOR: {name} is {value:.3f}, its floor {floor:.3f}", file=sys.stderr)
    print(f"each miss with its text: {options.page}", file=sys.stderr)
    return 1 if fallen else 0


def detect(options: argparse.Namespace) -> int:
    """Score detection on files."""
    whole = Report()
    for path in options.files:
        report = score(rows_in(path), read_page if options.whole else read_body)
        if len(options.files) > 1 and not options.json:
            print(f"\n{path}", *score_lines(report), sep="\n")
        whole.merge(report)
    if options.json:
        print(json.dumps(as_record(whole)))
        return 0
    print("", *score_lines(whole), sep="\n")
    for miss in whole.misses if options.misses else ():
        if options.field in (None, miss.field):
            print("", *miss_lines(miss), sep="\n")
    return 0


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


def whole_record(results: Results) -> dict[str, object]:
    """Return a run as JSON has it."""
    return {
        "detection": {
            name: {reader: as_record(report) for reader, report in readers.items()}
            for name, readers in results.detection.items()
        },
        "bodies": {
            form: {name: round(bodies.mean(scores), 4) for name, scores in extractors.items()}
            for form, extractors in results.bodies.items()
        },
        "names": {
            name: {kind: round(one.f1, 4) for kind, one in linked.scores.items()}
            for name, linked in results.names.items()
        },
        "same": {name: round(form.share, 4) for name, form in results.forms.items()},
        "stories": {
            name: {"clusters": round(told.clusters.f1, 4)} | {way: round(one.f1, 4) for way, one in told.pairs.items()}
            for name, told in results.stories.items()
        },
        "wire": {name: round(share, 4) for name, share in results.wire.items()},
        "own": {name: round(share, 4) for name, share in results.own.items()},
        "below": below(results.measured()),
        "left_out": results.left_out,
        "titles": {name: one.title for name, one in sets.DETECTION.items()},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="one JSON object, not tables")
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE.html", help="where the page goes")
    parser.add_argument("--no-peers", action="store_true", help="ours alone: seconds, not minutes")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="raise the floors; none is lowered")
    parser.set_defaults(run=everything)
    commands = parser.add_subparsers()
    command = commands.add_parser("detect", help="score detection on files of labelled texts (JSON Lines)")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    command.add_argument("--misses", action="store_true", help="show each miss with its sentence")
    command.add_argument("--field", help="only misses of this field")
    command.add_argument("--whole", action="store_true", help="through enrich(), cleaning and all")
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(run=detect)
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
