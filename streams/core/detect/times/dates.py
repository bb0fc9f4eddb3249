"""When: the dates and ages that a sentence states, resolved against the day of publication."""

import re
from datetime import date, timedelta
from itertools import pairwise

from streams.core.detect.times.ago import times_ago
from streams.core.detect.times.when import When
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains, longest_first

_DAY_AFTER = re.compile(r" {1,2}(\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,? (\d{4}))?(?!\d)")
_DAY_BEFORE = re.compile(r"(?:^|[^\d.,])(\d{1,2})(?:st|nd|rd|th|er|º)?(?: of| de)? ?$")
_YEAR_AFTER = re.compile(r",? (?:of |de |del )?((?:19|20)\d{2})(?!\d)")
_YEAR = re.compile(r"((?:19|20)\d{2})s?(?=[ ,.;:)]|$)")
"""A year, if only a blank or a bracket stands before it; what begins with a digit is looked for at digits only."""

MONTH_DAYS = 31
"""What a month without a day counts as where the article has no date: wires tell the news of the day by its weekday,
and a whole month is named for what is over ("last December") or far ahead."""

YEAR_DAYS = 365
"""What a year counts as, the one before the article's as any named in an article without a date: finer is not needed
to tell the old from the news."""

SOME_DAYS = 1
"""What a weekday counts as in an article without a date: it tells the news by these."""

OLD_DAYS = 3
"""From this age on a thing told below the opening is background: a wire tells its news on the day, or the day after."""
THIS_WEEK = 2
"""What a week that is not over counts as, without a day: news, as far as a story tells no better."""
OLD_ANYWHERE = 7
"""From this age on a thing is background wherever it stands: a bare "on Friday" is younger."""


UNTIL_WORDS = 7
"""Words from "until" to the day to which something is put off: "to 10 a.m. (1500 GMT) on"."""
OFFICE = 60
"""Characters before a month in which it is told that somebody presides then."""
PLAN_WORDS = 4
"""Words from "planned" to the day of what was to be: "due to take place"."""


def read_dates(
    folded: str,
    marks: list[Mark],
    span: tuple[int, int],
    published: date | None,
    lex: Lexicon,
    told: tuple[When | None, When | None],
) -> list[When]:
    """Return what the date marks and bare years within ``span`` say, in order.

    ``told`` are the time told last before the sentence, and the last that was one day: "the same day" is that one,
    "the day after" counts from the time told last.
    """
    whens = []
    before, day = told
    ago = -1  # where the last "years ago" ends
    for mark in marks:
        if mark.kind != "date":
            continue
        if ago > 0 and lex.words["on_day"].issuperset(folded[ago : mark.start].split()):
            continue  # "twenty years ago today", "a decade ago this Friday"
        if folded.endswith(longest_first(lex.words["long_ago"]), 0, mark.end):
            ago = mark.end
        if mark.value == "same":
            same = day if day is not None and folded[mark.start : mark.end] in lex.words["that_day"] else before
            if same is not None:
                whens.append(told_as_past(same)._replace(start=mark.start, end=mark.end))
        else:
            when = _read(folded, mark, span, published, lex)
            if when is not None:
                bound = _is_bound(folded, when, mark, span[0], lex)
                whens.append(when._replace(bound=True) if bound else when)
    if lex.romance:
        whens = [*_unclaimed(times_ago(folded, span, published, lex), whens), *whens]
    if "19" in (text := folded[span[0] : span[1]]) or "20" in text:
        whens.extend(_years(text, span[0], published, whens, lex))
        whens.sort(key=lambda when: when.start)
    return _without_named(_without_weeks(whens), folded, published, lex) if len(whens) > 1 else whens


def _unclaimed(found: list[When], whens: list[When]) -> list[When]:
    """Return the times that no mark has read."""
    return [one for one in found if not any(one.start < when.end and when.start < one.end for when in whens)]


def _without_weeks(whens: list[When]) -> list[When]:
    """Return times without "this week" where a day of it is told."""
    dated = any(one.day is not None and one.age is not None and 0 <= one.age < OLD_ANYWHERE for one in whens)
    return [one for one in whens if one.day is not None or one.age != THIS_WEEK] if dated else whens


def _without_named(whens: list[When], folded: str, published: date | None, lex: Lexicon) -> list[When]:
    """Return times without the weekdays of dates beside them that are of another week: "on Friday, Oct. 7"."""
    named: set[int] = set()
    for one, other in pairwise(whens):
        between = folded[one.end : max(one.end, other.start)].strip(" ,(")
        if between and between not in lex.words["definite"]:
            continue
        for weekday, dated in ((one, other), (other, one)):
            same = dated.weekday is None and dated.day is not None and dated.day.weekday() == weekday.weekday
            if same and dated.day not in (weekday.day, coming(weekday, published)):
                named.add(weekday.start)
    return [when for when in whens if when.start not in named]


