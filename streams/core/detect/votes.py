"""Tallies: how many voted how, in one sentence. Numbers are paired with the nearest word for a side of the vote."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from streams.core.detect.lexicon import Lexicon
from streams.core.detect.tally_tokens import LARGEST, Token, around_numbers, numbers_of, without_rules
from streams.core.detect.text import contains

SIDES = ("favour", "against", "abstain", "absent")

_DASHES = re.compile(
    r"(?<![\d.,/-])(\d{1,3})(?: ?- ?| to )(\d{1,3})(?:(?: ?- ?| to )(\d{1,3}))?(?![\d%/]|[.,-]\d|-[a-z])"
)
_DASHED = re.compile(r"\d(?: ?- ?| to )\d")
"""What stands in whatever _DASHES finds; a pattern that begins with a digit is looked for at digits only."""
_REACH = {"favour": 13, "against": 7, "abstain": 7, "absent": 5}
"""Tokens between a number and its side: "12 of the U.N. Security Council's 15 members voted in favor" has eleven."""

Sides = dict[str, tuple[int, int, int]]
"""For each side told: the number, and the span of the words that tell it."""


class Tally(NamedTuple):
    """What one sentence says of a vote; None and False where it says nothing. ``start``, ``end`` span its words.

    ``ordered`` says that for and against were told only by their order ("defeated by 21 votes to 18").
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

    @property
    def numbers(self) -> tuple[int | None, int | None, int | None, int | None]:
        """The four counts, in order."""
        return self.for_, self.against, self.abstain, self.absent

    @property
    def counted(self) -> bool:
        """Whether any number is told."""
        return any(number is not None for number in self.numbers)


def read_tally(folded: str, span: tuple[int, int], lex: Lexicon) -> Tally | None:
    """Return the tally that the sentence at ``span`` states, or None. Rules ("needs nine votes") are none."""
    text = folded[span[0] : span[1]]
    gated = contains(text, lex.tally_gate)
    if not gated and "-" not in text and ", " not in text:
        return None
    unanimous = _told(text, lex)
    consensus = contains(text, lex.sides["consensus"])
    sides, ordered = _read_sides(text, lex, gated=gated)
    if not sides and not unanimous and not consensus:
        return None
    start = min((spot[1] for spot in sides.values()), default=0)
    end = max((spot[2] for spot in sides.values()), default=len(text))
    counts = [sides[side][0] if side in sides else None for side in SIDES]
    return Tally(
        counts[0], counts[1], counts[2], counts[3], unanimous, consensus, span[0] + start, span[0] + end, ordered
    )


def _read_sides(text: str, lex: Lexicon, *, gated: bool) -> tuple[Sides, bool]:
    """Return the sides with their numbers, and whether only their order tells for from against."""
    dashed = _dashed(text, lex, gated=gated)
    if not gated:
        return dashed, bool(dashed)
    tokens = around_numbers(text, lex)
    if not numbers_of(tokens) or not numbers_of(tokens := without_rules(tokens, lex)):
        return dashed, bool(dashed)
    if dashed:
        _, first, last = dashed["favour"]
        tokens = [one for one in tokens if one.kind != "n" or not first <= one.start < last]
    sides, ordered = _paired(tokens, lex)
    if dashed and not ("favour" in sides and "against" in sides):
        sides, ordered = {**sides, **dashed}, True
    if "favour" not in sides:
        _take_support(tokens, sides, lex)
    return sides, ordered


def _told(text: str, lex: Lexicon) -> bool:
    """Say whether the vote was unanimous: the word, not "nearly" before it and not denied."""
    for form in lex.sides["unanimous"]:
        at = text.find(form)
        if at >= 0:
            before = text[max(0, at - 24) : at].split()
            return not before or before[-1] not in lex.words["hedged"]
    return False


