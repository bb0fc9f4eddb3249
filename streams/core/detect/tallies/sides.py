"""Each side of a vote with the number that counts it: the nearest one before it, or behind a colon, or by order."""

from streams.core.detect.tallies.against_each_other import take_opposed
from streams.core.detect.tallies.backing import (
    SIDES,
    Sides,
    is_rough,
    is_still_ahead,
    is_total,
    past_total,
    take_listed,
    take_support,
)
from streams.core.detect.tallies.tally_tokens import BODY_SIZES, Token, numbers_of
from streams.core.detect.words.lexicon import Lexicon

_NAMES = frozenset(SIDES)
_COLONS = (":", "-")
_REACH = {"favour": 13, "against": 12, "abstain": 7, "absent": 6}
"""Tokens between a number and its side: "12 of the U.N. Security Council's 15 members voted in favor" has eleven."""
SIZED = 3
"""Tokens more where the body is told with its size: "of the 47-strong council"."""
PART = 4
"""Tokens more where the number within reach is that of all: "35 of the 193 U.N. member nations abstained"."""
ASKED = 14
"""Tokens before a side within which those who are to vote so are asked to."""


def paired(tokens: list[Token], lex: Lexicon) -> tuple[Sides, bool]:
    """Pair each side with the number before it, or behind a colon; also whether two were told by order."""
    sides: Sides = {}
    used: set[int] = set()
    numbers = numbers_of(tokens)
    take_listed(tokens, numbers, used, sides, lex)
    take_support(tokens, numbers, used, sides, lex)
    ordered = take_opposed(tokens, numbers, used, sides, lex)
    for index in [at for at, token in enumerate(tokens) if token.kind in _NAMES]:
        token = tokens[index]
        if token.kind in sides or _is_with_another(tokens, index, lex):
            continue
        found = _behind_by(tokens, index, used, lex)
        if found is None:
            found = _behind_were(tokens, index, used, lex)
        if found is None:
            found = _behind_which(tokens, index, used, lex)
        if found is None and not (_is_done_to_it(tokens, index, lex) or _is_asked_for(tokens, index, lex)):
            found = _before(tokens, index, used, lex)
        if found is None:
            found = _behind_colon(tokens, index, used, lex)
        if found is None and "favour" in sides:
            found = _behind_against(tokens, index, used, lex)
        if found is None and token.word in lex.tally["sides_first"]:
            found = _right_behind(tokens, index, used)
        if found is not None:
            found = _of_whom(tokens, found, lex)
            used.add(found)
            number = tokens[found]
            sides[token.kind] = (number.number, min(number.start, token.start), max(number.end, token.end))
    return sides, ordered


def _of_whom(tokens: list[Token], at: int, lex: Lexicon) -> int:
    """Return which number counts where one is of how many there are: "Vingt-quatre pays sur 47 ont soutenu"."""
    if (
        not lex.romance
        or at < 2
        or tokens[at].number not in BODY_SIZES
        or tokens[at - 1].word not in lex.words["out_of_all"]
    ):
        return at
    return next((one for one in (at - 2, at - 3) if one >= 0 and tokens[one].kind == "n"), at)


