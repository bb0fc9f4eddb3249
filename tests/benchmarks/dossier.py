"""CPU time of taking in what an article tells, with a hundred thousand others in the state.

    python -m tests.benchmarks.dossier [--articles 100000] [--last 5000]

The articles are made: resolutions on countries, some on many more than others, each with the steps of its life, each
step told by one article or by hundreds, which come in hours late and out of order. Afterwards a vote comes that five
hundred articles tell within a day.
"""

import argparse
import gc
import random
import resource
import statistics
import sys
from collections.abc import Iterator
from dataclasses import replace
from time import process_time

from streams.core.dossier import State, apply, dossiers
from streams.core.model import Organ, ResolutionEvent, ResolutionEvents, Stage
from tests.core.dossier.told import article, event

COUNTRIES = [f"C{number:02}" for number in range(150)]
WEIGHTS = [1 / (number + 5) for number in range(len(COUNTRIES))]
"""How often resolutions are on a country: one in sixteen on the first."""
AGENCIES = ("AP", "AP", "Reuters", "Reuters", "AFP", "AFP", "Xinhua", "EFE", "dpa", None)
LIVES: tuple[tuple[Organ, tuple[Stage, ...]], ...] = (
    ("SC", ("proposed", "tabled", "vote_scheduled", "adopted")),
    ("SC", ("tabled", "vetoed")),
    ("GA-C3", ("tabled", "adopted_in_committee")),
    ("GA", ("tabled", "adopted")),
    ("HRC", ("tabled", "adopted")),
)


def articles(count: int, seed: int = 7) -> list[ResolutionEvents]:
    """Return so many articles in the order in which they come."""
    random_ = random.Random(seed)
    told: list[tuple[float, ResolutionEvents]] = []
    start = 0.0
    while len(told) < count:
        start += 0.25
        for day, step in _life(random_, start):
            for _ in range(min(500, int(random_.paretovariate(0.9)))):
                published = day + random_.random()
                late = random_.expovariate(8)
                told.append((published + late, _copy(random_, step, len(told), published, published + late)))
    return [each for _, each in sorted(told, key=lambda pair: pair[0])][:count]


def burst(day: float, count: int = 500, seed: int = 8) -> list[ResolutionEvents]:
    """Return what so many articles tell of one vote."""
    random_ = random.Random(seed)
    step = event("vetoed", "SC", on="C00", by="C90", vote="13-1-1", vetoed_by="C91", day=day)
    told = [_copy(random_, step, 10_000_000 + n, day + random_.random() * 0.5, day + 1) for n in range(count)]
    return random_.sample(told, count)


def _life(random_: random.Random, start: float) -> Iterator[tuple[float, ResolutionEvent]]:
    organ, stages = random_.choice(LIVES)
    (target,) = random_.choices(COUNTRIES, WEIGHTS)
    sponsors = " ".join(random_.sample(COUNTRIES, 2))
    for stage in stages:
        start += random_.random() * 8
        final = stage.startswith(("adopted", "vetoed"))
        vote = f"{random_.randint(9, 14)}-1-0" if final else ""
        yield start, event(stage, organ, on=target, by=sponsors, vote=vote, day=int(start) if final else None)


def _copy(
    random_: random.Random, step: ResolutionEvent, number: int, published: float, fetched: float
) -> ResolutionEvents:
    """Return an article that tells a step; some leave out the tally, or who brought the text."""
    if random_.random() < 0.3:
        step = replace(step, sponsors=())
    if random_.random() < 0.3:
        step = replace(step, vote=None)
    if random_.random() < 0.1:
        step = replace(step, confidence=0.5)
    agency = random_.choice(AGENCIES)
    return article(f"https://{number}.example/", published, step, agency=agency, fetched=fetched)


def main() -> None:
    """Print how long it takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--last", type=int, default=5_000)
    options = parser.parse_args()
    told = articles(options.articles)
    state = State()
    before = process_time()
    for each in told[: -options.last]:
        apply(state, each)
    filled = process_time() - before
    gc.collect()
    gc.freeze()  # as streams.agents.folding does
    last = [_timed(state, each) for each in told[-options.last :]]
    now = max(each.published_at for each in told if each.published_at is not None)
    late = random.Random(9).sample(told, 500)
    print(f"{len(told):,} articles, {len(dossiers(state)):,} dossiers; filled in {filled:.1f} s of CPU")
    _print("the next article", last)
    _print("one that comes long after", [_timed(state, _late(each)) for each in late])
    first = min(each.published_at for each in told if each.published_at is not None)
    _print("each of 500 on one vote", [_timed(state, each) for each in burst((now - first).days + 2)])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"{memory:,.0f} MB resident at most")


def _late(each: ResolutionEvents) -> ResolutionEvents:
    return replace(each, uri=each.uri + "late")


def _timed(state: State, told: ResolutionEvents) -> float:
    before = process_time()
    apply(state, told)
    return (process_time() - before) * 1000


def _print(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    p99 = ordered[int(len(ordered) * 0.99)]
    print(f"{what}: {statistics.median(ordered):.2f} ms median, {p99:.2f} ms p99, {ordered[-1]:.1f} ms at most")


if __name__ == "__main__":
    main()