def _paired(tokens: list[Token], lex: Lexicon) -> tuple[Sides, bool]:
    """Pair each side with the number before it, or behind a colon; also whether two were told by order."""
    sides: Sides = {}
    used: set[int] = set()
    ordered = _take_votes(tokens, used, sides, lex)
    for index, token in enumerate(tokens):
        if token.kind not in SIDES or token.kind in sides:
            continue
        found = _behind_by(tokens, index, used, lex)
        if found is None:
            found = _behind_were(tokens, index, used, lex)
        if found is None:
            found = _before(tokens, index, used, lex)
        if found is None:
            found = _behind_colon(tokens, index, used)
        if found is not None:
            used.add(found)
            number = tokens[found]
            sides[token.kind] = (number.number, min(number.start, token.start), max(number.end, token.end))
    return sides, ordered


def _take_votes(tokens: list[Token], used: set[int], sides: Sides, lex: Lexicon) -> bool:
    """Read "by 35 votes to three", "adopted by 23 votes", "a simple majority of 84 votes"; True for the first."""
    for at in numbers_of(tokens[:-1]):
        token = tokens[at]
        if _is_pair(tokens, at, lex):
            sides["favour"] = (token.number, token.start, tokens[at + 2].end)
            sides["against"] = (tokens[at + 2].number, token.start, tokens[at + 2].end)
            used.update((at, at + 2))
            return True
        if tokens[at + 1].word not in lex.tally["votes"]:
            continue
        if at + 3 < len(tokens) and _is_order(tokens[at + 2], tokens[at + 3], lex):
            end = tokens[at + 3].end
            sides["favour"] = (token.number, token.start, end)
            sides["against"] = (tokens[at + 3].number, token.start, end)
            used.update((at, at + 3))
            return True
        sided = at + 2 < len(tokens) and tokens[at + 2].kind in SIDES
        lead = [one.word for one in tokens[max(0, at - 2) : at]]
        if not sided and (set(lead[-1:]) & lex.tally["won_by"] or set(lead[:1]) & lex.tally["majority"]):
            sides["favour"] = (token.number, token.start, tokens[at + 1].end)
            used.add(at)
            return False
    return False


def _is_order(to: Token, other: Token, lex: Lexicon) -> bool:
    """Say whether "to" leads the number of the others: "35 votes to three", "35 voix contre 3", not "contre, 3"."""
    return to.word in lex.tally["to"] and other.kind == "n" and other.start - to.end == 1


