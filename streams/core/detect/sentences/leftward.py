"""What a noun phrase takes up before its noun, as English builds it: "a U.S.-drafted Security Council resolution"."""

from dataclasses import dataclass

from streams.core.detect.sentences.mentions import Item, Mention
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import PERMANENT, SHORT_ORGANS, Mark

MAX_WORDS = 10
"""Words of a phrase before its noun; the longest in the wires' leads have eight."""
LISTED_REACH = 24
"""Characters of a modifier before a comma and its article: "a compromise"."""
YEAR_DIGITS = 4
_POSSESSIVE = ("'s", "'", "s")  # the last where a feed has lost its apostrophes
_AGAINST = "anti-"
"""Before a name in a text that is against who is named, and not by them."""
_OFFERED = ("propose", "table", "adopt")
"""Verb classes that make a sponsor before a hyphen: "-drafted", "-led", "-backed"."""


@dataclass(slots=True)
class Leftward:
    """Grows a mention to the left over its modifiers, taking the items that it swallows off ``items``."""

    folded: str
    items: list[Item]
    mention: Mention
    begin: int
    lex: Lexicon
    position: int = 0
    chained: bool = False  # the name to the right may be tied to this one by a hyphen or "and"
    owned: bool = False  # a possessive ending was read: the name before it owns the phrase
    described: bool = False  # a word of its own stands between a name and the noun: "Palestinian membership resolution"
    backed: bool = False  # a hyphen and "backed" were read: the name before them is a sponsor only if no other is told
    offered: bool = False  # a hyphen and "drafted" were read: the name before them is the sponsor

    def grow(self) -> None:
        """Grow as far as the phrase goes."""
        self.position = self.mention.start
        for _ in range(MAX_WORDS):
            end = self._end_of_word_before()
            if end is None:
                return
            item = self.items[-1] if self.items else None
            if item is not None and end - 1 < item.end <= self.position:
                if not self._swallow(item):
                    return
                self.owned = False
                self.chained = isinstance(item, Mark) and item.kind == "actor"
                self.position = self.mention.start
            elif not self._take_word(end, item.end if item is not None else self.begin):
                return

    def _end_of_word_before(self) -> int | None:
        """Return the end of the word before, over a blank, a hyphen or a stroke; None at the start of the sentence.

        Over a comma too behind the first of two modifiers: "a Palestinian-drafted, non-binding resolution", "a new,
        tougher resolution".
        """
        end = self.position
        while end > self.begin and self.folded[end - 1] in " -/":
            end -= 1
        if end > self.begin and self.folded[end - 1 : end + 1] == ", " and self._is_of_list(end - 1):
            end -= 1
        return end if end > self.begin else None

    def _is_of_list(self, end: int) -> bool:
        """Say whether the first of two modifiers ends at a comma: "U.S.-sponsored, binding", "a new, tougher"."""
        if self.mention.article or self.lex.romance:
            return False
        last = self.items[-1] if self.items else None
        if last is not None and last.end == end:
            return last.kind == "verb" and self.folded[last.start - 1 : last.start] == "-"
        before = self.folded[max(self.begin, end - LISTED_REACH) : end].split()[-2:]
        led = len(before) > 1 and self.lex.articles.get(before[0]) is not None
        return led and before[1] in self.lex.words["first_modifiers"]

    def _take_word(self, end: int, earliest: int) -> bool:
        """Read the plain word that ends at ``end``; False if the phrase begins with it or behind it."""
        start = max(self.folded.rfind(" ", self.begin, end) + 1, self.begin, earliest)
        raw = self.folded[start:end]
        word = raw.strip("\"'()")
        if word in _POSSESSIVE or raw.strip() in _POSSESSIVE:
            self.owned, self.position = True, start
            return True
        self.owned = False
        written = self.offered and not self.backed and self.folded[end : end + 1] == "-"
        if written and word in self.lex.words["drafting_groups"]:
            self.offered, self.mention.hyphened = False, True  # "a Western-drafted resolution"
        if (self.chained or self.mention.hyphened) and word in self.lex.words["and"]:
            self.position = start
            return True
        listed = raw[-1:] == "," and word[:-1] in self.lex.words["first_modifiers"]
        ended = not word or (raw[-1] in ",;:.?!" and not listed)
        dated = len(word) == YEAR_DIGITS and self._is_of_date(word, start)
        if ended or dated or self._begins(word, start):
            return False
        self.position = self.mention.start = start
        return True

    def _is_of_date(self, word: str, start: int) -> bool:
        """Say whether a year only ends a date before the phrase: "to extend until July 2023 sanctions on"."""
        if not word.isdecimal():
            return False
        before = self.folded[max(self.begin, start - LISTED_REACH) : start].split()[-1:]
        return bool(before) and (before[0] in self.lex.months or before[0] in self.lex.words["lasting_until"])

    def _begins(self, word: str, start: int) -> bool:
        """Say whether the phrase begins with ``word`` or behind it, and note what the word says of it."""
        words, mention = self.lex.words, self.mention
        if word in words["manner_nouns"] and self.folded.endswith(" by ", self.begin, start):
            return True  # "approved by consensus two drafts"
        if word in words["itself"] and not words["the_itself"].isdisjoint(self.folded[self.begin : start].split()[-1:]):
            return False  # "la propia resolución"
        mention.rival = mention.rival or word in words["rival"]
        mention.past = mention.past or word in words["back"]
        if mention.kind == "vote" and (word in self.lex.numbers or word.isdecimal()):
            mention.start = start
            return True  # "the United States won nine votes", "the one on Iran got 85 votes"
        mention.renewed = mention.renewed or word in words["renewed"]
        if word[0].isdecimal():
            if len(word) == YEAR_DIGITS and word.isdecimal():
                mention.year, mention.past = int(word), True  # "a 1982 draft"
            mention.counted = mention.counted or is_ordinal(word) or word.isdecimal()
        article = self.lex.articles.get(word)
        if article is not None:
            mention.article, mention.start = article, start
            return True
        if word not in words["plain_modifiers"] and not mention.rival and not word[0].isdecimal():
            self.described = True
        participle = word.endswith(self.lex.past_endings) and "-" not in word
        return word in words["stop"] or (participle and word not in words["modifying_participles"])

    def _swallow(self, item: Item) -> bool:
        """Take the item right before the phrase into it; False if it does not belong to it, or begins it."""
        mention = self.mention
        if isinstance(item, Mention):
            return self._swallow_mention(item)
        between = self.folded[item.end : self.position].strip()
        possessive = self.owned or between in _POSSESSIVE
        if item.kind == "verb":
            return self._swallow_verb(item, between)
        if self.lex.romance and item.kind in ("organ", "actor") and self.folded[item.end] == " ":
            return False  # "Aprueba ONU resolución": names stand behind the noun there
        if item.kind == "organ":
            if mention.organ in (None, "UN") or (mention.organ in SHORT_ORGANS and item.value != "UN"):
                mention.organ, mention.organ_span = item.value, (item.start, item.end)
        elif item.kind == "actor":
            self._take_actor(item, between, possessive=possessive)
        elif item.kind == "foreign":
            mention.foreign = True
        elif not (item.kind == "date" and possessive):  # "Friday's resolution"
            return False
        self.items.pop()
        mention.start = item.start
        if possessive:
            mention.article = mention.article or "the"
        return True

    def _swallow_mention(self, item: Mention) -> bool:
        """Take a phrase in front: "a draft U.N. Security Council resolution", "the sanctions resolution"."""
        mention = self.mention
        if item.kind == "draft" and mention.kind == "resolution" and not item.plural:
            mention.kind = "draft"
        elif self.folded[slice(*item.head)] in self.lex.words["modifying_texts"]:
            mention.rival = mention.rival or self.folded[slice(*item.head)] in self.lex.words["rival"]
        elif mention.kind == "amendment" and self.folded[slice(*item.head)] == "draft":
            pass  # "The draft amendment" is no draft
        elif item.kind not in ("action", "other") or mention.kind == "amendment":
            return False
        elif item.article and not (item.kind == "action" and mention.kind == "resolution"):
            return False  # but: "The U.S. drafted the sanctions resolution"
        mention.take(item)
        self.items.pop()
        return not mention.article

    def _take_actor(self, item: Mark, between: str, *, possessive: bool) -> None:
        """A name inside is a sponsor ("U.S.-drafted", "Russian", "Moscow's") or a topic ("Syria resolution")."""
        mention = self.mention
        spot = (item.value, item.start, item.end)
        if self.offered and self.folded[item.end : item.end + 1] == "-":
            self.offered, mention.hyphened = False, True
            (mention.backers if self.backed else mention.sponsors).insert(0, spot)
        elif "f" in item.forms and not mention.draft:
            mention.foreign = True
        elif self._is_sponsor(item, between, possessive=possessive):
            (mention.backers if self.backed and mention.backers else mention.sponsors).insert(0, spot)
        else:
            mention.topics.insert(0, spot)

    def _is_sponsor(self, item: Mark, between: str, *, possessive: bool) -> bool:
        tied = between in ("-", "/") or between in self.lex.words["and"] or self.folded[item.end] == "-"
        if self.chained and (self.mention.sponsors or self.mention.backers) and tied:
            return True
        if "p" in item.forms or self.folded.endswith(_AGAINST, self.begin, item.start):
            return False  # "the anti-Iranian resolution" is on Iran
        if possessive:
            return True
        name = self.folded[item.start : item.end]
        ends = name.endswith(self.lex.demonym_endings) and "n" not in item.forms
        before = self.items[-2] if len(self.items) > 1 else None
        paired = before is not None and before.end == item.start - 1 and self.folded[before.end] in "-/"  # "EU-Japan"
        adjective = name in self.lex.words["adjectival_names"] or ends or paired
        return adjective and (not self.described or item.value in PERMANENT or self._is_leaders(item))

    def _is_leaders(self, item: Mark) -> bool:
        """Say whether a text is of who holds an office of the country: "Kenyan President William Ruto's proposal"."""
        words = self.folded[item.end : self.mention.head[0]].split()
        held = bool(words) and words[0].removesuffix("'s") in self.lex.words["leaders"]
        return held and any(word.endswith("'s") for word in words)

    def _swallow_verb(self, item: Mark, between: str) -> bool:
        """Take a participle: behind a hyphen ("U.S.-drafted"), or behind an article ("the vetoed draft")."""
        if "d" not in item.forms or between.strip(","):
            return False
        if self.folded[item.start - 1 : item.start] == "-":
            self.offered, self.backed = item.value in _OFFERED, item.value == "adopt"
        else:
            before = self.folded[max(self.begin, item.start - 32) : item.start].split()[-2:]
            the, a = self.lex.words["definite"], self.lex.words["indefinite"]
            led = len(before) == 2 and (before[0] in the or before[0] in a)
            adverb = led and before[1].endswith(self.lex.adverb_endings)
            adverb = (
                adverb and before[1] not in self.lex.words["organ_nouns"]
            )  # "the Assembly adopted draft resolution"
            if not (before and (before[-1] in the or before[-1] in a or adverb)):
                return False
            self.mention.past = self.mention.past or item.value in ("adopt", "veto", "reject", "act", "call")
        self.items.pop()
        self.mention.start = item.start
        return True


def is_ordinal(word: str) -> bool:
    """Say whether a word is an ordinal in digits: "10th"."""
    return len(word) > 2 and word[:-2].isdecimal() and word[-2:].isalpha()
