"""Members named by how they voted in looser ways: some of a group, behind a colon, in the lists of a roll.

Who is named so need not be all of a side, so that nothing is counted by these names (detect.matters.ballot).
"""

from collections.abc import Mapping
from itertools import pairwise

from streams.core.detect.sentences.names import is_actor, lists_of
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.voters.beside_deed import BEHIND, SIDES, side_beside_deed
from streams.core.detect.voters.casting import COUNTED, WITH, is_from_else, side_cast, side_named
from streams.core.detect.voters.opponents import are_alone, is_excepted, past_adverbs, without_article
from streams.core.detect.voters.past_asides import past_envoy, past_group, past_others, without_time
from streams.core.detect.voters.roll import Sided, is_closed, of_roll, opens_roll
from streams.core.detect.words.groups import opening_group
from streams.core.detect.words.text import longest_first, opening_of

ASIDE = 140
"""Characters of what is told of members before how they voted: "Nigeria, which was thought to be for it, abstained"."""
AHEAD = 120
"""Characters before a list of names in which it is told what they did: "voted against the French draft: "."""
NEAR = 24
"""Characters between a side and those who are told beside it: "those opposed to it were "."""
JOINED = ("joined ", "join ")
SO_MANY = 3
"""Words of "The nine were"."""
BARE = 3
"""Words of an aside that tells a vote on this text, not on another: ", which both abstained, "."""


def with_side(s: Sentence, known: Mapping[str, list[Spot]]) -> list[Sided]:
    """Return the members that a sentence names with a side of the vote: the ``known`` ones first, each once."""
    told = [(side, spot) for side, spots in known.items() for spot in spots]
    found = [*told, *_named_beside(s, {spot: side for side, spot in told})]
    return [each for each in dict.fromkeys(found) if not _is_supposed(s, each[1])]


def _is_supposed(s: Sentence, spot: Spot) -> bool:
    """Say whether a vote is only thought of: "If Russia voted no, the text would fail"."""
    return s.says_before(spot[1], 3, "condition")


def _named_beside(s: Sentence, known: Mapping[Spot, str]) -> list[Sided]:
    if s.roll or opens_roll(s):
        return list(of_roll(s))
    if not s.has("voted_how") and not opens_side(s) and not (known and s.has("joined")):
        return []
    found: list[Sided] = []
    last = ""
    joined: list[Spot] = []  # those who are told to have been joined by the next
    led: list[Spot] = []  # those beside whom the next are named: "Besides Iran, the abstainers were"
    for j, names in lists_of(s):
        side = known.get(names[-1], "") or _side_behind(s, j, _behind_cleft(s, names, s.items[j].end))
        side = side or _side_ahead(s, names[0][1], names[-1][2])
        if not side and last and s.says(s.words_before(names[0][1], 3), "did_likewise"):
            side = last if _does_likewise(s, names[0][1]) else ""
        last = side or last
        if side and is_excepted(s, names[0][1]):
            side = ""  # "African members except Malawi lined up against it"
        beside = bool(joined) and (
            s.says(s.words_before(names[0][1], 3), "joined") or s.says(_bare_before(s, names[0][1])[-1:], "by")
        )  # "was joined by Cuba in opposing it", "was joined in opposing it by Cuba"
        taken = [*led, *joined, *names] if beside else [*led, *names]
        found.extend(_with_whom(s, side, taken) if side.startswith(WITH) else ((side, spot) for spot in taken if side))
        joined = names if s.says_after(names[-1][2], 2, "joined") else []
        led = names if not side and _opens_beside(s, names[0][1]) else []
    return found


def _bare_before(s: Sentence, start: int) -> list[str]:
    """Return the words before a name without its article."""
    return [word for word in s.words_before(start, 3) if not s.says([word], "definite")]


def _does_likewise(s: Sentence, start: int) -> bool:
    """Say whether those named at ``start`` are told to have done the same: "abstained, as did his French colleague"."""
    before = " ".join(s.words_before(start, 3))
    return before.endswith(longest_first(s.lex.words["likewise_ends"]))


