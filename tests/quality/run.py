"""Everything that is measured, in one run: detection, bodies and names, beside what one would use instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TypeVar

from tests.quality import bodies as our_bodies
from tests.quality import linked, own, sets
from tests.quality.baselines import bodies as other_bodies
from tests.quality.baselines import names as other_names
from tests.quality.baselines.regex import read_by_regex
from tests.quality.forms import Sameness, measure_forms
from tests.quality.reading import score
from tests.quality.same_story import SHARED, Told, measure_own, measure_shared
from tests.quality.scoring import Report, figures
from tests.quality.wire import plain_headlines, wire_shares
from tests.shared import FOLDER

OURS = "reswatch"
REGEX = "60 lines of regex"
PACKAGES = {
    "trafilatura": ("trafilatura",),
    "jusText": ("justext",),
    "flashgeotext": ("flashgeotext",),
    "spaCy": ("spacy", other_names.MODEL),
}
"""What must be installed for a peer; the others need nothing that the project does not need itself."""

Made = TypeVar("Made")


@dataclass
class Results:
    """What a run measured: by set, form or nothing, then by who read it (``OURS`` first)."""

    detection: dict[str, dict[str, Report]] = field(default_factory=dict)
    bodies: dict[str, dict[str, list[our_bodies.PageScore]]] = field(default_factory=dict)
    names: dict[str, linked.Linked] = field(default_factory=dict)
    wire: dict[str, float] = field(default_factory=dict)
    own: dict[str, float] = field(default_factory=dict)
    forms: dict[str, Sameness] = field(default_factory=dict)
    stories: dict[str, Told] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)  # why

    def measured(self) -> dict[str, float]:
        """Return every figure of ours that may have a floor."""
        measured = self.wire | self.own
        for name, readers in self.detection.items():
            measured |= figures(name, readers[OURS])
        for form, extractors in self.bodies.items():
            measured[f"clean_{form}_f1"] = our_bodies.mean(extractors[OURS])
        for name, told in self.stories.items():
            measured |= story_figures(name, told)
        if self.names:
            measured["tag_id_f1"] = self.names[OURS].scores["all"].f1
        return measured | {f"same.{name}": form.share for name, form in self.forms.items()}

    def levels(self) -> list[tuple[float, bool]]:
        """Return (confidence, right) of every event found in a labelled text, each text once."""
        return [
            level
            for name in sets.DETECTION
            if name != "pages" and name in self.detection
            for level in self.detection[name][OURS].levels
        ]


def measure(peers: bool = True, say: Callable[[str], None] = lambda _: None) -> Results:
    """Measure what can be measured here. What is left out says why.

    :param peers: also what one would use instead; spaCy alone takes a minute.
    :param say: hears of each step.
    """
    results = Results()
    for name, one in sets.DETECTION.items():
        if one.folder and not (FOLDER / one.folder).is_dir():
            results.left_out[one.title] = f"no {one.folder} in ../shared/data"
            continue
        say(one.title)
        rows = list(one.rows())
        if rows:
            results.detection[name] = {OURS: score(rows, one.reader)}
            if peers:
                results.detection[name][REGEX] = score(map(one.text_of, rows), read_by_regex)
    _measure_stories(results, say)
    say("forms")
    results.forms = measure_forms()
    _measure_bodies(results, peers, say)
    _measure_own(results, peers, say)
    _measure_names(results, peers, say)
    return results


def story_figures(name: str, told: Told) -> dict[str, float]:
    """Return the F1 of clusters and of pairs with a whole story."""
    return {f"stories.{name}.clusters": told.clusters.f1, f"stories.{name}.pairs": told.pairs["signatures"].f1}


def _measure_stories(results: Results, say: Callable[[str], None]) -> None:
    say("stories")
    results.stories["own"] = measure_own()
    lacking = [name for name in SHARED if not (FOLDER / name).is_dir()]
    if lacking:
        results.left_out["copies of shared texts"] = f"no {', '.join(lacking)} in ../shared/data"
    else:
        results.stories["shared"] = measure_shared()


def _measure_bodies(results: Results, peers: bool, say: Callable[[str], None]) -> None:
    if (FOLDER / "resolution_pages").is_dir():
        results.wire |= wire_shares()
    if not (FOLDER / "html_pages").is_dir():
        results.left_out["bodies"] = "no html_pages in ../shared/data"
        return
    results.wire["clean_plain_headlines"] = plain_headlines()
    for form, others in (("html", other_bodies.HTML), ("plain", other_bodies.PLAIN)):
        say(f"bodies: {form}")
        media_type = our_bodies.FORMS[form][0]
        results.bodies[form] = {OURS: our_bodies.score_bodies(form, our_bodies.ours(media_type))}
        for name, extractor in _usable(others if peers else {}, results).items():
            say(f"bodies: {form}, {name}")
            results.bodies[form][name] = our_bodies.score_bodies(form, extractor())


def _measure_own(results: Results, peers: bool, say: Callable[[str], None]) -> None:
    for form, others in (("own_html", other_bodies.HTML), ("own_plain", other_bodies.PLAIN)):
        for part, suffix in own.PARTS.items():
            name = form + suffix
            say(f"bodies: {name}")
            results.own |= own.own_shares(form, part)
            results.bodies[name] = {OURS: own.own_bodies(form, part)}
            for peer, extractor in _usable(others if peers else {}, results).items():
                results.bodies[name][peer] = own.own_bodies(form, part, extractor())


def _measure_names(results: Results, peers: bool, say: Callable[[str], None]) -> None:
    if not (FOLDER / "dev").is_dir():
        results.left_out["names"] = "no dev in ../shared/data"
        return
    say("names")
    results.names[OURS] = linked.score_links(linked.ours)
    for name, tagger in _usable(other_names.TAGGERS if peers else {}, results).items():
        say(f"names: {name}")
        results.names[name] = linked.score_links(tagger())


def _usable(readers: Mapping[str, Made], results: Results) -> dict[str, Made]:
    """Return those whose packages are installed."""
    usable = {}
    for name, reader in readers.items():
        lacking = [package for package in PACKAGES.get(name, ()) if find_spec(package) is None]
        if lacking:
            results.left_out[name] = f"{', '.join(lacking)} not installed: make quality installs it"
        else:
            usable[name] = reader
    return usable
