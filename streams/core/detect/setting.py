"""What a whole article names: for a text whose own sentences do not say which country it is about."""

from collections import Counter
from dataclasses import replace
from functools import cached_property

from streams.core.detect.marks import PERMANENT, Mark
from streams.core.detect.sentence import Spot
from streams.core.detect.story import Story
from streams.core.detect.ties import CLEAR, FIRM, LOOSE, tie_of

OPENING = 300
"""Characters of a story in which its one country is what it is about."""
BEYOND_DOUBT = 5
"""Namings, those of the headline thrice, from which a story is about a country even if the text is also from it."""


class Setting:
    """What the whole article names; counted only when asked, since most texts say themselves what they are about."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._marks = [mark for mark in story.marks if mark.kind == "actor" and "o" not in mark.forms]

    @cached_property
    def headline(self) -> Counter[str]:
        """The territories of the headline, those that it is about three times."""
        story, counted = self._story, Counter[str]()
        if not story.headline:
            return counted
        names = {story.folded[mark.start : mark.end]: mark for mark in self._marks}
        for name, mark in names.items():
            at = story.headline.find(name)
            if at >= 0:
                there = replace(mark, start=at, end=at + len(name))
                firm = story.headline.startswith(":", there.end) or tie_of(story.headline, 0, there, story.lex) >= FIRM
                counted.update(dict.fromkeys(ids_of(mark), 3 if firm else 1))
        return counted

    @cached_property
    def about(self) -> Counter[str]:
        """How often the body's sentences are about each territory; not PERMANENT members, which act in most of them."""
        counted = Counter[str]()
        for mark in self._marks:
            if mark.value not in PERMANENT and tie_of(self._story.folded, 0, mark, self._story.lex) >= LOOSE:
                for one in ids_of(mark):
                    counted[one] += 1
        return counted

    @cached_property
    def opening(self) -> set[str]:
        """The territories that the opening is on: "a draft on human rights in Uzbekistan"."""
        folded, lex = self._story.folded, self._story.lex
        early = (mark for mark in self._marks if mark.start < OPENING and not folded.startswith("'", mark.end))
        return {one for mark in early if tie_of(folded, 0, mark, lex) >= FIRM for one in ids_of(mark)}

    @cached_property
    def joint(self) -> set[tuple[str, ...]]:
        """Territories of one conflict that the body names together more than once: Jerusalem is ``PSE`` and ``ISR``."""
        counted = Counter(mark.value for mark in self._marks if "+" in mark.value)
        return {tuple(value.split("+")) for value, count in counted.items() if count > 1}

    def are_sides(self, one: str, other: str) -> bool:
        """Say whether two territories are those of one conflict that the body names together, if only once."""
        return any({one, other} <= set(mark.value.split("+")) for mark in self._marks if "+" in mark.value)

    def first(self, identity: str) -> Spot | None:
        """Return where a territory is named first."""
        return next(((identity, mark.start, mark.end) for mark in self._marks if identity in ids_of(mark)), None)


def ids_of(mark: Mark) -> list[str]:
    return mark.value.split("+")


def take_dominant(score: dict[str, float], around: Setting, apart: set[str], *, often_thematic: bool) -> None:
    """Where no phrase says what the text is about, take the territory that the headline or the opening is about.

    A sponsor only where the article is about nobody else; for a body whose texts are often about no country, only
    one that the headline is about or that is named so again and again.
    """
    counts = Counter({one: count for one, count in around.about.items() if one not in PERMANENT})
    for one, weight in around.headline.items():
        if one not in PERMANENT:
            counts[one] += weight
    for one in apart & counts.keys():
        if counts[one] < BEYOND_DOUBT:
            del counts[one]
    ranked = counts.most_common(3)
    if not ranked:
        return
    one, count = ranked[0]
    if len(ranked) > 1 and 2 * ranked[1][1] >= count > 1 and around.are_sides(one, ranked[1][0]):
        other, _ = ranked.pop(1)  # "Israeli settlements": what is about both counts for both
        score[other] = score.get(other, 0.0) + CLEAR
    alone = len(ranked) == 1
    spot = around.first(one)
    opening = spot is not None and spot[1] < OPENING
    beside = one in score or one in around.opening  # named beside the text, or where the story says what it is about
    needed = 3 if (often_thematic and not beside) or not alone else 1 if opening else 2
    ahead = alone or count >= 1.5 * ranked[1][1] or around.headline[ranked[1][0]] < around.headline[one]
    if count >= needed and ahead and (opening or around.headline[one]):
        score[one] = score.get(one, 0.0) + CLEAR
