"""Whether what is told is of old by its words: what came long after it, what it dates, how its sentence opens."""

from streams.core.detect.age.remembered import is_meant, is_recalled, is_remembered
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.times.dates import OLD_ANYWHERE, OLD_DAYS
from streams.core.detect.words.text import contains, longest_first

ANCIENT = 300
"""Days from which on a time is of another year's events."""
OPENING = 2
"""Sentences of a story that tell its news, also news of some days ago."""
WEEKS = 20
"""Days from which on what a text answers is of old."""
GROUND_REACH = 40
"""Characters before a text in which it is told what stands on it: "was carried out on the basis of "."""
HISTORY = 70
"""Characters around "adopted" in which a text of history is named."""
OPENING_TIME = 16
"""Characters before the time that a sentence opens with: "In late "."""


def is_of_old(one: Sighting, *, dated: bool) -> bool:
    """Say whether the words around a claim make it one of old.

    :param dated: a time is told near it, which says more than they do.
    """
    if one.claim not in FINAL:
        return one.claim in ("proposed", "tabled") and _opens_long_ago(one.sentence)
    if _was_long_before(one) or _is_start_of_lasting(one) or _is_last_time(one):
        return True
    if _is_explained(one) or is_recalled(one) or is_meant(one):
        return True
    return _is_ground(one) or (not dated and _is_old_undated(one))


def _is_old_undated(one: Sighting) -> bool:
    """Say whether the words around a claim near which no time is told make it one of old; "It was the first time that
    it had voted one down" is said of the news."""
    s = one.sentence
    if s.begins("seldom_so"):
        return False
    return (
        _is_of_history(one)
        or is_remembered(one)
        or _is_that_of_old(one)
        or _is_later_than_old(one)
        or _tells_what_was_then(one)
        or _opens_long_ago(one.sentence)
        or _is_founding(one)
    )


def _is_founding(one: Sighting) -> bool:
    """Say whether it is told below the opening how something known came to be: "The Security Council created the
    tribunal by resolution"."""
    s = one.sentence
    if one.rule != "act.organ" or s.index == 0 or s.lex.romance:
        return False
    verb = next((mark for mark in s.marks if mark.start == one.at and "d" in mark.forms), None)
    return verb is not None and s.calls(verb, "founding") and s.says(s.words_after(verb.end, 1), "definite")


def _is_last_time(one: Sighting) -> bool:
    """Say whether it is told when an organ did something last, not "at last": "The council last met on it in March"."""
    if not one.sentence.has("last_time"):
        return False
    words = one.sentence.words_before(one.at, 2)
    return one.sentence.says(words[-1:], "last_time") and not one.sentence.says(words[:-1], "at_there")


def _is_explained(one: Sighting) -> bool:
    """Say whether a page without a day explains a text: "Adopted on August 11, 2006, resolution 1701 ended the war"."""
    s = one.sentence
    full = s.year is None and any(when.day is not None and when.weekday is None for when in s.whens)
    return full and any(mark.start == one.at and "d" in mark.forms and s.opens(mark) for mark in s.marks)


def _was_long_before(one: Sighting) -> bool:
    """Say whether a claim is what another came weeks or months after: "came a month after Russia vetoed a text"."""
    s = one.sentence
    for border in reversed(s.borders):
        if border.value == "time" and border.start < one.at:
            words = s.words_before(border.start, 4)
            long = s.says(words[-1:], "long_units") and not s.says(words, "lasting")  # "for another year after"
            long = long or _is_days(s, words)
            return long and s.calls(border, "behind_time") and "," not in s.folded[border.end : one.at]
    return False


def _is_start_of_lasting(one: Sighting) -> bool:
    """Say whether something has gone on since an outcome, or is the first since: "arrived on Monday, the first to do so
    since the council approved the force"."""
    s = one.sentence
    border = next((mark for mark in reversed(s.marks) if mark.kind == "border" and mark.start < one.at), None)
    if border is None or not s.calls(border, "since") or "," in s.folded[border.end : one.at]:
        return False
    lasting = s.says(s.folded[s.span[0] : border.start].split(), "have", "first_ever")
    return lasting and all(when.start < border.start for when in s.whens)


def _is_of_history(one: Sighting) -> bool:
    """Say whether what was adopted is a text of history: "The assembly adopted the Universal Declaration", "the
    partition plan that it adopted"."""
    s = one.sentence
    if not s.has("of_history") or one.tally is not None:
        return False
    adopted = any(mark.start == one.at and "d" in mark.forms for mark in s.marks)
    return adopted and s.said.stands("of_history", max(s.span[0], one.at - HISTORY), min(s.span[1], one.at + HISTORY))