def _behind_cleft(s: Sentence, names: list[Spot], end: int) -> int:
    """Return where it is told what those named did, over the "that" of "It was Mali and Chad that abstained"."""
    that = s.words_after(end, 1)
    if not s.says(that, "that"):
        return end
    cleft = " ".join(s.words_before(names[0][1], 3)).removesuffix(" the").endswith(longest_first(s.lex.words["cleft"]))
    return end + 1 + len(that[0]) if cleft else end


def _opens_beside(s: Sentence, start: int) -> bool:
    """Say whether the names at ``start`` open a sentence as those beside whom others took the same side."""
    return without_article(s, s.folded[s.span[0] : start].removesuffix("the ").strip()) in s.lex.words["besides"]


def _side_behind(s: Sentence, j: int, end: int) -> str:
    """Return the side told behind the names that end at item ``j``: "Russia and China, which are allies, voted no"."""
    after = s.folded[end : min(s.span[1], end + ASIDE + BEHIND)]
    own = after.startswith(longest_first(s.lex.words["own_clauses"])) and len(after[2:].split(",", 1)[0].split()) > BARE
    if not own and ((side := _begins_with_side(s, after)) or not after.startswith(", ")):
        return side  # else "China, which abstained on both earlier texts, voted against" tells it behind
    close = min((at for end in (", ", ',"') if (at := after.find(end, 2, ASIDE)) > 0), default=-1)
    if close < 0 or not s.says(after[2:close].split(" ", 1)[:1], "asides"):
        return _begins_with_side(s, after) if own else ""
    words = after[2:close].split()
    told = s.says(words[:1], "clause_openers") or s.says(words, "member", "members")
    crossed = not told and any(is_actor(item) and item.start < end + close for item in s.items[j + 1 :])
    behind = after[close:].lstrip(', "')
    side = "" if crossed else _begins_with_side(s, behind)
    return side or (_begins_with_side(s, after) if own and not opening_of(behind, s.lex.words["this_time"]) else "")


def _begins_with_side(s: Sentence, after: str) -> str:
    """Return the side that a text begins with, over "among them" and "were among those that"."""
    after = past_others(s, past_envoy(s, without_time(s, after.lstrip(" ,)-"))))
    after = past_adverbs(s, after) if s.lex.romance else after
    if side := side_named(s, after.removeprefix("'s ")):
        return side
    if s.says(after.split(" ", 1)[:1], "be"):
        for phrase in s.lex.words["within_group"]:
            after = after.replace(phrase, "", 1)
    if passed := opening_of(after, s.lex.words["passed_to_side"]):
        after = after[len(passed) :].lstrip(" ,)-")
    else:
        after = past_group(s, after)
    if side := side_beside_deed(s, after) or side_cast(s, after):
        return side
    if beside := opening_of(after, s.lex.words["siding_with"]):
        return _side_with(s, after[len(beside) :].lstrip(" ").removeprefix("the "))
    if after.startswith(JOINED) and (at := after.find(" in ", 0, BEHIND)) > 0:
        return _side_done(s, after[at + 1 :])  # "joined the two veto-holders in opposing it"
    if after.startswith(JOINED) and (at := after.find(" to ", 0, BEHIND)) > 0:
        return "against" if s.says(after[at + len(" to ") :].split(" ", 1)[:1], "to_oppose") else ""
    return "" if is_from_else(s, after) else _side_done(s, after)


def _side_with(s: Sentence, after: str) -> str:
    """Return "@" and with whom those named took sides: "Bolivia sided with Moscow while"; detect.voters.of_matter
    knows who vetoed the text."""
    named = (item for item in s.marks if is_actor(item))
    return next((f"{WITH}{item.value}" for item in named if after.startswith(s.surface(item).removeprefix("the "))), "")


