"""Who an alert is sent to, and how an attempt ended."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from streams.core.model import Subscription

Kind: TypeAlias = Literal["webhook", "channel"]
Outcome: TypeAlias = Literal["delivered", "gone", "refused", "failed"]
"""How an attempt ended. ``gone``: it wants nothing more, ever. ``refused``: it answers, and does not take this alert.
``failed``: no answer, or one that says that it could take nothing now."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """One place that alerts go to: ``address`` is a webhook's URL (not to be logged), or a channel's name."""

    kind: Kind
    address: str = field(repr=False)
    secret_version: int = field(default=0, compare=False)
    """Of a webhook: how often its signing secret was changed."""

    @property
    def name(self) -> str:
        """What it is called in a record's headers: ``webhook`` (a subscription has but one), or ``channel:desk``."""
        return self.kind if self.kind == "webhook" else f"{self.kind}:{self.address}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of sending one alert to one receiver.

    ``reason`` is a few words of ours for people, never a text of the receiver's. ``retry_after`` is the number of
    seconds for which the receiver asked to be left alone, ``status`` the HTTP status that it answered, if it did.
    """

    outcome: Outcome
    reason: str
    retry_after: float = 0.0
    status: int | None = field(default=None, compare=False)


def receivers_of(subscription: Subscription) -> tuple[Receiver, ...]:
    """Return where the alerts of ``subscription`` go, each place once."""
    url = subscription.webhook
    webhook = () if url is None else (Receiver("webhook", url, subscription.secret_version),)
    return (*webhook, *(Receiver("channel", name) for name in dict.fromkeys(subscription.channels)))
