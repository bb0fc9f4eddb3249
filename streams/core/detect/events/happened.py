"""When an event happened: by its own clause, by another that tells the same step, by the story around it."""

import re
from bisect import bisect_left
from datetime import timedelta
from typing import NamedTuple

from streams.core.detect.age.own_time import opens_days_after
from streams.core.detect.matters.matter import Matter
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.sentences.story import Story
from streams.core.detect.times.dates import OLD_ANYWHERE, OLD_DAYS, read_dates
from streams.core.detect.times.when import When
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import MAX_SENTENCE, sentences
from streams.core.model import Stage

LEAD = 600
"""Characters of a story in which it says of which day its news is."""
STAMPS = 3000
"""Characters of a live page in which entries are stamped with the time of day."""

_STAMP = re.compile(r"(?<![\d.:])\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.? ?)?\(?(?:gmt|bst|utc|cet|edt|est|et)\b")
_BEFORE_DEED = ("vote_scheduled", "cited", "proposed")
"""Stages at which nothing has been done on a day yet, or that day is not this story's."""


_MEETING = re.compile(r"\d(?:st|nd|rd|th)[^\n]{0,30} meetings? \((?:am|pm|night)")
"""How the record of a meeting is headed: "39th Meeting (AM)", "46th & 47th Meetings (AM & PM)"."""


class Happening(NamedTuple):
    """The time of a deed and the name of the rule that found it."""

    when: When
    rule: str


def happened(matter: Matter, stage: Stage, told: Sighting, story: Story) -> Happening | None:
    """Return when the step was taken that ``told`` tells; None where the text does not say."""
    if stage in _BEFORE_DEED:
        return None
    when = told.when or _told_again(matter, told)
    if when is None and stage in FINAL and (earlier := days_before(told)) is not None:
        return earlier
    if when is None and stage != "postponed":
        when = _held_on(matter)
    when = when or _told_before(told)
    if when is not None:
        put_off_to = stage == "postponed" and when.bound  # "postponed until Thursday"
        told_ahead = stage not in FINAL and when.age is not None and when.age < 0
        return None if put_off_to or told_ahead or when.day is None else Happening(when, "date.resolved")
    if told.past or (stage not in FINAL and not (stage == "tabled" and _is_of_meeting(story))):
        return None
    return _in_present(told, story) or _of_the_news(story)


def _is_of_meeting(story: Story) -> bool:
    """Say whether a story is the record of one meeting, whatever is introduced at which is introduced that day."""
    return _MEETING.search(story.folded, 0, LEAD) is not None


def days_before(told: Sighting) -> Happening | None:
    """Return the day that is so many before another: "came on Monday, two days after the council approved"."""
    s = told.sentence
    border = next((m for m in reversed(s.borders) if m.start < told.at), None)
    if border is None or not s.calls(border, "behind_time") or "," in s.folded[border.end : told.at]:
        return None
    count, *unit = s.words_before(border.start, 2) or [""]
    days = 1 if s.says([count], "indefinite") else s.lex.number_of(count)
    fresh = [one for one in s.whens if one.age is not None and 0 <= one.age < OLD_ANYWHERE]
    later = next((one for one in fresh if one.end <= border.start), None)
    if later is None and opens_days_after(s):  # "A day after the council approved it, France on Monday"
        later = next((one for one in fresh if ", " in s.folded[told.at : max(told.at, one.start)]), None)
    if later is None and not fresh:
        later = _told_before(told)  # "He spoke on Friday. ... he said, a day after the council passed a resolution"
    if not s.says(unit, "days", "one_day") or not days or later is None or later.day is None:
        return None
    return Happening(later._replace(day=later.day - timedelta(days)), "date.days-before")


def _told_again(matter: Matter, told: Sighting) -> When | None:
    """Return the time of another claim of the same step: "has circulated a draft ... It was submitted on Tuesday"."""
    same = (one for one in matter.sightings if one.claim == told.claim and one is not told and not one.past)
    return next((one.when for one in same if one.when is not None), None)


def _told_before(told: Sighting) -> When | None:
    """Return the day of an outcome told without one: that of the sentence before, or of the news that the story opens
    with: "Two texts failed on Friday ... It then got four votes"."""
    if told.past or (told.claim != "told" and told.claim not in FINAL):
        return None
    if not told.sentence.lex.romance and any(_is_fresh(one) for one in told.sentence.whens):
        return None  # "declared a truce on Friday after the council voted": the sentence tells a time, and not its own
    when = told.sentence.before
    return when if when is not None and _is_fresh(when) else told.sentence.opening


def _is_fresh(when: When) -> bool:
    """Say whether a time is of these days."""
    return when.age is not None and 0 <= when.age < OLD_ANYWHERE and not when.bound


def _held_on(matter: Matter) -> When | None:
    """Return when the vote was held, where the sentence with the outcome does not say."""
    votes = (
        one
        for one in matter.sightings
        if (one.rule.startswith("vote.") or one.claim in FINAL) and one.claim != "vote_scheduled" and not one.past
    )
    return next((one.when for one in votes if one.when is not None), None)


def _in_present(told: Sighting, story: Story) -> Happening | None:
    """Return the day of publication where a headline or an item of a chronicle tells it: "Russia vetoes a draft"."""
    verb = next((mark for mark in told.sentence.marks if mark.kind == "verb" and mark.start == told.at), None)
    if verb is None or story.published is None or story.lex.romance or not _is_present(told, verb):
        return None
    return Happening(When(verb.start, verb.end, story.published, 0), "date.present")


def _is_present(told: Sighting, verb: Mark) -> bool:
    """Say whether a verb is told in the present: "vetoes a draft", "Russia and China veto a draft", and of the text
    that a story opens with "is adopted"."""
    s = told.sentence
    if "d" in verb.forms:
        return s.index == 0 and s.says(s.words_before(verb.start, 1), "present_be")
    return "s" in verb.forms or ("b" in verb.forms and not s.says(s.words_before(verb.start, 4), "infinitive"))


def is_live_page(story: Story) -> bool:
    """Say whether entries of a page are stamped with the time of day."""
    return _STAMP.search(story.folded, 0, STAMPS) is not None


def _of_the_news(story: Story) -> Happening | None:
    """Return the day of which a story's news is, by its first sentences, or by the hours of a live page."""
    if story.published is None:
        return None  # no time has a day and an age then
    starts = [mark.start for mark in story.marks]
    for span in sentences(story.body[: LEAD + MAX_SENTENCE]):  # what begins in the lead ends there
        if span[0] >= LEAD:
            break
        inside = story.marks[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        for when in read_dates(story.folded, inside, span, story.published, story.lex, (None, None)):
            if when.day is not None and when.age is not None and 0 <= when.age < OLD_DAYS and not when.bound:
                return Happening(when, "date.of-the-news")
    stamp = _STAMP.search(story.folded, 0, STAMPS)
    if stamp is None:
        return None
    return Happening(When(stamp.start(), stamp.end(), story.published, 0), "date.of-the-page")
