"""Texts told of without their noun, behind a sentence on several: "One, by Kenya", "The French one", "That on Iran"."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.names import goes_on
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first

ONE_REACH = 24
"""Characters of "the second one", and from it to what is told of it."""
BY_REACH = 10
"""Characters between a text and the first of those whom it is from: ", by the "."""
ONE = " one"
"""What stands for a text behind whose it is."""
RELATED = 5
"""Marks of a clause among which it is told who brought a text: "which Iraq and Egypt tabled"."""
BY_BARE = 2
"""Marks of a sentence on a text that is only called by whose it is: whose, and what came of it."""
ASIDE_REACH = 160
"""Characters of what stands between commas behind "One": ", on human rights in the United States, "."""
_OF_TEXTS = ("table", "propose", "adopt", "reject", "veto", "fail", "withdraw", "postpone")
"""Verb classes that tell of a text."""


def one_of_them(folded: str, marks: list[Mark], begin: int, lex: Lexicon) -> Mention | None:
    """Return the text that a sentence begins with, without its noun: "One, submitted by Kenya", "The other got"."""
    if not marks:
        return None
    opening = folded[begin : begin + ONE_REACH]
    phrases = longest_first(lex.words["one_of_them"])
    if opening.startswith(longest_first(lex.words["owned_one"])):
        owner = next((mark for mark in marks if mark.kind == "actor"), None)
        return _by_owner(folded, owner, begin, lex) if owner is not None else None
    if not opening.startswith(phrases):
        return (_by_bare_adjective if lex.romance else _by_adjective)(folded, marks, begin, lex)
    end = begin + len(next(one for one in phrases if opening.startswith(one)))
    if folded[end : end + 1] not in (",", " "):
        return None
    on_something = not lex.words["named_topic"].isdisjoint(folded[end : end + 6].lstrip(",").split()[:1])
    behind = [mark for mark in marks if mark.start >= end]  # "that" is one itself
    told = bool(behind) and (_is_told_of if on_something else _is_told)(folded, behind, end, lex)
    return _one(begin, end) if told else None


def one_done_with(folded: str, marks: list[Mark], span: tuple[int, int], lex: Lexicon) -> Mention | None:
    """Return the text that is told without its noun behind what was done with it: "Russia vetoed the first"."""
    phrases = longest_first(lex.words["one_done_with"])
    for mark in marks:
        if mark.kind != "verb" or mark.value not in ("veto", "reject", "adopt") or "d" not in mark.forms:
            continue
        at = mark.end + 1
        if folded.startswith(phrases, at):
            end = at + len(next(one for one in phrases if folded.startswith(one, at)))
            if end <= span[1] and folded[end : end + 1] in (",", ".", ";", " ") and _ends_there(folded, end, lex):
                return _by_those(folded, marks, _one(at, end), lex)
    return None


def _by_those(folded: str, marks: list[Mark], one: Mention, lex: Lexicon) -> Mention:
    """Give a text those whom it is told to be from in an aside behind it: "the first, by France and Spain, which"."""
    if not any(folded.startswith(f", {by} ", one.end) for by in lex.words["by"]):
        return one
    end = 0
    for mark in marks:
        if mark.kind != "actor" or mark.start < one.end:
            continue
        between = folded[end or one.end : mark.start]
        if not (goes_on(between) if end else len(between) < BY_REACH):
            break
        one.sponsors.append((mark.value, mark.start, mark.end))
        end = mark.end
    return one


def _ends_there(folded: str, end: int, lex: Lexicon) -> bool:
    """Say whether what stands for a text ends at ``end``: no noun follows it."""
    following = folded[end : end + ONE_REACH].split(" ")
    return folded[end] != " " or not lex.words["behind_one"].isdisjoint(following[1:2])


def _one(begin: int, end: int) -> Mention:
    return Mention("draft", begin, end, (begin, end), False, "a", rival=True, one_of=True)


def _by_bare_adjective(folded: str, marks: list[Mark], begin: int, lex: Lexicon) -> Mention | None:
    """Return the text that is only called by whose it is: "La rusa solo sumó cuatro votos"."""
    first, end = marks[0], marks[0].end
    led = first.kind == "actor" and "a" in first.forms and folded[begin : first.start].strip() in lex.words["definite"]
    if (
        not led
        or len(marks) < BY_BARE
        or folded[end : end + 1] not in (" ", ",")
        or not _is_told(folded, marks[1:], end, lex)
    ):
        return None
    mention = _one(begin, end)
    mention.sponsors.append((first.value, first.start, first.end))
    return mention


def _by_adjective(folded: str, marks: list[Mark], begin: int, lex: Lexicon) -> Mention | None:
    """Return the text that is only called by whose it is: "The French one had eight votes in favour"."""
    first = marks[0]
    if first.kind != "actor" or not folded.startswith(ONE, first.end):
        return None
    led = folded[begin : first.start].strip() in lex.words["definite"]
    end = first.end + len(ONE)
    if not led or folded[end : end + 1] not in " ,":
        return None
    mention = _one(begin, end)
    mention.sponsors.append((first.value, first.start, first.end))
    return mention


def _by_owner(folded: str, first: Mark, begin: int, lex: Lexicon) -> Mention | None:
    """Return the text that is only told by whose it is: "That of Thailand had 40 votes in favour"."""
    between = folded[begin : first.start].split()
    if len(between) - (not lex.words["definite"].isdisjoint(between[-1:])) not in (2, 3) or "p" in first.forms:
        return None
    mention = _one(begin, first.end)
    mention.sponsors.append((first.value, first.start, first.end))
    return mention


def _is_told(folded: str, marks: list[Mark], end: int, lex: Lexicon) -> bool:
    """Say whether who a text is from, or what came of it, is told right behind ``end``."""
    following = marks[0]
    if folded[end] == " " and following.start - end > ONE_REACH:
        return False
    if folded.startswith(",", end):
        following = _past_aside(folded, marks, end, lex) or following
    if following.start - end > ASIDE_REACH:
        return False
    if following.value == "relative" and folded.startswith(", ", end) and following.start == end + len(", "):
        behind = [mark.value for mark in marks[1:RELATED] if mark.kind == "verb"]
        return behind[:1] in (["table"], ["propose"])  # "The first, which Iraq tabled for the Arab states, passed"
    between = folded[end : following.start].rpartition(",")[2].split()
    sent = following.kind == "actor" and not lex.words["sent_by"].isdisjoint(between[:1])
    told = (
        following.kind == "verb"
        and following.value in _OF_TEXTS
        and all(
            word in lex.words["be"] or word in lex.words["have"] or word.endswith(lex.adverb_endings)
            for word in between
        )
    )
    won = bool(between) and between[0] in lex.tally["won_by"] and following.kind == "noun" and following.value == "vote"
    return sent or told or won


def _is_told_of(folded: str, marks: list[Mark], begin: int, lex: Lexicon) -> bool:
    """Say whether what came of a text is told behind what it is on: "on Iran, tabled by Canada, got 85 votes"."""
    for mark in marks:
        if mark.start - begin > ASIDE_REACH:
            return False
        if mark.kind == "verb" and mark.value in _OF_TEXTS and "g" not in mark.forms:
            return True
        before = folded[max(begin, mark.start - ONE_REACH) : mark.start].split()
        counted = bool(before) and (before[-1].isdecimal() or before[-1] in lex.numbers)
        if mark.kind == "noun" and mark.value == "vote" and counted:
            return True
    return False


def _past_aside(folded: str, marks: list[Mark], start: int, lex: Lexicon) -> Mark | None:
    """Return the verb that tells what became of "One, on rights in the United States, was rejected"."""
    for mark in marks:
        if mark.start - start > ASIDE_REACH:
            return None
        if mark.kind == "verb" and mark.value in _OF_TEXTS:
            words = folded[start : mark.start].rpartition(", ")[2].split()
            passed = folded[mark.start : mark.end] in lex.words["intransitive"]  # "The second, on Mali, passed"
            if (words or passed) and all(
                word in lex.words["be"] or word.endswith(lex.adverb_endings) for word in words
            ):
                return mark
    return None
