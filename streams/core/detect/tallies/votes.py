"""Tallies: how many voted how, in one sentence. Numbers are paired with the nearest word for a side of the vote."""

import re
from collections.abc import Set
from typing import NamedTuple

from streams.core.detect.tallies.backing import SIDES, Sides
from streams.core.detect.tallies.needed import without_missed, without_rules
from streams.core.detect.tallies.restated import (
    against_wrong,
    all_but_some,
    did_not,
    each_of_them,
    same_number,
    set_right,
    single_vote,
    voted_on_day,
)
from streams.core.detect.tallies.sides import paired
from streams.core.detect.tallies.tally_tokens import LARGEST, around_numbers, numbers_of, without_days
from streams.core.detect.tallies.wholes import (
    all_voted_for,
    by_lights,
    hands_up,
    none_counted,
    only_one,
    side_of_others,
    without_groups,
)
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.said import ASIDE, CONSENSUS, GATE, UNANIMOUS

_DASHES = re.compile(
    r"(?<![\d.,/-])(\d{1,3})(?: ?- ?| to |-to-)(\d{1,3})(?:(?: ?- ?| to |-to-)(\d{1,3}))?(?![\d%/]|[.,-]\d|-[a-z])"
)
_DASHED = re.compile(r"\d(?: ?- ?| to |-to-)\d")
"""What stands in whatever _DASHES finds; a pattern that begins with a digit is looked for at digits only."""


_NONE = ("no", "no_votes", "not_one")
_ABSTAINED = "abst"
"""How what is told behind two numbers begins if they are of a vote."""


_UNTOLD = (None, None, None, None)


class Tally(NamedTuple):
    """What one sentence says of a vote; None and False where it says nothing. ``start``, ``end`` span its words.

    ``ordered`` says that for and against were told only by their order ("defeated by 21 votes to 18"); ``others`` is
    the side that all the members took that the article does not count ("every other member voted for it").
    """

    for_: int | None
    against: int | None
    abstain: int | None
    absent: int | None
    unanimous: bool
    consensus: bool
    start: int
    end: int
    ordered: bool = False
    others: str = ""

    @property
    def numbers(self) -> tuple[int | None, int | None, int | None, int | None]:
        """The four counts, in order."""
        return self.for_, self.against, self.abstain, self.absent

    @property
    def votes(self) -> int:
        """How many voted, as far as told."""
        return (self.for_ or 0) + (self.against or 0) + (self.abstain or 0) + (self.absent or 0)

    @property
    def counted(self) -> bool:
        """Whether any number is told, be it of all the others."""
        return bool(self.others) or self[:4] != _UNTOLD


def read_tally(folded: str, span: tuple[int, int], lex: Lexicon, phrases: Set[str]) -> Tally | None:
    """Return the tally that the sentence at ``span`` states, or None. Rules ("needs nine votes") are none.

    :param phrases: the lists of which a phrase stands there, by streams.core.detect.words.said.
    """
    text = folded[span[0] : span[1]]
    gated = GATE in phrases
    if not gated and "-" not in text and ", " not in text:
        return None
    consensus = CONSENSUS in phrases
    read = _read_sides(text, lex, gated=gated, aside=ASIDE in phrases)
    sides, unanimous = read.sides, read.whole or (UNANIMOUS in phrases and _told(text, lex))
    if consensus and [spot[0] for spot in sides.values()] == [0]:
        sides = {}  # "by consensus, none of the 193 members objecting": nobody voted
    if not sides and not unanimous and not consensus and not read.others:
        return None
    start = min((spot[1] for spot in sides.values()), default=0)
    end = max((spot[2] for spot in sides.values()), default=len(text))
    for_, against, abstain, absent = [sides[side][0] if side in sides else None for side in SIDES]
    start, end = span[0] + start, span[0] + end
    return Tally(for_, against, abstain, absent, unanimous, consensus, start, end, read.ordered, read.others)


class _Read(NamedTuple):
    """The sides with their numbers, whether only order tells for from against, whether all were for it, the others'."""

    sides: Sides
    ordered: bool = False
    whole: bool = False
    others: str = ""