def _is_ground(one: Sighting) -> bool:
    """Say whether a text is only what something stands on or breaks, with no day of these: "The camp violates a
    resolution adopted by the council", "was set up by a resolution adopted by the assembly"."""
    s, mention = one.sentence, one.mention
    if mention is None or mention.end > one.at or one.rule != "adopt.passive" or one.tally is not None:
        return False
    if any(when.weekday is not None or (when.age is not None and 0 <= when.age < WEEKS) for when in s.whens):
        return False
    before = s.folded[max(s.span[0], mention.start - GROUND_REACH) : mention.start].rstrip()
    return f" {before}".endswith(longest_first(s.lex.words["grounds"]))


def _is_that_of_old(one: Sighting) -> bool:
    """Say whether a text is of the sentence before, of weeks ago: "In May it asked for one. That text passed", "In May
    he led a session. During the meeting, the council adopted a text"."""
    s, mention = one.sentence, one.mention
    pointed = mention is not None and s.says(s.folded[s.span[0] : mention.head[0]].split()[-1:], "pointing")
    pointed = pointed or s.begins("opens_at_meeting")
    return pointed and s.before is not None and (s.before.age or 0) >= OLD_ANYWHERE and not s.before.bound


def _is_later_than_old(one: Sighting) -> bool:
    """Say whether an outcome followed what the sentence before tells of weeks ago: "A year later the council renewed
    it", "A draft was voted down the next year"."""
    s = one.sentence
    old = s.before is not None and (s.before.age or 0) >= WEEKS and not s.before.bound
    if not old:
        return False
    return s.says(s.words_after(s.span[0], 4), "later") or contains(
        s.folded[s.span[0] : s.span[1]], s.lex.words["year_after"]
    )


def _tells_what_was_then(one: Sighting) -> bool:
    """Say whether an outcome without a day only dates something else, or is dated by it, below the opening: "The week
    the resolution was passed, he resigned", "Within weeks of the coup, a resolution was passed"."""
    s = one.sentence
    if s.index < OPENING:
        return False
    if s.begins("opens_within"):
        opening = s.folded[s.span[0] : one.at].partition(",")[0].split()
        return s.says(opening, "days", "long_units") or not s.says(opening, "same_meeting")
    if _is_new_to_story(one) and (
        _is_answer_of_old(one) or _is_before_all(one) or _is_in_clause_on_time(one) or _opens_with_era(s)
    ):
        return True
    beside = s.begins("opens_on_day")
    return beside and s.folded.find(",", s.span[0], one.at) < 0


def _is_new_to_story(one: Sighting) -> bool:
    """Say whether an outcome is told of "a text", which the story has not told of, and behind no day of these."""
    mention, before = one.mention, one.sentence.before
    fresh = before is not None and before.age is not None and before.age < OLD_DAYS
    return (mention is None or mention.article not in ("the", "own")) and not fresh


def _is_answer_of_old(one: Sighting) -> bool:
    """Say whether an outcome came after what was weeks ago: "passed a text after its September 9 nuclear test"."""
    s = one.sentence
    return any(
        when.bound and (when.age or 0) >= WEEKS and s.says(s.words_before(when.start, 3), "answering")
        for when in s.whens
        if when.start > one.at
    )


def _is_before_all(one: Sighting) -> bool:
    """Say whether an outcome "had" been before what is told; who says that a text "had been adopted" may tell news."""
    s = one.sentence
    told = [word.strip(",.") for word in s.folded[s.span[0] : one.at].split()]
    return one.past and not s.says(told, "reporting")


def _is_in_clause_on_time(one: Sighting) -> bool:
    """Say whether an outcome only tells when something else was: "He was envoy when the council adopted a text"."""
    s = one.sentence
    border = next((mark for mark in reversed(s.marks) if mark.kind == "border" and mark.start < one.at), None)
    if border is None or not s.calls(border, "then_when") or "," in s.folded[border.end : one.at]:
        return False
    return any(mark.kind in ("organ", "actor") and border.end <= mark.start < one.at for mark in s.marks)


def _opens_with_era(s: Sentence) -> bool:
    """Say whether a sentence opens with a time that is long: "During his first term, the council adopted a text"."""
    return s.begins("opens_era")


def _is_days(s: Sentence, words: list[str]) -> bool:
    """Say whether so many days lie in between that what was before them is no news: "six days after a veto"."""
    count = words[-2:-1]
    if not count or not s.says(words[-1:], "days"):
        return False
    if not s.is_number(count[0]):
        return not s.lex.romance  # "just days after the council approved"
    return s.lex.number_of(count[0]) > OLD_DAYS


def _opens_long_ago(s: Sentence) -> bool:
    """Say whether the sentence opens with an old year: "In August 1990, hours after the invasion, he was summoned"."""
    first = next((when for when in s.whens if when.start >= s.span[0]), None)
    return first is not None and first.start - s.span[0] < OPENING_TIME and (first.age or 0) >= ANCIENT
