"""What a whole article names: for a text whose own sentences do not say which country it is about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from streams.core.detect.sentences.sentence import Spot
from streams.core.detect.sentences.story import Story
from streams.core.detect.topics.ties import CLEAR, FIRM, LOOSE, tie_of
from streams.core.detect.words.marks import PERMANENT, Mark, scan
from streams.core.detect.words.text import longest_first
from streams.core.model import Article
from streams.core.tag import tag

LEAD = 600
"""Characters of a story in which it is told who escaped criticism, or rejects it."""
ESCAPE_REACH = 90
"""Characters from an escape to what was escaped: " for the seventh year a "."""
OPENER_REACH = 40
"""Characters before the name that a story opens with, those of a dateline among them."""
OPENING = 300
"""Characters of a story in which its one country is what it is about."""
BEYOND_DOUBT = 5
"""Namings, those of the headline thrice, from which a story is about a country even if the text is also from it."""


SHORTENED = 4
"""Letters that no shortened word has before its full stop: "Ms.", "Gen."."""
FOUGHT_OVER = 3
"""Namings from which a land is what a story on an invader is about."""


class Setting:
    """What the whole article names; counted only when asked, since most texts say themselves what they are about."""

    def __init__(self, story: Story, article: Article) -> None:
        self._story, self._article = story, article
        self._marks = [mark for mark in story.marks if mark.kind == "actor" and "o" not in mark.forms]
        self._ties: dict[int, float] = {}

    @cached_property
    def headline(self) -> Counter[str]:
        """The territories of the headline, those that it is about three times."""
        story = self._story
        counted: Counter[str] = Counter()
        for mark in self._titled():
            firm = story.headline.startswith((":", " :"), mark.end) or _is_of_thing(story, mark)
            firm = firm or tie_of(story.headline, 0, mark, story.lex) >= FIRM
            counted.update(dict.fromkeys(ids_of(mark), 3 if firm else 1))
        return counted

    def _titled(self) -> list[Mark]:
        """Return the territories of the headline: by the names that the body has for them, and by those of its own."""
        headline = self._story.headline
        if not headline:
            return []
        entities = tag(replace(self._article, body=self._article.headline or ""))
        own = scan(headline, self._story.lex, entities, ())
        found = {mark.start: mark for mark in own if mark.kind == "actor" and "o" not in mark.forms}
        names = {self._story.folded[mark.start : mark.end]: mark for mark in self._marks}
        for name, mark in names.items():
            at = headline.find(name)
            if at >= 0 and not any(at < other.end and other.start < at + len(name) for other in found.values()):
                found[at] = replace(mark, start=at, end=at + len(name))
        return list(found.values())

    @cached_property
    def about(self) -> Counter[str]:
        """How often the body's sentences are about each territory; not PERMANENT members, which act in most of them."""
        counted: Counter[str] = Counter()
        for mark in self._marks:
            if mark.value not in PERMANENT and self._tie(mark) >= LOOSE:
                for one in ids_of(mark):
                    counted[one] += 1
        return counted

    @cached_property
    def opening(self) -> set[str]:
        """The territories that the opening is on: "a draft on human rights in Uzbekistan"."""
        folded = self._story.folded
        early = (mark for mark in self._marks if mark.start < OPENING and not folded.startswith("'", mark.end))
        return {one for mark in early if self._tie(mark) >= FIRM for one in ids_of(mark)}

    def _tie(self, mark: Mark) -> float:
        """Return how firmly a territory is tied to what is told before it."""
        if mark.start not in self._ties:
            self._ties[mark.start] = tie_of(self._story.folded, 0, mark, self._story.lex)
        return self._ties[mark.start]

    @cached_property
    def accused(self) -> Spot | None:
        """Who escapes or rejects what a text says of it: "China fended off criticism of its human rights record"."""
        folded, words = self._story.folded[:LEAD], self._story.lex.words
        if self._story.said.within(0, LEAD).isdisjoint(("its_record", "escaping")):
            return None
        at = min((found for one in words["its_record"] if (found := folded.find(one)) >= 0), default=-1)
        if at < 0:
            at = self._escape(folded)
        before = [mark for mark in self._marks if mark.end <= at and "p" not in mark.forms]
        begin = folded.rfind(". ", 0, at) if at > 0 else 0
        inside = [mark for mark in before if mark.start > begin]
        return (inside[0].value, inside[0].start, inside[0].end) if inside else None

    @cached_property
    def faced(self) -> Spot | None:
        """With whom a story opens that faces a vote, or reacts to one: "Manila reacted with fury after"."""
        first = self._marks[0] if self._marks else None
        if first is None or first.start >= OPENER_REACH or "p" in first.forms or first.value in PERMANENT:
            return None
        hit = self._story.folded.startswith(longest_first(self._story.lex.words["hit_by_it"]), first.end)
        return (first.value, first.start, first.end) if hit or self._rejects_text(first) else None

    def _rejects_text(self, first: Mark) -> bool:
        """Say whether who a story opens with rejects a text: "Eritrea on Tuesday rejected a U.N. resolution"."""
        lex = self._story.lex
        words = [word.strip(",.") for word in self._story.folded[first.end : first.end + ESCAPE_REACH].split()]
        at = next((at for at, word in enumerate(words[:4]) if word in lex.words["turning_down_text"]), None)
        if at is None or not all(word in lex.weekdays or word in lex.words["on"] for word in words[:at]):
            return False
        return not lex.words["indefinite"].isdisjoint(words[at + 1 : at + 2]) and not lex.words[
            "text_words"
        ].isdisjoint(words[at:])

    @cached_property
    def addressed(self) -> Spot | None:
        """Who is told in a quote what it must do, as those say who voted: "Tehran must come clean," the envoy said."""
        folded, must = self._story.folded, longest_first(self._story.lex.words["told_to"])
        for mark in self._marks:
            if mark.start >= LEAD:
                return None
            quoted = folded[max(0, mark.start - 5) : mark.start].lstrip(" .,").removesuffix("the ").endswith('"')
            if quoted and mark.value not in PERMANENT and "p" not in mark.forms and folded.startswith(must, mark.end):
                return mark.value, mark.start, mark.end
        return None

    def _escape(self, folded: str) -> int:
        """Return where it is told that somebody escaped censure; -1 where it is not."""
        words = self._story.lex.words
        for one in words["escaping"]:
            at = folded.find(f" {one} ")
            if at >= 0 and not words["censure_nouns"].isdisjoint(folded[at : at + ESCAPE_REACH].split()):
                return at
        return -1

    @cached_property
    def joint(self) -> set[tuple[str, ...]]:
        """Territories of one conflict that the body names together more than once: Jerusalem is ``PSE`` and ``ISR``."""
        both = [mark.value for mark in self._marks if "+" in mark.value]
        return {tuple(value.split("+")) for value, count in Counter(both).items() if count > 1} if both else set()

    @property
    def pairs(self) -> Iterable[tuple[str, ...]]:
        """The two sides of each conflict that names stand for both of."""
        return () if self._story.lex.romance else self._story.lex.pairs

    def are_sides(self, one: str, other: str) -> bool:
        """Say whether two territories are those of one conflict that the body names together, if only once."""
        return any({one, other} <= set(mark.value.split("+")) for mark in self._marks if "+" in mark.value)

    def other_side(self, one: str) -> str | None:
        """Return the other side of a territory's conflict, if the headline is about that: "tells Israel to halt"."""
        others = {other for ids in self._story.lex.pairs if one in ids for other in ids if other != one}
        return next((other for other in sorted(others) if self.headline[other] > 1), None)

    def land(self) -> str | None:
        """Return whose land is fought over that a text only tells somebody to leave: the one most told of by far."""
        ranked = [(one, count) for one, count in self.about.most_common(2) if count >= FOUGHT_OVER]
        alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] >= 2 * ranked[1][1])
        return ranked[0][0] if ranked and alone else None

    def just_before(self, start: int) -> str:
        """Return the one territory that the sentence before names, which tells what an organ or its members did."""
        folded, words = self._story.folded, self._story.lex.words
        end = len(folded[:start].rstrip(' .\n"'))
        begin = max(self._stop_before(end), folded.rfind("\n", 0, end), 0)
        marks = [mark for mark in self._story.marks if begin <= mark.start < end]
        acts = any(mark.kind == "organ" for mark in marks)
        acts = acts or not words["members"].isdisjoint(folded[begin:end].replace(",", " ").split())
        named = {one for mark in marks if mark.kind == "actor" and "o" not in mark.forms for one in ids_of(mark)}
        return next(iter(named)) if acts and len(named) == 1 and named.isdisjoint(PERMANENT) else ""

    def _stop_before(self, end: int) -> int:
        """Return where the last full stop is that only shortens no word: not that of "Ms. Pillay"."""
        folded, stop = self._story.folded, self._story.folded.rfind(". ", 0, end)
        while stop > 0 and len(folded[max(0, stop - SHORTENED) : stop].rpartition(" ")[2]) < SHORTENED:
            stop = folded.rfind(". ", 0, stop)
        return stop

    def first(self, identity: str) -> Spot | None:
        """Return where a territory is named first."""
        return next(((identity, mark.start, mark.end) for mark in self._marks if identity in ids_of(mark)), None)


