"""What the stream costs beside other engines: ``python -m tests.benchmarks.stream [pass|flow] [--rounds N]``.

``pass``: each engine moves messages of 3 KB from topic to topic, in turns, each run in a process of its own.
``flow``: articles go through the real enrich(): the enrich role, stock Faust and the best of the others, in turns with
enrich() and the codec alone. Without either, both. Minutes; 1 where a figure is below what it is held to.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from streams.kafka.local import LocalKafka
from tests.benchmarks.stream import measure, role
from tests.benchmarks.stream.bed import Bed
from tests.benchmarks.stream.engines import AIOKAFKA, ALL, CONFLUENT, OURS, STOCK, Engine
from tests.benchmarks.stream.measure import ROOT, Load
from tests.benchmarks.stream.page import page
from tests.benchmarks.stream.report import Figures, lines, record
from tests.broker.conftest import make_topics

PAGE = ROOT / "build" / "stream" / "index.html"
WARM_UP = 4_000
"""Articles after which a worker of the role takes turns of full length (streams.kafka.turns), as in a long backlog."""
IN_FLOW = (STOCK, AIOKAFKA, CONFLUENT)
BROKER = {"log.segment.bytes": str(64 << 20), "file.delete.delay.ms": "1000", "log.cleaner.enable": "false"}


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def passing(bed: Bed, engines: Sequence[Engine], rounds: int, load: Load, figures: Figures) -> None:
    """Have the engines take turns at moving ``load``."""
    for turn in range(rounds):
        for engine in engines:
            if not measure.is_there(engine):
                figures.left_out[engine.name] = f"it is not installed in {engine.folder}"
                continue
            spent = measure.run(bed, engine, load)
            figures.passing.setdefault(engine.name, []).append(spent)
            say(f"… {turn + 1}/{rounds} {engine.name}: {spent.micros:.1f} µs, {spent.rate:,.0f} a second")


def flow(bed: Bed, rounds: int, warm_up: int, articles: int, figures: Figures) -> None:
    """Have the role, the engines and enrich() alone take turns at reading articles."""
    load = Load(articles, warm_up, work="enrich")
    for turn in range(rounds):
        ours, alone = role.run(bed, warm_up, articles).spent, role.alone(warm_up, articles)
        figures.flow.setdefault(OURS.name, []).append(ours)
        beyond = role.run(bed, warm_up, articles, counted=True).beyond
        figures.beyond.append(beyond)
        rest = role.run(bed, 2 * warm_up, 4 * articles, stubbed=True).spent
        figures.stubbed.append(rest.micros)
        figures.alone.append(alone)
        say(f"… {turn + 1}/{rounds} the enrich role: {ours.micros:.1f} µs; counted, {beyond:.1f} beyond reading")
        say(f"… {turn + 1}/{rounds} the enrich role without reading: {rest.micros:.1f} µs, {rest.rate:,.0f} a second")
        say(f"… {turn + 1}/{rounds} enrich() and the codec alone: {alone:.1f} µs")
        for engine in IN_FLOW:
            spent = measure.run(bed, engine, load)
            figures.flow.setdefault(engine.name, []).append(spent)
            say(f"… {turn + 1}/{rounds} {engine.name}: {spent.micros:.1f} µs, {spent.rate:,.0f} a second")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.stream",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", nargs="?", choices=("pass", "flow"), help="one of them; default: both")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="turns (%(default)s)")
    parser.add_argument("--messages", type=int, default=40_000, metavar="N", help="moved in a run (%(default)s)")
    parser.add_argument("--articles", type=int, default=4_000, metavar="N", help="read in a run (%(default)s)")
    parser.add_argument("--engines", metavar="A,B", help="only these programs: ours,aiokafka_gather")
    parser.add_argument("--json", action="store_true", help="one JSON object, not tables")
    parser.add_argument("--page", type=Path, default=PAGE, metavar="FILE.html", help="where the page goes")
    options = parser.parse_args(arguments)
    chosen = options.engines.split(",") if options.engines else [engine.module for engine in ALL]
    figures = Figures(" ".join(["python -m tests.benchmarks.stream", *(arguments or sys.argv[1:])]))
    with tempfile.TemporaryDirectory() as folder, LocalKafka(Path(folder), port=0, properties=BROKER) as kafka:
        make_topics(kafka.bootstrap)
        bed = Bed(kafka.bootstrap)
        if options.what != "flow":
            load = Load(options.messages)
            passing(bed, [engine for engine in ALL if engine.module in chosen], options.rounds, load, figures)
        if options.what != "pass":
            flow(bed, options.rounds, WARM_UP, options.articles, figures)
    print(json.dumps(record(figures)) if options.json else "\n".join(lines(figures)))
    options.page.parent.mkdir(parents=True, exist_ok=True)
    options.page.write_text(page(figures), encoding="utf-8")
    options.page.with_name("results.json").write_text(json.dumps(record(figures), indent=1) + "\n", encoding="utf-8")
    say(f"pictures: {options.page}")
    return 0 if all(bar.holds for bar in figures.bars()) else 1


if __name__ == "__main__":
    sys.exit(main())
