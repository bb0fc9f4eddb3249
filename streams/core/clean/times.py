"""Dates and times, as metadata writes them, to aware UTC datetimes in whole milliseconds."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 64
_BLANK = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d\Z)")
"""Before a zone, where ISO 8601 has none."""
_DATED = re.compile(r"\s{0,8}date (\d{4}-\d\d-\d\d)\s")
"""How stored texts begin that keep the day of their page: "date 2019-05-06 Council meets"."""


def parse_time(text: str | None) -> datetime | None:
    """Return the moment that an ISO 8601 or RFC 2822 time names, or None.

    A time without a zone counts as UTC: the error is below fourteen hours, and dates in the text are worth resolving.
    """
    if not text or len(text) > LONGEST:
        return None
    text = text.strip()
    try:
        return _utc(datetime.fromisoformat(_BLANK.sub("", text)))
    except (ValueError, OverflowError):
        pass
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def dated(text: str) -> tuple[datetime | None, str]:
    """Return the day that a stored text begins with, and the text behind it; None and the text where it has none."""
    match = _DATED.match(text)
    moment = parse_time(match[1]) if match is not None else None
    return (moment, text[match.end() :]) if match is not None and moment is not None else (None, text)


def _utc(moment: datetime) -> datetime:
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.replace(microsecond=aware.microsecond // 1000 * 1000)
