"""Subscriptions, articles and transitions in, alerts out.

``parse_subscription`` checks what somebody wants to hear of; a ``Matcher`` holds subscriptions and says which of them
an article or a transition matches, by which clauses and by which sentences.
"""

from streams.core.match.match import Matcher
from streams.core.match.subscription import InvalidSubscription, parse_subscription, subscription_json

__all__ = ["InvalidSubscription", "Matcher", "parse_subscription", "subscription_json"]
