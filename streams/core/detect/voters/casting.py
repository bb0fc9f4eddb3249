"""How members voted, told by what they did with their votes: "cast dissenting votes", "gave the text their votes"."""

from streams.core.detect.sentences.sentence import Sentence

WITHIN = 9
"""Words behind "cast" within which the votes are told: "cast the only two negative "."""
SIDED = ("favour", "against")
FROM_REACH = 90
"""Characters behind who abstained in which it is told from what: " abstained from an annual Security Council vote"."""
WITH = "@"
"""How a side begins that is told only by with whom it was taken."""
COUNTED = "#"
"""How a side begins that is told only by how many took it."""
CALLED = ("favour", "against", "abstain")
_TRIMMED = "\"',.;:)"


def side_cast(s: Sentence, after: str) -> str:
    """Return the side of the votes that ``after`` begins by telling to be cast or given, or nothing."""
    if not _begins_with(s, after, "casting_votes"):
        return ""
    words = [word.strip(_TRIMMED) for word in after.split(" ", WITHIN + 4)[: WITHIN + 4]]
    at = next((at for at, word in enumerate(words[:WITHIN]) if s.says([word], "votes_cast")), 0)
    between = words[1:at]
    if not at or not all(s.says([word], "between_cast") or s.is_number(word) for word in between):
        return ""
    for side in SIDED:
        if s.says(between, f"{side}_kind") or s.says(words[at + 1 : at + 3], f"{side}_way"):
            return side
    return "favour" if s.says(words[:1], "giving_votes") else ""


def side_named(s: Sentence, after: str) -> str:
    """Return the side by which those named are called, or by whose number they are."""
    if _begins_with(s, after, "among_so_many"):
        after = f"were {after}"  # "with Mali among its supporters"
    elif _begins_with(s, after, "belonging"):
        return _side_counted(s, f"were among {after.split(' ', 2)[2:][0]}") if after.count(" ") > 1 else ""
    return (_side_called(s, after) or _side_counted(s, after)) if _begins_with(s, after, "be") else ""


def _side_called(s: Sentence, after: str) -> str:
    """Return the side by which those named are called: "were the sole opponents", "was among the supporters"."""
    words = [word.strip(_TRIMMED) for word in after.split(" ", WITHIN)[:WITHIN]]
    for at, word in enumerate(words[1:], 1):
        side = next((side for side in CALLED if s.says([word], f"{side}_people")), "")
        if side:
            return side if at > 1 else ""  # "were opponents" of something
        if not (s.says([word], "called_so") or s.is_number(word)):
            return ""
    return ""


def _side_counted(s: Sentence, after: str) -> str:
    """Return "#" and the number by which alone it is told on which side those named were: "were among the 58", "was one
    of the five"; streams.core.detect.voters.of_matter knows which side has so many."""
    words = _past_best(s, after.split(" ", 8))[:4]
    after = " ".join(_past_best(s, after.split(" ", 8)))
    among = s.says(words[:1], "be") and s.says(words[1:2], "among_so_many", "one_of_them_all") and len(words) > 3
    at = 2 if s.says(words[1:2], "among_so_many") else 3
    words = after.split(" ", at + 2)
    if not among or len(words) < at + 2 or not s.says(words[at : at + 1], "definite"):
        return ""
    number = words[at + 1].strip(".,;")
    ends = len(words) == at + 2 or words[at + 1] != number
    if not ends or not s.is_number(number):
        return ""
    return f"{COUNTED}{s.lex.number_of(number)}"


def _past_best(s: Sentence, words: list[str]) -> list[str]:
    """Return "were among the nine" for "were the best known of the nine"."""
    if not (s.says(words[:1], "be") and s.says(words[1:2], "definite")):
        return words
    of = next((at for at, word in enumerate(words[2:6], 2) if s.says([word], "solving_of")), 0)
    if not of or not all(s.says([word], "best_of_them") for word in words[2:of]):
        return words
    return [words[0], min(s.lex.words["among_so_many"]), *words[of + 1 :]]


def is_from_else(s: Sentence, after: str) -> bool:
    """Say whether somebody abstained from what is no vote: "abstained from alcohol"."""
    deed = after[:FROM_REACH].split(None, 1)[:1]
    if not deed or deed[0].strip(".,;") not in s.lex.words["abstaining_bare"]:
        return False
    words = [word.strip(".,;") for word in after[:FROM_REACH].split()[1:]]
    return s.says(words[:1], "from") and not s.says(words[1:], "abstained_from")


def _begins_with(s: Sentence, after: str, name: str) -> bool:
    """Say whether the first word is in a list: the cheap question first."""
    return after.split(" ", 1)[0].strip(_TRIMMED) in s.lex.words[name]