def _read(folded: str, mark: Mark, span: tuple[int, int], published: date | None, lex: Lexicon) -> When | None:
    surface = folded[mark.start : mark.end]
    if mark.value == "weekdays":
        when = _weekday(mark, lex.weekdays[surface], published)
        near = when.age == 0 or (when.age == 1 and not lex.romance)
        return _of_other_week(folded, when, lex) if near else when
    if mark.value == "relative":
        days = lex.relative[surface]
        before = folded[max(span[0], mark.start - 8) : mark.start].split()[-1:]
        if surface in lex.words["spans"] and not lex.words["indefinite"].isdisjoint(before):
            return None  # "for one last year"
        if published is not None and surface in lex.words["past_weekend"]:
            days = max(days, published.weekday() + 1)  # on a Thursday "last weekend" is four days ago
        day = published - timedelta(days) if published and abs(days) <= 1 else None
        return When(mark.start, mark.end, day, days)
    return _month(folded, mark, span, published, lex)


def _weekday(mark: Mark, weekday: int, published: date | None) -> When:
    """A weekday is the last one up to the day of publication; :func:`coming` turns it to the next one."""
    if published is None:
        return When(mark.start, mark.end, None, SOME_DAYS, weekday)
    age = (published.weekday() - weekday) % 7
    return When(mark.start, mark.end, published - timedelta(age), age, weekday)


def _of_other_week(folded: str, when: When, lex: Lexicon) -> When:
    """Return the day a week before, or after, where a word says so on that very weekday, "el pasado miércoles", or on
    the next, as English does: "last Thursday"."""
    beside = (*folded[max(0, when.start - 12) : when.start].split()[-1:], *folded[when.end : when.end + 12].split()[:1])
    if when.day is not None and when.age == 0 and not lex.words["next"].isdisjoint(beside[:1]):
        return when._replace(day=when.day + timedelta(7), age=-7, weekday=None)  # "next Tuesday", told on a Tuesday
    if lex.words["last"].isdisjoint(word.strip(",.") for word in beside) or when.day is None:
        return when
    return when._replace(day=when.day - timedelta(7), age=7 + (when.age or 0))


def _is_bound(folded: str, when: When, mark: Mark, begin: int, lex: Lexicon) -> bool:
    """Say whether a date is no time of a deed, by the word before it."""
    before = folded[max(begin, when.start - 16) : when.start].split()
    word = before[-1].strip("\"'(") if before else ""
    led = before[-2:-1] if word in lex.words["definite"] else []
    if word in lex.words["day_of"] and lex.words["part_of_day"].isdisjoint(before[-2:-1]) and mark.value == "months":
        return True  # "the referendum of March 16"
    if (word in lex.words["kept_out_of"] or word in lex.words["by"]) and folded.startswith("'s ", when.end):
        return False  # "abstained from last week's vote", "is required by Saturday's decision"
    if word in lex.words["bounds"] or not lex.words["bounds"].isdisjoint(led):
        return True
    if word in lex.words["day_of"] and not lex.words["lasting_until"].isdisjoint(before[-4:-1]):
        return True  # "until the end of Wednesday"
    return (
        mark.value == "months"
        and bool(word)
        and word[-1].isalpha()
        and word not in lex.words["day_leads"]
        and word not in lex.words["dated_behind"]
        and word not in lex.weekdays
    )


def is_put_off_to(folded: str, at: int, when: When, lex: Lexicon) -> bool:
    """Say whether a time is that to which something is put off at ``at``: "delayed until 4 p.m. on Friday"."""
    words = folded[at : when.start].split()[-UNTIL_WORDS:] if when.start > at else []
    last = max((i for i, word in enumerate(words) if word in lex.words["until"]), default=-1)
    if last < 0 or is_of_plan(folded, when, lex):
        return False
    between = words[last + 1 :]
    return not between or between[0][0].isdecimal() or between[0] in lex.words["to_time"]


def is_of_plan(folded: str, when: When, lex: Lexicon) -> bool:
    """Say whether a time is that of what was to be: "a vote planned for Tuesday", "Friday's vote"."""
    before = folded[max(0, when.start - 40) : when.start].split()[-PLAN_WORDS:]
    return folded.startswith("'s", when.end) or not lex.words["planned_for"].isdisjoint(before)


