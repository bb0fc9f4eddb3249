"""From the marks of a sentence to its items: nouns grow to phrases, and words without meaning here fall away."""

import re
from dataclasses import dataclass

from streams.core.detect.lexicon import Lexicon
from streams.core.detect.marks import PERMANENT, SHORT_ORGANS, Mark
from streams.core.detect.mentions import TEXTS, Item, Mention
from streams.core.detect.rightward import Rightward

MAX_WORDS = 10
"""Words of a phrase before its noun; the longest in the wires' leads have eight."""
TITLE_REACH = 400
"""Characters between a text and the symbol behind its title; titles of the General Assembly run to some 200."""
SENDER_REACH = 60
"""Characters between a text and the one that it is "from"."""

_TITLE = re.compile(r'[^"(]{0,24}(?:"[^"]{1,320}",? ?)?\((?:[a-z]+ ){0,3}')
_TRIMMED = ".,;:'\""
_POSSESSIVE = ("'s", "'", "s")  # the last where a feed has lost its apostrophes
_OFFERED = (
    "propose",
    "table",
    "adopt",
)  # verb classes that make a sponsor before a hyphen: "-drafted", "-led", "-backed"


def chunk(folded: str, marks: list[Mark], begin: int, lex: Lexicon) -> list[Item]:
    """Return the items of the sentence that starts at ``begin``: mentions for nouns, marks for the rest."""
    items: list[Item] = []
    named = False
    taken = 0  # marks before this one belong to a phrase already
    for index, mark in enumerate(marks):
        if index < taken:
            continue
        if mark.kind == "verb" and _is_thing(folded, mark, begin, lex):
            continue
        if mark.kind != "noun":
            items.append(mark)
        elif mark.value == "resolution" and _is_solution(folded, marks, index, lex):
            items.append(Mark("sense", "", "", mark.start, mark.end))
        elif mark.value == "vote" and _can_be_verb(folded, mark, lex) and not _is_noun(folded, mark, begin, lex):
            items.append(Mark("verb", "vote", _verb_form(folded, mark, lex), mark.start, mark.end))
        else:
            mention = Mention(mark.value, mark.start, mark.end, (mark.start, mark.end), "p" in mark.forms)
            _Grower(folded, items, mention, begin, lex).grow()
            items.append(mention)
            named = True
            if lex.romance and mention.kind in (*TEXTS, "vote", "amendment"):
                taken = Rightward(folded, marks, mention, index + 1, lex).grow()
    return _joined(items, folded, lex) if named else items


def _is_thing(folded: str, mark: Mark, begin: int, lex: Lexicon) -> bool:
    """Say whether what could be a verb is a noun without meaning here: "an end to", "the use of", "a call"."""
    if lex.romance or "b" not in mark.forms or "n" in mark.forms:
        return False
    before = folded[max(begin, mark.start - 12) : mark.start].split()[-1:]
    return not (lex.words["definite"].isdisjoint(before) and lex.words["indefinite"].isdisjoint(before))


