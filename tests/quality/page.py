"""The page of a run: every figure, what stands beside it, and each miss with its text. It loads nothing."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from tests.quality import bodies, sets
from tests.quality.calibration import brier, curve
from tests.quality.floors import FLOORS, below
from tests.quality.misses import body_misses, detection_misses, name_misses
from tests.quality.pictures import bar, curve_picture
from tests.quality.run import OURS, REGEX, Results
from tests.quality.scoring import Score
from tests.quality.table import SHOWN

FILTER = """<script>
for (const box of document.querySelectorAll('nav input')) box.addEventListener('change', () => {
  const hidden = new Set([...document.querySelectorAll('nav input:not(:checked)')].map(one => one.value));
  for (const miss of document.querySelectorAll('.miss[data-field]'))
    miss.classList.toggle('hide', hidden.has(miss.dataset.field));
  for (const text of document.querySelectorAll('details')) { const all = text.querySelectorAll('.miss[data-field]');
    if (all.length) text.classList.toggle('hide', [...all].every(one => one.classList.contains('hide'))); }
});
</script>"""


def page(results: Results) -> str:
    """Return the page as HTML."""
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    parts = [*_summary(results), *_detection(results), *_bodies(results), *_names(results), *_misses(results)]
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>How well articles are read</title><style>{style}</style><body>{''.join(parts)}{FILTER}</body></html>"
    )


def _summary(results: Results) -> Iterator[str]:
    yield "<h1>How well articles are read</h1><p class=soft>F1 by field, on labelled texts, beside what one would use "
    yield "instead. A missed event and one that is not there count in every field. The red mark is the floor.</p>"
    links = (f"<a href=#{name}>{name}</a>" for name in ("events", "bodies", "names", "misses"))
    yield f"<nav>{''.join(links)}</nav>"
    for name, (value, floor) in below(results.measured()).items():
        yield f"<p class=below>{escape(name)} is {value:.3f}, below its floor of {floor:.3f}</p>"
    for name, why in results.left_out.items():
        yield f"<p class=soft>{escape(name)} is left out: {escape(why)}</p>"


def _detection(results: Results) -> Iterator[str]:
    yield "<h2 id=events>Resolution events</h2>"
    for name, readers in results.detection.items():
        report, other = readers[OURS], readers.get(REGEX)
        yield f"<h3>{escape(sets.DETECTION[name].title)} <small>{report.texts} texts, "
        yield f"{report.scores['events'].right + report.scores['events'].missed} events</small></h3>"
        yield f"<div class=scroll><table><tr><th>field<th>{OURS}<th class=n>right<th class=n>wrong<th class=n>missed"
        yield f"<th>{escape(REGEX)}" if other else ""
        for field in SHOWN:
            if (score := report.scores.get(field)) and score != Score():
                yield f"<tr><td>{field}<td>{bar(score.f1, 'ours', 0, FLOORS.get(f'detect.{name}.{field}'))}"
                yield f"<td class=n>{score.right}<td class=n>{score.wrong}<td class=n>{score.missed}"
                yield f"<td>{bar(other.scores[field].f1, 'peer')}" if other else ""
        yield f"<tr><td>events not there / there<td>{report.invented:.1%}<td><td><td>"
        yield f"<td>{other.invented:.1%}" if other else ""
        yield "</table></div>"
    shares = (f"{name} {form.share:.3f} of {form.texts}" for name, form in results.forms.items())
    yield f"<p>The same events in another form of the text: {', '.join(shares)}.</p>"
    if levels := results.levels():
        yield f"<h3>Confidence</h3><div class=side>{curve_picture(curve(levels))}<div class=scroll><table>"
        yield "<tr><th>given<th>right (organ and stage)<th>events"
        for one in curve(levels):
            yield f"<tr><td>{one.given:.2f}<td>{one.right:.2f}<td class=n>{one.count}"
        yield f"</table><p class=soft>Brier score {brier(levels):.3f}</p></div></div>"


def _bodies(results: Results) -> Iterator[str]:
    if not results.bodies:
        return
    yield "<h2 id=bodies>The body of a page</h2><p class=soft>Mean token F1 on 78 news pages, as HTML and as text; "
    yield "and on pages of the project's own, half of them set aside: measured, and not mended on.</p>"
    yield "<div class=scroll><table><tr><th>form<th>extractor<th>F1"
    for form, extractors in results.bodies.items():
        for name, scores in extractors.items():
            floor = FLOORS.get(f"clean_{form}_f1") if name == OURS else None
            kind = "ours" if name == OURS else "peer"
            yield f"<tr><td>{form}<td>{escape(name)}<td>{bar(bodies.mean(scores), kind, 0.7, floor)}"
    yield "</table></div><p class=soft>Bars begin at 0.7. From the wire pages, as their labels say: "
    yield (
        ", ".join(f"{escape(name.removeprefix('clean_'))} {share:.2f}" for name, share in results.wire.items()) + ". "
    )
    yield (
        "From the project's own: "
        + ", ".join(f"{escape(name.removeprefix('clean_'))} {share:.2f}" for name, share in results.own.items())
        + "</p>"
    )


def _names(results: Results) -> Iterator[str]:
    if not results.names:
        return
    yield "<h2 id=names>Countries, UN bodies, organizations</h2><p class=soft>F1 by canonical id, in 5,722 news items. "
    yield "The words that a peer finds become ids by our table of names. Bars begin at 0.7.</p>"
    yield "<div class=scroll><table><tr><th>tagger"
    kinds = list(results.names[OURS].scores)
    yield "".join(f"<th>{kind.replace('_', ' ')}" for kind in kinds)
    for name, report in results.names.items():
        yield f"<tr><td>{escape(name)}"
        for kind in kinds:
            floor = FLOORS.get("tag_id_f1") if name == OURS and kind == "all" else None
            yield f"<td>{bar(report.scores[kind].f1, 'ours' if name == OURS else 'peer', 0.7, floor)}"
    yield "</table></div>"


def _misses(results: Results) -> Iterator[str]:
    yield "<h2 id=misses>Each miss, with its text</h2><nav>"
    counts: Mapping[str, int] = {
        field: sum(miss.field == field for readers in results.detection.values() for miss in readers[OURS].misses)
        for field in SHOWN
    }
    for field, count in counts.items():
        if count:
            yield f"<label><input type=checkbox value='{field}' checked> {field} <small>{count}</small></label>"
    yield "</nav>"
    for name, readers in results.detection.items():
        if readers[OURS].misses:
            yield f"<h3>{escape(sets.DETECTION[name].title)}</h3>"
            yield from detection_misses(readers[OURS].misses)
    for name, sameness in results.forms.items():
        yield f"<h3>Not the same events: {escape(name)}</h3>"
        for text, before, after in sameness.differ:
            yield f"<details><summary>{escape(text)}</summary><div class=miss>"
            yield f"<span class=gold>as it is: {escape('; '.join(before)) or '–'}</span><br>"
            yield f"<span class=found>{escape(name)}: {escape('; '.join(after)) or '–'}</span></div></details>"
    for form, extractors in results.bodies.items():
        yield f"<h3>Bodies, {form}: pages below 0.95</h3>"
        yield from body_misses(extractors[OURS], 0.95)
    if results.names:
        yield "<h3>Names</h3><details><summary>the first 150 items with a fault</summary>"
        yield from name_misses(results.names[OURS].faults, 150)
        yield "</details>"
