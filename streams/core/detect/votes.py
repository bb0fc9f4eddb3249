"""Tallies: who many voted how, in one sentence. Numbers are paired with the nearest word for a side of the vote."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from streams.core.detect.lexicon import Lexicon

_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
LARGEST = 193  # members of the General Assembly

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[a-z][a-z']*|[-:;()]")
_DASHES = re.compile(
    r"(?<![\d.,/-])(\d{1,3})(?: ?- ?| to )(\d{1,3})(?:(?: ?- ?| to )(\d{1,3}))?(?![\d%/]|[.,-]\d|-[a-z])"
)
_UNITS_AFTER = frozenset(
    "percent per year years month months day days week weeks hour hours minute minutes million billion barrels people times time "
    "killed dead page pages point points degrees km miles troops years-old paragraphs th session members-strong".split()
)
_TALLY_UNIT = frozenset("vote votes countries nations states members delegations member voted voting for yes".split())


class Tally(NamedTuple):
    """What one sentence says of a vote; None and False where it says nothing. ``start``, ``end`` span its words.
    ``ordered`` says that the larger number may only come first ("defeated by 21 votes to 18")."""

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
    def counted(self) -> bool:
        """Whether any number is told."""
        return not (self.for_ is None and self.against is None and self.abstain is None and self.absent is None)


class _Token(NamedTuple):
    kind: str  # "n" a number, a side's name, "w" a word, "p" punctuation
    number: int
    word: str
    start: int
    end: int


def read_tally(folded: str, span: tuple[int, int], lex: Lexicon) -> Tally | None:
    """Return the tally that the sentence at ``span`` states, or None. Rules ("needs nine votes") are none."""
    text = folded[span[0] : span[1]]
    unanimous = _told(text, lex.votes["unanimous"], lex)
    consensus = any(word in text for word in lex.votes["consensus"])
    tokens = list(_tokens(text, lex.votes))
    sides: dict[str, tuple[int, int, int]] = {}
    ordered = False
    if any(token.kind == "n" for token in tokens):
        tokens = _without_rules(tokens)
        dashed = _dashed(text, lex)
        sides = _paired([token for token in tokens if token.kind != "n" or not _inside(token, dashed)])
        ordered = "against" in sides and "favour" in sides and sides["against"][2] == sides["favour"][2]
        if not ("favour" in sides and "against" in sides):
            sides = {**sides, **dashed}
            ordered = bool(dashed)
        _take_support(tokens, sides)
    if not sides and not unanimous and not consensus:
        return None
    spots = list(sides.values())
    start = min((spot[1] for spot in spots), default=0)
    end = max((spot[2] for spot in spots), default=len(text))
    numbers = {side: spot[0] for side, spot in sides.items()}
    return Tally(
        numbers.get("favour"), numbers.get("against"), numbers.get("abstain"), numbers.get("absent"),
        unanimous, consensus, span[0] + start, span[0] + end, ordered,
    )  # fmt: skip


def _told(text: str, forms: tuple[str, ...], lex: Lexicon) -> bool:
    """Say whether the vote was unanimous: the word, not "nearly" before it and not denied."""
    for form in forms:
        at = text.find(form)
        if at >= 0:
            before = text[max(0, at - 24) : at].split()
            return not before or not (
                before[-1] in lex.words["hedged"] or before[-1] in ("not", "near-", "non-", "never")
            )
    return False


def _tokens(text: str, votes: Mapping[str, tuple[str, ...]]) -> Iterator[_Token]:
    """Yield numbers, names of sides and the words between."""
    raw = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    index = 0
    while index < len(raw):
        word, start, end = raw[index]
        side, width = _side(text, start, votes)
        if side:
            while index < len(raw) and raw[index][1] < start + width:
                index += 1
            yield _Token(side, 0, text[start : start + width], start, start + width)
            continue
        number, taken = _number(raw, index, text)
        if number is not None:
            yield _Token("n", number, word, start, raw[index + taken - 1][2])
            index += taken
            continue
        yield _Token("w" if word[0].isalnum() else "p", 0, word, start, end)
        index += 1


_SIDE_STARTS: dict[int, dict[str, list[tuple[str, str]]]] = {}


def _side(text: str, start: int, votes: Mapping[str, tuple[str, ...]]) -> tuple[str, int]:
    """Return the side named at ``start`` and the length of its name; the longest name wins."""
    first = text[start]
    starts = _SIDE_STARTS.get(id(votes))
    if starts is None:
        starts = {}
        for side in ("favour", "against", "abstain", "absent"):
            for name in votes[side]:
                starts.setdefault(name[0], []).append((name, side))
        for names in starts.values():
            names.sort(key=lambda pair: -len(pair[0]))
        _SIDE_STARTS[id(votes)] = starts
    for name, side in starts.get(first, ()):
        if text.startswith(name, start) and not text[start + len(name) : start + len(name) + 1].isalnum():
            return side, len(name)
    return "", 0


def _number(raw: list[tuple[str, int, int]], index: int, text: str) -> tuple[int | None, int]:
    """Return the number that starts at token ``index`` and how many tokens it takes: "58", "fifty-eight", "one hundred"."""
    word, _, end = raw[index]
    if word.isdigit():
        return (int(word), 1) if int(word) <= LARGEST and _is_count(text, raw, index) else (None, 1)
    if word in _TENS:
        if index + 2 < len(raw) and raw[index + 1][0] == "-" and raw[index + 2][0] in _UNITS:
            return _TENS[word] + _UNITS[raw[index + 2][0]], 3
        return _TENS[word], 1
    if word in _UNITS:
        following = raw[index + 1][0] if index + 1 < len(raw) else ""
        if following == "hundred":
            return _hundreds(raw, index, 100 * _UNITS[word], text)
        if following in _UNITS_AFTER or (following == "-" and text[end] == "-"):
            return None, 1
        return _UNITS[word], 1
    if word in ("a", "one") and index + 1 < len(raw) and raw[index + 1][0] == "hundred":
        return _hundreds(raw, index, 100, text)
    if word in ("lone", "single", "sole"):
        return 1, 1
    return None, 1


def _hundreds(raw: list[tuple[str, int, int]], index: int, hundreds: int, text: str) -> tuple[int, int]:
    """Return the number that starts with "one hundred" at ``index``: with "and forty-one" behind it, all of it."""
    at = index + 2
    if at + 1 < len(raw) and raw[at][0] == "and" and (raw[at + 1][0] in _TENS or raw[at + 1][0] in _UNITS):
        rest, taken = _number(raw, at + 1, text)
        if rest is not None and rest < 100:
            return hundreds + rest, 3 + taken
    return hundreds, 2


def _is_count(text: str, raw: list[tuple[str, int, int]], index: int) -> bool:
    """Say whether digits can be a count of votes: no percentage, no size ("15-member"), no ordinal, no date, no time."""
    _, start, end = raw[index]
    after = text[end : end + 2]
    if after[:1] in ("%", "/") or (after[:1] == "-" and after[1:2].isalpha()) or after[:1].isalpha():
        return False
    if text[start - 1 : start] in ("/", "$", "."):
        return False
    following = raw[index + 1][0] if index + 1 < len(raw) else ""
    before = raw[index - 1][0] if index else ""
    return following not in _UNITS_AFTER and before not in _MONTHS


_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "resolution resolutions no".split()
)


_NEEDS = frozenset("needs need requires require requiring must".split())
_NEEDED = frozenset("needed required necessary".split())


def _without_rules(tokens: list[_Token]) -> list[_Token]:
    """Take out the numbers that are needed and not given: "needs nine votes", "the nine votes required", "at least nine"."""
    dropped: set[int] = set()
    for index, token in enumerate(tokens):
        if token.word in _NEEDS or (token.word == "least" and index and tokens[index - 1].word == "at"):
            dropped.update(range(index + 1, index + 9))
        elif token.word in _NEEDED:
            dropped.update(range(index - 5, index))
    if not dropped:
        return tokens
    return [
        token._replace(kind="w") if at in dropped and token.kind == "n" else token for at, token in enumerate(tokens)
    ]


def _paired(tokens: list[_Token]) -> dict[str, tuple[int, int, int]]:
    """Pair each side with a number: the one before it, or behind a colon or "in favour was 12" the one after it."""
    sides: dict[str, tuple[int, int, int]] = {}
    used: set[int] = set()
    _take_votes_to(tokens, used, sides)
    for index, token in enumerate(tokens):
        if token.kind not in ("favour", "against", "abstain", "absent") or token.kind in sides:
            continue
        found = _before(tokens, index, used)
        if found is None:
            found = _after(tokens, index, used)
        if found is None:
            continue
        used.add(found)
        number = tokens[found]
        sides[token.kind] = (number.number, min(number.start, token.start), max(number.end, token.end))
    return sides


_FAR = {"favour": 13, "against": 7, "abstain": 7, "absent": 5}


def _before(tokens: list[_Token], index: int, used: set[int]) -> int | None:
    """Return the index of the number that a side counts: "11 of the council's 15 members voted in favor" is 11."""
    side = tokens[index].kind
    found = None
    for at in range(index - 1, max(-1, index - 1 - _FAR[side]), -1):
        token = tokens[at]
        if token.kind == "n":
            if at in used:
                break
            previous = [one.word for one in tokens[max(0, at - 3) : at]]
            if previous[-1:] in (["than"], ["over"], ["about"], ["some"], ["least"], ["around"]):
                break
            if found is None or tokens[at + 1].word == "of":
                found = at
                continue
            break
        if token.kind not in ("w", "p") or token.word in (";", ":"):
            if found is None and token.kind == side:
                continue
            break
        if tokens[index].word == "for" and token.word not in (
            "votes",
            "voted",
            "vote",
            "members",
            "countries",
            "states",
            "nations",
        ):
            break
    if (
        found is not None
        and tokens[index].word
        in (
            "for",
            "backed",
            "supported",
            "approved",
            "supporting",
            "rejected it",
            "opposed",
            "opposing",
            "opposition",
            "affirmative",
            "positive",
            "negative",
            "yes",
            "against",
            "objected",
        )
        and not _plain(tokens, found, index)
    ):
        return None
    return found


def _plain(tokens: list[_Token], number: int, side: int) -> bool:
    """Say whether between a number and a loose word for a side stands only what counts voters."""
    allowed = {"of", "the", "council", "council's", "other", "others", "members", "member", "states", "countries", "nations", "votes", "vote", "voted", "voting", "delegations",
               "un", "s", "and", "were", "with", "it", "them", "u", "n", "unsc", "cast", "remaining", "security", "all", "only", "us", "american", "its", "including", "had", "have", "that", "'s", "in", "-", "(", ")"}  # fmt: skip
    return all(token.word in allowed or token.kind == "n" for token in tokens[number + 1 : side])


def _after(tokens: list[_Token], index: int, used: set[int]) -> int | None:
    """Return the number behind a side: "against: 7", "in favour - 9", "nations 11 voted against" is before."""
    if (
        index + 2 < len(tokens)
        and tokens[index + 1].word in (":", "-")
        and tokens[index + 2].kind == "n"
        and index + 2 not in used
    ):
        return index + 2
    return None


def _take_votes_to(tokens: list[_Token], used: set[int], sides: dict[str, tuple[int, int, int]]) -> None:
    """Read "by 35 votes to three", "adopted by 23 votes", "a simple majority of 84 votes"."""
    for at, token in enumerate(tokens[:-1]):
        if token.kind != "n" or tokens[at + 1].word not in ("votes", "vote"):
            continue
        lead = [one.word for one in tokens[max(0, at - 2) : at]]
        if at + 3 < len(tokens) and tokens[at + 2].word == "to" and tokens[at + 3].kind == "n":
            end = tokens[at + 3].end
            sides["favour"], sides["against"] = (
                (token.number, token.start, end),
                (tokens[at + 3].number, token.start, end),
            )
            used.update((at, at + 3))
            return
        sided = at + 2 < len(tokens) and tokens[at + 2].kind in ("favour", "against", "abstain", "absent")
        if not sided and (
            lead[-1:]
            in (["by"], ["with"], ["received"], ["got"], ["won"], ["winning"], ["garnered"], ["only"], ["just"])
            or lead == ["majority", "of"]
        ):
            sides["favour"] = (token.number, token.start, tokens[at + 1].end)
            used.add(at)
            return


def _inside(token: _Token, dashed: Mapping[str, tuple[int, int, int]]) -> bool:
    return any(start <= token.start < end for _, start, end in dashed.values())


def _dashed(text: str, lex: Lexicon) -> dict[str, tuple[int, int, int]]:
    """Read "93-18", "29-8-16", "24 to 15": for, against and, if there is a third number, abstentions."""
    for match in _DASHES.finditer(text):
        numbers = [int(group) for group in match.groups() if group is not None]
        before = {word.strip("(,\"'") for word in text[max(0, match.start() - 60) : match.start()].split()[-8:]}
        after = text[match.end() : match.end() + 24].split()
        following = after[0].strip(",.") if after else ""
        if max(numbers) > LARGEST or following in _UNITS_AFTER | {"term", "period"}:
            continue
        if before & set(lex.votes["tally"]) or following in ("vote", "in", "with"):
            spot = (match.start(), match.end())
            return {
                side: (number, *spot) for side, number in zip(("favour", "against", "abstain"), numbers, strict=False)
            }
    return {}


def _take_support(tokens: list[_Token], sides: dict[str, tuple[int, int, int]]) -> None:
    """Read "won the support of 13 of the 15 members" and "the 14 other members ... backed the draft"."""
    if "favour" in sides:
        return
    for at, token in enumerate(tokens):
        if token.kind != "n":
            continue
        near = [one.word for one in tokens[max(0, at - 3) : at]]
        if near[-2:] in (["support", "of"], ["backing", "of"], ["approval", "of"]) and near[:1] in (
            ["the"],
            ["won"],
            ["received"],
        ):
            sides["favour"] = (token.number, token.start, token.end)
            return
        following = [one.word for one in tokens[at + 1 : at + 4]]
        others = (
            "other" in following[:1]
            or near[-1:] == ["other"]
            or near[-1:] == ["remaining"]
            or following[:1] == ["remaining"]
        )
        if (
            others
            and "members" in following
            and any(one.word in ("backed", "supported", "approved", "voted for") for one in tokens[at:])
        ):
            sides["favour"] = (token.number, token.start, token.end)
            return