def _is_pair(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether "voted 128 to nine" begins there: digits alone are read as "128-9" is."""
    if at == 0 or at + 2 >= len(tokens):
        return False
    lead = at - 1 - (tokens[at - 1].word in lex.words["of"])  # "by a vote of fourteen to nil"
    if lead < 0 or tokens[lead].word not in lex.words["voting"]:
        return False
    pair = (tokens[at], tokens[at + 2])
    numbers = all(one.kind == "n" for one in pair) and not all(one.word.isdecimal() for one in pair)
    return numbers and tokens[at + 1].word in lex.tally["to"]


def _before(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the index of the number that a side counts: "11 of the council's 15 members voted in favor" is 11."""
    side = tokens[index]
    found = None
    for at in range(index - 1, max(-1, index - 1 - _REACH[side.kind]), -1):
        token = tokens[at]
        if token.kind == "n":
            before = tokens[at - 1].word if at else ""
            if at in used or before in lex.tally["roughly"]:
                break
            if found is not None and tokens[at + 1].word not in lex.tally["of"]:
                break
            found = at
        elif token.word in lex.words["hypothetical"] or token.word in lex.words["future"]:
            return found  # "all 15 would vote in favor" counts nothing; "that would renew it and 21 against" does
        elif token.kind not in ("w", "p") or token.word in (";", ":"):
            if found is not None or token.kind != side.kind:
                break
        elif side.word in lex.tally["only_after_votes"] and token.word not in lex.tally["voters"]:
            break
    if found is not None and side.word in lex.tally["loose_sides"] and not _plain(tokens, found, index, lex):
        return None
    return found


def _plain(tokens: list[Token], number: int, side: int, lex: Lexicon) -> bool:
    """Say whether between a number and a loose word for a side stands only what counts voters."""
    words = lex.tally["voters"] | lex.tally["filler"]
    return all(token.word in words or token.kind == "n" for token in tokens[number + 1 : side])


def _behind_by(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number of those behind "by": "opposed by 17", "backed by 98 states and opposed by 17"."""
    if index + 2 >= len(tokens) or tokens[index + 1].word not in lex.words["by"] or tokens[index + 2].kind != "n":
        return None
    return index + 2 if tokens[index].word in lex.tally["loose_sides"] and index + 2 not in used else None


def _behind_were(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number of those who "were" on a side: "In favor of the resolution were 81 countries"."""
    for at in range(index + 1, min(index + 7, len(tokens) - 1)):
        if tokens[at].kind != "w":
            return None
        if tokens[at].word in lex.tally["were"] and tokens[at + 1].kind == "n":
            return at + 1 if at + 1 not in used else None
    return None


def _behind_colon(tokens: list[Token], index: int, used: set[int]) -> int | None:
    """Return the number behind a side: "against: 7", "in favour - 9"."""
    if index + 2 < len(tokens) and tokens[index + 1].word in (":", "-") and tokens[index + 2].kind == "n":
        return index + 2 if index + 2 not in used else None
    return None


def _dashed(text: str, lex: Lexicon, *, gated: bool) -> Sides:
    """Read "93-18", "29-8-16", "24 to 15": for, against and, if there is a third number, abstentions."""
    for match in _DASHES.finditer(text) if _DASHED.search(text) else ():
        numbers = [int(group) for group in match.groups() if group is not None]
        before = {word.strip("(,\"'") for word in text[max(0, match.start() - 60) : match.start()].split()[-8:]}
        after = text[match.end() : match.end() + 24].split()
        following = after[0].strip(",.") if after else ""
        if max(numbers) > LARGEST or following in lex.tally["not_votes"]:
            continue
        apart = text[max(0, match.start() - 2) : match.start()] == ", " and text[match.end() : match.end() + 1] in ",.;"
        told = apart and not lex.tally["tally"].isdisjoint(
            text[: match.start()].split()
        )  # "adopted a text on X, 93 to 18."
        if told or before & lex.tally["tally"] or following in lex.tally["after_tally"]:
            spot = (match.start(), match.end())
            return {side: (number, *spot) for side, number in zip(SIDES, numbers, strict=False)}
    return {}


def _is_of_supporters(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether a number is of those who support it: "el respaldo de los otros 14 miembros"."""
    before = [one.word for one in tokens[max(0, at - 4) : at]]
    found = next((i for i in range(len(before) - 1, -1, -1) if before[i] in lex.tally["support"]), None)
    between = before[found + 1 :] if found is not None else []
    counted = at + 1 < len(tokens) and tokens[at + 1].word in lex.tally["voters"]
    return counted and len(between) > 1 and all(word in lex.tally["filler"] for word in between)


def _take_support(tokens: list[Token], sides: Sides, lex: Lexicon) -> None:
    """Read "won the support of 13 of the 15 members", "the 14 others backed it", "backed by 187 countries"."""
    words: Mapping[str, frozenset[str]] = lex.tally
    for at in numbers_of(tokens):
        token = tokens[at]
        near = [one.word for one in tokens[max(0, at - 2) : at]]
        following = [one.word for one in tokens[at + 1 : at + 4]]
        supported = len(near) == 2 and near[0] in words["support"] and near[1] in words["of"]
        supported = supported or _is_of_supporters(tokens, at, lex)
        others = set(near[-1:]) & words["others"] or set(following[:1]) & words["others"]
        backed = others and set(following) & words["voters"] and any(one.word in words["backed"] for one in tokens[at:])
        by = at > 1 and tokens[at - 2].kind == "favour" and near[-1] in words["won_by"]  # "backed by 187 countries"
        gave = any(one.word in words["gave"] for one in tokens[at : at + 14]) and set(following) & words["voters"]
        given = gave and any(
            one.word in words["support"] for one in tokens[at : at + 22]
        )  # "Twelve gave it their support"
        if supported or backed or given or (by and set(following[:1]) & words["voters"]):
            sides["favour"] = (token.number, token.start, token.end)
            return