def _with_whom(s: Sentence, side: str, names: list[Spot]) -> list[Sided]:
    """Return those named and with whom they sided; where it is told that nobody else did, with how many they are: "Only
    Israel stood with the United States" are the two against it."""
    whom = [(one.value, one.start, one.end) for one in s.marks if is_actor(one) and one.start > names[-1][2]]
    beside = next((spot for spot in whom if side == f"{WITH}{spot[0]}"), None)
    if beside is None or s.lex.romance or not are_alone(s, names):
        return [(side, spot) for spot in names]
    return [(f"{side}{COUNTED}{len(names) + 1}", spot) for spot in (*names, beside)]


def _side_done(s: Sentence, after: str) -> str:
    """Return the side that those named took, by the deed that a text begins with."""
    if not (opening_of(after, s.lex.words["side_deeds"]) or opening_of(after, s.lex.words["side_bare"])):
        return ""  # mostly no side is told
    for side in SIDES:
        if opening_of(after, s.lex.words[f"{side}_deeds"]):
            return side
        bare = longest_first(s.lex.words[f"{side}_bare"])
        closing = longest_first(s.lex.words["closing_deed"])
        if after.startswith(bare) and any(
            after[len(each) :].startswith(closing) for each in bare if after.startswith(each)
        ):
            return side
    return ""


def _side_ahead(s: Sentence, start: int, end: int) -> str:
    """Return the side told before the names at [start, end): "voted against: Russia", "abstained with Malaysia"."""
    before = s.folded[max(s.span[0], start - AHEAD) : start].removesuffix("the ").rstrip(" ")
    before = _before_envoys(s, without_article(s, before))
    after = s.folded[end : s.span[1]]
    if opened := _side_opened(s, s.folded[s.span[0] : start].removesuffix("the ")):
        return opened if is_closed(s, after) else ""
    behind = after.removeprefix("'s").lstrip(" ")
    among = before.endswith(",") and behind.startswith(longest_first(s.lex.words["some_of_them"]))
    if among:
        return _last_side(s, before, AHEAD)
    if not is_closed(s, after):
        return _side_explained(s, before)
    own = next((one for one in longest_first(s.lex.words["votes_those_of"]) if before.endswith(one)), "")
    won = bool(own) and _are_votes_won(s, before.removesuffix(own).split())
    if won or (s.tally is not None and s.tally.for_ and _are_among_backers(s, before)):
        return "favour"
    for name, reach in (("beside_side", NEAR), ("opens_close", NEAR), ("opens_names", AHEAD)):
        openers = longest_first(s.lex.words[name])
        if before.endswith(openers):
            opener = next(each for each in openers if before.endswith(each))
            return _last_side(s, before.removesuffix(opener), reach, bare=name != "opens_names")
    return ""


def _before_envoys(s: Sentence, before: str) -> str:
    """Return what stands before names without whose votes they are: "Abstaining were the representatives of"."""
    words = before.rsplit(" ", 3)
    speaking = len(words) == 4 and s.says(words[3:], "solving_of") and s.says(words[2:3], "envoys_all")
    return words[0] + (f" {words[1]}" if not s.says(words[1:2], "definite") else "") if speaking else before


def _side_explained(s: Sentence, before: str) -> str:
    """Return the side that those who speak explain: "Explaining their abstention, India and Brazil said"."""
    opens = before.endswith(",") and s.says(s.words_after(s.span[0], 1), "explaining")
    return _last_side(s, before, NEAR) if opens else ""


