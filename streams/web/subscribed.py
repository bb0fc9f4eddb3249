"""Subscriptions as the API reads and shows them."""

from typing import Any
from urllib.parse import urlsplit

from fastapi import Request

from streams.contracts.json_lines import to_json
from streams.core.match import InvalidSubscription, parse_subscription, subscription_json
from streams.core.model import Subscription
from streams.sinks.store import ApiKey
from streams.sinks.webhook import signing_secret, url_fault
from streams.web.bodies import is_named, json_of, tag_of
from streams.web.parts import Web, web_of
from streams.web.problems import Problem, not_found


async def read(request: Request, subscription_id: str | None) -> Subscription:
    """Return the subscription that is the body of a request; the path may name it, and then the body need not.

    :raises Problem: when it is not valid, or goes where nothing may be sent.
    """
    data = await json_of(request)
    named = data.setdefault("id", subscription_id) if isinstance(data, dict) and subscription_id else subscription_id
    if named != subscription_id:
        raise invalid(("id: must be that of the path, or be left out",))
    return checked(data, web_of(request))


def checked(data: object, web: Web) -> Subscription:
    """Return the subscription that ``data`` is.

    :raises Problem: as ``read`` does.
    """
    try:
        wanted = parse_subscription(data)
    except InvalidSubscription as error:
        raise invalid(error.faults) from None
    if wanted.webhook and (fault := url_fault(wanted.webhook, allow_private=web.allow_private)):
        raise invalid((f"webhook: {fault}",))
    if unknown := [name for name in wanted.channels if name not in web.channels]:
        raise invalid(tuple(f"channels: the settings here have no channel {name}" for name in unknown))
    return wanted


def invalid(faults: tuple[str, ...]) -> Problem:
    """Return the problem that a subscription is not valid."""
    return Problem(422, "invalid", "The subscription is not valid.", faults=faults)


def existing(before: Subscription | None, if_match: str | None) -> Subscription:
    """Return what is to be changed.

    :raises Problem: when there is no such subscription (404), or it is another than was expected (412).
    """
    if before is None:
        raise not_found("such subscription")
    check(before, if_match)
    return before


def check(before: Subscription | None, if_match: str | None) -> None:
    """Hold a subscription to If-Match.

    :raises Problem: when it is another than was expected (412).
    """
    if if_match is not None and not is_named(if_match, None if before is None else tag(before)):
        raise Problem(412, "changed", "The subscription is no longer as you have it: get it again.")


def tag(subscription: Subscription) -> str:
    """Return the entity tag of a subscription."""
    return tag_of(to_json(subscription_json(subscription)))


def shown(subscription: Subscription, key: ApiKey) -> dict[str, Any]:
    """Return a subscription as ``key`` may see it: a webhook's URL, which may be private, whole where it may write."""
    data = subscription_json(subscription)
    if subscription.webhook is not None and "write" not in key.scopes:
        data["webhook"] = f"https://{urlsplit(subscription.webhook).hostname}/…"
    return data


def with_secret(request: Request, subscription: Subscription, key: ApiKey) -> dict[str, Any]:
    """Return a subscription as ``key`` may see it, with its signing secret where it has a webhook."""
    data = shown(subscription, key)
    if subscription.webhook is not None:
        data["secret"] = secret(request, subscription)
    return data


def secret(request: Request, subscription: Subscription) -> str:
    """Return what the signatures of its webhook are verified with."""
    return signing_secret(web_of(request).webhook_key, subscription.id, subscription.secret_version)
