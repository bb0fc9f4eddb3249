"""Members named by how they voted: "with Russia and China abstaining", "Libya opposed", "only China joined Russia".

In the Security Council a permanent member's vote against fells a text that has the votes: Charter of the United
Nations, Article 27 (3). Names that make up the fifteen of the Council with the numbers told are all of their side.
"""

from streams.core.detect.sentences.names import actors_ending, lists_of
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.tallies.backing import SIDES
from streams.core.detect.voters.casting import is_from_else
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains, longest_first, opening_of

DAY_WITHIN = 24
"""Characters behind names within which the day of what they did can stand."""
HEAD = 3
"""Words of a verb before its day: "alzaron la mano"."""
ROMANCE_DAY = 26
"""Characters behind names within which the day stands behind the verb: " votaron este "."""
ADVERBS = 4
"""Words of a French or Spanish verb and what stands within it: "se sont cette fois abstenus"."""
BARE = 3
"""Words of an aside that tells a vote on this text, not on another: ", which both abstained, "."""
REACH = 44
"""Characters around a list of names in which it is told how they voted."""


def named_by_vote(s: Sentence) -> dict[str, list[Spot]]:
    """Return the members that the sentence names as voting ``favour``, ``against`` or ``abstain``, or as ``absent``,
    side by side with their spans."""
    begin, end = s.span[0], s.span[1] + REACH
    found: dict[str, list[Spot]] = {side: [] for side in SIDES}
    near = s.said.within(begin, end)
    told = [side for side in SIDES if f"{side}_ahead" in near or f"{side}_behind" in near]
    if "against" not in told and s.has("siding"):
        told.append("against")
    if not told:
        return found
    for j, names in lists_of(s):
        before = s.folded[max(begin, names[0][1] - REACH) : names[0][1]].removesuffix("the ").rstrip(" ")
        before = _before_role(s, before) if before.endswith("members,") else before
        bare, after = without_article(s, before), _deed(s, s.items[j].end)
        for side in told:
            ahead = longest_first(s.lex.words[f"{side}_ahead"])
            took = before.endswith(ahead) or bare.endswith(ahead)
            took = took or bool(opening_of(after, s.lex.words[f"{side}_behind"]))
            took = took or (side == "against" and _are_alone_against(s, names, after))
            if took and not (is_from_else(s, after) or _is_all_but(s, names)):
                found[side].extend([*_joined_by(s, names[0]), *names])
    return {side: list({spot[0]: spot for spot in spots}.values()) if spots else [] for side, spots in found.items()}


def _is_all_but(s: Sentence, names: list[Spot]) -> bool:
    """Say whether all but those named did what is told behind them, and not "all but the U.S., which abstained,"."""
    start = names[0][1]
    if not is_excepted(s, start) or s.folded.startswith((",", " (", ")"), names[-1][2]):
        return False
    return not s.lex.tally["all"].isdisjoint(s.folded[max(s.span[0], start - REACH) : start].split())


def is_excepted(s: Sentence, start: int) -> bool:
    """Say whether those named at ``start`` are the ones who did not do it: "All the members but the United States"."""
    before = [word for word in s.words_before(start, 2) if not s.says([word], "definite")]
    return not s.lex.tally["but"].isdisjoint(before[-1:])


def _before_role(s: Sentence, before: str) -> str:
    """Return what stands before a name without whom it is told to be: "the opposition of two permanent members,"."""
    words = before.rstrip(",").split(" ")
    while words and (s.says(words[-1:], "members", "permanent", "definite", "indefinite") or s.is_number(words[-1])):
        words.pop()
    return " ".join(words)


def _are_alone_against(s: Sentence, names: list[Spot], after: str) -> bool:
    """Say whether names are told to be all who were against it: "Only Libya opposed"."""
    return after.startswith(longest_first(s.lex.words["against_alone"])) and are_alone(s, names)


def without_article(s: Sentence, before: str) -> str:
    """Return what stands before a name without the article that French and Spanish give it: "contre (la", "de los"."""
    rest, _, last = before.rpartition(" ") if s.lex.romance else ("", "", "")
    opening = last.lstrip("(")
    return f"{rest} {last.removesuffix(opening)}".rstrip() if opening and s.says([opening], "name_articles") else before


def are_alone(s: Sentence, names: list[Spot]) -> bool:
    """Say whether the names are told to be all of their side: "Only China and Brazil joined Russia"."""
    if not names:
        return False
    before = s.words_before(names[0][1], 4)
    if s.says(before, "not_only"):
        return False  # "faced resistance not only from Russia and China"
    after = s.words_after(names[-1][2], 3)
    words = [
        word for word in before if not s.says([word], "definite", "by", "from")
    ]  # "was joined only by the Dominican Republic"
    by_itself = not s.lex.tally["by_itself"].isdisjoint(after[:1])  # "with Turkey alone abstaining"
    told = s.says(before[-2:], "alone") or s.says(words[-1:], "alone") or s.says(after[1:], "alone") or by_itself
    return told or contains(s.folded[max(s.span[0], names[0][1] - REACH * 2) : names[0][1]], s.lex.words["only_votes"])


