"""Whether a verb stands in a condition, or in a clause of what has not come."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.told_after import is_hours_before
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

RULE_REACH = 90
"""Characters from "must be" over what else must be done to a participle."""
LISTED = 4
"""Words between two verbs of one list: "circulated, put in blue and voted on"."""


def _is_due(s: Sentence, i: int) -> bool:
    """Say whether a verb is told as what is to come: "was to vote", "is expected to vote"."""
    words = lead(s, i)
    return s.says(words[-1:], "infinitive") and s.says(words[-4:-1], "be") and s.says(words[-2:-1], "scheduled")


def _is_days_away(s: Sentence, i: int, before: Mark) -> bool:
    """Say whether it is told how long before a vote something was, which so is set: "two days before the Council votes
    on a draft"."""
    words = s.words_before(before.start, 2)
    measured = s.says(words[-1:], "days", "one_day", "hours_long") and len(words) > 1
    return measured and s.verb(i).value == "vote" and "s" in s.verb(i).forms


def _is_listed_verb(s: Sentence, between: str) -> bool:
    """Say whether a verb only goes on with a list: "if a draft is circulated, revised, and put"."""
    *listed, last = (part.split() for part in between.split(",")[1:])
    return all(len(part) <= LISTED for part in [*listed, last]) and (not last or s.says(last[-1:], "and"))


def _are_names(s: Sentence, border: Mark, verb: Mark) -> bool:
    """Say whether nothing but names stands in between: "If Russia, China or France cast a veto"."""
    end = border.end
    for item in s.items:
        if border.end <= item.start < verb.start:
            words = s.folded[end : item.start].replace(",", " ").split()
            if item.kind != "actor" or not all(s.says([word], "and", "alternative", "definite") for word in words):
                return False
            end = item.end
    return end > border.end and not s.folded[end : verb.start].strip()


def is_conditional(s: Sentence, i: int) -> bool:
    """Say whether the verb stands in an if-clause, or in a clause of what has not come ("before", "until")."""
    verb = s.verb(i)
    for item in reversed(s.borders):
        if item.start < verb.start:
            between = s.folded[item.end : verb.start]
            if item.value == "condition" and not is_hours_before(s, item, i):
                alternative = s.opens(item) and s.says(lead(s, i)[-5:], "alternative")
                return "," not in between or alternative or _is_listed_verb(s, between) or _are_names(s, item, verb)
            if s.surface(item) in s.lex.words["not_yet"]:
                agreed = s.tally is not None and (s.tally.unanimous or (s.tally.consensus and "g" in verb.forms))
                if s.counted or agreed:
                    return False  # "held a minute of silence before voting 15-0", "before approving without a vote"
                present = "d" not in verb.forms or s.says(between.split(), "present_be")
                due = s.surface(item) in s.lex.words["just_before"] and (_is_due(s, i) or _is_days_away(s, i, item))
                return "," not in between and present and not due  # but: "hours before the Council was to vote"
            if item.value in ("time", "contrast"):
                return False
    if not s.says_after(s.span[0], 1, "condition"):
        return False
    # "If it were vetoed, or simply not adopted, the old measures would return"
    return "," not in s.folded[s.span[0] : verb.start] or s.says(lead(s, i)[-5:], "alternative")


def waits_for(s: Sentence, i: int) -> bool:
    """Say whether something is only done once the verb is: "Only when the council has adopted a text will troops be
    sent", "sales end on the day that the council adopts an embargo"."""
    if s.lex.romance:
        return False
    verb = s.verb(i)
    if s.begins("only_then"):
        return s.says(s.folded[verb.end : s.span[1]].replace(",", " ").split(), "future", "hypothetical")
    border = next((one for one in reversed(s.borders) if one.start < verb.start), None)
    if border is not None and border.value == "time" and s.calls(border, "before_then"):
        return contains(s.folded[s.span[0] : border.start], s.lex.words["matter_of_time"])
    if "s" not in verb.forms or "d" in verb.forms:
        return False
    if border is None or border.value != "relative" or "," in s.folded[border.end : verb.start]:
        return False
    return s.says(s.words_before(border.start, 1), "at_such_time")


def is_only_likely(s: Sentence, i: int) -> bool:
    """Say whether it is only told how likely something is: "little prospect of a text being adopted"."""
    words = lead(s, i)[-1:] if i and not s.lex.romance else []
    return s.says(words, "being") and s.says(s.words_before(s.items[i - 1].start, 3), "chance_of")


def is_awaited(s: Sentence, i: int, text: Mention) -> bool:
    """Say whether it is only told in the present what follows once a text is adopted: "the moment the resolution is
    adopted", "by the time it passes".

    News is told as "was adopted", but for headlines, which have no articles: "Oil rises after UN resolution passes".
    """
    verb = s.verb(i)
    if s.lex.romance or s.counted or s.whens or not text.article:
        return False
    passes = "s" in verb.forms and "d" not in verb.forms
    present = passes or ("d" in verb.forms and s.says(lead(s, i)[-2:], "present_be"))
    return present and s.says(s.words_before(text.start, 3), "at_such_time")


def shares_rule(s: Sentence, i: int) -> bool:
    """Say whether a participle goes on with what must or can be: "must be put in writing and adopted by a majority"."""
    if not s.has("rules_be"):
        return False
    verb = s.verb(i)
    if s.lex.romance or "d" not in verb.forms or not s.says(s.words_before(verb.start, 1), "and"):
        return False
    clause = s.folded[max(s.span[0], verb.start - RULE_REACH) : verb.start].rpartition(",")[2]
    return contains(clause, s.lex.words["rules_be"])
