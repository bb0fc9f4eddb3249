"""The figures of a run: medians, ratios and the bars they are held to; as text and as JSON."""

import os
import platform
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.benchmarks.stream.bed import Spent
from tests.benchmarks.stream.engines import AIOKAFKA, ALL, OURS, STOCK


def median(spents: list[Spent]) -> Spent:
    """Return the run whose CPU time a message is the median."""
    return sorted(spents, key=lambda one: one.micros)[len(spents) // 2]


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure and what it is held to: at least, or at most where ``most``."""

    name: str
    figure: float
    floor: float
    aim: float
    most: bool = False

    @property
    def holds(self) -> bool:
        return self.figure <= self.floor if self.most else self.figure >= self.floor


@dataclass(slots=True)
class Figures:
    """All runs, by engine, in the order in which they took turns."""

    command: str
    passing: dict[str, list[Spent]] = field(default_factory=dict)
    flow: dict[str, list[Spent]] = field(default_factory=dict)
    beyond: list[float] = field(default_factory=list)
    """CPU µs an article that the role spent beyond enrich() and the codec, counted in its own process."""
    stubbed: list[float] = field(default_factory=list)
    """CPU µs an article of the role with ready articles in place of enrich() and the codec: all the rest."""
    alone: list[float] = field(default_factory=list)
    """CPU µs an article of enrich() and the codec without a stream, in turns with the flow."""
    left_out: dict[str, str] = field(default_factory=dict)

    def ratio(self, runs: Mapping[str, list[Spent]], other: str) -> float:
        """Return how many times ours another engine spends, as the median of the turns."""
        pairs = zip(runs[other], runs[OURS.name], strict=False)
        return statistics.median(theirs.micros / ours.micros for theirs, ours in pairs)

    def best_peer(self) -> str | None:
        """Return which engine that is not Faust reads articles at the least cost."""
        peers = {name: median(runs).micros for name, runs in self.flow.items() if name not in (OURS.name, STOCK.name)}
        return min(peers, key=lambda name: peers[name]) if peers else None

    def bars(self) -> Iterator[Bar]:
        """Yield what was measured of what is held to."""
        if {OURS.name, STOCK.name} <= self.passing.keys():
            yield Bar("pass-through, CPU: stock Faust / ours", self.ratio(self.passing, STOCK.name), 5, 8)
        if {OURS.name, AIOKAFKA.name} <= self.passing.keys():
            yield Bar("pass-through, CPU: aiokafka / ours", self.ratio(self.passing, AIOKAFKA.name), 0.6, 0.9)
        if self.stubbed:
            rest = statistics.median(self.stubbed)
            yield Bar("the role without enrich() and the codec, CPU µs an article", rest, 75, 40, most=True)
        if {OURS.name, STOCK.name} <= self.flow.keys():
            yield Bar("whole flow, articles a CPU second: ours / stock", self.ratio(self.flow, STOCK.name), 1.3, 1.5)
        if OURS.name in self.flow and (best := self.best_peer()):
            yield Bar(f"whole flow, articles a CPU second: ours / {best}", self.ratio(self.flow, best), 0.9, 1.0)


def machine() -> dict[str, object]:
    """Return what the figures were measured on."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    return {
        "cpu": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
    }


def lines(figures: Figures) -> Iterator[str]:
    """Yield the figures as text."""
    guarantees = {engine.name: engine.guarantee for engine in ALL}
    for title, runs in (("pass-through, 3 KB", figures.passing), ("whole flow, the real enrich()", figures.flow)):
        if not runs:
            continue
        yield f"\n{title}: CPU µs a message (lowest to highest), messages a second"
        for name, spents in runs.items():
            spread = sorted(one.micros for one in spents)
            middle = median(spents)
            yield (
                f"  {name:24}{middle.micros:8.1f}  ({spread[0]:.1f} to {spread[-1]:.1f}){middle.rate:9,.0f}"
                f"  {guarantees.get(name, '')}"
            )
    if figures.beyond:
        yield f"  {'the role beyond these two':24}{statistics.median(figures.beyond):8.1f}"
    if figures.alone:
        yield f"  {'enrich() and codec alone':24}{statistics.median(figures.alone):8.1f}"
    yield "\nheld to: figure, floor, aim"
    for bar in figures.bars():
        yield f"  {bar.name:56}{bar.figure:8.2f}{bar.floor:8g}{bar.aim:8g}  {'' if bar.holds else 'BELOW'}"
    for name, why in figures.left_out.items():
        yield f"left out: {name}: {why}"


def record(figures: Figures) -> dict[str, object]:
    """Return the figures as JSON has them."""

    def runs(of: Mapping[str, list[Spent]]) -> dict[str, object]:
        return {
            name: {
                "cpu_us": [round(one.micros, 1) for one in spents],
                "per_second": [round(one.rate) for one in spents],
                "messages": spents[0].messages,
            }
            for name, spents in of.items()
        }

    return {
        "command": figures.command,
        "machine": machine(),
        "pass_through": runs(figures.passing),
        "whole_flow": runs(figures.flow),
        "role_without_reading_cpu_us": [round(one, 1) for one in figures.stubbed],
        "role_beyond_cpu_us": [round(one, 1) for one in figures.beyond],
        "alone_cpu_us": [round(one, 1) for one in figures.alone],
        "bars": [
            {"name": bar.name, "figure": round(bar.figure, 2), "floor": bar.floor, "aim": bar.aim, "holds": bar.holds}
            for bar in figures.bars()
        ],
        "left_out": figures.left_out,
    }
