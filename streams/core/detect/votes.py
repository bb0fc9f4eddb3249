"""Tallies: how many voted how, in one sentence. Numbers are paired with the nearest word for a side of the vote."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from streams.core.detect.lexicon import Lexicon
from streams.core.detect.text import contains

LARGEST = 193
"""Members of the General Assembly: no tally of the United Nations is larger."""
SIDES = ("favour", "against", "abstain", "absent")

_DASHES = re.compile(
    r"(?<![\d.,/-])(\d{1,3})(?: ?- ?| to )(\d{1,3})(?:(?: ?- ?| to )(\d{1,3}))?(?![\d%/]|[.,-]\d|-[a-z])"
)
_DASHED = re.compile(r"\d(?: ?- ?| to )\d")
"""What stands in whatever _DASHES finds; a pattern that begins with a digit is looked for at digits only."""
_ASIDE = re.compile(r" - [^\d;:]{3,80}? - |\([^()\d]{3,160}\)")
_REACH = {"favour": 13, "against": 7, "abstain": 7, "absent": 5}
"""Tokens between a number and its side: "12 of the U.N. Security Council's 15 members voted in favor" has eleven."""

MOST_NAMED = 220
"""Characters in which those are named who voted so."""
LEAD, TAIL = 80, 170
"""Characters before the first and behind the last number of a sentence in which what they count is told."""

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


class _Token(NamedTuple):
    kind: str  # "n" a number, the name of a side, "w" a word, "p" punctuation
    number: int
    word: str
    start: int
    end: int


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
    tokens = _around_numbers(text, lex)
    if not _numbers_of(tokens) or not _numbers_of(tokens := _without_rules(tokens, lex)):
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


def _around_numbers(text: str, lex: Lexicon) -> list[_Token]:
    """Return the tokens of the stretch in which what the numbers count can be told."""
    if " - " in text or "(" in text:  # "two - the United States and Australia - against it"
        text = _ASIDE.sub(lambda match: " " * len(match[0]), text)
    text = _without_comparison(text, lex)
    for lead in lex.tally["aside"]:
        text = _without_names(text, lead, lex)
    spots = [match.start() for match in lex.number.finditer(text)]
    if not spots:
        return []
    start = text.rfind(" ", 0, max(0, spots[0] - LEAD)) + 1
    return _tokens(text, start, min(len(text), spots[-1] + TAIL), lex)


def _without_names(text: str, lead: str, lex: Lexicon) -> str:
    """Return the text with blanks for who is named on the way: "21 states, among them Cuba and Iran, voted against"."""
    start = text.find(lead)
    if start < 0:
        return text
    window = text[start + len(lead) : start + MOST_NAMED]
    end = min((at for close in lex.tally["aside_ends"] if (at := window.find(close)) >= 0), default=-1)
    if end < 0 or any(char.isdecimal() for char in window[:end]):
        return text
    stop = start + len(lead) + end + 1
    return text[:start] + " " * (stop - start) + text[stop:]


def _numbers_of(tokens: list[_Token]) -> list[int]:
    """Return the indices of the numbers."""
    return [at for at, token in enumerate(tokens) if token.kind == "n"]


def _without_comparison(text: str, lex: Lexicon) -> str:
    """Blank an aside that compares: "Ten countries, one more than the minimum, supported it"."""
    for phrase in lex.tally["compared"]:
        at = text.find(phrase)
        start, end = text.rfind(", ", max(0, at - 24), at), text.find(",", at, at + 60)
        if at >= 0 and 0 <= start < end:
            text = text[:start] + " " * (end + 1 - start) + text[end + 1 :]
    return text


def _told(text: str, lex: Lexicon) -> bool:
    """Say whether the vote was unanimous: the word, not "nearly" before it and not denied."""
    for form in lex.sides["unanimous"]:
        at = text.find(form)
        if at >= 0:
            before = text[max(0, at - 24) : at].split()
            return not before or before[-1] not in lex.words["hedged"]
    return False


def _tokens(text: str, begin: int, end: int, lex: Lexicon) -> list[_Token]:
    """Return numbers, names of sides and the words between."""
    raw = [(match[0], match.start(), match.end()) for match in lex.tally_token.finditer(text, begin, end)]
    kinds = lex.tally_kinds
    tokens: list[_Token] = []
    following = 0  # what the last number has not taken
    for index, (word, start, stop) in enumerate(raw):
        if index < following:
            continue
        kind = kinds.get(word) or ("n" if word[0].isdecimal() else "w" if word[0].isalnum() else "p")
        if kind != "n":
            tokens.append(_Token(kind, 0, word, start, stop))
            continue
        number, taken = _number(raw, index, text, lex)
        following = index + taken
        tokens.append(_Token("w" if number is None else "n", number or 0, word, start, raw[following - 1][2]))
    return tokens


def _number(raw: list[tuple[str, int, int]], index: int, text: str, lex: Lexicon) -> tuple[int | None, int]:
    """Return the number at token ``index`` and how many tokens it takes: "58", "fifty-eight", "one hundred"."""
    word, _, end = raw[index]
    following = raw[index + 1][0] if index + 1 < len(raw) else ""
    if word.isdecimal() and len(word) <= 3:
        return (int(word), 1) if int(word) <= LARGEST and _is_count(text, raw, index, lex) else (None, 1)
    value = lex.numbers.get(word)
    hundred = following in lex.tally["hundred"]
    if hundred and value is None and word in lex.words["indefinite"]:
        value = 1  # "a hundred"
    if value is None or (word in lex.tally["article_numbers"] and following not in lex.tally["counted_things"]):
        return None, 1
    if hundred:
        return _hundreds(raw, index, 100 * value, text, lex)
    if (
        value >= 20
        and following in lex.tally["tens_and"]
        and index + 2 < len(raw)
        and 0 < lex.numbers.get(raw[index + 2][0], 0) < 10
    ):
        return value + lex.numbers[raw[index + 2][0]], 3
    if following in lex.tally["not_votes"] or (following == "-" and text[end] == "-"):
        return None, 1
    return value, 1


def _hundreds(raw: list[tuple[str, int, int]], index: int, hundreds: int, text: str, lex: Lexicon) -> tuple[int, int]:
    """Return the number that starts with "one hundred" at ``index``: with "and forty-one" behind it, all of it."""
    at = index + 2
    if at + 1 < len(raw) and raw[at][0] in lex.tally["and"] and raw[at + 1][0] in lex.numbers:
        rest, taken = _number(raw, at + 1, text, lex)
        if rest is not None and rest < 100:
            return hundreds + rest, 3 + taken
    return hundreds, 2


def _is_count(text: str, raw: list[tuple[str, int, int]], index: int, lex: Lexicon) -> bool:
    """Say whether digits can count votes: no percentage, no size ("15-member"), no ordinal, no date, no time."""
    _, start, end = raw[index]
    after = text[end : end + 2]
    if after[:1] in ("%", "/") or (after[:1] == "-" and after[1:2].isalpha()) or after[:1].isalpha():
        return False
    following = raw[index + 1][0] if index + 1 < len(raw) else ""
    before = raw[index - 1][0] if index else ""
    return (
        text[start - 1 : start] not in ("/", "$", ".")
        and following not in lex.tally["not_votes"]
        and not (following in lex.tally["of_month"] and index + 2 < len(raw) and raw[index + 2][0] in lex.months)
        and not (before in lex.tally["numbering"] and text[raw[index - 1][2] : start].isspace())
    )


def _without_rules(tokens: list[_Token], lex: Lexicon) -> list[_Token]:
    """Take out the numbers that are needed and not given: "needs nine votes", "at least nine"."""
    dropped: set[int] = set()
    for index, token in enumerate(tokens):
        if token.word in lex.tally["needs"]:
            behind = range(index + 1, index + 9)
            given = any(tokens[at].kind == "n" for at in behind if at < len(tokens))
            ends = index + 2 >= len(tokens)  # "Nine votes and no veto are what a resolution needs"
            dropped.update(behind if given or not ends else range(index))
        elif token.word in lex.tally["needed"]:
            dropped.update(range(index - 5, index))
    if not dropped:
        return tokens
    return [one._replace(kind="w") if at in dropped and one.kind == "n" else one for at, one in enumerate(tokens)]


def _paired(tokens: list[_Token], lex: Lexicon) -> tuple[Sides, bool]:
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


def _take_votes(tokens: list[_Token], used: set[int], sides: Sides, lex: Lexicon) -> bool:
    """Read "by 35 votes to three", "adopted by 23 votes", "a simple majority of 84 votes"; True for the first."""
    for at in _numbers_of(tokens[:-1]):
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


def _is_order(to: _Token, other: _Token, lex: Lexicon) -> bool:
    """Say whether "to" leads the number of the others: "35 votes to three", "35 voix contre 3", not "contre, 3"."""
    return to.word in lex.tally["to"] and other.kind == "n" and other.start - to.end == 1


def _is_pair(tokens: list[_Token], at: int, lex: Lexicon) -> bool:
    """Say whether "voted 128 to nine" begins there: digits alone are read as "128-9" is."""
    if at == 0 or at + 2 >= len(tokens):
        return False
    lead = at - 1 - (tokens[at - 1].word in lex.words["of"])  # "by a vote of fourteen to nil"
    if lead < 0 or tokens[lead].word not in lex.words["voting"]:
        return False
    pair = (tokens[at], tokens[at + 2])
    numbers = all(one.kind == "n" for one in pair) and not all(one.word.isdecimal() for one in pair)
    return numbers and tokens[at + 1].word in lex.tally["to"]


def _before(tokens: list[_Token], index: int, used: set[int], lex: Lexicon) -> int | None:
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


def _plain(tokens: list[_Token], number: int, side: int, lex: Lexicon) -> bool:
    """Say whether between a number and a loose word for a side stands only what counts voters."""
    words = lex.tally["voters"] | lex.tally["filler"]
    return all(token.word in words or token.kind == "n" for token in tokens[number + 1 : side])


def _behind_by(tokens: list[_Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number of those behind "by": "opposed by 17", "backed by 98 states and opposed by 17"."""
    if index + 2 >= len(tokens) or tokens[index + 1].word not in lex.words["by"] or tokens[index + 2].kind != "n":
        return None
    return index + 2 if tokens[index].word in lex.tally["loose_sides"] and index + 2 not in used else None


