"""Counts told by another one: "all but three of its 15", "22 backed it, 11 did not", "140, corrected to 141"."""

from dataclasses import replace
from itertools import pairwise

from streams.core.detect.tallies.backing import SIDES, WHOLE_WITHIN
from streams.core.detect.tallies.tally_tokens import BODY_SIZES, Token
from streams.core.detect.words.lexicon import Lexicon

COULD = 8
"""Tokens before "a single vote" in which it is told what one could do: "can stop a text there with a "."""
WRONG_WITHIN = 6
"""Tokens from "against" to what is condemned: " the U.S. economic embargo"."""
HALL = 10
"""Tokens between "voted" and what was decided: " in the U.N. General Assembly on Thursday "."""
SET_RIGHT = 8
"""Tokens between a number and the one that it was corrected to."""


def all_but_some(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with what is left of all, where so many are excepted: "All but three of its 15 members"."""
    words = lex.tally
    for at in range(len(tokens) - 4):
        few = tokens[at + 2]
        if tokens[at].word not in words["all"] or tokens[at + 1].word not in words["but"] or few.kind != "n":
            continue
        if tokens[at + 3].word not in words["of"]:
            continue
        behind = range(at + 4, min(len(tokens), at + WHOLE_WITHIN))
        whole = next((j for j in behind if tokens[j].kind == "n"), None)
        if whole is not None and tokens[whole].number in BODY_SIZES and few.number < tokens[whole].number:
            rest = tokens[whole].number - few.number
            return [*tokens[:at], replace(tokens[at], kind="n", number=rest), *tokens[whole + 1 :]]
    return tokens


def each_of_them(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with "all" for "each of the" and "every one of the", which a number of members follows."""
    for at, token in enumerate(tokens):
        one = at + 1 < len(tokens) and token.word in lex.tally["all"] and tokens[at + 1].number == 1
        if not (one or token.word in lex.tally["each"]):
            continue
        of = at + 1 + one
        if of + 2 < len(tokens) and tokens[of].word in lex.tally["of"] and tokens[of + 1].word in lex.words["definite"]:
            return [*tokens[:at], replace(token, word=min(lex.tally["all"])), *tokens[of + 2 :]]
    return tokens


def same_number(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with the number told before, for "13 against, and the same number abstaining"."""
    before = -1
    for at, token in enumerate(tokens[:-1]):
        if token.kind == "n":
            before = token.number
        elif before >= 0 and token.word in lex.tally["same"] and tokens[at + 1].word in lex.tally["number"]:
            return [*tokens[:at], replace(token, kind="n", number=before), *tokens[at + 2 :]]
    return tokens


def did_not(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with those against who only "did not", where abstentions are told beside: "22 members backed
    it, 11 did not and 14 abstained"."""
    if all(one.kind != "abstain" for one in tokens):
        return tokens
    told = False
    for at, token in enumerate(tokens[:-2]):
        told = told or token.kind == "favour"
        counted = token.kind == "n" and tokens[at + 1].word in lex.tally["did"]
        if told and counted and tokens[at + 2].word in lex.tally["not_one"] and _ends(tokens, at + 3, lex):
            return [*tokens[: at + 1], replace(tokens[at + 1], kind="against"), *tokens[at + 3 :]]
    return tokens


def _ends(tokens: list[Token], at: int, lex: Lexicon) -> bool:
    """Say whether no verb goes on at ``at``: "11 did not and", "11 did not, while"."""
    if at >= len(tokens) or tokens[at].kind == "p" or tokens[at].word in lex.tally["and"]:
        return True
    return tokens[at].start - tokens[at - 1].end > 1


def set_right(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with the last of two numbers for one thing: "announced as 140, later corrected to 141"."""
    numbers = [at for at, one in enumerate(tokens) if one.kind == "n"]
    for first, last in pairwise(numbers):
        between = [one.word for one in tokens[first + 1 : last]]
        corrected = between[-2:-1] and between[-2] in lex.tally["corrected"] and between[-1] in lex.tally["to"]
        ahead = [one.word for one in tokens[max(0, first - SET_RIGHT) : first]]
        told = not lex.tally["announced"].isdisjoint(ahead) and between[-1:] and between[-1] in lex.tally["later"]
        if (corrected or told) and len(between) < SET_RIGHT:
            out = [replace(one, kind="w") if at == last else one for at, one in enumerate(tokens)]
            out[first] = replace(out[first], number=tokens[last].number)
            return out
    return tokens


def against_wrong(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with those for a text who are told to be against what it condemns: "187 countries voted against
    the blockade"."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].kind != "against" or tokens[at - 1].word not in lex.words["voting"]:
            continue
        behind = [one.word for one in tokens[at + 1 : at + WRONG_WITHIN]]
        end = next((k for k, word in enumerate(behind) if word in lex.tally["wrongs"]), 0)
        other = lex.words["indefinite"] | lex.words["text_words"] | lex.words["pronoun"]
        if end and other.isdisjoint(behind[:end]):
            return [*tokens[:at], replace(tokens[at], kind="favour"), *tokens[at + 1 :]]
    return tokens


def voted_on_day(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens without the day and the hall between a vote and what was decided: "13 members voted on Friday
    to renew", "80 nations voted in the General Assembly to condemn"."""
    for at, token in enumerate(tokens):
        if token.word not in lex.tally["voted_then"] or at + 1 == len(tokens):
            continue
        led = tokens[at + 1].word
        if led not in lex.weekdays and led not in lex.words["on"] and led not in lex.words["inside"]:
            continue
        for to in range(at + 2, min(at + HALL, len(tokens) - 1)):
            if tokens[to - 1].kind == "n" or tokens[to - 1].kind in SIDES:
                break
            deed = " ".join([token.word, tokens[to].word, tokens[to + 1].word])
            if lex.tally_kinds.get(deed) == "favour":
                return [*tokens[:at], replace(token, kind="favour", word=deed), *tokens[to + 2 :]]
    return tokens


def single_vote(tokens: list[Token], lex: Lexicon) -> list[Token]:
    """Return the tokens with a one for "a single vote", which somebody got or cast."""
    for at in range(1, len(tokens) - 1):
        one = tokens[at].word in lex.tally["single"] and tokens[at + 1].word in lex.tally["votes"]
        lead = {token.word for token in tokens[max(0, at - 4) : at]}
        could = any(token.word in lex.words["hypothetical"] for token in tokens[max(0, at - COULD) : at])
        plain = not could and lead.isdisjoint(lex.tally["not_single"])  # "can stop a text there with a single vote"
        if one and tokens[at - 1].word in lex.words["indefinite"] and plain:
            return [*tokens[: at - 1], replace(tokens[at], kind="n", number=1), *tokens[at + 1 :]]
    return tokens
