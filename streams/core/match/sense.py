"""Subscriptions that are well formed and of no use: those that ask for nothing, and those that can never match."""

from streams.core.model import Clause, Condition, Subscription

Fault = tuple[str, str]
"""The path of what makes no sense, and why."""


def nonsense(subscription: Subscription) -> list[Fault]:
    """Return why a subscription makes no sense; nothing where it does."""
    found: list[Fault] = []
    if not any(map(asks, subscription.all_of)) and not (subscription.any_of and all(map(asks, subscription.any_of))):
        found.append(
            ("all_of, any_of", "nothing is asked for: one of them needs a clause (what must not hold only takes away)")
        )
    for number, none in enumerate(subscription.none_of):
        for other, wanted in enumerate(subscription.all_of):
            if _takes_away(none, wanted):
                found.append((f"none_of[{number}]", f"takes away all that all_of[{other}] asks for"))
    return found


def asks(condition: Condition) -> bool:
    """Say whether some clause must hold for ``condition`` to."""
    if isinstance(condition, Clause):
        return True
    if condition.kind == "all":
        return any(map(asks, condition.parts))
    return condition.kind == "any" and all(map(asks, condition.parts))


def _takes_away(none: Condition, wanted: Condition) -> bool:
    if isinstance(none, Clause) and isinstance(wanted, Clause):
        return none.field == wanted.field and set(wanted.values) <= set(none.values)
    return none == wanted