def _behind_against(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number right behind "against", those for it being told: "79 countries backed it, against 28"."""
    if tokens[index].word not in lex.tally["to"] and tokens[index].word not in lex.words["voted_against"]:
        return None
    number = tokens[index + 1] if index + 1 < len(tokens) else None
    if number is None or number.kind != "n" or index + 1 in used or number.start - tokens[index].end != 1:
        return None
    behind = tokens[index + 2] if index + 2 < len(tokens) else None
    ends = behind is None or behind.kind == "p" or behind.start - number.end > 1
    return index + 1 if ends or (behind is not None and behind.word in lex.tally["and"]) else None


def _is_with_another(tokens: list[Token], index: int, lex: Lexicon) -> bool:
    """Say whether a side is counted in one number with another, or is none of the vote: "84 abstaining or absent"."""
    if tokens[index].word in lex.tally["support_sides"]:
        behind = [one.word for one in tokens[index + 1 : index + 4]]
        if behind and behind[0] in lex.tally["of"]:
            it = behind[1:2] and behind[1] in lex.words["pronoun"]
            return not it and lex.words["text_words"].isdisjoint(behind)  # "the 40 countries in support of a ceasefire"
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    ends = following is None or following.kind == "p" or following.start - tokens[index].end > 1
    if tokens[index].word in lex.tally["closing_sides"] and not ends:
        return True  # "said 104 countries were backing her bid", not "passed with 104 countries backing."
    for step in (1, -1):
        other = index + 2 * step
        if (
            0 <= other < len(tokens)
            and tokens[index + step].word in lex.tally["either"]
            and tokens[other].kind in SIDES
        ):
            return True
    return False


def _is_done_to_it(tokens: list[Token], index: int, lex: Lexicon) -> bool:
    """Say whether a side tells what came of a text: "The text, written by 73 states, was approved"."""
    word, following = tokens[index].word, tokens[index + 1].word if index + 1 < len(tokens) else ""
    by = word in lex.tally["loose_sides"] and following in lex.words["by"]
    if by and index > 0 and tokens[index - 1].kind == "n" and word not in lex.words["voted_against"]:
        return True  # "into two governments, one supported by militias", not "one against by Chad"
    passive = index > 0 and tokens[index - 1].word in lex.words["be"]
    return passive and word in lex.tally["done_to_it"]


def _before(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the index of the number that a side counts: "11 of the council's 15 members voted in favor" is 11."""
    side = tokens[index]
    found, voted, needs_vote = None, False, side.word in lex.tally["only_after_votes"]
    reach = _REACH[side.kind] + SIZED * any(one.word == "-" for one in tokens[max(0, index - SIZED) : index])
    reach += PART * any(one.kind == "n" and one.number in BODY_SIZES for one in tokens[max(0, index - reach) : index])
    for at in range(index - 1, max(-1, index - 1 - reach), -1):
        token = tokens[at]
        if token.kind == "n":
            if at in used or not _can_count(tokens, at, index, found, lex):
                break
            found = at
        elif token.word in lex.words["hypothetical"] or token.word in lex.words["future"]:
            return found  # "all 15 would vote in favor" counts nothing; "that would renew it and 21 against" does
        elif token.kind not in ("w", "p") or token.word in (";", ":"):
            if found is not None or token.kind != side.kind:
                break
        elif token.word in lex.words["voting"]:
            voted = True  # "fourteen members of the Council voted on Friday for"
        elif needs_vote and not (voted or found is not None or _stands_before_for(token, lex)):
            break
    loose = side.word in lex.tally["loose_sides"] or side.word.startswith(tuple(lex.tally["voted_to"]))
    if found is not None and loose and not _plain(tokens, found, index, lex):
        return None
    return found


def _can_count(tokens: list[Token], at: int, index: int, found: int | None, lex: Lexicon) -> bool:
    """Say whether the number at ``at`` can be of the side at ``index``; ``found`` is one nearer to it."""
    side = tokens[index]
    if at > 1 and tokens[at - 2].word in lex.tally["exception"] and tokens[at - 1].word in lex.tally["of"]:
        return False  # "strong support, with the exception of one member, for action"
    if is_rough(tokens[at], tokens[at - 1].word if at else "", lex):
        return False
    whole = found is None and side.kind != "favour" and is_total(tokens, at, lex)
    if whole and not _plain(tokens, at, index, lex):
        return False  # "13 of the 15 members, China and Russia abstaining"; two "of the 15 members opposed it"
    if found is not None and (tokens[at].number == 1 or not _is_part_of(tokens, at, found, lex)):
        return False  # "one of 116 countries which supported it"
    votes = tokens[at + 1].word in lex.tally["votes"]
    return not (side.kind == "abstain" and votes)  # "the necessary nine votes, but several abstentions"


def _is_asked_for(tokens: list[Token], index: int, lex: Lexicon) -> bool:
    """Say whether a vote is only asked for: "urged all 47 members of the council to vote in favour"."""
    lead = [token.word for token in tokens[max(0, index - 2) : index]]
    to_vote = lead[:1] and lead[0] in lex.words["infinitive"] and lead[-1] in lex.words["voting"]
    if not to_vote and not (lead[-1:] and lead[-1] in lex.words["infinitive"]):
        return False
    return any(token.word in lex.words["asking_members"] for token in tokens[max(0, index - ASKED) : index])


def _is_part_of(tokens: list[Token], at: int, whole: int, lex: Lexicon) -> bool:
    """Say whether a number is so many of another: "11 of its 15", not "five of the nine needed, with four" nor "two of
    the 14 that abstained"."""
    behind = {token.word for token in tokens[whole + 1 : whole + 3]}
    if tokens[whole].number not in BODY_SIZES and not lex.tally["those_who"].isdisjoint(behind):
        return False
    between = {token.word for token in tokens[at + 1 : whole]}
    apart = lex.words["passable"] | lex.tally["needed"]
    rank = at + 1  # of the word behind those who are counted
    while rank < whole - 2 and tokens[rank].word in lex.tally["voters"]:
        rank += 1  # "158 member states out of 193"
    out = tokens[rank].word in lex.tally["out"]
    of = tokens[rank + 1 if out else at + 1].word  # "141 out of the 193 members"
    return of in lex.tally["of"] and between.isdisjoint(apart)


def _stands_before_for(token: Token, lex: Lexicon) -> bool:
    """Say whether a word may stand between a number and "for": also the day, in "voted on Friday for"."""
    word = token.word
    on_day = word in lex.weekdays or word in lex.words["on"] or word in lex.words["day_words"]
    there = word in lex.tally["in_body"] or word in lex.tally["body_words"] or word in lex.tally["of"]
    # "voted in the Assembly for", "Ten members of the Council were for"
    return on_day or there or _counts_or_were(token, lex)


def _counts_or_were(token: Token, lex: Lexicon) -> bool:
    """Say whether a word may stand between a number and "for": "Twelve members were for the resolution"."""
    return token.word in lex.tally["voters"] or token.word in lex.tally["were"]


def _plain(tokens: list[Token], number: int, side: int, lex: Lexicon) -> bool:
    """Say whether between a number and a loose word for a side stands only what counts voters."""
    voters, filler = lex.tally["voters"], lex.tally["filler"]
    return all(
        token.word in voters
        or token.word in filler
        or token.kind == "n"
        or token.word == '"'
        or token.word in lex.weekdays
        or token.word.isdecimal()  # "39 members of the 54-nation council backing it"
        for token in tokens[number + 1 : side]
    )


def _behind_by(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number of those behind "by": "opposed by 17", "backed by 98 states and opposed by 17"."""
    if index + 2 >= len(tokens) or tokens[index + 2].kind != "n" or is_still_ahead(tokens, index, lex):
        return None
    if lex.romance and _is_of_so_many(tokens, index, lex):
        return index + 2 if index + 2 not in used else None
    by = tokens[index + 1].word
    if by not in lex.words["by"] and not (by in lex.words["from"] and tokens[index].word in lex.tally["resistance"]):
        return None  # "faced opposition from ten"
    if index + 3 < len(tokens) and tokens[index + 3].word in lex.tally["others"]:
        return None  # "proposed by the United States and backed by eight other countries"
    return index + 2 if tokens[index].word in lex.tally["loose_sides"] and index + 2 not in used else None


def _is_of_so_many(tokens: list[Token], index: int, lex: Lexicon) -> bool:
    """Say whether the votes of a side are told with whose they are: "los votos a favor de 93 países"."""
    voted = tokens[index].word.split()[0] in lex.tally["votes"] or (
        index > 0 and tokens[index - 1].word in lex.tally["votes"]
    )
    end = index + 2 + past_total(tokens, index + 2, lex)  # "los votos a favor de 13 de los 15 países"
    counted = end < len(tokens) and tokens[end].word in lex.tally["voters"]
    return voted and counted and tokens[index + 1].word in lex.tally["of"]


def _behind_which(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number of those who voted "for which": "a resolution for which 119 countries voted"."""
    at = index + 2
    led = at + 2 < len(tokens) and tokens[index + 1].word in lex.tally["which"] and tokens[at].kind == "n"
    voted = led and any(one.word in lex.words["voting"] for one in tokens[at + 1 : at + 3])
    return at if voted and at not in used else None


def _behind_were(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number of those who "were" on a side: "In favor of the resolution were 81 countries"."""
    counted = index > 0 and tokens[index - 1].kind == "n" and index - 1 not in used
    if counted and any(token.word in lex.words["there"] for token in tokens[index + 1 : index + 4]):
        return None  # "29 in favour, eight against and there were 16 abstentions"
    for at in range(index + 1, min(index + 7, len(tokens))):
        if tokens[at].kind == "n" and at == index + 1 and _are_counted_behind(tokens, at, used, lex):
            return at if at not in used else None
        if tokens[at].kind != "w" or tokens[at].word in lex.words["clause_words"]:
            return None
        if tokens[at].word in lex.tally["were"] and at + 1 < len(tokens) and tokens[at + 1].kind == "n":
            return at + 1 if at + 1 not in used else None
    return None


def _are_counted_behind(tokens: list[Token], at: int, used: set[int], lex: Lexicon) -> bool:
    """Say whether the side before was told with its number behind: "Yes votes numbered 187 and no votes two"."""
    told = [one for one in used if one < at]
    counted = any(tokens[one - 1].word in lex.tally["were"] for one in told)
    return counted and tokens[at].start - tokens[at - 1].end == 1


def _right_behind(tokens: list[Token], index: int, used: set[int]) -> int | None:
    """Return the number right behind what so many did: "Se opusieron once y 58 se abstuvieron"."""
    behind = tokens[index + 1 : index + 2]
    beside = bool(behind) and behind[0].kind == "n" and behind[0].start - tokens[index].end == 1
    return index + 1 if beside and index + 1 not in used else None


def _behind_colon(tokens: list[Token], index: int, used: set[int], lex: Lexicon) -> int | None:
    """Return the number behind a side: "against: 7", "in favour - 9"."""
    if index + 2 >= len(tokens) or tokens[index + 1].word not in _COLONS or tokens[index + 2].kind != "n":
        return None
    if index + 2 in used or _is_of_next(tokens, index + 3, lex):
        return None
    return index + 2


def _is_of_next(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether the number before ``at`` counts the side behind it: "Two were opposed: 184 countries backed it"."""
    at += at < len(tokens) and tokens[at].word in lex.tally["voters"]
    sided = at < len(tokens) and tokens[at].kind in _NAMES
    return sided and not (at + 1 < len(tokens) and tokens[at + 1].word in _COLONS)
