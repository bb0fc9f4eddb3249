"""Vetoes that are told as a habit, as history or as a right: none of them was cast on one text now."""

from streams.core.detect.sentences.mentions import OFFERED, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs import objects
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

AROUND = 60
"""Characters before a veto, and twice as many behind it, in which it is told how often it was cast."""
OBJECT_REACH = 24
"""Characters behind a verb in which what was vetoed begins, if that is no text: " the re-election of "."""


def is_again_and_again(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether a veto is told as cast again and again: "has repeatedly vetoed", "vetoed resolution after
    resolution", "vetoes any text"."""
    verb = s.verb(i)
    if mention is not None and mention.article == "any" and s.says(s.words_after(verb.end, 1), "whichever"):
        return True
    if s.says(lead(s, i)[-3:], "again_and_again"):
        return True
    begin, end = max(s.span[0], verb.start - AROUND), min(s.span[1], verb.end + 2 * AROUND)
    return contains(s.folded[begin:end], s.lex.words["time_after_time"])


def is_of_before(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether a veto is told as one of before: "has already vetoed a draft", "vetoed a similar resolution"."""
    if s.lex.romance:
        return _is_of_before_romance(s, i, mention)
    words = s.words_after(s.verb(i).end, 2)  # "vetoed two earlier attempts at a text"
    former = s.says(words, "former") and not s.says(words[:1], "definite", "owning")
    if mention is None and "d" in s.verb(i).forms and s.says(lead(s, i)[-1:], "infinite_be"):
        former = former or s.says(s.words_after(s.span[0], 2), "former")  # "Similar plans have been vetoed by Russia"
    ahead = lead(s, i)[-2:]
    measured = s.says(ahead[:1], "days", "one_day", "hours_long")  # "where Russia a day earlier vetoed a proposal"
    return former or (s.says(ahead, "on_former_days") and not (measured or s.says(ahead[-1:], "once_again")))


def _is_of_before_romance(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say so of French and Spanish: "ha ejercido recientemente el veto", "a mis son veto à un projet similaire"."""
    if s.says([*lead(s, i)[-2:], *s.words_after(s.verb(i).end, 1)], "on_former_days"):
        return True
    if mention is None or mention.article != "a":
        return False
    words = [word.rstrip(".;:") for word in s.folded[mention.start : s.span[1]].partition(",")[0].split()]
    return s.says(words[: len(s.folded[mention.start : mention.end].split()) + 1], "former")


def is_right(s: Sentence, j: int, i: int) -> bool:
    """Say whether what is told at ``j`` of the veto at ``i`` is that somebody has it: "wields veto power", "exercises a
    veto"."""
    if s.lex.romance or not set(s.verb(j).forms) & {"s", "b", "g"} or "d" in s.verb(j).forms:
        return False
    powers = s.says(s.words_after(s.verb(i).end, 1), "veto_power")
    return powers and s.says(s.surface(s.items[j]).split(), "having_veto")


def is_of_no_text(s: Sentence, i: int) -> bool:
    """Say whether what was vetoed is told and is no text: "vetoed Annan's successor"."""
    if s.lex.romance or objects.object_of(s, i) is not None or objects.antecedent(s, i) is not None:
        return False
    verb = s.verb(i)
    words = s.words_after(verb.end, 1)
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    named = isinstance(following, Mark) and following.kind in ("actor", "foreign")
    named = named and following is not None and not s.folded[verb.end : following.start].strip()
    named = named or any(word.endswith("'s") for word in words)
    led = s.says(words, "indefinite", "owning")
    of_body = (
        next(s.organs(verb.end, verb.end + OBJECT_REACH), None) is not None
    )  # "vetoed a Security Council call for"
    plan = led and s.says(s.words_after(verb.end, 5), "approved_plans")  # "a Western plan to prolong a U.N. mission"
    of_body = of_body or (plan and any(one.organ or one.kind == "action" for one in s.mentions))
    return bool(named or led) and not of_body and not any(one.kind in OFFERED for one in s.mentions)


def is_only_thought_of(s: Sentence, i: int) -> bool:
    """Say whether what is blocked at ``i`` is what a veto is for that nobody cast: "the demand that it use its veto to
    kill the resolution"."""
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "verb" and item.value != "veto":
            return item.value == "wield" and reading(s, j).mode != "real"
        if not isinstance(item, Mark) or item.kind == "border":
            return False
    return False


def is_of_own_vote(s: Sentence, at: int) -> bool:
    """Say whether a count is that of a vote told apart, which came after a veto: "The vote, 122 to 13, came after"."""
    own = next(s.texts(s.span[0], at, ("vote",)), None)
    after = any(mark.value == "time" and s.tally is not None and s.tally.end <= mark.start < at for mark in s.borders)
    return own is not None and own.article in ("the", "own") and after


def is_what_it_was(s: Sentence) -> bool:
    """Say whether the sentence says what a vote told before was: "It was Moscow's 13th veto on Syria"."""
    opening = s.words_after(s.span[0], 2)
    return s.says(opening[:1], "pronoun", "definite") and s.says(opening[1:], "be")