def told_as_past(when: When) -> When:
    """Return ``when`` read as a day that has been: "Dec. 21" in a story of early December is last year's."""
    if when.age is None or when.age >= -1:
        return when
    if when.day is None:
        return when._replace(age=when.age + 365)  # "last December" in a story of October
    try:
        return when._replace(day=when.day.replace(year=when.day.year - 1), age=when.age + 365)
    except ValueError:  # 29 February
        return when._replace(day=None, age=when.age + 365)


def coming(when: When, published: date | None) -> date | None:
    """Return the day that ``when`` names for something still to come, or None if that is not known."""
    if when.weekday is not None and published is not None:
        return published + timedelta((when.weekday - published.weekday()) % 7)
    return when.day if when.day and published and when.day >= published else None


def _month(folded: str, mark: Mark, span: tuple[int, int], published: date | None, lex: Lexicon) -> When | None:
    """Read "Dec. 18", "December 18, 2015", "18 December 2015", "December 2015", "in December"."""
    month = lex.months[folded[mark.start : mark.end]]
    after = _DAY_AFTER.match(folded, mark.end, span[1])
    if after and 1 <= int(after[1]) <= 31:
        return _dated(mark.start, after.end(), int(after[1]), month, after[2], published)
    begin = span[0] if mark.start >= span[0] else 0  # a dateline's: "NEW YORK, 13th June, 2025 (WAM) -- "
    before = _DAY_BEFORE.search(folded[max(begin, mark.start - 9) : mark.start])
    year = _YEAR_AFTER.match(folded, mark.end, span[1])
    if before and 1 <= int(before[1]) <= 31:
        end = year.end() if year else mark.end
        return _dated(mark.start - len(before[0]), end, int(before[1]), month, year[1] if year else None, published)
    lead = folded[max(span[0], mark.start - 8) : mark.start].split()
    if year is None and (
        not lead or lead[-1] not in lex.words["month_leads"] or not lex.words["month_of"].isdisjoint(lead[-2:-1])
    ):  # "during the month of May"
        return None
    if year is None and contains(folded[max(span[0], mark.start - OFFICE) : mark.start], lex.words["presiding"]):
        return None  # "who presides over the council in May"
    found = _near(15, month, int(year[1]) if year else None, published)
    age = (published - found).days if published and found else MONTH_DAYS
    when = When(mark.start, year.end() if year else mark.end, None, age)
    passed = year is None and lead[-1] in lex.words["month_passed"]
    return told_as_past(when) if passed else when  # "last July" in a story of May


def _dated(start: int, end: int, day: int, month: int, year: str | None, published: date | None) -> When:
    found = _near(day, month, int(year) if year else None, published)
    return When(start, end, found, (published - found).days if published and found else None)


def near_day(day: int, month: int, published: date) -> date | None:
    """Return the day of a month that is nearest to publication, or None where there is no such day."""
    return _near(day, month, None, published)


def _near(day: int, month: int, year: int | None, published: date | None) -> date | None:
    """Return the date; without a year the one nearest to publication, without either None."""
    years = [year] if year else [published.year + shift for shift in (-1, 0, 1)] if published else []
    found = []
    for candidate in years:
        try:
            found.append(date(candidate, month, day))
        except ValueError:
            continue
    if not found or published is None:
        return found[0] if found else None
    return min(found, key=lambda one: abs((one - published).days))


def _years(text: str, offset: int, published: date | None, whens: list[When], lex: Lexicon) -> list[When]:
    """Return the bare years ("in 2015", "since 2006") that no fuller date has claimed; ages count to the year's end.

    In an article without a date a year is over: none names its own year for its news.
    """
    years = []
    for match in _YEAR.finditer(text):
        at = match.start()
        if at and text[at - 1] not in " (":
            continue
        start = offset + at
        lead = text[max(0, at - 12) : at].split()
        if lead[-1:] and lead[-1] in lex.words["day_of"] and lead[-2:-1] and lead[-2].isdecimal():
            continue  # "resolution 338 of 1973"
        decade = match[0].endswith("s") and lead[-1:] and lead[-1] in lex.words["definite"]  # "in the 1980s"
        if not (decade or (lead and lead[-1] in lex.words["year_leads"])) or any(
            when.start <= start < when.end for when in whens
        ):
            continue
        bound = published is None and lead[-1] in lex.words["bounds"]
        age = (published.year - int(match[1])) * YEAR_DAYS if published else None if bound else YEAR_DAYS
        years.append(When(start, start + 4, None, age, bound=bound))
    return years