def _can_be_verb(folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether a word for a vote is a form of the verb too, as all English ones can be."""
    return not lex.romance or folded[mark.start : mark.end] in lex.words["noun_or_verb"]


def _is_noun(folded: str, mark: Mark, begin: int, lex: Lexicon) -> bool:
    """Say whether "vote" is a noun here: by the word before it."""
    before = folded[max(begin, mark.start - 24) : mark.start].split()
    after = folded[mark.end : mark.end + 12].split()[:1]
    if (
        _verb_form(folded, mark, lex) == "g"
        and after
        and (after[0][0].isdecimal() or after[0] in lex.words["voting_how"])
    ):
        return False
    if not before:
        return True
    word = before[-1].strip("\"(,'")
    if mark.forms == "p" and word in lex.words["organ_nouns"]:
        return False
    if word in lex.words["nominal"] or _is_ordinal(word) or folded[mark.start - 1] == "-" or word[-1:].isdecimal():
        return True
    return mark.forms == "p" and lex.words["after_voting"].isdisjoint(after)


def _verb_form(folded: str, mark: Mark, lex: Lexicon) -> str:
    """Return the form of a "vote" that is a verb."""
    progressive = folded[mark.start : mark.end].endswith(lex.progressive_endings)
    return "g" if progressive else "s" if mark.forms or lex.romance else "b"


def _is_ordinal(word: str) -> bool:
    """Say whether a word is an ordinal in digits: "10th"."""
    return len(word) > 2 and word[:-2].isdecimal() and word[-2:].isalpha()


def _is_solution(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> bool:
    """Say whether "resolution" is the solving of something: "a resolution of the crisis"."""
    mark = marks[index]
    words = folded[mark.end : mark.end + 60].split()[:8]
    if not words or words[0].strip(_TRIMMED) not in lex.words["solving"]:
        return False
    words = [word.strip(_TRIMMED) for word in words]
    if words[0] in lex.words["solving_of"]:
        following = marks[index + 1] if index + 1 < len(marks) else None
        near = following is not None and following.start - mark.end < 28
        of_body = near and following is not None and following.kind in ("organ", "date")
        if of_body or not lex.romance:
            return not of_body
        words = words[:4]  # "une résolution de la France sur la situation": only what it is right before is solved
    return not lex.words["solved"].isdisjoint(words)


def _joined(items: list[Item], folded: str, lex: Lexicon) -> list[Item]:
    """Give each mention what follows its noun: its symbols, and who it is "from"."""
    joined: list[Item] = []
    text: Mention | None = None  # the last text, while nothing but names has followed it
    sent: Mark | None = None  # who it is from
    titled: Mention | None = None  # the last text, if a title and "(document" have followed it
    for item in items:
        last = joined[-1] if joined else None
        if isinstance(item, Mention):
            if item.kind in TEXTS and titled is not None and _is_behind_title(folded, titled, item):
                continue  # "(document A/C.3/81/L.19)" is no other text: its symbol is that of the one before
            text = item if item.kind in TEXTS else text
            titled = text
        elif item.kind == "symbol" and titled is not None and _is_behind_title(folded, titled, item):
            titled.symbols.append(item)
            continue
        elif item.kind == "symbol" and isinstance(last, Mention) and item.start - last.end <= 12:
            last.symbols.append(item)
            last.end = item.end
            continue
        elif text is not None and item.kind == "actor" and _is_sender(folded, text, item, lex):
            text.sponsors.append((item.value, item.start, item.end))
            sent = item
        elif text is not None and sent is not None and item.kind == "actor" and "p" not in item.forms:
            if sent is last and folded[sent.end : item.start].strip() in lex.words["and"]:
                text.sponsors.append((item.value, item.start, item.end))  # "from Ireland and Niger"
        elif item.kind in ("verb", "border"):
            text = None
        joined.append(item)
    return joined


def _is_behind_title(folded: str, text: Mention, item: Item) -> bool:
    """Say whether an item follows the title of a text: 'the draft titled "Rights of ..." (document A/C.3/81/L.19)'."""
    between = folded[text.end : item.start]
    return "(" in between and len(between) < TITLE_REACH and _TITLE.fullmatch(between) is not None


def _is_sender(folded: str, text: Mention, actor: Mark, lex: Lexicon) -> bool:
    """Say whether a text is "from" the actor: "another draft resolution on the same issue from Brazil"."""
    if "p" in actor.forms or actor.start - text.end >= SENDER_REACH:
        return False
    words = [word for word in folded[text.end : actor.start].split() if word not in lex.words["definite"]]
    if len(words) == 1 and words[0] in lex.words["by"]:
        return True  # "a draft resolution by Belarus"
    return bool(words) and words[-1] in lex.words["from"] and lex.words["not_from"].isdisjoint(words)


@dataclass(slots=True)
class _Grower:
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
        """Return the end of the word before, over a blank, a hyphen or a stroke; None at the start of the sentence."""
        end = self.position
        while end > self.begin and self.folded[end - 1] in " -/":
            end -= 1
        return end if end > self.begin else None

    def _take_word(self, end: int, earliest: int) -> bool:
        """Read the plain word that ends at ``end``; False if the phrase begins with it or behind it."""
        start = max(self.folded.rfind(" ", self.begin, end) + 1, self.begin, earliest)
        raw = self.folded[start:end]
        word = raw.strip("\"'()")
        if word in _POSSESSIVE or raw.strip() in _POSSESSIVE:
            self.owned, self.position = True, start
            return True
        self.owned = False
        if self.chained and word in self.lex.words["and"]:
            self.position = start
            return True
        if not word or raw[-1] in ",;:.?!" or self._begins(word, start):
            return False
        self.position = self.mention.start = start
        return True

    def _begins(self, word: str, start: int) -> bool:
        """Say whether the phrase begins with ``word`` or behind it, and note what the word says of it."""
        words, mention = self.lex.words, self.mention
        mention.rival = mention.rival or word in words["rival"]
        mention.past = mention.past or word in words["back"]
        if word[0].isdecimal():
            mention.counted = mention.counted or _is_ordinal(word) or word.isdecimal()
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
        elif item.kind not in ("action", "other") or item.article or mention.kind == "amendment":
            return False
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
        if "p" in item.forms:
            return False
        if possessive:
            return True
        name = self.folded[item.start : item.end]
        ends = name.endswith(self.lex.demonym_endings) and "n" not in item.forms
        before = self.items[-2] if len(self.items) > 1 else None
        paired = before is not None and before.end == item.start - 1 and self.folded[before.end] in "-/"  # "EU-Japan"
        adjective = name in self.lex.words["adjectival_names"] or ends or paired
        return adjective and (not self.described or item.value in PERMANENT)

    def _swallow_verb(self, item: Mark, between: str) -> bool:
        """Take a participle: behind a hyphen ("U.S.-drafted"), or behind an article ("the vetoed draft")."""
        if "d" not in item.forms or between:
            return False
        if self.folded[item.start - 1 : item.start] == "-":
            self.offered, self.backed = item.value in _OFFERED, item.value == "adopt"
        else:
            before = self.folded[max(self.begin, item.start - 32) : item.start].split()[-2:]
            articles = self.lex.words["definite"] | self.lex.words["indefinite"]
            adverb = len(before) == 2 and before[1].endswith(self.lex.adverb_endings) and before[0] in articles
            if not (before and (before[-1] in articles or adverb)):
                return False
            self.mention.past = self.mention.past or item.value in ("adopt", "veto", "reject", "act", "call")
        self.items.pop()
        self.mention.start = item.start
        return True
