"""Subscriptions from outside: checked as a whole, every fault named by its field, and written in one form.

The form is JSON, or TOML of the same shape::

    {"id": "syria-votes", "all_of": [{"field": "target", "values": ["SYR"]}, {"field": "stage", "values": ["vetoed"]}],
     "any_of": [], "none_of": [], "webhook": "https://desk.example/alerts", "channels": [], "on": "transitions",
     "changes": ["first_sight", "confirmed", "corrected", "retracted"], "per_hour": 20, "paused": false,
     "secret_version": 0}

In place of a clause a group may stand, to any depth up to DEEPEST: ``{"any": [clause, {"all": [clause, clause]}]}``,
and ``{"none": […]}``. What can never match is refused too.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeVar, get_args
from urllib.parse import urlsplit

from streams.core.match.reading import MAX_CLAUSES, MAX_VALUES, Faults, clauses_of, conditions_json, name_of
from streams.core.match.reading import read_conditions as conditions
from streams.core.match.sense import nonsense
from streams.core.model import USUAL_CHANGES, USUAL_PER_HOUR, Change, SubscribedTo, Subscription

MAX_CHANNELS = 20
MAX_URL = 2_000
MOST_PER_HOUR = 10_000
MOST_SECRETS = 1_000_000

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
CHANNEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
GROUPS = ("all_of", "any_of", "none_of")
CHANGES: tuple[Change, ...] = get_args(Change)
KINDS: tuple[SubscribedTo, ...] = get_args(SubscribedTo)
KNOWN = ("id", *GROUPS, "webhook", "channels", "on", "changes", "per_hour", "paused", "secret_version")

Listed = TypeVar("Listed", bound=str)


class InvalidSubscription(ValueError):  # noqa: N818  (named for what it is about)
    """A subscription cannot be taken: ``faults`` has a sentence for each reason, which begins with its field's path."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def parse_subscription(data: object) -> Subscription:
    """Return the subscription that ``data`` (as read from JSON or TOML) describes, its values in canonical form.

    Countries may be given by name or code in any case, symbols, organs and stages in any case; values that say the same
    are one. Reading what ``subscription_json`` gives returns an equal subscription.

    :raises InvalidSubscription: with every fault that was found, up to MAX_FAULTS.
    """
    if not isinstance(data, Mapping):
        raise InvalidSubscription((f"a subscription is an object with the fields {', '.join(KNOWN)}",))
    return _Reading(data).subscription()


def subscription_json(subscription: Subscription) -> dict[str, Any]:
    """Return the form that ``parse_subscription`` reads, every field in it."""
    return {
        "id": subscription.id,
        **{group: conditions_json(getattr(subscription, group)) for group in GROUPS},
        "webhook": subscription.webhook,
        "channels": list(subscription.channels),
        "on": subscription.on,
        "changes": list(subscription.changes),
        "per_hour": subscription.per_hour,
        "paused": subscription.paused,
        "secret_version": subscription.secret_version,
    }


class _Reading:
    """Reads one subscription and collects what is wrong with it."""

    def __init__(self, data: Mapping[Any, Any]) -> None:
        self._data = data
        self._faults = Faults()

    def subscription(self) -> Subscription:
        for name in self._data:
            if name not in KNOWN:
                self._faults.add(name_of(name), f"there is no such field; the fields are {', '.join(KNOWN)}")
        read = Subscription(
            id=self._id(),
            all_of=conditions(self._data.get("all_of"), "all_of", self._faults),
            any_of=conditions(self._data.get("any_of"), "any_of", self._faults),
            none_of=conditions(self._data.get("none_of"), "none_of", self._faults),
            webhook=self._webhook(),
            channels=self._channels(),
            on=self._one_of("on", KINDS, "transitions"),
            changes=self._changes(),
            per_hour=self._number("per_hour", USUAL_PER_HOUR, 1, MOST_PER_HOUR),
            paused=self._paused(),
            secret_version=self._number("secret_version", 0, 0, MOST_SECRETS),
        )
        if not self._faults:
            self._check_whole(read)
        if self._faults:
            raise InvalidSubscription(self._faults.told())
        return read

    def _id(self) -> str:
        name = self._data.get("id")
        if isinstance(name, str) and ID.fullmatch(name):
            return name
        self._faults.add("id", "needed: up to 63 lower-case letters, digits and hyphens, beginning with no hyphen")
        return ""

    def _webhook(self) -> str | None:
        url = self._data.get("webhook")
        if url is None:
            return None
        if isinstance(url, str) and len(url) <= MAX_URL and _is_web_address(url):
            return url
        self._faults.add("webhook", f"must be a URL that begins with https://, of up to {MAX_URL:,} characters")
        return None

    def _channels(self) -> tuple[str, ...]:
        channels = self._data.get("channels")
        if channels is None:
            return ()
        if not isinstance(channels, list) or len(channels) > MAX_CHANNELS:
            self._faults.add("channels", f"must be a list of up to {MAX_CHANNELS} names")
            return ()
        for number, name in enumerate(channels):
            if not isinstance(name, str) or not CHANNEL.fullmatch(name):
                what = "must be the name of a channel: letters, digits, '.', '_' and '-'"
                self._faults.add(f"channels[{number}]", what)
        return tuple(dict.fromkeys(name for name in channels if isinstance(name, str)))

    def _one_of(self, field: str, known: tuple[Listed, ...], usual: Listed) -> Listed:
        given = self._data.get(field, usual)
        for one in known:
            if given == one:
                return one
        self._faults.add(field, f"must be one of {', '.join(known)}")
        return usual

    def _changes(self) -> tuple[Change, ...]:
        given = self._data.get("changes")
        if given is None:
            return USUAL_CHANGES
        if not isinstance(given, list) or not given or any(one not in CHANGES for one in given):
            self._faults.add("changes", f"must be a list of at least one of {', '.join(CHANGES)}")
            return USUAL_CHANGES
        return tuple(one for one in CHANGES if one in given)

    def _number(self, field: str, usual: int, least: int, most: int) -> int:
        given = self._data.get(field, usual)
        if isinstance(given, int) and not isinstance(given, bool) and least <= given <= most:
            return given
        self._faults.add(field, f"must be a whole number from {least:,} to {most:,}")
        return usual

    def _paused(self) -> bool:
        given = self._data.get("paused", False)
        if not isinstance(given, bool):
            self._faults.add("paused", "must be true or false")
        return given is True

    def _check_whole(self, read: Subscription) -> None:
        """Refuse what is well formed and of no use."""
        clauses = [*clauses_of((*read.all_of, *read.any_of, *read.none_of))]
        if len(clauses) > MAX_CLAUSES or sum(len(clause.values) for clause in clauses) > MAX_VALUES:
            where = "all_of, any_of, none_of"
            self._faults.add(where, f"more than {MAX_CLAUSES} clauses or {MAX_VALUES} values in all")
            return
        if read.on == "articles" and read.changes != USUAL_CHANGES:
            self._faults.add("changes", "are of transitions; this subscription is on articles")
        for path, why in nonsense(read):
            self._faults.add(path, why)


def _is_web_address(url: str) -> bool:
    """Say whether ``url`` is one by its form; whether it may be connected to is for the sender to say."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
