"""How well copies of one story are told from other texts: pairs made from texts as outlets and rivals make them.

Each text is a story of its agency, printed by one paper whole and by others in each way of ``copying.KINDS``; beside it
stand a rival's story and the agency's own of the next day, each with copies of their own (``rivals``), and standing
forms filled in anew. A pair is right where both are of one story. Thresholds were set on one half of the texts; the
other half is reported, since only what was not looked at says anything.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import combinations

from streams.core.story import Stories, signature, similar
from tests.quality import bodies, rivals, sets
from tests.quality.copying import KINDS, Strange, Text, copy, words_in
from tests.quality.scoring import Score
from tests.shared import shared_data

SHARED = ("html_pages", "resolution_pages", "dev")
"""The folders of ../shared/data that are read."""
WHOLE = "as it is"
BEGAN = datetime(2026, 1, 5, tzinfo=UTC)
COPIES_OF_RIVALS = ("brief", "cut", "house style")
OF_EACH_FORM = 8
"""How many are filled in, and how many summaries there are."""
LONGEST_STRANGE = 100
"""Words of the longest paragraph that a page puts beside a story: a caption, a remnant of its furniture."""
SHORTEST = 80
"""Words of the shortest text that stories are made from."""


@dataclass(frozen=True)
class Printed:
    """A text as an outlet printed it: of which ``story``, and what was done to it."""

    story: str
    kind: str
    body: str
    at: datetime
    agency: str | None

    @cached_property
    def signature(self) -> bytes:
        return signature(self.body, "en")

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        """The plain runs of four words, for what is measured beside."""
        words = self.body.lower().split()
        return frozenset(zip(*(words[n:] for n in range(4)), strict=False))


def printed(texts: Sequence[Text], strange: Strange, seed: int = 7) -> list[Printed]:
    """Return everything that is printed of and beside ``texts``."""
    draw = random.Random(seed)
    made: list[Printed] = []

    def put(story: str, kind: str, text: Text, agency: str | None) -> None:
        at = BEGAN + timedelta(minutes=draw.randint(0, 2 * 24 * 60))
        made.append(Printed(story, kind, "\n\n".join(text), at, agency if draw.random() < 0.6 else None))

    for number, text in enumerate(texts):
        for kind in KINDS:
            put(f"{number}", kind, copy(draw, kind, text, strange), "AP")
        for name, make, agency in (("rival", rivals.rival, "Reuters"), ("next day", rivals.next_day, "AP")):
            other = make(draw, text, strange)
            put(f"{number} {name}", name, other, agency)
            for kind in COPIES_OF_RIVALS:
                put(f"{number} {name}", name, copy(draw, kind, other, strange), agency)
    for number in range(OF_EACH_FORM):
        for name in rivals.FORMS:
            put(f"{name} {number}", "standing form", rivals.filled(draw, name, strange), None)
        put(f"summary {number}", "summary", rivals.summary(draw, texts, strange), "AP")
    return made


def clusters(made: Iterable[Printed]) -> list[str]:
    """Return the story that each is put in."""
    stories, made = Stories(), list(made)
    for number, each in enumerate(made):
        stories.add(f"https://paper.example/{number}", each.signature, each.at, each.agency, None)
    return [stories.story_id(f"https://paper.example/{number}") for number in range(len(made))]


def score_clusters(made: Sequence[Printed]) -> Score:
    """Score the pairs of articles that are put in one story, of all pairs."""
    return score_partition([each.story for each in made], clusters(made))


def score_partition(gold: Sequence[str], found: Sequence[str]) -> Score:
    """Score pairs by the story they are of and the one they were put in."""

    def pairs(names: Iterable[object]) -> int:
        return sum(count * (count - 1) // 2 for count in Counter(names).values())

    right = pairs(zip(gold, found, strict=True))
    return Score(right, pairs(found) - right, pairs(gold) - right)


def near(made: Sequence[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Yield the pairs that may be doubted: of one text and what stands beside it, and of one standing form."""
    groups: dict[str, list[Printed]] = {}
    summaries = [each for each in made if each.kind == "summary"]
    for each in made:
        groups.setdefault(each.story.split()[0], []).append(each)
    for group in groups.values():
        yield from combinations(group, 2)
    for each in made:
        if each.kind != "summary":
            yield from ((each, summary) for summary in summaries)


def score_pairs(pairs: Iterable[tuple[Printed, Printed]], same: Callable[[Printed, Printed], bool]) -> Score:
    """Score a way to tell copies, each pair by itself."""
    score = Score()
    for one, other in pairs:
        gold, found = one.story == other.story, same(one, other)
        score.right += gold and found
        score.wrong += found and not gold
        score.missed += gold and not found
    return score


def by_signature(one: Printed, other: Printed) -> bool:
    return similar(one.signature, other.signature)


def by_jaccard(one: Printed, other: Printed) -> bool:
    return 2 * len(one.grams & other.grams) >= len(one.grams | other.grams) > 0


def shared_texts() -> list[Text]:
    """Return the texts of ../shared/data that have several paragraphs, as cleaning gives paragraphs."""
    texts = [[each.strip("[]") for each in page["gold_paragraphs"]] for page in bodies.pages()]
    texts += [row.body.split("\n\n") for row in sets.pages("en")]
    return _usable(texts)


def shared_strange() -> Strange:
    """Return the news items of ../shared/data as strange paragraphs."""
    lines = (shared_data("dev") / "entity_links_2025.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line)["text"] for line in lines]
    random.Random(7).shuffle(items)
    return Strange(items)


def own_texts() -> list[Text]:
    """Return the project's own stories."""
    return _usable(row.body.split("\n\n") for row in sets.stories())


def own_strange() -> Strange:
    """Return the paragraphs of other stories of the project as strange ones, but for stories that are one paragraph and
    for pages, most of whose paragraphs are a line above or below a story."""
    paragraphs = [each for row in sets.stories("stories_second", but="pages") for each in row.body.split("\n\n")]
    return Strange([each for each in paragraphs if words_in([each]) <= LONGEST_STRANGE])


def _usable(texts: Iterable[Text]) -> list[Text]:
    return [text for text in texts if len(text) >= 4 and words_in(text) >= SHORTEST]


@dataclass(frozen=True)
class Told:
    """How well copies are told among what was printed of the reported half of some texts."""

    texts: int
    articles: int
    clusters: Score
    pairs: dict[str, Score]


WAYS: dict[str, Callable[[Printed, Printed], bool]] = {"signatures": by_signature, "4-gram Jaccard ≥ 0.5": by_jaccard}
"""Ways to tell whether one article is a copy of a whole story, ours first."""


def measure_texts(texts: Sequence[Text], strange: Strange) -> Told:
    """Measure on what is printed of ``texts``."""
    made = printed(texts, strange)
    doubted = near(made)
    pairs = [(one, other) for one, other in doubted if one.story != other.story or WHOLE in (one.kind, other.kind)]
    return Told(
        len(texts), len(made), score_clusters(made), {way: score_pairs(pairs, same) for way, same in WAYS.items()}
    )


def measure_own(half: int = 1) -> Told:
    """Measure on the project's own stories."""
    return measure_texts(own_texts()[half::2], own_strange())


def measure_shared(half: int = 1) -> Told:
    """Measure on the texts of ../shared/data."""
    return measure_texts(shared_texts()[half::2], shared_strange())
