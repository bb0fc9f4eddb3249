"""What a story has told before a sentence, by which that is read: its times, its vote, its texts; and what is read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from streams.core.detect.age.freshness import (
    age_undated,
    background_of,
    decides,
    names_own_time,
    outcome_time,
    tells_news,
)
from streams.core.detect.reading.alternates import one_of_them
from streams.core.detect.reading.pronouns import Its
from streams.core.detect.rules.common import goes_on_with_amendments
from streams.core.detect.sentences.goes_on import (
    ALTERNATES,
    Here,
    is_of_the_text,
    opens_count,
    takes_sides,
    tells_of_several,
    tells_one_more,
)
from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.names import goes_on
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.sentences.story import Story
from streams.core.detect.times.dates import OLD_ANYWHERE, read_dates
from streams.core.detect.times.when import When
from streams.core.detect.verbs.in_works import sets_scene
from streams.core.detect.voters.roll import opens_roll
from streams.core.detect.words.marks import PERMANENT, Mark
from streams.core.detect.words.text import contains, longest_first

NEAR_COUNT = 4
"""Sentences behind one that told of a text within which the result of its vote may be told."""
EARLY = 8
"""Sentences of a story, the lines above a press release among them, in which its news is told with its day."""
BESIDE = 2
"""Sentences behind the outcome of one text in which one more may be told of: "Another on Iran passed"."""
SCENE = 2
"""Sentences of a story in which it says that it is about a play, or about what may come."""
COMPARED_REACH = 48
"""Characters before a time in which it is told that it is only that of another vote: "a far cry from the 141 of "."""
BRIEF = 60
"""Characters of a sentence that only says whose turn it is."""
DAY_WORDS = 6
"""Words of a day that stands alone: "23 de febrero de 2012."."""
OPENER_REACH = 4
"""Characters before the name that a sentence begins with: "The "."""

_DECISIVE = ("veto", "vote", "reject", "fail", "postpone", "withdraw", "block", "abstain")
"""Verb classes that a sentence is read for even where it names no text: "Russia vetoed it"."""
_TELLING = ("resolution", "draft", "vote", "amendment")
"""Nouns that a sentence is read for by themselves."""
_DEEDS = ("adopt", "act", "call", "table", "propose", "consider", "schedule")
"""Verb classes that a sentence is read for beside an organ or a text."""


PAIRED = 2
"""Words between two names: "and the"."""
NEVER = -99
"""The number of a sentence where there was none."""


@dataclass(slots=True)
class SoFar:
    """What a story has told up to a sentence.

    ``when`` is the time told last, ``day`` the day: "the same day" is that one, and no month. ``opening`` is the time
    of the outcome that the story opens with. ``here`` is the sentence, ``before`` the one before, ``told`` its time.
    Of the sentences told last, by their numbers, ``several`` is of several texts, ``moved`` of what is put off,
    ``decided`` of an outcome, ``background`` of what was before, ``amended`` of amendments; ``last`` was read.
    ``read`` says whether the sentence itself is, ``fresh`` that news was told, ``scene`` that the story is of a play.
    ``sided`` is the side of those named last by how they voted, ``roll`` the one whose list the sentence before leaves
    open, being cut.
    """

    story: Story
    when: When | None = None
    day: When | None = None
    opening: When | None = None
    here: Here | None = None
    before: Here | None = None
    told: When | None = None
    several: int = NEVER
    moved: int = NEVER
    decided: int = NEVER
    background: int = NEVER
    amended: int = NEVER
    last: int = NEVER
    read: bool = False
    fresh: bool = False
    scene: bool = False
    sided: str = ""
    roll: str = ""
    its: Its = field(default_factory=Its)

    @property
    def times(self) -> tuple[When | None, When | None]:
        """The time and the day told last."""
        return self.when, self.day

    def go_on(self, index: int, here: Here, listed: str) -> Mention | None:
        """Go on to a sentence, and say whether it is ``read``; return the text that it begins with without its noun.

        :param listed: the side of the vote whose members it lists, or nothing.
        """
        story, (span, inside, _) = self.story, here
        self.before, self.here = self.here, here
        self.roll = listed or self.roll
        if 0 < index - self.decided <= BESIDE and tells_one_more(story, span[0]):
            self.several = index - 1
        near = 0 < index - self.several <= ALTERNATES
        first = one_of_them(story.folded, inside, span[0], story.lex) if near else None
        self.read = bool(self.roll or first) or _has_matter(inside) or self._goes_on(index, here)
        its = not self.read and story.folded.startswith(longest_first(story.lex.words["its_openers"]), span[0])
        self.its.pass_by(inside, read=self.read, goes_on=its)
        self.scene = self.scene or (index < SCENE and sets_scene(story, here))
        return first

    def _goes_on(self, index: int, here: Here) -> bool:
        """Say whether a sentence without matter of its own goes on about the text told of before."""
        start, near = here.span[0], index - self.last <= NEAR_COUNT
        behind = self.read or self.its.near or (near and (opens_count(self.story, start) or takes_sides(here)))
        return is_of_the_text(self.story, here, behind=behind)

    def tell(self, s: Sentence) -> None:
        """Tell a sentence that is read what came before it."""
        self._carry_on(s)
        behind = self.amended == s.index - 1
        s.moved, s.behind_changes = self.moved == s.index - 1, behind and self.decided != s.index - 1
        s.before, s.opening = self.told, self.opening
        both = s.begins("both_of_them")
        s.openers = (_pair(s, self.before) if both else []) or _openers(s.folded, self.before)
        s.roll, s.sided = self.roll, self.sided if s.index - self.last <= 1 else ""
        s.amended = s.amended or (behind and (goes_on_with_amendments(s) or opens_roll(s)))

    def take(self, s: Sentence, claims: list[Sighting | HeldBack], out: list[Sighting | HeldBack]) -> None:
        """Take what a sentence claims, and the times and sides that it tells; claims of old are aged, those on "it" get
        its text.

        :param out: what the story claimed before.
        """
        index = self.last = s.index
        if _puts_off(s.marks):
            self.moved = index
        if tells_of_several(s, claims, index - self.decided):
            self.several = index
        self.its.take(s, claims, out)
        self.sided, self.roll = s.sided, s.roll if self.story.body.startswith(" ", s.span[1]) else ""
        if s.amended:
            self.amended = index
        if claims:
            self.background = background_of(claims, index, self.background)
            self.decided = index if decides(claims) else self.decided
        self.fresh = self.fresh or names_own_time(s.folded, s.whens, s.lex)
        self.fresh = self.fresh or tells_news(claims, index, behind_old=bool(self.when))
        if (
            not self.fresh and index > 0 and (s.whens or self.when)
        ):  # all times told so far are of other years: histories
            age_undated(claims)
        if index < EARLY and self.opening is None:
            self.opening = outcome_time(s, claims)
        self.told = s.whens[-1] if s.whens else None
        self._note(self.told, reversed(s.whens))

    def pass_by(self, here: Here) -> None:
        """Take the times of a sentence that is not read."""
        story = self.story
        dates: list[When] = []
        if "date" in [mark.kind for mark in here.marks] or _names_year(story.folded, here.span):
            dates = read_dates(story.folded, here.marks, here.span, story.published, story.lex, self.times)
            self.fresh = self.fresh or names_own_time(story.folded, dates, story.lex)
        self.told = dates[0] if dates else None
        self._note(self.told, iter(dates))

    def _note(self, told: When | None, whens: Iterator[When]) -> None:
        """Note the time told last, and the first day of ``whens``."""
        if told is not None:
            self.when = told
            self.day = next((one for one in whens if _is_day(one)), self.day)

    def _carry_on(self, s: Sentence) -> None:
        """Give what stands behind a semicolon the old time told before it: "In 1999 it kept silent; a draft got three",
        and an entry of a chronology its day: "4 de octubre de 2011. Rusia veta una resolución"."""
        when = self.told
        if when is None or s.whens:
            return
        entry = s.lex.romance and self.before is not None and _is_only_day(s.folded, self.before)
        behind = s.folded.startswith(";", s.span[0] - 2) and (when.age or 0) >= OLD_ANYWHERE
        if entry or (behind and not _is_compared_to(s, when)):
            s.whens.append(when._replace(start=s.span[0], end=s.span[0] + 1))


def _is_only_day(folded: str, here: Here) -> bool:
    """Say whether a sentence is no more than a day, as the entries of a chronology begin: "4 de octubre de 2011."."""
    dates = [mark for mark in here.marks if mark.kind == "date"]
    words = len(folded[slice(*here.span)].split())
    return words <= DAY_WORDS and (bool(dates) or _names_year(folded, here.span))


def _is_compared_to(s: Sentence, when: When) -> bool:
    """Say whether a time is only that of another vote: "93 were for it, a far cry from the 141 of a year ago; 18"."""
    before = s.folded[max(0, when.start - COMPARED_REACH) : when.start]
    return s.tally is not None and contains(before, s.lex.words["more_or_less"])


def _names_year(folded: str, span: tuple[int, int]) -> bool:
    """Say whether a sentence can name a year, by which the next one may say "that year"."""
    return folded.find(" 19", *span) >= 0 or folded.find(" 20", *span) >= 0


def _is_day(when: When) -> bool:
    """Say whether a time is one day: "on Friday", "Dec. 5", and not "in December"."""
    return not when.bound and (when.day is not None or when.weekday is not None)


def _has_matter(inside: list[Mark]) -> bool:
    """Say whether a sentence names a text or a vote, or an organ or "the measure" beside what is done with texts."""
    named = deed = False
    for mark in inside:
        if mark.kind == "symbol" or (mark.kind == "noun" and mark.value in _TELLING):
            return True
        if mark.kind == "verb":
            if mark.value in _DECISIVE:
                return True
            deed = deed or mark.value in _DEEDS
        elif mark.kind == "organ" or (mark.kind == "noun" and mark.value == "text"):
            named = True
    return named and deed


def _puts_off(marks: list[Mark]) -> bool:
    """Say whether it is told that something is put off."""
    for mark in marks:  # noqa: SIM110  # asked of each sentence: a generator costs twice as much
        if mark.value == "postpone" and mark.kind == "verb":
            return True
    return False


def _pair(s: Sentence, before: Here | None) -> list[Spot]:
    """Return the two permanent members that a sentence names last with "and": "the two countries" of the next."""
    actors = [mark for mark in before.marks if mark.kind == "actor"] if before is not None else []
    for one, other in reversed(list(pairwise(actors))):
        between = s.folded[one.end : other.start].split()
        joined = s.says(between[:1], "and") and len(between) <= PAIRED
        if joined and one.value in PERMANENT and other.value in PERMANENT:
            return [(mark.value, mark.start, mark.end) for mark in (one, other)]
    return []


def _openers(folded: str, here: Here | None) -> list[Spot]:
    """Return the countries that a sentence begins with: whose "its" or "their" of the next sentence is."""
    spots: list[Spot] = []
    if here is None:
        return spots
    span, inside, _ = here
    for mark in inside:
        begins = goes_on(folded[spots[-1][2] : mark.start]) if spots else mark.start - span[0] <= OPENER_REACH
        if mark.kind != "actor" or "p" in mark.forms or not begins:
            break
        spots.append((mark.value, mark.start, mark.end))
    if not spots and span[1] - span[0] < BRIEF:  # "Then it was Russia's turn."
        named = [mark for mark in inside if mark.kind in ("actor", "organ")]
        if len(named) == 1 and named[0].kind == "actor" and "p" not in named[0].forms:
            spots = [(named[0].value, named[0].start, named[0].end)]
    return spots