def in_own_clause(s: Sentence, at: int) -> bool:
    """Say whether a time is of what is told beside: "Turkey, which last month struck a deal, voted against it"."""
    before = s.folded[s.span[0] : at]
    start = max((before.rfind(opener) for opener in s.lex.words["own_clauses"]), default=-1)
    return start >= 0 and "," not in before[start + 2 :] and ", " in s.folded[at : s.span[1]]


def _deed(s: Sentence, end: int) -> str:
    """Return what follows a list of names, without "was the only country to" before what it did."""
    end = _behind_day(s, end)
    after = s.folded[end : end + 3 * REACH].lstrip(" )")  # "one (the United States) voted against"
    if after.startswith(", ") and s.says(after[2:REACH].replace(",", " ").split()[:4], "members", "member"):
        after = after[2:].partition(", ")[2] or after  # "China and Russia, both permanent members, voted against"
    after = _without_day(after.lstrip(" ,"), s) if not s.lex.romance else _over_day_behind(after, s, end)
    if first := opening_of(after, s.lex.words["first_times"]):
        after = after[len(first) :]
    if after.startswith(longest_first(s.lex.words["clause_openers"])):
        own, _, told = after[: 2 * REACH].partition(", ")
        if now := opening_of(told, s.lex.words["this_time"]):
            return told[len(now) :]  # "Yemen, which abstained in August, this time joined the majority"
        sides = ("favour_behind", "against_behind", "abstain_behind", "absent_behind")
        if len(own.split()) > BARE and any(told.startswith(longest_first(s.lex.words[side])) for side in sides):
            return told  # "China, which abstained on both earlier texts, voted against"
    if after.startswith("as the ") and not s.lex.romance:
        after = _past_group(s, after)
    if led := opening_of(after, s.lex.words["only_one"]):
        return after[len(led) :].lstrip(" ")
    return past_adverbs(s, after)


def past_adverbs(s: Sentence, after: str) -> str:
    """Return what follows names without the words for "too" and "this time" around its verb: "a aussi voté contre", "se
    sont, eux, abstenus", "also voted no"."""
    words = after.split(" ", ADVERBS)
    head = words[: ADVERBS if s.lex.romance else 1]
    last = max((at for at, word in enumerate(head) if s.says([word.rstrip(",")], "likewise")), default=-1)
    if last < 0:
        return after
    led = [word.rstrip(",") for word in head[: last + 1] if not s.says([word.rstrip(",")], "likewise")]
    return " ".join([*led, *words[last + 1 :]])


def _over_day_behind(after: str, s: Sentence, end: int) -> str:
    """Return what follows names without the day behind its verb: "Rusia votó ayer en contra" is "votó en contra"."""
    day = next((when for when in s.whens if end < when.start < end + ROMANCE_DAY), None)
    if day is None:
        return after.lstrip(" ,")
    head, tail = s.folded[end : day.start].split(), s.folded[day.end : day.end + 2 * REACH].split()
    while s.says(head[-1:], "day_articles"):
        head.pop()
    while s.says(tail[:1], "day_articles"):
        tail.pop(0)
    return " ".join([*head, *tail]).lstrip(" ,)") if 0 < len(head) <= HEAD else after.lstrip(" ,")


def _past_group(s: Sentence, after: str) -> str:
    """Return what those named did as all of their side: "as the seven countries voting no", "as the only ones to"."""
    words = after.split(" ", 5)
    counted = len(words) > 4 and (s.is_number(words[2]) or s.says(words[2:3], "alone"))
    members = counted and (words[3] in s.lex.tally["voters"] or s.says(words[3:4], "one_of_group"))
    return " ".join(words[4:]) if members else after


def _behind_day(s: Sentence, end: int) -> int:
    """Return where what was done begins, behind the day told right behind names: "Russia late on Friday voted no"."""
    day = next((when for when in s.whens if 0 < when.start - end < DAY_WITHIN), None)
    led = day is not None and all(s.says([word], "on", "day_parts") for word in s.folded[end : day.start].split())
    if day is None or not led:
        return end
    part = s.words_after(day.end, 1)
    return day.end + len(part[0]) + 1 if s.says(part, "day_parts") else day.end  # "on Wednesday night"


def _without_day(after: str, s: Sentence) -> str:
    """Return what follows a list of names without the day near its head: "stood alone on Friday in opposing"."""
    for on in s.lex.words["on"]:
        before, found, _ = after[:DAY_WITHIN].partition(f" {on} ")
        day, _, rest = after[len(before) + len(found) :].partition(" ")
        if found and day in s.lex.weekdays:
            return f"{before} {rest}"
    return after


def _joined_by(s: Sentence, first: Spot) -> list[Spot]:
    """Return who joined those that begin with ``first``: "China and Brazil joined Russia in voting yes"."""
    at = next((j for j, item in enumerate(s.items) if item.start == first[1]), 0)
    for j in range(at - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "actor":
            between = s.folded[item.end : first[1]].split()
            beside = len(between) < 4 and s.says(between[:1], "joined")
            some = s.says(between[:1], "and") and s.says(between[1:2], "many") and s.says(between[-2:], "joined")
            return actors_ending(s, j) if beside or some else []  # "Canada and several other nations joined Israel in"
    return []
