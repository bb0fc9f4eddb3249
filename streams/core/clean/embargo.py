"""Until when an embargo that a text states holds it back, or None where that is not sure.

A moment needs a day, a time and a zone, and nothing in the line may contradict it: ops/decisions/0011 says why.
"""

import re
import tomllib
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

READ = 240
"""Characters of a line in which the moment stands."""
AHEAD = timedelta(days=60)
"""How far an embargo may lie from when the text came, or the day that a date without its year means: releases are sent
out hours or days before, and what lies further off is a slip of the pen that would hold a story back for a year."""

_MONTH = r"(?P<month>[^\W\d_]{3,10})\.?"
_FULL = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\.? (?:de |of )?{_MONTH}(?:,? (?:de |del )?(?P<year>\d{{4}}))?"
_US = rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.h]\d)(?:,? (?P<year>\d{{4}}))?"
_ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_DATES = tuple(re.compile(rf"(?<![\w:.]){pattern}(?!\w)") for pattern in (_ISO, _FULL, _US))
_TIMES = (
    re.compile(r"(?<![\d:.])(?P<hour>\d{1,2}) ?[:.h] ?(?P<minute>\d{2})(?!\d)(?: ?(?P<half>[ap])\.? ?m\b)?"),
    re.compile(r"(?<![\d:.])(?P<hour>\d{1,2}) ?(?P<half>[ap])\.? ?m\b"),
    re.compile(r"(?<![\d:.])(?P<hour>\d{2})(?P<minute>\d{2}) ?(?=h(?:ou)?rs\b|gmt\b|utc\b|z\b|[bc]e?st\b|cet\b|et\b)"),
    re.compile(r"(?<![\d:.])(?P<hour>\d{1,2}) ?(?:h|heures?|uhr|horas)\b(?! ?\d)"),
    re.compile(r"(?P<noon>\bnoon\b|\bmidday\b)"),
)
_NUMERIC_YEAR = re.compile(r"\b20\d\d\b(?:-\d\d-\d\d)?(?! ?h(?:ou)?rs)")
"""A year that a zone follows is no time; twenty hours and some minutes are followed by "hrs" where they are meant."""


class _Table(NamedTuple):
    """What ``data/notes.toml`` says of zones and names."""

    zones: dict[str, int]
    places: dict[str, tuple[str, int]]
    months: dict[str, int]
    days: dict[str, int]
    zone: re.Pattern[str]
    day: re.Pattern[str]


@cache
def _table() -> _Table:
    table: dict[str, Any] = tomllib.loads(files(__package__).joinpath("data/notes.toml").read_text("utf-8"))
    months, days = (
        {name: number for number, row in enumerate(table["names"][key]) for name in row.split("|")}
        for key in ("months", "days")
    )
    names = sorted([*table["zones"], *table["places"]], key=len, reverse=True)
    return _Table(
        table["zones"],
        {name: (rule, minutes) for name, (rule, minutes) in table["places"].items()},
        months,
        days,
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{'|'.join(days)})(?!\w)"),
    )


def names_time(line: str) -> bool:
    """Return whether a line names a time of day, as those on embargoes do."""
    text = _NUMERIC_YEAR.sub(" ", line[:READ].lower())
    return any(pattern.search(text) for pattern in _TIMES)


def embargo_of(note: str, came: datetime | None) -> datetime | None:
    """Return the moment, in UTC, that a line about an embargo names.

    ``came`` is when the text was published or fetched. None where day, time or zone are missing or ambiguous, or where
    the line says several things that are not the same.
    """
    text = " ".join(note[:READ].lower().replace("’", "'").split())
    zones = _table().zone.findall(text)
    days = _dates(text, came)
    clocks = _clocks(_NUMERIC_YEAR.sub(" ", text))
    if not days or not zones or not clocks or len(zones) not in (1, len(clocks)):
        return None
    pairs = zip(clocks, zones * len(clocks) if len(zones) == 1 else zones, strict=False)
    if len(days) == len(clocks):
        moments = {_moment(day, clock, zone) for day, (clock, zone) in zip(days, pairs, strict=False)}
    else:
        moments = {_moment(day, clock, zone) for day, (clock, zone) in product(days, pairs)}
    moment = moments.pop() if len(moments) == 1 else None
    return None if moment is None or (came is not None and moment - came > AHEAD) else moment


def _dates(text: str, came: datetime | None) -> list[date]:
    """Return the days that a line names, in their order; none where one cannot be, or is not the weekday named."""
    table = _table()
    found: dict[int, date | None] = {}
    for pattern in _DATES:
        for match in pattern.finditer(text):
            month = int(match["month"]) if match["month"].isdigit() else table.months.get(match["month"], -1) + 1
            if month and not any(abs(match.start("day") - place) < len(match[0]) for place in found):
                found[match.start("day")] = _day(match["year"], month, int(match["day"]), came)
    weekdays = {table.days[name] for name in table.day.findall(text)}
    days = [day for _, day in sorted(found.items()) if day is not None]
    if len(days) < len(found) or (weekdays and weekdays != {day.weekday() for day in days}):
        return []
    return days


def _day(year: str | None, month: int, day: int, came: datetime | None) -> date | None:
    """Return a day; without its year the one that is nearest to when the text came."""
    if year is None and came is None:
        return None
    years = [int(year)] if year else [came.year - 1, came.year, came.year + 1] if came else []
    days = []
    for each in years:
        try:
            days.append(date(each, month, day))
        except ValueError:
            continue
    if year is None and came is not None:
        days = [each for each in days if abs(each - came.date()) <= AHEAD]
    return days[0] if len(days) == 1 else None


def _clocks(text: str) -> list[time]:
    """Return the times of day that a line names, in their order."""
    found: dict[int, time] = {}
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            clock = _clock(match.groupdict())
            if clock is not None and match.start() not in found:
                found[match.start()] = clock
    return [clock for _, clock in sorted(found.items())]


def _clock(parts: dict[str, str | None]) -> time | None:
    if parts.get("noon"):
        return time(12)
    hour, minute, half = int(parts["hour"] or 0), int(parts.get("minute") or 0), parts.get("half")
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _moment(day: date, clock: time, zone: str) -> datetime | None:
    table = _table()
    minutes = table.zones.get(zone)
    if minutes is None:
        rule, minutes = table.places[zone]
        if day.year < SINCE[rule]:
            return None
        minutes += 60 * _is_summer(rule, day)
    try:
        return datetime.combine(day, clock, UTC) - timedelta(minutes=minutes)
    except OverflowError:
        return None


SINCE = {"us": 2007, "eu": 1996}
"""Since when the rules for summer time are what they are."""


def _is_summer(rule: str, day: date) -> bool:
    """Return whether a day has summer time; of the two on which clocks change, as it is until the night is over."""
    if rule == "us":  # from the second Sunday in March to the first in November
        return _sunday(day.year, 3, 8) < day <= _sunday(day.year, 11, 1)
    return _sunday(day.year, 3, 25) < day <= _sunday(day.year, 10, 25)  # the last Sundays of March and October


def _sunday(year: int, month: int, earliest: int) -> date:
    """Return the first Sunday of a month that is not before a day."""
    first = date(year, month, earliest)
    return first + timedelta(days=6 - first.weekday())
