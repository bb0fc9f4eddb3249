"""A run as tables for a terminal."""

from collections.abc import Iterator
from itertools import groupby

from tests.quality.bodies import mean
from tests.quality.run import OURS, REGEX, Results
from tests.quality.same_story import WAYS
from tests.quality.scoring import Score
from tests.quality.table import SHOWN, calibration_line


def results_lines(results: Results) -> Iterator[str]:
    """Yield a run as tables: detection by field and set, bodies, names, confidence."""
    sets_shown = list(results.detection)
    for reader in (OURS, REGEX):
        if all(reader in readers for readers in results.detection.values()) and sets_shown:
            yield ""
            yield f"{'events: ' + reader:26}" + "".join(f"{name[:17]:>18}" for name in sets_shown)
            reports = [results.detection[name][reader] for name in sets_shown]
            for name in SHOWN:
                if any(report.scores[name] != Score() for report in reports):
                    cells = (f"{one.f1:.3f}" if (one := report.scores[name]) != Score() else "-" for report in reports)
                    yield f"{name:26}" + "".join(f"{cell:>18}" for cell in cells)
            yield f"{'not there / there':26}" + "".join(f"{report.invented:>18.1%}" for report in reports)
            counted = (report.scores["events"] for report in reports)
            yield f"{'texts':26}" + "".join(f"{report.texts:>18}" for report in reports)
            yield f"{'events':26}" + "".join(f"{one.right + one.missed:>18}" for one in counted)
    if results.detection:
        yield ""
        yield calibration_line(results.levels())
    shares = (f"{name} {form.share:.3f} of {form.texts}" for name, form in results.forms.items())
    yield "the same events in another form: " + "   ".join(shares)
    for form, extractors in results.bodies.items():
        yield ""
        yield f"body, token F1: {form}"
        yield from (f"  {name:24}{mean(scores):.3f}" for name, scores in extractors.items())
    for form, shares_of in groupby(results.own.items(), lambda one: one[0].split("_", 3)[:3]):
        yield f"fields, share right: {'_'.join(form[1:])}  " + "  ".join(
            f"{name.split('_', 3)[3]} {share:.2f}" for name, share in shares_of
        )
    if results.names:
        yield ""
        yield (
            "names, F1 by id" + " " * 11 + "".join(f"{kind:>14}" for kind in next(iter(results.names.values())).scores)
        )
        for name, linked in results.names.items():
            yield f"  {name:24}" + "".join(f"{score.f1:14.3f}" for score in linked.scores.values())
    yield from story_lines(results)
    yield from (f"left out: {name}: {why}" for name, why in results.left_out.items())


def story_lines(results: Results) -> Iterator[str]:
    """Yield how well copies of one story are told, in clusters and each beside the whole story."""
    yield ""
    yield f"{'same story, pairwise F1':26}" + "".join(f"{name:>14}" for name in results.stories)
    told = list(results.stories.values())
    yield f"{'  clusters':26}" + "".join(f"{one.clusters.f1:14.3f}" for one in told)
    for way in WAYS:
        yield f"{'  ' + way:26}" + "".join(f"{one.pairs[way].f1:14.3f}" for one in told)
    yield f"{'  texts, articles':26}" + "".join(f"{f'{one.texts}, {one.articles}':>14}" for one in told)
