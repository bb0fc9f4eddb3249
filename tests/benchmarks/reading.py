"""Articles a second a core through ``enrich()``, and the share of each stage: ``python -m tests.benchmarks.reading``.

Articles of ours: a news mix (3 in 100 on the UN, about 3 KB each) as plain text and as HTML; and the whole stories on
the UN of tests/core/detect/stories, each once and as it is, 1.3 KB on average. The stories took the place of samples
repeated to 3 KB. In one interleaved run those came to 154 articles a second and the stories to 388, mostly because they
are shorter: by the KB the stories are 11 % faster (522 KB a second against 469). No Kafka; CPU time of this process.

Machines differ and are shared: so the CPU time of an article is also told as a ratio to that of a fixed reference
workload (reference.py), which is run in turns with it. A ratio of more than 10 % above the committed one (reading.json)
fails; ``--accept`` commits to the ratios of a run. What was compiled (``make compiled``) has ratios of its own, and the
first line says which of the two was read with.
"""

import argparse
import json
import math
import statistics
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import get_args

from streams.core.detect import detection
from streams.core.enrich import Step, enrich
from streams.core.model import RawArticle
from tests.benchmarks.flow import ORDINARY, UN_IN_100, about_the_un, long
from tests.benchmarks.reference import Reference

ROUNDS = 15
ARTICLES = 100
TURN = 10
"""Articles between two runs of the reference: a tenth of a second at most."""
TOLERANCE = 0.1
STAGES: tuple[Step, ...] = get_args(Step)
STORIES = Path(__file__).parent.parent / "core" / "detect" / "stories"
RATIOS = Path(__file__).with_suffix(".json")
"""By build and mix, how many times the reference workload's CPU time an article takes: what is held to."""
BUILD = "python" if str(detection.__file__).endswith(".py") else "compiled"
PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><meta charset="utf-8">
<script>window.layer = [{{"page": "story"}}];</script><style>.story {{ margin: 0 }}</style></head><body>
<header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>{paragraphs}
<aside><h2>Related</h2><ul>{links}</ul></aside></article></main>
<footer><p>Subscribe to our newsletter</p><ul>{links}</ul></footer></body></html>"""
LINKS = "".join(f'<li><a href="/section/{number}">Section {number}</a></li>' for number in range(40))


def plain(text: str) -> RawArticle:
    return RawArticle("text/plain", text.encode())


def page(text: str) -> RawArticle:
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text.split("\n\n"))
    return RawArticle("text/html", PAGE.format(title="A story", paragraphs=paragraphs, links=LINKS).encode())


def mixes() -> dict[str, list[RawArticle]]:
    """Return the articles by what they are called."""
    about, ordinary = about_the_un(), long(ORDINARY)
    news = [about[number % len(about)] if number % 100 < UN_IN_100 else ordinary for number in range(ARTICLES)]
    own = [f"{text}\n\nReport {number} of the day." for number, text in enumerate(news)]
    return {
        "plain text, a news mix": [plain(text) for text in own],
        "HTML, a news mix": [page(text) for text in own],
        "plain text, on the UN": [plain(text) for text in stories()],
    }


def stories() -> list[str]:
    """Return the bodies of the stories on the UN that the tests of detection read."""
    lines = [line for file in sorted(STORIES.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["body"] for line in lines]


class Clock:
    """CPU time of one pass over articles, in all and by stage."""

    def __init__(self) -> None:
        self.stages = dict.fromkeys(STAGES, 0.0)
        self._last = 0.0

    def read(self, raws: list[RawArticle]) -> float:
        """Enrich the articles, and return the CPU time that it took."""
        began = time.process_time()
        for raw in raws:
            self._last = time.process_time()
            enrich(raw, self._done)
        return time.process_time() - began

    def _done(self, stage: Step) -> None:
        now = time.process_time()
        self.stages[stage] += now - self._last
        self._last = now


def measure(mixed: dict[str, list[RawArticle]], rounds: int) -> dict[str, dict[str, float]]:
    """Return by mix: articles a second, the share of each stage, and the ratio of an article to the reference.

    A few articles and the reference take turns, and each ratio is the median of the rounds: what slows the machine for
    a moment slows both sides of it.
    """
    reference = Reference()
    took: dict[str, list[float]] = {name: [] for name in mixed}
    ratios: dict[str, list[float]] = {name: [] for name in mixed}
    clocks = {name: Clock() for name in mixed}
    for raws in mixed.values():
        Clock().read(raws[: UN_IN_100 + 1])  # what is loaded with the first article is nobody's cost
    for _ in range(rounds):
        for name, raws in mixed.items():
            spent = compared = 0.0
            for start in range(0, len(raws), TURN):
                compared += seconds(reference)
                spent += clocks[name].read(raws[start : start + TURN])
            took[name].append(spent / len(raws))
            ratios[name].append(spent / compared / TURN)
    return {
        name: {
            "articles_per_second": round(1 / statistics.median(took[name])),
            **{f"{stage}_share": round(spent / sum(clock.stages.values()), 2) for stage, spent in clock.stages.items()},
            "ratio": round(statistics.median(ratios[name]), 4),
        }
        for name, clock in clocks.items()
    }


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of ``work``."""
    began = time.process_time()
    work()
    return time.process_time() - began


def regressions(figures: dict[str, dict[str, float]], committed: dict[str, float]) -> list[str]:
    """Return the mixes of which an article costs more than TOLERANCE above the committed ratio."""
    return [name for name, row in figures.items() if row["ratio"] > (1 + TOLERANCE) * committed.get(name, math.inf)]


def show(figures: dict[str, dict[str, float]], committed: dict[str, float]) -> None:
    """Print which build it is, and a line a mix."""
    print(
        {"compiled": "compiled (mypyc)", "python": "Python as it is; faster where it is compiled: make compiled"}[BUILD]
    )
    for name, row in figures.items():
        shares = "  ".join(f"{stage} {row[f'{stage}_share']:.0%}" for stage in STAGES)
        change = f"{row['ratio'] / committed[name] - 1:+.0%} of the committed ratio" if name in committed else "new"
        print(f"{name:26}{row['articles_per_second']:>8,} articles a second a core   {shares}   {change}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object, not a table")
    parser.add_argument("--accept", action="store_true", help="write the ratios of this run to reading.json")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="passes over the articles (%(default)s)")
    options = parser.parse_args()
    builds: dict[str, dict[str, float]] = json.loads(RATIOS.read_text(encoding="utf-8"))
    committed = builds.get(BUILD, {})
    mixed = mixes()
    figures = measure(mixed, options.rounds)
    slower = [] if options.accept else regressions(figures, committed)
    if slower:  # once more, to be sure
        figures.update(measure({name: mixed[name] for name in slower}, 2 * options.rounds))
        slower = regressions(figures, committed)
    if options.json:
        print(json.dumps({"build": BUILD, **figures}))
    else:
        show(figures, committed)
    if options.accept:
        builds[BUILD] = {name: row["ratio"] for name, row in figures.items()}
        RATIOS.write_text(json.dumps(builds, indent=2) + "\n", encoding="utf-8")
    for name in slower:
        print(f"slower by more than {TOLERANCE:.0%}: {name}. If that is meant: --accept", file=sys.stderr)
    return 1 if slower else 0


if __name__ == "__main__":
    sys.exit(main())
