"""Whether somebody denies what is told, before or behind it or as the report in which it stands; or only demands it."""

import re
from itertools import pairwise

from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains, longest_first

DENIAL_BEHIND = 120
"""Characters behind a sentence in which the next one denies it."""
DENIED_ON = 12
"""Words from "denied" to what was: "denied in a statement late on Friday that"."""
DENIAL = 10
"""Words from a denial to the report that it is of: "dismissed as pure invention reports that"."""

_STOP = re.compile(r"[.:;](?:\s|$)")
_STOP_BEHIND_COLON = re.compile(r"[.;](?:\s|$)")

_DENYING = frozenset(("claim_labels", "denials"))
"""Lists of which a sentence has a phrase if what it tells is denied."""


def is_untrue(s: Sentence, position: int) -> bool:
    """Say whether what stands at ``position`` is what somebody denies: "denied a report that he had tabled a draft"."""
    if s.phrases.isdisjoint(_DENYING):
        return False
    if s.has("claim_labels") and s.begins("claim_labels"):
        return True  # "CLAIM: The council last week banned", as those who check facts write
    if not s.has("denials"):
        return False
    begin = max(s.span[0], s.folded.rfind(",", s.span[0], position))
    untrue = s.said.stands("untrue", begin, position) or _is_denied_that(s, position)
    return untrue or _is_called_untrue(s, position) or is_denied(s, position)


def _is_denied_that(s: Sentence, position: int) -> bool:
    """Say whether it is denied that it is so, the day and the place between: "denied in a letter on Friday that"."""
    if s.lex.romance or not s.said.stands("denied", s.span[0], position):
        return False
    words = [word.strip("\"'(),:") for word in s.folded[s.span[0] : position].split()]
    at = max((at for at, word in enumerate(words) if word in s.lex.words["denied"]), default=len(words))
    for word in words[at + 1 : at + DENIED_ON]:
        if s.says([word], "that", "pronoun"):
            return True
        if not (_is_of_day(s, word) or word.endswith(s.lex.adverb_endings)):
            return False
    return False


def _is_of_day(s: Sentence, word: str) -> bool:
    """Say whether a word can be of the day or the place at which somebody spoke."""
    return (
        word in s.lex.weekdays
        or word in s.lex.months
        or word.isdecimal()
        or s.says([word], "denied_where", "on", "day_parts")
    )


def is_denied(s: Sentence, position: int) -> bool:
    """Say whether a report is denied before what it tells: "dismissed as pure invention reports that it tabled"."""
    if not s.has("report_stems"):
        return False
    words = [word.strip("\"'(),:") for word in s.folded[s.span[0] : position].split()]
    at = max((at for at, word in enumerate(words) if word in s.lex.words["reported"]), default=-1)
    if at >= 0 and s.says(words[at + 1 : at + 5], "that", "claiming"):
        before = words[max(0, at - DENIAL) : at]
        if s.says(before, "denying"):
            return True
        if s.says(before, "branding"):
            return s.says([word.strip("\"'.,") for word in s.folded[position : s.span[1]].split()], "false")
    posted = next((at for at, word in enumerate(words) if word in s.lex.words["posted"]), None)
    behind = words[posted + 1 :] if posted is not None else []
    told = s.says(behind, "claiming") or (s.says(behind, "said_to_say") and s.says(words, "spreading"))
    return told and s.says(behind, "that")


def _is_called_untrue(s: Sentence, position: int) -> bool:
    """Say whether what is told is called untrue behind it: "What was published about a draft is entirely untrue"."""
    comma = s.folded.find(",", position, s.span[1])
    end = comma if comma >= 0 else s.span[1]
    if s.said.stands("called_untrue", position, end):
        return True
    if not s.said.stands("false", position, end):
        return False
    words = [word.strip("\"'.") for word in s.folded[position:end].split() if not word.endswith(s.lex.adverb_endings)]
    return any(one in s.lex.words["be"] and other in s.lex.words["false"] for one, other in pairwise(words))


def is_denied_behind(s: Sentence) -> bool:
    """Say whether the next sentence denies what this one tells: "The radio reported that the council had passed it. It
    had not.", "Diplomats laughed: no such text exists."."""
    if s.lex.romance:
        return False
    behind = s.folded[s.span[1] : s.span[1] + DENIAL_BEHIND].lstrip()
    if not contains(behind, s.lex.words["denied_next"]):
        return False
    stop = _STOP.search(behind)
    first = behind[: stop.start()] if stop is not None else behind
    if stop is not None and stop[0].startswith(":") and len(first.split()) < DENIAL:
        first = _STOP_BEHIND_COLON.split(behind, maxsplit=1)[0]
    if first.endswith(longest_first(s.lex.words["no_such_text"])):
        return True
    had = first.split(":")[0]
    denied = had in s.lex.words["had_not"] or had.endswith(longest_first(s.lex.words["says_had_not"]))
    told = s.folded[slice(*s.span)].replace(",", " ").split()
    return denied and s.says(told, "pluperfect") and s.says(told, "reporting", "attributing")


def is_demanded_of(s: Sentence, name: Mark) -> bool:
    """Say whether it is only demanded that somebody do it: "the demand that the United States use its veto"."""
    before = s.words_before(name.start, 4)
    while before and s.says(before[-1:], "definite") and not s.says(before[-1:], "that"):
        before.pop()
    return s.says(before[-1:], "that") and s.says(before[:-1], "wished", "requested", "demanding_that")
