"""The JSON that ``reswatch enrich`` prints, read back."""

from datetime import UTC, date, datetime
from typing import Any

import orjson

from streams.contracts.values import enriched_value
from streams.core.model import EnrichedArticle, Unreadable

TIMES = ("published_at", "fetched_at", "embargoed_until")
DAYS = ("occurred_on", "scheduled_for")


def enriched_from_json(line: bytes) -> EnrichedArticle | None:
    """Return the article of a line; None for one that was set aside or could not be read.

    :raises Unreadable: for what is neither.
    """
    try:
        record: dict[str, Any] = orjson.loads(line)
        if "filtered" in record or "rejected" in record:
            return None
        for name in TIMES:
            record[name] = record[name] and datetime.fromisoformat(record[name]).astimezone(UTC)
        for event in record["resolution_events"]:
            for name in DAYS:
                event[name] = event[name] and date.fromisoformat(event[name])
        return enriched_value(record)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable("invalid_field", "this is no line that `reswatch enrich` prints") from None
