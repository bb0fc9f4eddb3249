"""What a tally is read from: the numbers of a sentence, the names of sides, and the words between."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from streams.core.detect.words.lexicon import Lexicon

LARGEST = 193
"""Members of the General Assembly: no tally of the United Nations is larger."""
BODY_SIZES = frozenset((11, 15, 47, 53, 54, 193))
"""Members of a council (eleven before 1966) or of the whole Assembly: all of another number are a group's."""
LEAD, TAIL = 110, 170
"""Characters before the first and behind the last number of a sentence in which what they count is told."""
OXFORD = ", and "
"""What stands before the last of those named."""
LAST_NAMED = 30
"""Characters of that and the last name."""
MOST_NAMED = 220
"""Characters in which those are named who voted so."""
_ASIDE = re.compile(r" --? [^\d;:]{3,80}? --? |\([^()\d]{3,160}\)| -[^\s\d;:-][^\d;:]{3,160}?-(?=[ ,.])")
_DATELINE = re.compile(r"(?:[^()]{3,60}\([a-z ]{2,20}\)|[a-z., ]{3,30}(?:\d{1,2})?) --? ")
"""Where a story was filed: what stands between its dash and the next is no aside."""

_DATE = re.compile(r"\d{4}-(?:\d{1,2}-)?$")
"""What stands before the month and the day of a date in figures: "2024-09-13"."""


@dataclass(slots=True)
class Token:
    """A word of a tally. Nobody changes one; a frozen one is made four times slower."""

    kind: str  # "n" a number, the name of a side, "w" a word, "p" punctuation
    number: int
    word: str
    start: int
    end: int


def around_numbers(text: str, lex: Lexicon, *, aside: bool = True) -> list[Token]:
    """Return the tokens of the stretch in which what the numbers count can be told.

    :param aside: a phrase stands in the text by which numbers and names are told aside.
    """
    spots = [match.start() for match in lex.number.finditer(text)]
    if not spots:
        return []
    whole = text
    if " -" in text or "(" in text:  # "two - the United States and Australia - against it"
        dateline = _DATELINE.match(text)
        named = dateline is not None and (")" in dateline[0] or lex.number.search(dateline[0]) is None)
        begin = dateline.end() if dateline is not None and named else 0
        text = text[:begin] + _ASIDE.sub(lambda match: _blanked(match[0], lex), text[begin:])
    text = _without_aside(text, lex) if aside else text
    spots = spots if text == whole else [match.start() for match in lex.number.finditer(text)]
    if not spots:
        return []
    start = text.rfind(" ", 0, max(0, spots[0] - LEAD)) + 1
    return _tokens(text, start, min(len(text), spots[-1] + TAIL), lex)


def _without_aside(text: str, lex: Lexicon) -> str:
    """Return the text with blanks for what it is compared with, and for who is named on the way."""
    text = _without_comparison(text, lex)
    for lead in lex.tally["aside"]:
        if lead in text:
            text = _without_names(text, lead, lex)
    for lead in lex.tally["named_voters"]:
        at = text.find(lead)
        if at < 0:
            continue
        before = text[:at].rpartition(" ")[2]
        if before.isdecimal() or before in lex.numbers:  # "Three countries, Cuba, Iran and Syria, voted"
            text = _without_names(text, lead, lex)
    for closing in lex.tally["aside_behind"]:
        text = _without_named(text, closing)
    return text


def _blanked(aside: str, lex: Lexicon) -> str:
    """Return blanks for an aside that only names, and one that counts as it is: "13 to one (one abstention)"."""
    counts = aside[0] == "(" and lex.number.search(aside) is not None
    counts = counts and any(part in aside for part in lex.tally["voting_parts"])
    return aside if counts else " " * len(aside)


def _without_names(text: str, lead: str, lex: Lexicon) -> str:
    """Return the text with blanks for who is named on the way: "21 states, among them Cuba and Iran, voted against"."""
    start = text.find(lead)
    if start < 0:
        return text
    window = text[start + len(lead) : start + MOST_NAMED]
    ends = lex.tally["aside_ends"]
    if lead.strip(" ,") in lex.words["including"]:
        ends |= lex.tally["including_ends"]
    spots = [at for close in ends if (at := window.find(close)) >= 0]
    end = min(spots, default=-1)
    if window.startswith(OXFORD, end) and any(0 < at - end <= LAST_NAMED for at in spots):
        end = min(at for at in spots if at > end)  # ", namely Mali, Chad, and Togo, voted against it"
    if end < 0 or any(char.isdecimal() for char in window[:end]):
        return text
    if lead[0] == " " and not lex.numbers.keys().isdisjoint(window[:end].split()):
        return text  # "three against including Mali, with nine abstentions"
    stop = start + len(lead) + end + 1
    return text[:start] + " " * (stop - start) + text[stop:]


