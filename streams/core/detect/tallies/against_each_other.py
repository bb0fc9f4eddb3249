"""Two numbers told against each other, by order: "by 35 votes to three", "17 votes, against six"."""

from streams.core.detect.tallies.backing import SIDES, Sides
from streams.core.detect.tallies.tally_tokens import Token
from streams.core.detect.words.lexicon import Lexicon


def take_opposed(tokens: list[Token], numbers: list[int], used: set[int], sides: Sides, lex: Lexicon) -> bool:
    """Read "by 35 votes to three", "adopted by 23 votes", "a simple majority of 84 votes"; True for the first."""
    for at in numbers if numbers[-1:] != [len(tokens) - 1] else numbers[:-1]:
        token = tokens[at]
        if _is_pair(tokens, at, lex):
            sides["favour"] = (token.number, token.start, tokens[at + 2].end)
            sides["against"] = (tokens[at + 2].number, token.start, tokens[at + 2].end)
            used.update((at, at + 2))
            return True
        if _is_of_members(tokens, at, lex):  # "condemned it, 143 members to five"
            sides["favour"] = (token.number, token.start, tokens[at + 3].end)
            sides["against"] = (tokens[at + 3].number, token.start, tokens[at + 3].end)
            used.update((at, at + 3))
            return True
        if tokens[at + 1].word not in lex.tally["votes"]:
            _take_alone(tokens, at, used, sides, lex)
            continue
        other = at + 3 + _is_facing(tokens, at + 2, lex)
        if other < len(tokens) and _is_order(tokens[other - 1], tokens[other], lex):
            end = tokens[other].end
            sides["favour"] = (token.number, token.start, end)
            abstained = other + 1 < len(tokens) and tokens[other + 1].kind == "abstain"  # "134 votes to 39 abstentions"
            sides["abstain" if abstained else "against"] = (tokens[other].number, token.start, end)
            used.update((at, other))
            return True
        versus = _is_versus(tokens, at + 2, lex)
        if versus is not None:
            sides["favour"] = (token.number, token.start, tokens[at + 1].end)
            sides["against"] = (tokens[versus].number, tokens[at + 2].start, tokens[versus].end)
            used.update((at, versus))
            return False
        sided = at + 2 < len(tokens) and tokens[at + 2].kind in SIDES
        lead = [one.word for one in _before_day(tokens, at, lex)[-2:]]
        if set(lead) & lex.tally["least"]:
            lead = [one.word for one in tokens[max(0, at - 6) : at] if not _is_least(one, lex)][-2:]
        if lead[:-1] and lead[0] in lex.tally["margin"] and lead[-1] in lex.words["by"]:
            used.add(at)  # "failed by three votes"
            continue
        if not sided and (set(lead[-1:]) & lex.tally["won_by"] or set(lead[:1]) & lex.tally["majority"]):
            sides["favour"] = (token.number, token.start, tokens[at + 1].end)
            used.add(at)
            return False
    return False


def _take_alone(tokens: list[Token], at: int, used: set[int], sides: Sides, lex: Lexicon) -> None:
    """Read how many were for a text without a word for votes: "won only five, with seven against"."""
    lead = [one.word for one in tokens[max(0, at - 2) : at]]
    only = lead[-1:] and lead[-1] in lex.tally["only"]
    ends = tokens[at + 1].start - tokens[at].end > 1 or tokens[at + 1].word in lex.words["company"]
    won = any(word in lex.tally["won_alone"] for word in (lead[:1] if only else lead[1:]))
    if won and ends and any(one.kind in ("against", "abstain") for one in tokens[at + 1 :]):
        sides["favour"] = (tokens[at].number, tokens[at].start, tokens[at].end)
        used.add(at)


