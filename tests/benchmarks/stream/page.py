"""The page of a run: each engine's cost as a bar, its runs as dots, and what it guarantees. It loads nothing."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from tests.benchmarks.stream.bed import Spent
from tests.benchmarks.stream.engines import ALL, OURS
from tests.benchmarks.stream.report import Figures, machine, median

STYLE = Path(__file__).resolve().parents[2] / "quality" / "page.css"
ROW, LEFT, WIDTH = 26, 190, 760


def page(figures: Figures) -> str:
    """Return the page as HTML."""
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>The stream beside other engines</title><style>{STYLE.read_text(encoding='utf-8')}"
        "svg.runs{width:100%;max-width:760px} svg.runs text{font-size:12px;fill:var(--ink)}"
        "td.wrap{white-space:normal;min-width:16rem}"
        f"</style><body>{''.join(_parts(figures))}</body></html>"
    )


def _parts(figures: Figures) -> Iterator[str]:
    of = machine()
    cpu = escape(str(of["cpu"]))
    yield "<h1>The stream beside other engines</h1><p class=soft>CPU time of the worker's process, by message, from a "
    yield f"backlog on one local Apache Kafka, outputs acknowledged (acks=all). {cpu}, {of['cores']} "
    yield f"shared cores, load {of['load']}, Python {of['python']}. <code>{escape(figures.command)}</code></p>"
    yield "<h2>What is held to</h2><div class=scroll><table>"
    yield "<tr><th>figure<th class=n>measured<th class=n>floor<th class=n>aim"
    for bar in figures.bars():
        mark = "" if bar.holds else " class=below"
        yield f"<tr{mark}><td>{escape(bar.name)}"
        yield "".join(f"<td class=n>{figure:.4g}" for figure in (bar.figure, bar.floor, bar.aim))
    yield "</table></div>"
    if figures.passing:
        yield "<h2>Pass-through, 3 KB</h2>" + _chart(figures.passing) + _table(figures.passing)
    if figures.flow:
        yield "<h2>Whole flow, the real enrich() and the same codec</h2>" + _chart(figures.flow) + _table(figures.flow)
    for name, why in figures.left_out.items():
        yield f"<p class=soft>{escape(name)} is left out: {escape(why)}</p>"


def _chart(runs: Mapping[str, list[Spent]]) -> str:
    """Return bars of the medians, a dot for each run."""
    most = max(one.micros for spents in runs.values() for one in spents)
    scale, rows = (WIDTH - LEFT - 70) / most, []
    for index, (name, spents) in enumerate(sorted(runs.items(), key=lambda pair: median(pair[1]).micros)):
        y, middle = index * ROW, median(spents).micros
        kind = "ours" if name == OURS.name else "peer"
        dots = "".join(
            f'<circle cx="{LEFT + one.micros * scale:.1f}" cy="{y + 12}" r="3" fill="var(--ink)" fill-opacity=".45"/>'
            for one in spents
        )
        rows.append(
            f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{LEFT}" y="{y + 4}" width="{middle * scale:.1f}" height="16" rx="2" fill="var(--{kind})"/>{dots}'
            f'<text x="{LEFT + max(one.micros for one in spents) * scale + 8:.1f}" y="{y + 16}">{middle:.0f} µs</text>'
        )
    height = len(rows) * ROW
    return (
        f'<svg class=runs viewBox="0 0 {WIDTH} {height}" role=img aria-label="CPU µs a message">{"".join(rows)}</svg>'
    )


def _table(runs: Mapping[str, list[Spent]]) -> str:
    known = {engine.name: engine for engine in ALL}
    rows = []
    for name, spents in runs.items():
        middle, engine = median(spents), known[name]
        rows.append(
            f"<tr><td>{escape(name)}<td class=n>{middle.micros:.1f}<td class=n>{middle.rate:,.0f}"
            f"<td class=n>{len(spents)}<td class=wrap>{escape(engine.does)}<td class=wrap>{escape(engine.guarantee)}"
        )
    heads = "<th>engine<th class=n>CPU µs a message<th class=n>a second<th class=n>runs<th>as<th>guarantees"
    return f"<div class=scroll><table><tr>{heads}{''.join(rows)}</table></div>"
