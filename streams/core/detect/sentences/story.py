"""An article ready to be read: folded, its words and names marked, its bodies settled."""

import re
from dataclasses import dataclass, replace
from datetime import date

from streams.core.detect.bodies.organs import Bodies, settle
from streams.core.detect.bodies.symbols import find_symbols, numbered
from streams.core.detect.times.dates import near_day
from streams.core.detect.words.briefly import with_brief_symbols
from streams.core.detect.words.dateline import HEAD, without_datelines
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import SHORT_ORGANS, START, Mark, scan
from streams.core.detect.words.said import Said
from streams.core.detect.words.text import fold, longest_first
from streams.core.model import Article, Entity

COUNCIL_SINCE = 2006
"""The year of A/RES/60/251, which put the Human Rights Council in the place of the Commission on Human Rights."""
MAX_READ = 60_000
"""Characters of a body that are read for events: the longest news texts are half of it."""
NUMBER_REACH = 90
"""Characters behind "resolution" in which it is told how it is numbered."""
ORGAN_REACH = 200
"""Characters between an organ and a number of its series: "the council adopted, by ..., resolution 49/2"."""
LATE_DAYS = 3
"""Days after its dateline's that a copy of a story may be published."""
_DATELINE = re.compile(
    r"^\(?[A-Z][\w .'/-]{2,40}(?:\([A-Z]{2,9}\) )?,? (?:(\d{1,2}) ([A-Z][a-z]{2,8})\.?|([A-Z][a-z]{2,8})\.? (\d{1,2}))"
    r"(?:, (?:19|20)\d\d)?[^\n\d]{0,32}?(?:--|[-\u2013\u2014])",
    re.MULTILINE,
)
"""A dateline with its day: "GENEVA, 23 July --", "UNITED NATIONS, Oct. 8 (AP) -", "(Geneva, June 27, 2014) -"."""
_DAY_LINE = re.compile(
    r"^(?:(\d{1,2}) ([A-Z][a-z]{2,8})\.?|([A-Z][a-z]{2,8})\.? (\d{1,2})),? (?:19|20)\d\d(?= ?$)", re.MULTILINE
)
"""A line with its day and no more, as stands above a press release."""
_YEAR_TOLD = re.compile(r"(?:19|20)\d\d\b(?!/)")
"""A year in which something was or is to be."""
_YEAR_LEADS = frozenset(
    """
    in since year early late of
    january february march april may june july august september october november december
    """.split()  # noqa: SIM905  (a column of quoted words is not easier to read)
)
"""Words before a year in which something was."""
AHEAD = 32
"""Characters before such a year in which it is told that it is one: "until the end of December "."""
FIRST_PAGES = date(1990, 1, 1)
"""From when on texts of outlets are kept as pages."""
_NUMBERED = ", numbered"
_SHORT = (("unsc", "SC"), ("unga", "GA"))
EARLIEST, LATEST = 1946, 2200
"""Years in which a story about resolutions can be published; a day outside of them is not believed."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the steps of detection share of one article. ``published`` is its day, ``told_in`` that day, or without one
    a day before the last year that it tells of. ``marks`` are in order, ``weekdays`` says whether they name
    the day of its news ("Monday", "today"), ``said`` where it has the phrases that its sentences are asked for.
    """

    body: str
    folded: str
    headline: str
    published: date | None
    told_in: date | None
    lex: Lexicon
    marks: list[Mark]
    bodies: Bodies
    weekdays: bool
    said: Said

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return self.published.year if self.published else None


def open_story(article: Article, entities: tuple[Entity, ...], lex: Lexicon) -> Story:
    """Return ``article`` ready to be read."""
    body = article.body[:MAX_READ]
    folded, headline = (
        fold(text, elided=lex.romance, typed=lex.typed_accents) for text in (body, article.headline or "")
    )
    published = article.published_at.date() if article.published_at else None
    if published is not None and not EARLIEST <= published.year <= LATEST:
        published = None
    written = _written_on(body[:HEAD], published, lex) if published is not None else None
    published = written or published
    marks = _marks(folded, lex, entities, published.year if published else None)
    if published is not None and published.year < COUNCIL_SINCE:
        marks = [replace(mark, value="CHR") if mark.value == "HRC" else mark for mark in marks]
    marks = without_datelines(body, folded, marks, with_days=written is None)
    filed_there = lex.gate.names_the_un(article.dateline or "")  # which cleaning takes away, where it knows one
    filed_there = filed_there or folded.startswith(longest_first(lex.words["filed_there"]))
    marks, bodies = settle(body, folded, headline, marks, lex, filed_there=filed_there)
    weekdays = any(mark.kind == "date" and _is_day_of_news(folded, mark, lex) for mark in marks)
    told = published or _told_in(f"{headline} {folded}", lex)
    return Story(body, folded, headline, published, told, lex, marks, bodies, weekdays, lex.finder.said_in(folded))


