"""Dates and times, as metadata writes them, to aware UTC datetimes in whole milliseconds."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 64


def parse_time(text: str | None) -> datetime | None:
    """Return the moment that an ISO 8601 or RFC 2822 time names, or None.

    A time without a zone counts as UTC: the error is below fourteen hours, and dates in the text are worth resolving.
    """
    if not text or len(text) > LONGEST:
        return None
    text = text.strip()
    try:
        return _utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _utc(moment: datetime) -> datetime:
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.replace(microsecond=aware.microsecond // 1000 * 1000)
