"""Whether a subscription is too wide: asked of the articles in the store, before it is taken."""

import time
from datetime import UTC, datetime, timedelta

from streams.core.model import Subscription
from streams.core.preview import MOST_A_DAY, Preview
from streams.sinks.store.store import Store

DAYS = 7
SECONDS = 5.0
"""How long the store is asked, the newest day first: who subscribes waits for it."""


def fault_of_width(wanted: Subscription, store: Store) -> str | None:
    """Return why a subscription is too wide, None where it is not, or where that was not seen in the time there is.

    :raises StoreError: when the store cannot be read.
    """
    until, now = time.monotonic() + SECONDS, datetime.now(UTC)
    for day in range(DAYS):
        preview, since = Preview(wanted), now - timedelta(days=day + 1)
        for article in store.history(since, since + timedelta(days=1)):
            preview.take(article)
            if time.monotonic() > until:
                break
        if preview.count > MOST_A_DAY:
            clause, times = preview.widest() or ("", 0)
            return (
                f"too wide: {preview.count:,} alerts in the day from {since:%Y-%m-%d %H:%M}, and more than "
                f"{MOST_A_DAY} a day nobody reads. The widest clause is {clause}, which held {times:,} times"
            )
        if time.monotonic() > until:
            return None
    return None
