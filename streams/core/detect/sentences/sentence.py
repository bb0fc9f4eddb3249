"""One sentence, ready for the rules: its items in order, and the small questions that rules ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from streams.core.detect.bodies.organs import MEMBERS, SIZES, is_asked
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.tallies.votes import Tally
from streams.core.detect.times.when import When
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.said import Said
from streams.core.detect.words.text import longest_first

Spot = tuple[str, int, int]
"""An id and where it is named."""

LED = 16
"""Characters of "additionally", which may stand before what a sentence begins with."""
_TRIMMED = "\"'(),;:"


@dataclass(slots=True)
class Sentence:
    """A sentence's span, its items in order, and what it says of time and votes.

    ``phrases`` are the lists of those that are asked for (streams.core.detect.words.said) of which one stands in it.
    ``kinds`` are those of its items.
    ``index`` counts the article's sentences. ``foreign`` says that it names another body and no organ of the United
    Nations, ``amended`` that it speaks of amendments, so that its tally need not be the text's. ``year`` is the
    article's. ``before`` is the time that the sentence before tells, ``openers`` the countries that one begins with,
    ``opening`` the time of the news that the story opens with.
    ``moved``: the sentence before tells that something was put off.
    ``behind_changes``: the sentence before tells only of amendments.
    ``sided`` is the side of those named last by how they voted: in this sentence, and until then in the one before.
    ``roll`` is the side of the vote whose list of names goes on from the sentence before, which was cut.
    ``subjects`` are those of the verbs that were asked for, ``leads`` the words before those, ``readings`` what these
    say. ``lists`` are those of its actors, each with the index of the last one, once they were asked for. ``supposed``
    says whether it only imagines what it tells, once that was asked.
    """

    folded: str
    span: tuple[int, int]
    items: list[Item]
    lex: Lexicon
    said: Said
    phrases: set[str]
    whens: list[When]
    tally: Tally | None
    index: int
    questioned: bool = False
    foreign: bool = False
    year: int | None = None
    before: When | None = None
    opening: When | None = None
    moved: bool = False
    sided: str = ""
    roll: str = ""
    behind_changes: bool = False
    openers: list[Spot] = field(default_factory=list)
    mentions: list[Mention] = field(init=False)
    marks: list[Mark] = field(init=False)
    borders: list[Mark] = field(init=False)
    kinds: set[str] = field(init=False)
    amended: bool = field(init=False)
    subjects: dict[int, Item | None] = field(default_factory=dict)
    leads: dict[int, list[str]] = field(default_factory=dict)
    readings: dict[int, Reading] = field(default_factory=dict)
    lists: list[tuple[int, list[Spot]]] | None = None
    supposed: bool | None = None

    def __post_init__(self) -> None:
        """Set the mentions, the marks and those of borders apart, which rules ask for again and again."""
        self.mentions, self.marks = [], []
        for item in self.items:
            if isinstance(item, Mark):
                self.marks.append(item)
            else:
                self.mentions.append(item)
        self.kinds = {item.kind for item in self.items}
        self.borders = [mark for mark in self.marks if mark.kind == "border"] if "border" in self.kinds else []
        self.amended = "amendment" in self.kinds

    def verb(self, i: int) -> Mark:
        """Return the item at ``i``, which is a verb."""
        verb = self.items[i]
        assert isinstance(verb, Mark)
        return verb

    def surface(self, item: Item) -> str:
        """Return the folded words of an item."""
        return self.folded[item.start : item.end]

    def opens(self, item: Item) -> bool:
        """Say whether the sentence begins with an item, or with a quotation mark and it, or with "also" or an adverb
        and it: "Jointly tabled by"."""
        ahead = item.start - self.span[0]
        if ahead <= 1 or ahead >= LED:
            return ahead <= 1
        led = self.folded[self.span[0] : item.start].strip()
        return led in self.lex.words["also"] or (led.endswith(self.lex.adverb_endings) and " " not in led)

    def words_before(self, position: int, count: int) -> list[str]:
        """Return up to ``count`` words of the sentence right before ``position``, trimmed of punctuation."""
        start, begin = position - 14 * count, self.span[0]
        text = self.folded[start if start > begin else begin : position]
        if "," in text:
            text = text.replace(",", " ")
        return [word.strip(_TRIMMED) for word in text.rsplit(None, count)[-count:]]

    def words_after(self, position: int, count: int) -> list[str]:
        """Return up to ``count`` words of the sentence right behind ``position``, trimmed of punctuation."""
        stop, end = position + 14 * count, self.span[1]
        text = self.folded[position : stop if stop < end else end]
        if "," in text:
            text = text.replace(",", " ")
        words = [word.strip(_TRIMMED) for word in text.split(None, count)[:count]]
        if words and (last := words[-1])[-1:] == "." and last.count(".") == 1:
            words[-1] = last[:-1]  # the last of the sentence: "Algeria and Turkey sponsored it."
        return words

    def says(self, words: list[str], name: str, *others: str) -> bool:
        """Say whether one of ``words`` is in the lexicon's list ``name``, or in one of ``others``."""
        if not words:
            return False
        known = self.lex.words
        if not known[name].isdisjoint(words):  # asked thirty times a sentence, and mostly of one list
            return True
        for other in others:  # noqa: SIM110  # a generator costs twice as much
            if not known[other].isdisjoint(words):
                return True
        return False

    def calls(self, item: Item, *lists: str) -> bool:
        """Say whether an item is called by a word or a phrase of one of the lexicon's ``lists``."""
        surface, known = self.folded[item.start : item.end], self.lex.words
        for name in lists:  # noqa: SIM110  # as above
            if surface in known[name]:
                return True
        return False

    def begins(self, name: str) -> bool:
        """Say whether it begins with a phrase of the lexicon's list ``name``."""
        return self.folded.startswith(longest_first(self.lex.words[name]), self.span[0])

    def has(self, name: str) -> bool:
        """Say whether it has a phrase of one of the lists that are asked for: streams.core.detect.words.said."""
        return name in self.phrases

    def says_before(self, position: int, count: int, name: str) -> bool:
        """Say whether one of ``count`` words right before ``position`` is in a list that is asked for."""
        return name in self.phrases and not self.lex.words[name].isdisjoint(self.words_before(position, count))

    def says_after(self, position: int, count: int, name: str) -> bool:
        """Say whether one of ``count`` words right behind ``position`` is in a list that is asked for."""
        return name in self.phrases and not self.lex.words[name].isdisjoint(self.words_after(position, count))

    def is_number(self, word: str) -> bool:
        """Say whether a word is a number, in digits or spelt."""
        return word.isdecimal() or word in self.lex.numbers

    @property
    def opens_with_pronoun(self) -> bool:
        """Whether it begins with "it", which is then what the sentence before tells of."""
        return self.says(self.words_after(self.span[0], 1), "pronoun")

    @property
    def counted(self) -> bool:
        """Whether its tally tells any number."""
        return self.tally is not None and self.tally.counted

    def texts(self, start: int, end: int, kinds: tuple[str, ...] = TEXTS) -> Iterator[Mention]:
        """Yield the mentions of ``kinds`` that begin in ``[start, end)``, in order."""
        for mention in self.mentions:
            if mention.kind in kinds and start <= mention.start < end:
                yield mention

    def acting(self) -> Mark | None:
        """Return the first UN organ that votes: not told what to do ("would have the Assembly urge"), nor too small."""
        votes = self.tally.votes if self.tally is not None else 0
        for one in self.organs(*self.span):
            if votes <= SIZES.get(one.value, MEMBERS) and not is_asked(self.folded, one.start, one.end, self.lex):
                return None if self._is_sent_to(one) else one
        return None

    def _is_sent_to(self, organ: Mark) -> bool:
        """Say whether a text is only sent to an organ: "The pope sent it to the General Assembly"."""
        words = self.words_before(organ.start, 5)
        return not self.lex.romance and self.says(words, "infinitive") and self.says(words, "sent_there")

    def organs(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks of UN organs that begin in ``[start, end)``; "the U.N." alone is none."""
        for mark in self.marks:
            if mark.kind == "organ" and mark.value != "UN" and start <= mark.start < end:
                yield mark
