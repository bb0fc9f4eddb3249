"""Votes told of all at once: "all 15 members voted for it", "every other member abstained", "no country opposed it"."""

from collections.abc import Iterator
from dataclasses import replace

from streams.core.detect.tallies.backing import SIDES
from streams.core.detect.tallies.tally_tokens import BODY_SIZES, Token, numbers_of
from streams.core.detect.words.lexicon import Lexicon

_NEAR = 9
"""Tokens between "all the other" and the side that they took."""
_OVER_BODY = 2
"""How many more where it is told of what body they are: "all other countries of the 15-member council"."""
_EXCEPTED = 5
"""Tokens behind "all" in which some are excepted: "all 15 members of it except"."""


def by_lights(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with the lights of a voting board as sides, where all are told: "98 green, 22 red"."""
    names = {word: side for side in SIDES[:3] for word in lex.tally[f"lights_{side}"]}
    lit = {at: names[token.word] for at, token in enumerate(tokens) if token.word in names}
    if len(set(lit.values())) < len(SIDES[:3]):
        return tokens
    return [replace(token, kind=lit[at]) if at in lit else token for at, token in enumerate(tokens)]


def none_counted(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with a nought where nobody took a side: "no country opposed it", "not one hand went up"."""
    out: list[Token] = []
    passed = 0
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        behind_number = at > 0 and tokens[at - 1].kind == "n"
        quoted = following is not None and following.start - token.end > 1  # '14 "no" votes'
        one_vote = following is not None and following.word in lex.tally["votes"]  # "one no vote"
        if (
            token.word in lex.tally["no"]
            and behind_number
            and (quoted or one_vote or not _counts_voters(tokens, at + 1, lex))
        ):
            out.append(replace(token, kind="against"))  # "138 yes, nine no and 41 abstentions"
        elif at < passed:
            continue  # the "one" of "not one"
        elif token.word in lex.tally["not_one"] and (one := _one_of_none(tokens, at, lex)) is not None:
            out.append(replace(tokens[one], number=0))
            passed = one + 1
        elif token.word in lex.tally["no"] and _takes_side(tokens, at + 1, lex):
            out.append(replace(token, kind="n", number=0))
        elif token.word in lex.tally["no_votes"] and not behind_number and following and following.kind in SIDES:
            out.append(replace(token, kind="n", number=0))  # "no votes against"
        elif out and token.kind == "n" and out[-1].word in lex.tally["no"] and out[-1].kind == "n":
            continue  # "no one"
        else:
            out.append(token)
    return out


def _one_of_none(tokens: list[Token], at: int, lex: Lexicon) -> int | None:
    """Return the index of the number that a "not" before it takes away: "not one member", "not a single hand"."""
    for index in range(at + 1, min(at + 3, len(tokens))):
        if tokens[index].kind == "n" and tokens[index].number == 1 and not tokens[index].word.isdecimal():
            return index
        if tokens[index].word not in lex.words["indefinite"]:
            return None
    return None


def only_one(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with a one for who was alone: "the only council member to vote against"."""
    for at, token in enumerate(tokens):
        if token.word in lex.tally["by_itself"] and _takes_side(tokens, at + 1, lex) and _is_somebody(tokens, at, lex):
            return [*tokens[:at], replace(token, kind="n", number=1), *tokens[at + 1 :]]
        if token.word not in lex.tally["only"]:
            continue
        if (several := _only_several(tokens, at, lex)) is not None:
            return several
        end = at + 1
        while end < len(tokens) and (_counts_voters(tokens, end, lex) or tokens[end].word in lex.tally["someone"]):
            end += 1
        if end > at + 1 and tokens[end - 1].word.endswith("s") and not lex.romance:
            continue  # "the only members to vote against" are several
        to = end < len(tokens) and tokens[end].word in lex.words["infinitive"]
        side = end + 2 if to and end + 2 < len(tokens) and tokens[end + 1].word in lex.words["voting"] else end + 1
        if to and end > at + 1 and side < len(tokens) and tokens[side].kind in SIDES:
            return [*tokens[:at], replace(token, kind="n", number=1), *tokens[side:]]
    return tokens


def _is_somebody(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether somebody is named right before "alone", and voted: "Russia alone voted in favor"."""
    following = tokens[at + 1]
    voted = following.kind == "favour" or following.word in lex.words["voting"] or following.word in lex.tally["were"]
    one = at > 0 and tokens[at - 1].kind == "w" and tokens[at - 1].word not in lex.words["infinitive"]
    return voted and one and not _are_two(tokens, at, lex)


def _are_two(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether two are named before "alone": "Russia and China alone voted against it"."""
    ands = [k for k in range(max(1, at - 4), at - 1) if tokens[k].word in lex.tally["and"]]
    return any(tokens[k - 1].kind == "w" and tokens[k].start - tokens[k - 1].end == 1 for k in ands)


def _only_several(tokens: list[Token], at: int, lex: Lexicon) -> list[Token] | None:
    """Return the tokens without "to vote" between a number and its side: "the only three to vote against"."""
    number, to, vote, side = at + 1, at + 2, at + 3, at + 4
    if side >= len(tokens) or tokens[number].kind != "n" or tokens[side].kind not in SIDES:
        return None
    to_vote = tokens[to].word in lex.words["infinitive"] and tokens[vote].word in lex.words["voting"]
    return [*tokens[:to], *tokens[side:]] if to_vote else None


def _counts_voters(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    return at < len(tokens) and tokens[at].word in lex.tally["voters"]


def _takes_side(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether from ``at`` on only words for voters stand before a side that is counted."""
    for token in tokens[at : at + 4]:
        if token.kind in SIDES:
            return token.word not in lex.tally["only_after_votes"]
        if token.word not in lex.tally["voters"] and token.word not in lex.tally["someone"]:
            return False
    return False


def without_groups(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Take out the numbers of groups within a body: "all five permanent members", "the three African members"."""
    dropped: set[int] = set()
    for at in numbers_of(tokens):
        token = tokens[at]
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        others = following in lex.tally["others"] or (at > 1 and tokens[at - 1].word in lex.tally["others"])
        whole = token.number in BODY_SIZES or others
        lead = [one.word for one in tokens[max(0, at - 2) : at]]
        every = lead[-1:] and lead[-1] in lex.tally["all"] and lead[0] not in lex.tally["altogether"]
        named = lead[-1:] and lead[-1] in lex.words["definite"]
        grouped = following in lex.tally["groups"]
        if lex.romance:  # "los cinco miembros permanentes"
            grouped = any(one.word in lex.tally["groups"] for one in tokens[at + 1 : at + 5])
            named = named or others or (lead[-1:] and lead[-1] in lex.words["including"])  # "dont onze européens"
        if lead[-1:] and lead[-1] in lex.words["definite"] and _are_the_council(token, following, lex):
            dropped.add(at)
        ranged = tokens[at - 1].word in lex.words["between"] if at else False  # "between one and three negative votes"
        if ranged and at + 2 < len(tokens) and tokens[at + 2].kind == "n" and tokens[at + 1].word in lex.tally["and"]:
            dropped.update((at, at + 2))
        excepted = every and _excepts(tokens, at + 1, lex)  # "all 15 members except China, which abstained"
        if (every and not whole) or excepted or ((every or named) and grouped):
            dropped.add(at)
    if not dropped:
        return tokens
    return [replace(one, kind="w") if at in dropped else one for at, one in enumerate(tokens)]


def _are_the_council(token: Token, following: str, lex: Lexicon) -> bool:
    """Say whether a number is only what the Council is called by: "Los Quince aprobaron por unanimidad"."""
    counting = lex.tally["voters"] | lex.tally["of"] | lex.tally["others"]
    return token.word in lex.words["the_fifteen"] and bool(following) and following not in counting


def all_voted_for(tokens: list[Token], lex: Lexicon) -> bool:
    """Say whether all members are told to be for it: "all 15 members backed it", "it got the votes of all members"."""
    words = lex.tally
    for at, end in _all_of_them(tokens, lex):
        inside = tokens[at + 1 : end]
        sized = all(one.number in BODY_SIZES for one in inside if one.kind == "n")
        if sized and _are_hands_up(tokens, end, lex):
            return True
        counted = any(one.kind == "n" for one in inside)  # "all 15 were in favour"
        if not sized or not (counted or any(one.word in words["voters"] for one in inside)):
            continue
        if any(one.word in words["others"] for one in inside) or _excepts(tokens, end, lex):
            continue
        side = tokens[end] if end < len(tokens) else None
        lead = [one.word for one in tokens[max(0, at - 2) : at]]
        given = len(lead) == 2 and lead[1] in words["given_by"]
        supported = given and (lead[0] in words["support"] or lead[0] in words["votes"])
        backed = len(lead) == 2 and lead[0] in words["backed"] and lead[1] in lex.words["by"]
        if (
            supported
            or backed
            or (side is not None and side.kind == "favour" and side.word not in lex.words["voted_for"])
        ):
            return True
    return False


def hands_up(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with all the hands that went up as votes for it: "All 15 hands went up"."""
    for _, end in _all_of_them(tokens, lex):
        if _are_hands_up(tokens, end, lex):
            return [*tokens[:end], replace(tokens[end], kind="favour"), *tokens[end + 1 :]]
    return tokens


def _are_hands_up(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether hands went up from ``at`` on: "All 15 hands went up", "Every hand was raised"."""
    words = [one.word for one in tokens[at : at + 3]]
    if len(words) < 3 or words[0] not in lex.tally["someone"]:
        return False
    return words[1] in lex.tally["went"] and words[2] in lex.tally["raised"]


def _excepts(tokens: list[Token], end: int, lex: Lexicon) -> bool:
    """Say whether some are excepted behind all, over what they are members of: "all 15 members of it except China"."""
    return any(one.word in lex.tally["but"] for one in tokens[end : end + _EXCEPTED])


def _all_of_them(tokens: list[Token], lex: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield where "all" stands, and where the words that tell of whom end: "all 15 members"."""
    for at, token in enumerate(tokens):
        if token.word in lex.tally["all"]:
            end = at + 1
            while end < len(tokens) and (tokens[end].kind == "n" or _of_all(tokens[end], lex)):
                end += 1
            yield at, end


def _of_all(token: Token, lex: Lexicon) -> bool:
    return token.kind == "w" and (token.word in lex.tally["voters"] or token.word in lex.tally["filler"])


def _side_of_all_but(tokens: list[Token], lex: Lexicon) -> str:
    """Return the side for it where all took it but those who are named: "All but Russia, which abstained, did"."""
    words = lex.tally
    for at, end in _all_of_them(tokens, lex):
        behind = _excepts(tokens, end, lex)
        ahead = any(one.word in words["but"] for one in tokens[max(0, at - _NEAR) : at])
        lead = [one.word for one in tokens[max(0, at - 2) : at]]
        if behind and len(lead) == 2 and lead[0] in words["backed"] and lead[1] in lex.words["by"]:
            return "favour"  # "was backed by all 15 members except China, which abstained"
        if behind or ahead:
            return next((one.kind for one in tokens[end:] if one.kind == "favour"), "")
    return ""


def side_of_others(tokens: list[Token], lex: Lexicon) -> str:
    """Return the side that all the others took, without a number: "every other member voted for it"; else nothing."""
    words = lex.tally
    if side := _side_of_all_but(tokens, lex):
        return side
    for at, token in enumerate(tokens):
        if token.word not in words["others"] and token.word not in words["rest"]:
            continue
        lead = tokens[at - 1].word if at else ""
        if lead not in words["all"] and lead not in lex.words["definite"]:
            continue
        for following in tokens[at + 1 : at + _NEAR + _OVER_BODY]:
            if following.kind in SIDES:
                return following.kind if following.word not in words["only_after_votes"] else ""
            sized = following.kind != "n" and (following.word.isdecimal() or following.word == "-")
            if not (_of_all(following, lex) or sized):
                break  # but: "All other countries of the 15-member council"
    return ""
