"""Subscriptions from outside: checked as a whole, every fault named by its field, and written in one form.

The form is JSON, or TOML of the same shape::

    {"id": "syria-votes", "all_of": [{"field": "target", "values": ["SYR"]}, {"field": "stage", "values": ["vetoed"]}],
     "any_of": [], "none_of": [], "webhook": "https://desk.example/alerts", "channels": []}

What can never match, or would reach nobody, is refused too.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args
from urllib.parse import urlsplit

from streams.core.match.values import UnknownValue, canonical
from streams.core.model import Clause, ClauseField, Subscription

MAX_CLAUSES = 50
MAX_VALUES = 500
"""Of all clauses together. With MAX_CHARACTERS it keeps a subscription below 100,000 characters."""
MAX_CHARACTERS = 200
"""Of one value."""
MAX_CHANNELS = 20
MAX_URL = 2_000
MAX_FAULTS = 50
"""Faults that are told; who made more has seen enough."""

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
CHANNEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")
FIELDS: tuple[ClauseField, ...] = get_args(ClauseField)
GROUPS = ("all_of", "any_of", "none_of")
KNOWN = ("id", *GROUPS, "webhook", "channels")


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
    groups = {
        group: [{"field": clause.field, "values": list(clause.values)} for clause in getattr(subscription, group)]
        for group in GROUPS
    }
    return {
        "id": subscription.id,
        **groups,
        "webhook": subscription.webhook,
        "channels": list(subscription.channels),
    }


class _Reading:
    """Reads one subscription and collects what is wrong with it."""

    def __init__(self, data: Mapping[Any, Any]) -> None:
        self._data = data
        self._faults: list[str] = []

    def subscription(self) -> Subscription:
        for name in self._data:
            if name not in KNOWN:
                self._fault(_name(name), f"there is no such field; the fields are {', '.join(KNOWN)}")
        read = Subscription(
            id=self._id(),
            all_of=self._group("all_of"),
            any_of=self._group("any_of"),
            none_of=self._group("none_of"),
            webhook=self._webhook(),
            channels=self._channels(),
        )
        if not self._faults:
            self._check_whole(read)
        if self._faults:
            raise InvalidSubscription(tuple(self._faults[:MAX_FAULTS]))
        return read

    def _fault(self, path: str, why: str) -> None:
        self._faults.append(f"{path}: {why}")

    def _id(self) -> str:
        name = self._data.get("id")
        if isinstance(name, str) and ID.fullmatch(name):
            return name
        self._fault("id", "needed: up to 63 lower-case letters, digits and hyphens, beginning with no hyphen")
        return ""

    def _group(self, group: str) -> tuple[Clause, ...]:
        clauses = self._data.get(group)
        if clauses is None:
            return ()
        if not isinstance(clauses, list):
            self._fault(group, "must be a list of clauses")
            return ()
        if len(clauses) > MAX_CLAUSES:
            self._fault(group, f"has {len(clauses):,} clauses; at most {MAX_CLAUSES} are taken")
            return ()
        read = (self._clause(clause, f"{group}[{number}]") for number, clause in enumerate(clauses))
        return tuple(dict.fromkeys(clause for clause in read if clause is not None))

    def _clause(self, clause: object, path: str) -> Clause | None:
        if not isinstance(clause, Mapping):
            self._fault(path, 'must be an object: {"field": …, "values": […]}')
            return None
        for name in clause:
            if name not in ("field", "values"):
                self._fault(f"{path}.{_name(name)}", "there is no such field; a clause has field and values")
        field = clause.get("field")
        if not isinstance(field, str) or field not in FIELDS:
            self._fault(f"{path}.field", f"must be one of {', '.join(FIELDS)}")
            return None
        values = clause.get("values")
        if not isinstance(values, list) or not values:
            self._fault(f"{path}.values", "must be a list of at least one value")
            return None
        if len(values) > MAX_VALUES:
            self._fault(f"{path}.values", f"has {len(values):,} values; a subscription takes {MAX_VALUES}")
            return None
        read = tuple(dict.fromkeys(self._values(field, values, path)))
        return Clause(field, read) if read else None

    def _values(self, field: ClauseField, values: list[object], path: str) -> Iterator[str]:
        for number, value in enumerate(values):
            if len(self._faults) >= MAX_FAULTS:  # looking for what was meant takes its time
                return
            where = f"{path}.values[{number}]"
            if not isinstance(value, str) or len(value) > MAX_CHARACTERS:
                self._fault(where, f"must be text of up to {MAX_CHARACTERS} characters")
                continue
            try:
                yield canonical(field, value)
            except UnknownValue as error:
                self._fault(where, f"{_shown(value)} {error}")

    def _webhook(self) -> str | None:
        url = self._data.get("webhook")
        if url is None:
            return None
        if isinstance(url, str) and len(url) <= MAX_URL and _is_web_address(url):
            return url
        self._fault("webhook", f"must be a URL that begins with https://, of up to {MAX_URL:,} characters")
        return None

    def _channels(self) -> tuple[str, ...]:
        channels = self._data.get("channels")
        if channels is None:
            return ()
        if not isinstance(channels, list) or len(channels) > MAX_CHANNELS:
            self._fault("channels", f"must be a list of up to {MAX_CHANNELS} names")
            return ()
        for number, name in enumerate(channels):
            if not isinstance(name, str) or not CHANNEL.fullmatch(name):
                self._fault(f"channels[{number}]", "must be the name of a channel: letters, digits, '.', '_' and '-'")
        return tuple(dict.fromkeys(name for name in channels if isinstance(name, str)))

    def _check_whole(self, read: Subscription) -> None:
        """Refuse what is well formed and of no use."""
        clauses = (*read.all_of, *read.any_of, *read.none_of)
        if len(clauses) > MAX_CLAUSES or sum(len(clause.values) for clause in clauses) > MAX_VALUES:
            self._fault("all_of, any_of, none_of", f"more than {MAX_CLAUSES} clauses or {MAX_VALUES} values in all")
        if not read.all_of and not read.any_of:
            self._fault("all_of, any_of", "nothing is asked for: one of them needs a clause (none_of only takes away)")
        if read.webhook is None and not read.channels:
            self._fault("webhook, channels", "nobody would hear of it: give a webhook, or the name of a channel")
        for number, none in enumerate(read.none_of):
            for other, wanted in enumerate(read.all_of):
                if none.field == wanted.field and set(wanted.values) <= set(none.values):
                    self._fault(f"none_of[{number}]", f"takes away all that all_of[{other}] asks for")


def _is_web_address(url: str) -> bool:
    """Say whether ``url`` is one by its form; whether it may be connected to is for the sender to say."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _shown(value: object) -> str:
    """Return something from outside for an error message: short, and on one line."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _name(name: object) -> str:
    """Return the name of a field that nobody knows: as it is, or quoted where it is none."""
    return name if isinstance(name, str) and name.isidentifier() and len(name) <= 60 else _shown(name)
