"""Subscriptions that are well formed and of no use: those that ask for nothing, and those that can never match."""

from streams.core.match.never import Fault, never
from streams.core.model import Clause, Condition, Subscription


def nonsense(subscription: Subscription) -> list[Fault]:
    """Return why a subscription makes no sense, with the path of what does not; nothing where it does."""
    if any(map(asks, subscription.all_of)) or (subscription.any_of and all(map(asks, subscription.any_of))):
        return never(subscription)
    return [("all_of, any_of", "nothing is asked for: one of them needs a clause (what must not hold only takes away)")]


def asks(condition: Condition) -> bool:
    """Say whether some clause must hold for ``condition`` to."""
    if isinstance(condition, Clause):
        return True
    if condition.kind == "all":
        return any(map(asks, condition.parts))
    return condition.kind == "any" and all(map(asks, condition.parts))