def _is_day_of_news(folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether a date is a weekday, "today" or "yesterday"."""
    near = mark.value == "relative" and abs(lex.relative[folded[mark.start : mark.end]]) <= 1
    return near or mark.value == "weekdays"


def _told_in(folded: str, lex: Lexicon) -> date | None:
    """Return a day of the year before the last that a story tells of, in English; None where it tells of none.

    Nothing that is read here was written before the outlets had pages.
    """
    years = [int(found[0]) for found in _YEAR_TOLD.finditer(folded) if _is_told(folded, found.start(), lex)]
    last = max(years, default=None)
    if last is None:
        return None
    return date(last - 1, 6, 1) if last > FIRST_PAGES.year else FIRST_PAGES


def _is_told(folded: str, year: int, lex: Lexicon) -> bool:
    """Say whether a year is one in which something was: not "until December 2028" or "by the end of 2030"."""
    before = folded[max(0, year - AHEAD) : year].rpartition(". ")[2].split()
    if not before or folded[year - 1] != " ":
        return False
    day = before[-1][:-1].isdecimal() and before[-1].endswith(",")  # "May 3, 2024"
    return (day or before[-1] in _YEAR_LEADS) and lex.words["bounds"].isdisjoint(before)


def _written_on(head: str, published: date, lex: Lexicon) -> date | None:
    """Return the day of a story's dateline, or of the line above it, whose "today" it is, where that is the day of its
    publication or a little before."""
    found = _DATELINE.search(head) or _DAY_LINE.search(head)
    if found is None:
        return None
    day, name = found[1] or found[4], (found[2] or found[3]).lower()
    month = lex.months.get(name)
    written = near_day(int(day), month, published) if month is not None else None
    return written if written is not None and 0 <= (published - written).days <= LATE_DAYS else None


def _marks(folded: str, lex: Lexicon, entities: tuple[Entity, ...], year: int | None) -> list[Mark]:
    """Return the marks of the body with the numbers of resolutions among them."""
    marks = with_brief_symbols(folded, scan(folded, lex, entities, find_symbols(folded)))
    added: list[Mark] = []
    for index, mark in enumerate(marks):
        if mark.kind == "noun" and mark.value == "resolution":
            organ, beside = (
                _organ_inside(folded, mark)
                or _organ_behind(folded, marks, index, lex)
                or _organ_of_number(marks, index)
            )
            told = numbered(folded, mark.end, organ, year, beside=beside)
            added.extend(told or _numbered_apart(folded, mark.end, organ, year))
    if not added:
        return marks
    taken = {position for mark in added for position in range(mark.start, mark.end)}
    return sorted([mark for mark in marks if mark.start not in taken] + added, key=START)


def _numbered_apart(folded: str, end: int, organ: str | None, year: int | None) -> list[Mark]:
    """Return the number that a resolution is told to have further on: "adopted by the Council, numbered 678"."""
    at = folded.find(_NUMBERED, end, end + NUMBER_REACH)
    if at < 0 or ". " in folded[end:at] or "resolution" in folded[end:at]:
        return []
    return numbered(folded, at + len(_NUMBERED), organ, year, beside=False)[:1]


def _organ_inside(folded: str, mark: Mark) -> tuple[str, bool] | None:
    """Return the organ in a noun that is short for both: "UNSCR 242"."""
    return next(((organ, True) for lead, organ in _SHORT if folded.startswith(lead, mark.start)), None)


def _organ_behind(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> tuple[str, bool] | None:
    """Return the organ right behind a number, where a language names it there: "la résolution 242 du Conseil"."""
    following = marks[index + 1] if lex.romance and index + 1 < len(marks) else None
    if following is None or following.kind != "organ" or following.value in SHORT_ORGANS:
        return None
    words = folded[marks[index].end : following.start].split()
    while words and (words[0][:1] in "n(" or words[0][:1].isdecimal()):
        words.pop(0)
    return (following.value, True) if " ".join(words) in lex.words["joint_of"] else None


def _organ_of_number(marks: list[Mark], index: int) -> tuple[str | None, bool]:
    """Return the organ named last before the noun at ``index``, and whether it stands right beside it."""
    for mark in reversed(marks[max(0, index - 12) : index]):
        if mark.kind == "organ" and mark.value not in SHORT_ORGANS and marks[index].start - mark.end < ORGAN_REACH:
            return mark.value, marks[index].start - mark.end < 4
    return None, False
