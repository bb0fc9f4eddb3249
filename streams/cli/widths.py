"""Whether a subscription is too wide: asked of the articles in the store, before it is taken."""

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from streams.cli.common import one_line

if TYPE_CHECKING:
    from streams.core.model import Subscription
    from streams.settings import Settings

DAYS = 7
SECONDS = 5.0
"""How long the store is asked, the newest day first: who subscribes waits for it."""


def fault_of_width(wanted: "Subscription", settings: "Settings") -> str | None:
    """Return why a subscription is too wide, None where it is not, or where there is no store to ask."""
    from streams.core.preview import MOST_A_DAY, Preview  # noqa: PLC0415  (--help need not wait)
    from streams.sinks.store import Store, StoreError  # noqa: PLC0415

    if settings.store_url is None and not (settings.data_dir / "store.db").exists():
        return None
    until, now = time.monotonic() + SECONDS, datetime.now(UTC)
    try:
        store = Store.open(settings.store)
        try:
            for day in range(DAYS):
                preview, since = Preview(wanted), now - timedelta(days=day + 1)
                for article in store.history(since, since + timedelta(days=1)):
                    preview.take(article)
                    if time.monotonic() > until:
                        break
                if preview.count > MOST_A_DAY:
                    clause, times = preview.widest() or ("", 0)
                    return one_line(
                        f"too wide: {preview.count:,} alerts in the day from {since:%Y-%m-%d %H:%M}, and more than "
                        f"{MOST_A_DAY} a day nobody reads. The widest clause is {clause}, which held {times:,} times"
                    )
                if time.monotonic() > until:
                    break
        finally:
            store.close()
    except StoreError:
        return None
    return None