def _is_facing(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether two words lead the number of the others: "18 votos frente a 14"."""
    words = [one.word for one in tokens[at : at + 2]]
    return lex.romance and len(words) > 1 and all(word in lex.tally["to"] for word in words)


def _before_day(tokens: list[Token], at: int, lex: Lexicon) -> list[Token]:
    """Return the tokens before a number, or before its day: "recibió el lunes cinco votos"."""
    before = tokens[max(0, at - 5) : at]
    if lex.romance and before and (before[-1].word in lex.weekdays or before[-1].word in lex.words["these_days"]):
        before.pop()
        while before and before[-1].word in lex.words["day_articles"]:
            before.pop()
    return before


def _is_of_members(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether members are told against others, and no more: "143 members to five,"."""
    if at + 3 >= len(tokens) or tokens[at + 1].word not in lex.tally["voters"]:
        return False
    ends = at + 4 >= len(tokens) or tokens[at + 4].start - tokens[at + 3].end > 1
    apart = at > 0 and tokens[at].start - tokens[at - 1].end > 1
    return ends and apart and _is_order(tokens[at + 2], tokens[at + 3], lex)


def _is_least(token: Token, lex: Lexicon) -> bool:
    """Say whether a word only tells that the number was enough: "got the minimum nine votes"."""
    return token.word in lex.tally["least"] or token.word in lex.words["definite"] or token.word in lex.tally["of"]


def _is_order(to: Token, other: Token, lex: Lexicon) -> bool:
    """Say whether "to" leads the number of the others: "35 votes to three", "35 voix contre 3", not "contre, 3"."""
    return to.word in lex.tally["to"] and other.kind == "n" and other.start - to.end == 1


def _is_versus(tokens: list[Token], at: int, lex: Lexicon) -> int | None:
    """Return the number of those against where it is told so behind the votes: "got 17 votes, against six"."""
    while at < len(tokens) and (tokens[at].word == "," or tokens[at].word in lex.words["comparing"]):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].kind != "against" or tokens[at].word not in lex.words["voted_against"]:
        return None
    number, behind = tokens[at + 1], [one.kind for one in tokens[at + 2 : at + 5]]
    beside = number.kind == "n" and number.start - tokens[at].end == 1  # not "21 votes against, 18 in favour"
    return at + 1 if beside and "favour" not in behind else None


def _is_pair(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether "voted 128 to nine" begins there: digits alone are read as "128-9" is."""
    if at == 0 or at + 2 >= len(tokens) or tokens[at + 1].word not in lex.tally["to"]:
        return False
    one, other = tokens[at], tokens[at + 2]
    if one.kind == other.kind == "n" and other.number == 0 and not other.word.isdecimal() and one.number > 1:
        return True  # "15 to nothing"
    digits = one.word.isdecimal() and other.word.isdecimal() and not lex.romance  # these are read as "128-9" is
    if one.kind != "n" or other.kind != "n" or digits:
        return False
    behind = tokens[at + 3 : at + 6]
    if len(behind) > 2 and behind[1].kind == "n" and behind[2].kind == "abstain" and behind[0].word != "-":
        return True  # "adopted resolution S-30/1, 24 to nine with 14 abstentions", "24 to nine (14 abstentions)"
    return _is_led(tokens, at, lex)


def _is_led(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether what stands before two numbers says that they are of a vote: "by a vote of", "voted"."""
    before = tokens[at - 1].word
    was = before in lex.tally["were"]  # "The result on Thursday was 141 to seven"
    if was and any(token.word in lex.tally["result"] for token in tokens[:at]):
        return True
    passed_over = was or before in lex.words["of"]  # "by a vote of fourteen to nil", "the vote was 185 to two"
    lead = tokens[at - 1 - passed_over].word if at > passed_over else ""
    if lead in lex.words["voting"] or (passed_over and lead in lex.tally["tally"]):
        return True
    decided = any(token.word in lex.tally["decided_by"] for token in tokens[:at])
    apart = tokens[at].start - tokens[at - 1].end == 2
    if decided and apart and at + 3 == len(tokens):
        return True  # "was carried on Friday, 23 to four."
    # "by 160 to six, approved a text"
    return before in lex.words["by"] and any(token.word in lex.tally["decided_by"] for token in tokens)
