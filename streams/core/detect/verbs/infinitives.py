"""What an infinitive tells, by the words before it: "voted to adopt" happened, "failed to adopt" did not."""

from itertools import pairwise

from streams.core.detect.sentences.modes import Mode
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.decision import by_decision, is_failure_of
from streams.core.detect.verbs.unreal import could_not, is_unmanaged
from streams.core.detect.words.marks import Mark


def modal(s: Sentence, near: list[str]) -> Mode | None:
    """Return what the auxiliaries make of a verb, None if nothing."""
    if s.says(near[-1:], "being") and s.says(near[-3:-1], "not_being"):
        missed = s.says(near[-3:-1], "close_to") and s.says(near, "coming_close")  # "came close to being adopted"
        return "failed" if missed else "hypothetical"  # "had little chance of being adopted"
    if s.says(_beside(s, near) if s.lex.romance else near, "negation"):
        return "denied"
    if s.says(near, "hypothetical"):
        return "hypothetical"
    to_be = s.says(near[-2:], "bare_be") and (s.lex.romance or s.says(near, "infinitive")) and not s.says(near, "just")
    if to_be and (s.says(near, "failed") or could_not(s, near)):
        return "failed"  # "failed to be adopted", "n'a pu être adopté"
    if to_be or s.says(near, "future"):
        return "future"
    return "wished" if s.says(near[-1:], "bare_be") and not s.lex.romance and not s.says(near, "infinitive") else None


def _beside(s: Sentence, words: list[str]) -> list[str]:
    """Return the last words as far as a denial of the verb can stand: over auxiliaries, clitics and adverbs."""
    at = len(words)
    while at and (
        words[at - 1].endswith(s.lex.adverb_endings)
        or s.says(
            words[at - 1 : at], "be", "have", "future", "hypothetical", "clitics", "wished", "scheduled", "managed"
        )
    ):
        at -= 1
    return words[max(0, at - 1) :]


def infinitive_mode(s: Sentence, i: int, before: list[str]) -> Mode:
    """Say what "to adopt" is: "voted to adopt" happened, "failed to adopt" did not, "is set to adopt" will."""
    near, decided = before[-8:], by_decision(s, i)
    in_vain = decided is not None and is_failure_of(s, decided)

    def last(name: str) -> int:
        return max((at for at, word in enumerate(near) if word in s.lex.words[name]), default=-1)

    failing = last("failed")  # "failed for a second time to renew"
    wish, licence, plan = last("wished"), max(last("licensed"), _decision_made(s, near)), last("scheduled")
    if plan >= 0 and s.says([near[plan]], "meeting"):  # "failed in a session to adopt", "voted at a session to adopt"
        met = 0 <= failing < plan or (0 <= licence < plan and s.says(near[licence + 1 : plan], "at_meeting"))
        plan = -1 if met else plan
    in_vain = in_vain or (s.says(near, "negation") and (s.says(near[-2:], "managed") or is_unmanaged(s, near)))
    if in_vain or failing > max(wish, licence, plan) or (failing >= 0 and failing >= len(near) - 2):
        return "failed"
    obliged = s.says(near[-1:], "had_to") and s.says(near[-2:-1], "and")  # not "said that the council had to"
    obliged = obliged or (s.lex.romance and _is_not_kept(s, before))  # "n'a pas empêché l'Assemblée de condamner"
    # "was outvoted and had to veto it"
    mode = "hypothetical" if _takes_none(s, near) else modal(s, near) or ("real" if obliged else None)
    if mode is not None:
        return mode
    influenced = _leads_verb(s, near[licence + 1 : -1]) and not s.says(near[-1:], "and")
    if influenced or s.says(near[-1:], "in_order"):  # "two-thirds of those present and voting in order to pass"
        licence = -1  # "how they would vote, and to influence those governments to delay it"
    if licence > max(wish, plan):
        kept = s.says(near[:licence][-1:], "kept_from")  # "keeps it from voting to adopt"
        return "future" if s.says(near[:licence], "infinitive") else "wished" if kept else "real"
    if plan > wish:
        gone = not s.lex.romance and s.says(near[max(0, plan - 2) : max(0, plan - 1)], "pluperfect")
        away: Mode = "denied" if s.verb(i).value == "vote" else "hypothetical"
        return away if gone else "future"  # "had been due to vote on Tuesday"
    if near:
        return "wished"
    wished = _asked_of_subject(s, i, "requested") or _is_called_upon(s, i)
    done = _asked_of_subject(s, i, "let") or decided is not None
    return "real" if done else "wished" if wished else "future"


def _decision_made(s: Sentence, near: list[str]) -> int:
    """Return where it is told that a decision was taken: "made a landmark decision to triple it", not "urged one"."""
    at = next((at for at, word in enumerate(near) if s.says([word], "deciding_so")), -1)
    return at if at > 0 and s.says(near[max(0, at - 3) : at], "taking_decision") else -1


def _takes_none(s: Sentence, near: list[str]) -> bool:
    """Say whether it is told what a text can do without: "does not require unanimity to pass"."""
    at = max((at for at, word in enumerate(near) if word in s.lex.words["needing"]), default=0)
    return at > 0 and s.says(near[at - 1 : at], "negation")


def _is_not_kept(s: Sentence, words: list[str]) -> bool:
    """Say whether something is told not to have kept a body from what it did."""
    at = next((at for at, word in enumerate(words) if s.says([word], "not_kept_from")), 0)
    return at > 0 and s.says(words[at - 1 : at], "not_doing") and s.says(words[-1:], "infinitive")


def _leads_verb(s: Sentence, words: list[str]) -> bool:
    """Say whether another infinitive is led to in between; "à l'unanimité" leads to none."""
    if not s.lex.romance:
        return s.says(words[:-1], "infinitive")
    return any(
        s.says([word], "infinitive") and after.endswith(s.lex.infinitive_endings) for word, after in pairwise(words)
    )


def _asked_of_subject(s: Sentence, i: int, words: str) -> bool:
    """Say whether a word of the list stands before the subject: "urged the council to adopt"."""
    for item in reversed(s.items[:i]):
        if isinstance(item, Mark) and item.kind == "date":
            continue
        named = isinstance(item, Mark) and item.kind in ("organ", "actor")
        before = s.words_before(item.start, 4)
        if words == "let" and s.says(before, "members"):
            before = s.words_before(item.start, 8)  # "enabled the 14 other members of the Council to approve"
        return s.says(before, words) if named else words == "requested"
    return False


def _is_called_upon(s: Sentence, i: int) -> bool:
    """Say whether an organ is told what to do: "- the council to renew it"; headlines that tell it have no article."""
    previous = s.items[i - 1] if i else None
    organ = isinstance(previous, Mark) and previous.kind == "organ"
    return previous is not None and organ and s.says(s.words_before(previous.start, 1), "definite")