def _side_opened(s: Sentence, before: str) -> str:
    """Return the side by which a sentence opens with those named: that of the sentence before in "So did Kenya", "#"
    and the number in "The nine: Argentina, Hungary", "The three were Mali"."""
    if s.sided and before.strip() in s.lex.words["so_did"]:
        return s.sided
    many, names = opening_group(s.folded, s.span[0], s.lex)
    if many and before.rstrip(" ") == s.folded[s.span[0] : names].rstrip(" "):
        return f"{COUNTED}{many}"
    if not before.startswith(longest_first(s.lex.words["so_many_open"])) or not before.startswith(
        s.folded[s.span[0] : s.span[0] + len(before)]
    ):
        return ""
    words = before.replace(":", " ").split()
    number = words[1] if len(words) <= SO_MANY else ""
    if not s.is_number(number):
        return ""
    return f"{COUNTED}{s.lex.number_of(number)}"


def opens_side(s: Sentence) -> bool:
    """Say whether a sentence opens with a side, before who took it: "Against the text were", "Dissent came from"."""
    opened = s.begins("sides_open")
    return opened or opening_group(s.folded, s.span[0], s.lex)[0] > 0


def _are_votes_won(s: Sentence, words: list[str]) -> bool:
    """Say whether a text is told to have so many votes, right before who gave them: "It received four votes ("."""
    if len(words) < 3 or words[-1] not in s.lex.tally["votes"] or not s.is_number(words[-2]):
        return False
    return any(word in s.lex.tally["won_by"] for word in words[-4:-2])


def _are_among_backers(s: Sentence, before: str) -> bool:
    """Say whether those named behind ``before`` are some of the backers it counts: "with the support of 164 nations,
    including"."""
    words, tally = before.replace(",", " ").split(), s.lex.tally
    opened = next((n for n in (1, 2) if " ".join(words[-n:]) in s.lex.words["some_of_backers"]), 0)
    words = words[: len(words) - opened] if opened else []
    counted = len(words)
    while words and words[-1] in tally["voters"]:
        words.pop()
    if not words or len(words) == counted or not s.is_number(words.pop()):
        return False
    backing = words[-2:-1]
    return s.says(words[-1:], "solving_of") and not (tally["support"] | tally["votes"]).isdisjoint(backing)


def _last_side(s: Sentence, before: str, reach: int, *, bare: bool = False) -> str:
    """Return the side that is told last within ``reach`` of the end of a text, unless it is to come or denied.

    :param bare: between it and the end stand only words for voters and for what they voted on.
    """
    told = [
        (at + len(phrase), -at, phrase, side)
        for side in SIDES
        for phrase in s.lex.words[f"{side}_told"]
        if (at := before.rfind(phrase)) >= 0
        and not before[at - 1 : at].isalnum()
        and not before[at + len(phrase) :][:1].isalnum()
    ]
    if not told:
        return ""
    end, start, phrase, side = max(told)
    between = before[end:]
    if s.lex.romance and (s.says(between.split(), "negation") or _counts_others(s, between.split())):
        return ""  # "nueve votos favorables y ningún veto de los cinco: China"
    near = len(between) <= (NEAR if phrase in s.lex.words["told_near"] else reach)
    if (
        not near
        or ";" in between
        or ". " in between
        or (bare and not all(_is_of_voters(s, one) for one in between.split()))
    ):
        return ""
    clause = before[:-start].rpartition(", ")[2]  # "China, which had hinted that it might veto it, abstained with"
    return "" if s.says(clause.split()[-4:], "future", "hypothetical", "negation") else side


def _counts_others(s: Sentence, words: list[str]) -> bool:
    """Say whether those of another side are counted on the way: "cinq ont voté contre, et trente-cinq, dont l'Inde"."""
    return any(
        s.is_number(word.partition("-")[0].strip(",")) and (before.endswith(",") or s.says([before], "and"))
        for before, word in pairwise(words)
    )


def _is_of_voters(s: Sentence, word: str) -> bool:
    """Say whether a word may stand between a side and who took it: "the four abstaining nations were"."""
    word = word.strip(",")
    if not word:
        return True
    lists, tally = s.lex.words, s.lex.tally
    return (
        s.is_number(word)
        or word in tally["voters"]
        or word in tally["filler"]
        or word in lists["text_words"]
        or word in lists["from"]
        or word in s.lex.months
    )
