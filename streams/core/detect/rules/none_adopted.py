"""Words for an adoption that tell of none: a rule, a need, support that was not won, another body or text."""

from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.habit import is_habit
from streams.core.detect.verbs.participles import is_reduced, is_told_how
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

FROM_REACH = 12
"""Characters between "got the green light from" and the organ: " the "."""
BODY_REACH = 40
"""Characters between "went through" and the name of the body that adopted a text."""

_STATED = frozenset(("other", "sense"))
"""Kinds of items that are no text, though they are adopted."""


def tells_none(s: Sentence, i: int) -> bool:
    """Say whether no adoption is told: what one needs, what is adopted by rule or habit, what is another's."""
    if s.says_before(s.verb(i).start, 14, "needing"):
        return True  # "A resolution needs nine votes and no veto to pass"
    if s.says_after(s.verb(i).end, 1, "without_it") and s.says(lead(s, i)[-2:], "negation"):
        return True  # "did not pass without controversy"
    if _is_statement(s, i) or _is_in_ruling(s, i) or _is_act(s, i):
        return True
    return _is_rule(s, i) or is_habit(s, i) or _is_of_others(s, i) or _is_support(s, s.verb(i)) or _is_compared(s, i)


def _is_in_ruling(s: Sentence, i: int) -> bool:
    """Say whether another body only speaks of a resolution: "A court ruled on Tuesday that the Security Council's
    resolution, adopted under Chapter VII, binds"."""
    if "foreign" not in s.kinds or s.lex.romance or s.index or s.tally is not None or not is_reduced(s, i):
        return False
    text = objects.before_verb(s, i)
    if text is None or text.article != "the" or any(when.start > s.verb(i).start for when in s.whens):
        return False
    return any(mark.kind == "foreign" and mark.start < text.start for mark in s.marks)


def _is_act(s: Sentence, i: int) -> bool:
    """Say whether a law is only called after a resolution: "The Resolution 2758 Act, which the House passed"."""
    if s.lex.romance or not s.has("laws_so_called"):
        return False
    return any(s.says_after(one.end, 2, "laws_so_called") for one in s.texts(s.span[0], s.verb(i).start, TEXTS[:2]))


def _is_statement(s: Sentence, i: int) -> bool:
    """Say whether it is a statement that was adopted: "A presidential statement on Sudan was adopted by"."""
    passive = not s.kinds.isdisjoint(_STATED) and "d" in s.verb(i).forms and s.says(lead(s, i)[-3:], "be")
    if s.lex.romance or not passive:
        return False
    if objects.before_verb(s, i) is not None:
        return False
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention):
            return item.kind == "other" and s.says(s.folded[slice(*item.head)].split()[-1:], "stated")
        if item.kind == "sense":
            return True  # "Peaceful resolution of the dispute was adopted as a goal"
        if item.kind in ("border", "verb", "organ"):
            return False
    return False


def _is_compared(s: Sentence, i: int) -> bool:
    """Say whether a text is named only to compare its vote: "was 63-17, close to that on a similar text adopted in"."""
    if s.tally is None or s.lex.romance or not s.has("similar"):
        return False
    text = objects.before_verb(s, i)
    if text is None or s.tally.start > text.start or not is_reduced(s, i):
        return False
    alike = s.says(s.folded[text.start : text.head[0]].split(), "similar")
    return alike and s.says(s.folded[s.tally.end : text.start].replace(",", " ").split(), "vote_compared")


def _is_rule(s: Sentence, i: int) -> bool:
    """Say whether it is told what is done as a rule: "A resolution is adopted when nine members vote for it",
    "Decisions of the committee are usually endorsed by the Assembly"."""
    verb, words = s.verb(i), lead(s, i)
    if s.begins("by_custom"):
        return True  # "By practice, the resolution has been adopted by consensus"
    if s.says(words[-1:], "present_be") and (
        s.says(s.words_after(verb.end, 1), "ruling") or s.says_after(s.span[0], 1, "condition")
    ):
        return True
    present = not set(verb.forms) & {"d", "g"}
    return (present or s.says(words, "present_be")) and s.says(words[-3:], "habitually")


def _is_of_others(s: Sentence, i: int) -> bool:
    """Say whether a verb adopts no text of the story: "similar to those adopted in the past", "a deal endorsed by
    Security Council resolution 2231", "The text went through several versions"; or neither of two."""
    verb = s.verb(i)
    if "d" in verb.forms and (s.says(lead(s, i)[-1:], "others_like_it") or roles.is_by_text(s, i)):
        return True
    if any(one.symbols for one in s.mentions) and _is_by_those_of_text(s, i):
        return True
    if not s.lex.romance and s.says(s.words_after(verb.end, 1), "no_vote"):
        return True  # "has adopted neither the Kenyan nor the Ghanaian draft"
    return s.calls(verb, "going_through") and not _is_through(s, verb.end)


def _is_by_those_of_text(s: Sentence, i: int) -> bool:
    """Say whether a committee of a text does it: "The Committee pursuant to resolutions 1267 (1999) and 1989 (2011)
    approved changes"."""
    text = objects.before_verb(s, i)
    if text is None or not text.symbols or s.folded[text.end : s.items[i].start].strip():
        return False
    return s.says(s.words_before(text.start, 2), "pursuant_to")


def _is_support(s: Sentence, verb: Mark) -> bool:
    """Say whether the word is what somebody failed to win: "failed to win the Security Council's backing for"."""
    if not s.calls(verb, "supporting") or not s.says(s.words_after(verb.end, 1), "toward", "of", "from"):
        return False
    if s.says(s.words_before(verb.start, 12), "failed", "negation", "falling"):
        return True
    organ = next(reversed(list(s.organs(verb.start - FROM_REACH - 40, verb.start))), None)
    begin = organ.start if organ is not None and s.folded[organ.end : verb.start].strip() in ("", "'s") else verb.start
    words = [word for word in s.words_before(begin, 4) if not s.says([word], "definite")]
    return s.says(words[-1:], "winning_backing") and s.says(words[-2:-1], "infinitive")  # "to win council backing for"


def _is_through(s: Sentence, end: int) -> bool:
    """Say whether a text went through for good: "without a vote", "by 93 votes", "on Friday", "the Assembly"."""
    done = not s.words_after(end, 1) or is_told_how(s, end)
    return done or next(s.organs(end, end + BODY_REACH), None) is not None