def _without_named(text: str, closing: str) -> str:
    """Return the text with blanks for who is named before ``closing``: ", China among them,"."""
    end = text.find(closing)
    if end < 0:
        return text
    begin = max((at for at in range(max(0, end - MOST_NAMED), end) if text[at].isdecimal()), default=end - MOST_NAMED)
    start = text.find(", ", max(0, begin), end)
    if start < 0:
        return text
    stop = end + len(closing)
    return text[:start] + " " * (stop - start) + text[stop:]


def without_days(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens without the days that stand before "by": "was supported late on Wednesday by 12 members"."""
    told: list[Token] = []
    for token, behind in zip_longest(tokens, tokens[1:]):
        if token.word in lex.weekdays and behind is not None and behind.word in lex.words["by"]:
            while told and (told[-1].word in lex.words["on"] or told[-1].word in lex.words["day_parts"]):
                told.pop()
        else:
            told.append(token)
    return told


def numbers_of(tokens: list[Token]) -> list[int]:
    """Return the indices of the numbers."""
    return [at for at, token in enumerate(tokens) if token.kind == "n"]


def _without_comparison(text: str, lex: Lexicon) -> str:
    """Blank an aside that compares, and what another vote is told to have been: "Ten countries, one more than"."""
    for phrase in lex.tally["compared"]:
        at = text.find(phrase)
        if at < 0:
            continue
        start, end = text.rfind(", ", max(0, at - 24), at), text.find(",", at, at + 60)
        if 0 <= start < end:
            text = text[:start] + " " * (end + 1 - start) + text[end + 1 :]
    for phrase in lex.tally["before_then"]:
        at = text.find(phrase)
        told = at > 0 and lex.number.search(text, 0, at) is not None
        if told and any(part in text[at + len(phrase) :].split(",")[0] for part in lex.tally["voting_parts"]):
            return text[:at]  # "141 in favour, compared with 140 votes for and 38 abstentions in 2022"
    return text


def _tokens(text: str, begin: int, end: int, lex: Lexicon) -> list[Token]:
    """Return numbers, names of sides and the words between."""
    kind_of = lex.tally_kinds.get
    raw: list[Token] = []
    numbers: list[int] = []
    for match in lex.tally_token.finditer(text, begin, end):
        word = match[0]
        first, last = match.span()
        kind = "n" if match.lastindex else kind_of(word, "w")
        if kind not in "nwp" and text[last : last + 1] == "-" and text[last + 1 : last + 2].isalpha():
            kind = "w"  # "una no-fly zone": one against
        if kind == "n":
            numbers.append(len(raw))
        raw.append(Token(kind, 0, word, first, last))
    tokens: list[Token] = []
    following = 0  # what the last number has not taken
    for index in numbers:
        if index < following:
            continue
        tokens += raw[following:index]
        begun = raw[index]
        alone = lex.romance and begun.word in lex.tally["hundred"]
        number, taken = (_one_hundred if alone else _number)(raw, index, text, lex)
        following = index + taken
        kind = "w" if number is None else "n"
        tokens.append(Token(kind, number or 0, begun.word, begun.start, raw[following - 1].end))
    return [*tokens, *raw[following:]]


def _number(raw: list[Token], index: int, text: str, lex: Lexicon) -> tuple[int | None, int]:
    """Return the number at token ``index`` and how many tokens it takes: "58", "fifty-eight", "one hundred"."""
    word, end = raw[index].word, raw[index].end
    following = raw[index + 1].word if index + 1 < len(raw) else ""
    if word.isdecimal() and len(word) <= 3:
        return (int(word), 1) if int(word) <= LARGEST and _is_count(text, raw, index, lex) else (None, 1)
    value = lex.numbers.get(word)
    hundred = following in lex.tally["hundred"]
    if hundred and value is None and word in lex.words["indefinite"]:
        value = 1  # "a hundred"
    if value is None or (word in lex.tally["article_numbers"] and _is_article(raw, index, lex)):
        return None, 1
    compound = _in_french(raw, index, value, text, lex) if lex.tally["scores"] else None
    dash = following == "-" and any(one.word in lex.tally["hundred"] for one in raw[index + 2 : index + 3])
    if hundred or dash or compound is not None:
        return compound or _hundreds(raw, index, 100 * value, text, lex, dash=dash)
    if (
        value >= 20
        and following in lex.tally["tens_and"]
        and index + 2 < len(raw)
        and 0 < lex.numbers.get(raw[index + 2].word, 0) < 10
    ):
        measured = [one.word for one in raw[index + 3 : index + 4] if one.start - raw[index + 2].end == 1]
        counts = lex.tally["not_votes"].isdisjoint(measured)  # not "Sixty-five years after the Assembly voted for"
        return value + lex.numbers[raw[index + 2].word] if counts else None, 3
    beside = index + 1 < len(raw) and text[end : raw[index + 1].start].isspace()  # not: "three, fewer than last year"
    if (beside and following in lex.tally["not_votes"]) or (following == "-" and text[end] == "-"):
        return None, 1
    return value, 1


def _is_article(raw: list[Token], index: int, lex: Lexicon) -> bool:
    """Say whether a word that may count one is only an article: "un testo", "con un voto di 32 a favore"."""
    words = [one.word for one in raw[index + 1 : index + 4]]
    if not words or words[0] not in lex.tally["counted_things"]:
        return True
    return len(words) > 2 and words[1] in lex.tally["of"] and (words[2].isdecimal() or words[2] in lex.numbers)


def _in_french(raw: list[Token], index: int, value: int, text: str, lex: Lexicon) -> tuple[int, int] | None:
    """Return the number that begins with ten, sixty or four, and its tokens: "dix-sept", "quatre-vingt-treize"."""
    words = [one.word for one in raw[index + 1 : index + 3]]
    if len(words) < 2 or words[0] != "-" or value not in (10, 60, 4):
        return None
    taken = 3
    if value == 4:
        if words[1] not in lex.tally["scores"]:
            return None
        value, following = 80, raw[index + 3 : index + 5]
        if len(following) < 2 or following[0].word != "-" or following[1].word not in lex.numbers:
            return value, taken
        taken += 2
    at = index + taken - 1
    low, high = (7, 9) if value == 10 else (1, 19)
    unit = lex.numbers.get(raw[at].word, 0)
    if not low <= unit <= high:
        return None  # before it is read: "dix-dix-dix-" would be gone through from each of them
    rest, more = (unit, 1) if unit == 4 else _number(raw, at, text, lex)
    return (value + rest, taken - 1 + more) if rest is not None and rest <= high else None


def _hundreds(
    raw: list[Token], index: int, hundreds: int, text: str, lex: Lexicon, *, dash: bool = False
) -> tuple[int, int]:
    """Return the number that starts with "one hundred" at ``index``, with "forty-one" or "and forty-one" behind it.

    :param dash: a dash joins its two words: "one-hundred".
    """
    at = index + 2 + dash
    at += at < len(raw) and raw[at].word in lex.tally["and"]
    if at < len(raw) and raw[at].word in lex.numbers:
        rest, taken = _number(raw, at, text, lex)
        if rest is not None and rest < 100:
            return hundreds + rest, at - index + taken
    return hundreds, 2 + dash


def _one_hundred(raw: list[Token], index: int, text: str, lex: Lexicon) -> tuple[int | None, int]:
    """Return the number that begins with a hundred, without "one": "cent trente"; not "60 por ciento"."""
    beside = index + 1 < len(raw) and text[raw[index].end : raw[index + 1].start].isspace()
    if beside and (raw[index + 1].word in lex.tally["voters"] or raw[index + 1].kind not in ("w", "n", "p")):
        return 100, 1  # "Cien Estados", "Cien votos a favor"
    whole, taken = _hundreds(raw, index - 1, 100, text, lex) if beside else (None, 0)
    return (whole, taken - 1) if taken > 2 else (None, 1)


def _is_count(text: str, raw: list[Token], index: int, lex: Lexicon) -> bool:
    """Say whether digits can count votes: no percentage, no size ("15-member"), no ordinal, no date, no time."""
    start, end = raw[index].start, raw[index].end
    after = text[end : end + 2]
    if after[:1] in ("%", "/") or (after[:1] == "-" and after[1:2].isalpha()) or after[:1].isalpha():
        return False
    if text[start - 1 : start] == "-" and _DATE.search(text, max(0, start - 8), start):
        return False
    following = raw[index + 1].word if index + 1 < len(raw) else ""
    before = raw[index - 1].word if index else ""
    return (
        text[start - 1 : start] not in ("/", "$", ".")
        and following not in lex.tally["not_votes"]
        and not (following in lex.tally["sized"] and _is_body(raw[index + 2 : index + 3], lex))
        and not (following in lex.tally["percent"] and [one.word for one in raw[index + 2 : index + 3]] == ["cent"])
        and (following not in lex.months or following in lex.tally["month_or_verb"])  # "voted on 1 November for it"
        and not (following in lex.tally["of_month"] and index + 2 < len(raw) and raw[index + 2].word in lex.months)
        and not _is_day(raw, index, lex)
        and not (before in lex.tally["numbering"] and text[raw[index - 1].end : start].isspace())
    )


def _is_body(behind: list[Token], lex: Lexicon) -> bool:
    """Say whether a number with "member" is the size of what follows: "the 47 member body"."""
    return any(one.word in lex.tally["sized_bodies"] for one in behind)


def _is_day(raw: list[Token], index: int, lex: Lexicon) -> bool:
    """Say whether digits are the day before the name of a month: "voted on 1 November for", not "12 may still vote"."""
    following = raw[index + 1].word if index + 1 < len(raw) else ""
    before = raw[index - 1].word if index else ""
    named = following in lex.months and following not in lex.words["hypothetical"]
    return named or (following in lex.months and before in lex.words["on"])