def _behind_were(tokens: list[_Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number of those who "were" on a side: "In favor of the resolution were 81 countries"."""
    for at in range(index + 1, min(index + 7, len(tokens) - 1)):
        if tokens[at].kind != "w":
            return None
        if tokens[at].word in lex.tally["were"] and tokens[at + 1].kind == "n":
            return at + 1 if at + 1 not in used else None
    return None


def _behind_colon(tokens: list[_Token], index: int, used: set[int]) -> int | None:
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


def _is_of_supporters(tokens: list[_Token], at: int, lex: Lexicon) -> bool:
    """Say whether a number is of those who support it: "el respaldo de los otros 14 miembros"."""
    before = [one.word for one in tokens[max(0, at - 4) : at]]
    found = next((i for i in range(len(before) - 1, -1, -1) if before[i] in lex.tally["support"]), None)
    between = before[found + 1 :] if found is not None else []
    counted = at + 1 < len(tokens) and tokens[at + 1].word in lex.tally["voters"]
    return counted and len(between) > 1 and all(word in lex.tally["filler"] for word in between)


def _take_support(tokens: list[_Token], sides: Sides, lex: Lexicon) -> None:
    """Read "won the support of 13 of the 15 members", "the 14 others backed it", "backed by 187 countries"."""
    words: Mapping[str, frozenset[str]] = lex.tally
    for at in _numbers_of(tokens):
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