def ids_of(mark: Mark) -> list[str]:
    return mark.value.split("+")


def _is_of_thing(story: Story, mark: Mark) -> bool:
    """Say whether a headline's name tells of what a thing is: "Libya arms checks", and not "Libya rejects"."""
    behind = story.headline[mark.end : mark.end + 24].split()[:1]
    beside = story.headline[mark.end : mark.end + 1] == " " and mark.value not in PERMANENT
    return beside and not story.lex.words["headline_things"].isdisjoint(behind)


def take_dominant(
    score: dict[str, float],
    around: Setting,
    apart: set[str],
    bringers: frozenset[str] = frozenset(),
    *,
    often_thematic: bool,
    on_topic: bool = False,
) -> None:
    """Where no phrase says what the text is about, take the territory that the headline or the opening is about.

    A sponsor only where the article is about nobody else; for a body whose texts are often about no country, only
    one that the headline is about or that is named so again and again.

    :param on_topic: the text is told to be on something that is no country.
    """
    counts = {one: count for one, count in around.about.items() if one not in PERMANENT}
    others = any(one not in bringers and one not in PERMANENT for one in around.headline)
    for one, weight in around.headline.items():
        if one not in PERMANENT and not (others and one in bringers):  # "Iran protests Canada resolution"
            counts[one] = counts.get(one, 0) + weight
    others_most = max((count for one, count in counts.items() if one not in apart | bringers), default=0)
    for one in (apart | bringers) & counts.keys():  # who brought a rival text is what it is on only if nobody else is
        rival = not often_thematic and counts[one] <= others_most
        if counts[one] < BEYOND_DOUBT and (one in apart or rival):
            del counts[one]
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])[:3]
    if not ranked:
        return
    one, count = ranked[0]
    if len(ranked) > 1 and 2 * ranked[1][1] >= count > 1 and around.are_sides(one, ranked[1][0]):
        other, _ = ranked.pop(1)  # "Israeli settlements": what is about both counts for both
        score[other] = score.get(other, 0.0) + CLEAR
    alone = len(ranked) == 1
    spot = around.first(one)
    opening = spot is not None and spot[1] < OPENING
    # named beside the text, or where the story says what it is about
    beside = one in score or (one in around.opening and not on_topic)
    needed = 3 if (often_thematic and not beside) or not alone else 1 if opening else 2
    ahead = alone or count >= 1.5 * ranked[1][1] or around.headline[ranked[1][0]] < around.headline[one]
    if count >= needed and ahead and (opening or around.headline[one]):
        score[one] = score.get(one, 0.0) + CLEAR