def _read_sides(text: str, lex: Lexicon, *, gated: bool, aside: bool) -> _Read:
    """Return how the members voted, side by side.

    :param aside: see ``around_numbers``.
    """
    dashed = _dashed(text, lex, gated=gated)
    tokens = around_numbers(text, lex, aside=aside) if gated else []
    if not tokens:
        return _Read(dashed, bool(dashed))
    if not lex.weekdays.keys().isdisjoint([token.word for token in tokens]):
        tokens = without_days(tokens, lex)
    steps = lex.tally_steps  # each step goes through all tokens: most need not
    said = frozenset[str]().union(*[steps[token.word] for token in tokens if token.word in steps])
    tokens = only_one(tokens, lex) if "by_itself" in said or "only" in said else tokens
    tokens = none_counted(tokens, lex) if not said.isdisjoint(_NONE) else tokens
    tokens = by_lights(tokens, lex) if "lights_abstain" in said else tokens
    tokens = all_but_some(tokens, lex) if "all" in said and "but" in said else tokens
    tokens = did_not(tokens, lex) if "did" in said else tokens
    tokens = set_right(tokens, lex) if "corrected" in said or "later" in said else tokens
    tokens = same_number(tokens, lex) if "same" in said else tokens
    tokens = single_vote(tokens, lex) if "single" in said else tokens
    tokens = against_wrong(tokens, lex) if "wrongs" in said else tokens
    tokens = voted_on_day(tokens, lex) if "voted_then" in said else tokens
    of_all = "all" in said or "each" in said
    tokens = each_of_them(tokens, lex) if of_all else tokens
    whole = of_all and all_voted_for(tokens, lex)
    tokens = hands_up(tokens, lex) if whole and "raised" in said else tokens
    others = side_of_others(tokens, lex) if of_all or "others" in said or "rest" in said else ""
    tokens = without_rules(tokens, lex) if "needs" in said or "needed" in said else tokens
    tokens = without_missed(tokens, lex) if "minimum" in said else tokens
    tokens = without_groups(tokens, lex)
    if not numbers_of(tokens):
        return _Read(dashed, bool(dashed), whole, others)
    if dashed:
        _, first, last = dashed["favour"]
        tokens = [one for one in tokens if one.kind != "n" or not first <= one.start < last]
    sides, ordered = paired(tokens, lex)
    if dashed and not ("favour" in sides and "against" in sides):
        sides, ordered = {**sides, **dashed}, True
    return _Read(sides, ordered, whole, others)


def _told(text: str, lex: Lexicon) -> bool:
    """Say whether the vote was unanimous: the word, not "nearly" before it and not denied."""
    for form in lex.sides["unanimous"]:
        at = text.find(form)
        if at >= 0:
            before = text[max(0, at - 24) : at].split()
            return not before or before[-1] not in lex.words["hedged"]
    return False


def _dashed(text: str, lex: Lexicon, *, gated: bool) -> Sides:
    """Read "93-18", "29-8-16", "24 to 15": for, against and, if there is a third number, abstentions."""
    for match in _DASHES.finditer(text) if _DASHED.search(text) else ():
        numbers = [int(group) for group in match.groups() if group is not None]
        before = {word.strip("(,:\"'") for word in text[max(0, match.start() - 60) : match.start()].split()[-8:]}
        after = text[match.end() : match.end() + 44].split()
        following = after[0].strip(",.") if after else ""
        if not following and any(word.startswith(_ABSTAINED) for word in after):
            following = after[1]  # "backed it 125 to 4, with 14 abstentions"
        if max(numbers) > LARGEST or following in lex.tally["not_votes"] or _is_from(text, match.start(), lex):
            continue
        apart = text[max(0, match.start() - 2) : match.start()] == ", " and text[match.end() : match.end() + 1] in ",.;"
        told = apart and not lex.tally["tally"].isdisjoint(
            text[: match.start()].split()
        )  # "adopted a text on X, 93 to 18."
        if told or before & lex.tally["tally"] or following in lex.tally["after_tally"] or _names_vote(after, lex):
            if _is_of_changes(text, match, lex):
                continue
            spot = (match.start(), match.end())
            return {side: (number, *spot) for side, number in zip(SIDES, numbers, strict=False)}
    return {}


def _is_of_changes(text: str, match: re.Match[str], lex: Lexicon) -> bool:
    """Say whether a count is that of an amendment told before it, and another one follows: "An amendment was defeated
    77-40 before members adopted the resolution 119-19"."""
    before = text[max(0, match.start() - 60) : match.start()].split()
    return not lex.tally["changes"].isdisjoint(before) and _DASHES.search(text, match.end()) is not None


def _is_from(text: str, start: int, lex: Lexicon) -> bool:
    """Say whether two numbers tell how one has changed: "rose from 91 to 101"."""
    return text[:start].rstrip(" ").rpartition(" ")[2] in lex.words["from"]


def _names_vote(words: list[str], lex: Lexicon) -> bool:
    """Say whether a count is that of a body's vote: "a 14-0 Security Council vote"."""
    for word in words:
        if word.strip(",.") in lex.tally["votes"]:
            return True
        if word not in lex.tally["body_words"]:
            return False
    return False
