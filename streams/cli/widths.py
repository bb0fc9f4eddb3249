"""Whether a subscription is too wide: asked of the articles in the store, before it is taken."""

from typing import TYPE_CHECKING

from streams.cli.common import one_line

if TYPE_CHECKING:
    from streams.core.model import Subscription
    from streams.settings import Settings


def fault_of_width(wanted: "Subscription", settings: "Settings") -> str | None:
    """Return why a subscription is too wide, None where it is not, or where there is no store to ask."""
    from streams.sinks.store import Store, StoreError, widths  # noqa: PLC0415  (--help need not wait)

    try:
        store = Store.open(settings.store, make=False)
        try:
            fault = widths.fault_of_width(wanted, store)
        finally:
            store.close()
    except StoreError:
        return None
    return fault and one_line(fault)
