"""Those who are for a text, counted by what stands around their number: "won the support of 13", "backed by 187"."""

from itertools import pairwise

from streams.core.detect.tallies.tally_tokens import BODY_SIZES, Token
from streams.core.detect.words.lexicon import Lexicon

NEEDED_WITHIN = 8
"""Tokens from a number over "of the nine votes" to "needed"."""

AHEAD = 8
"""Tokens before a number in which it is told that the vote is still to come."""
NEEDED_AHEAD = 16
"""Tokens before a number in which it is told how many votes a text needed."""
WHOLE_WITHIN = 9
"""Tokens from a number to that of all members: "six of the United Nations Security Council's 15"."""

SIDES = ("favour", "against", "abstain", "absent")
_TOTAL = ["a", "total", "of"]
"""Words before a number that say no more than that it is all."""

Sides = dict[str, tuple[int, int, int]]
"""For each side told: the number, and the span of the words that tell it."""


def is_still_ahead(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether it is told whose votes a text will need: "tendrá que ser aprobada por los quince miembros"."""
    if not lex.romance:
        return False
    ahead = lex.words["future"] | lex.words["hypothetical"]
    before = [one.word for one in tokens[max(0, at - AHEAD) : at]]
    to_be = any(one in lex.words["toward"] and be in lex.words["bare_be"] for one, be in pairwise(before))
    return to_be or not ahead.isdisjoint(before)  # "pour être adoptée par neuf des quinze membres"


def take_listed(tokens: list[Token], numbers: list[int], used: set[int], sides: Sides, lex: Lexicon) -> None:
    """Read "favorevoli 123, contrari 12, astenuti 31": each side with its number right behind, and a comma; and "Hanno
    votato a favore 187 Paesi"."""
    spots = [at - 1 for at in numbers if at and _is_before_number(tokens, at - 1)]
    if len(spots) < 2 or (spots[0] and tokens[spots[0] - 1].kind == "n"):
        spots = [at for at in range(len(tokens) - 2) if _is_before_voters(tokens, at, lex)] if lex.romance else []
    for at in spots:
        one, number = tokens[at], tokens[at + 1]
        if one.kind not in sides and at + 1 not in used:
            sides[one.kind] = (number.number, one.start, number.end)
            used.add(at + 1)


def _is_before_number(tokens: list[Token], at: int) -> bool:
    """Say whether a side stands right before a number that no other word follows at once."""
    if tokens[at].kind not in SIDES or tokens[at + 1].start - tokens[at].end != 1:
        return False
    following = tokens[at + 2] if at + 2 < len(tokens) else None
    return following is None or following.kind == "p" or following.start - tokens[at + 1].end > 1


def _is_before_voters(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether what was voted stands right before how many did so: "votaron a favor 187 países"."""
    told = tokens[at].kind in SIDES and " " in tokens[at].word and (not at or tokens[at - 1].kind != "n")
    beside = tokens[at + 1].kind == "n" and tokens[at + 1].start - tokens[at].end == 1
    return told and beside and tokens[at + 2].word in lex.tally["voters"]


def take_support(tokens: list[Token], numbers: list[int], used: set[int], sides: Sides, lex: Lexicon) -> None:
    """Read "won the support of 13 of the 15 members", "the 14 others backed it", "backed by 187 countries"."""
    for at in numbers:
        if _is_backing(tokens, at, lex):
            sides["favour"] = (tokens[at].number, tokens[at].start, tokens[at].end)
            used.add(at)
            return


def _is_whole_of(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether a number only tells of how many another is a part, or who is excepted: "13 of the other 14 members",
    "with the exception of one member"."""
    led = lex.tally["others"] | lex.words["definite"]
    lead = [one for one in tokens[max(0, at - 4) : at] if one.word not in led]
    if len(lead) < 2 or lead[-1].word not in lex.tally["of"]:
        return False
    return lead[-2].kind == "n" or lead[-2].word in lex.tally["exception"]


def _is_backing(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether the number at ``at`` counts those who are for it, by what stands around it."""
    words = lex.tally
    if _is_got_of_needed(tokens, at, lex):
        return True
    if _is_whole_of(tokens, at, lex):
        return False
    total = at > 2 and tokens[at - 1].word == _TOTAL[-1] and [one.word for one in tokens[at - 3 : at]] == _TOTAL
    led = at - 3 if total else at
    led = _before_others(tokens, at, led, lex)
    near = [one for one in tokens[max(0, led - 3 - lex.romance) : led] if not _is_passed_over(one, lex)][-2:]
    near = _over_day(tokens, near, lex)
    begin = _past_body(tokens, at + past_total(tokens, at, lex), lex)
    following = [one.word for one in tokens[begin : begin + 3]]
    first, lead = following[0] if following else "", near[-1].word if near else ""
    by_members = first in words["voters"]
    counted, others = by_members or first in words["of"], lead in words["others"] or first in words["others"]
    others = others or tokens[at - 1].word in words["others"]
    loose = len(near) == 2 and near[0].kind == "favour" and near[0].word in words["loose_sides"]
    by = loose and lead in words["won_by"]  # "backed by 187 countries", not "138-9 in favour, with 41 abstaining"
    told = (
        (by and (counted or (others and (_is_passed_over(tokens[at - 1], lex) or _is_behind_text(tokens, at, lex)))))
        or (lead in words["got_them"] and first in words["backers"])  # "found five supporters"
        or (len(near) == 2 and _is_support(near, tokens[at - 1], lex, by_members=by_members))
        or _is_of_those_needed(tokens, at, lex)
        or _is_of_supporters(tokens, at, lex)  # "with the votes of all 15 members"
        or (counted and _are_votes_from(tokens, at, lex))
        or (not words["voters"].isdisjoint(following) and _have_backed(tokens, at, lex, others=others))
        or (others and (_are_alone_against(tokens, at, lex) or _is_by_all_others(tokens, at, lex)))
    )
    return told and not _is_of_others(tokens, at, near, lex)


def _is_behind_text(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether a text itself is told to be backed by so many others than those who act: "vetoed a resolution backed
    by the 13 other members", and not "proposed by Mali and backed by eight others"."""
    led = [one.word for one in tokens[max(0, at - 4) : at] if one.word not in lex.words["definite"]]
    return not lex.romance and len(led) > 2 and led[-3] in lex.words["text_words"]


def _before_others(tokens: list[Token], at: int, led: int, lex: Lexicon) -> int:
    """Return where it is told whose a number is over its article, where it is of all the others: "the support of all
    the other 14 members", "backed by the 13 other members"; ``led`` where it is not."""
    others, definite = lex.tally["others"], lex.words["definite"]
    if at > 2 and tokens[at - 1].word in others and tokens[at - 2].word in definite:
        return at - 2
    following = at + 1 < len(tokens) and tokens[at + 1].word in others
    return at - 1 if at and following and tokens[at - 1].word in definite else led


def _over_day(tokens: list[Token], near: list[Token], lex: Lexicon) -> list[Token]:
    """Return the two words before a number without the day between them: "approved on Friday by 119 countries"."""
    if len(near) < 2 or near[0].word not in lex.weekdays or near[1].word not in lex.words["by"]:
        return near
    at = tokens.index(near[0]) - 1
    at -= at > 0 and tokens[at].word in lex.words["on"]
    return [tokens[at], near[1]] if at >= 0 else near


def _past_body(tokens: list[Token], begin: int, lex: Lexicon) -> int:
    """Return where it is told of whom a number is, over whose members they are: "12 Security Council members"."""
    end = begin
    while end < len(tokens) and tokens[end].word in lex.tally["body_words"]:
        end += 1
    return end if end < len(tokens) and tokens[end].word in lex.tally["voters"] else begin


def _is_passed_over(token: Token, lex: Lexicon) -> bool:
    """Say whether a word may stand between a number and what tells whose it is: "soutenu par les 13 autres pays"."""
    word, words = token.word, lex.tally
    return (
        word in words["all"] or word in words["merely"] or word in words["coming"] or word in lex.words["name_articles"]
    )


def _is_of_others(tokens: list[Token], at: int, near: list[Token], lex: Lexicon) -> bool:
    """Say whether a number cannot count those who are for it: they are still to vote, or it is of all members, only
    about right, or of those without whom it was."""
    if is_still_ahead(tokens, at, lex) or (near and is_rough(tokens[at], near[-1].word, lex)):
        return True
    if any(one.word in lex.tally["bringers"] for one in tokens[at + 1 : at + 5]):
        return True  # "had the backing of 31 further co-sponsors when it was adopted"
    if not lex.tally["without"].isdisjoint([one.word for one in tokens[max(0, at - 5) : at]]):
        return True  # "without the support of three permanent members"
    return is_total(tokens, at, lex)


def _is_support(near: list[Token], last: Token, lex: Lexicon, *, by_members: bool) -> bool:
    """Say whether two words before a number tell that it is of those for it: "won the support of 13", "was adopted by
    28 countries"."""
    words, one, other = lex.tally, near[0], near[1]
    if one.word in words["support"] and (other.word in words["given_by"] or other.word in words["of"]):
        return True
    by_all = one.word in words["backed"] and other.word in lex.words["by"]
    whole = (by_all or one.word in words["votes"]) and last.word in words["all"]  # "It was adopted by all 15 members"
    return whole or (by_all and by_members)


def _have_backed(tokens: list[Token], at: int, lex: Lexicon, *, others: bool) -> bool:
    """Say whether the voters counted at ``at`` are told to be for it: "the 14 others backed it", "Twelve gave it their
    support"."""
    words = lex.tally
    behind = [one.word for one in tokens[max(0, at - 4 * lex.romance) : at + 14]]  # "que apoyaron los otros 14"
    if others and not words["backed"].isdisjoint(behind):
        opposed = any(one.kind in ("against", "abstain") for one in tokens[at + 1 : at + 5])
        if not opposed:
            return True
    return not words["gave"].isdisjoint(behind) and any(one.word in words["support"] for one in tokens[at : at + 22])


def _are_votes_from(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether those at ``at`` gave it their votes: "received affirmative votes from only eight members"."""
    others = lex.tally["others"]  # "received the votes of the other 12 countries"
    before = [one for one in tokens[max(0, at - 7) : at] if not _is_merely(one, lex) and one.word not in others][-3:]
    if len(before) < 3 or before[1].word not in lex.tally["votes"] or before[2].word not in lex.tally["given_by"]:
        return False
    got = before[0].word in lex.tally["won_by"] or before[0].word in lex.tally["got_them"]
    return before[0].kind == "favour" or got  # "It had the votes of 23 members"


def _is_merely(token: Token, lex: Lexicon) -> bool:
    """Say whether a word tells nothing of whose votes they are: "the favourable vote of its fifteen members"."""
    return token.word in lex.tally["merely"] or token.word in lex.words["definite"]


def _is_of_those_needed(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether a number is told of the votes that a text needs: "received just eight of the nine votes needed"."""
    if at + 1 >= len(tokens) or tokens[at + 1].word not in lex.tally["of"]:
        return False
    behind = [one.word for one in tokens[at + 1 : at + NEEDED_WITHIN]]
    told = not (lex.tally["votes"].isdisjoint(behind) or lex.tally["needed"].isdisjoint(behind))
    return told and any(word in lex.numbers or word.isdecimal() for word in behind)


def _are_alone_against(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether one stood against all these: "leaving itself alone against the other 14 members"."""
    before = [one.word for one in tokens[max(0, at - 7) : at]]
    against = next((i for i, word in enumerate(before) if word in lex.words["voted_against"]), None)
    if against is None or not all(_of_all(word, lex) for word in before[against + 1 :]):
        return False
    return not lex.tally["lonely"].isdisjoint(before[:against])


def _is_by_all_others(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether all these others are told to have done it: "was supported by all other 14 members"."""
    lead = [one for one in tokens[max(0, at - 6) : at] if not (_of_all(one.word, lex) or one.word in lex.tally["all"])]
    by = [one.word for one in lead[-2:]]
    every = any(one.word in lex.tally["all"] for one in tokens[max(0, at - 3) : at])
    return every and len(by) > 1 and by[0] in lex.tally["backed"] and by[1] in lex.words["by"]


def _of_all(word: str, lex: Lexicon) -> bool:
    """Say whether a word may stand between "against" and how many those were."""
    return word in lex.tally["filler"] or word in lex.tally["others"] or word in lex.words["definite"]


def _is_got_of_needed(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether so many votes were got of those that a text needed: "needed nine votes to pass, got eight, with"."""
    got = at - 1 - (at > 0 and tokens[at - 1].word in lex.tally["merely"])
    if got < 1 or tokens[got].word not in lex.tally["got_them"] or lex.romance:
        return False
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and behind.start - tokens[at].end == 1:
        return False  # "got eight of them"
    before = [one.word for one in tokens[max(0, got - NEEDED_AHEAD) : got]]
    needed = any(word in lex.tally["needed"] or word in lex.tally["needs"] for word in before)
    return needed and not lex.tally["votes"].isdisjoint(before)


def _is_of_supporters(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether a number is of those who support it: "el respaldo de los otros 14 miembros"."""
    if at + 1 >= len(tokens) or tokens[at + 1].word not in lex.tally["voters"]:
        return False
    before = [one.word for one in tokens[max(0, at - 4) : at]]
    found = next((i for i in range(len(before) - 1, -1, -1) if before[i] in lex.tally["support"]), None)
    between = before[found + 1 :] if found is not None else []
    return len(between) > 1 and all(word in lex.tally["filler"] for word in between)


def is_total(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether a number is that of all members: the 15 of "twelve of the 15 members"."""
    if tokens[at].kind != "n":
        return False
    if tokens[at].number not in BODY_SIZES:
        of = [one.word for one in tokens[max(0, at - 2) : at]]
        led = len(of) == 2 and of[0] in lex.tally["of"] and of[1] in lex.words["definite"]
        return led and at > 2 and tokens[at - 3].kind == "n"
    for of_it in range(at - 1, max(0, at - WHOLE_WITHIN), -1):  # "of 15", "of the Human Rights Council's 47 members"
        if tokens[of_it].kind not in ("w", "p"):
            return False
        if tokens[of_it].word in lex.tally["of"]:
            before = tokens[of_it - 1 - (tokens[of_it - 1].word in lex.tally["out"] and of_it > 1)]
            return before.kind == "n"  # "four out of 15"
    return False


def past_total(tokens: list[Token], at: int, lex: Lexicon) -> int:
    """Return how many tokens a number takes with what it is of: "Twelve of the 15 members" has four before these."""
    for following in range(at + 1, min(len(tokens), at + WHOLE_WITHIN)):
        if tokens[following].kind == "n":
            return following - at + 1 if is_total(tokens, following, lex) else 1
    return 1


def is_rough(number: Token, before: str, lex: Lexicon) -> bool:
    """Say whether a number is only about right: "some 130 countries"; "some 128 countries" were counted."""
    return before in lex.tally["roughly"] and (number.number % 10 == 0 or before not in lex.tally["some"])
