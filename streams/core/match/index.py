"""Which subscriptions an article may match, without a look at each: an index by what each of them needs.

A subscription can only match if one of the keys of a group holds: of any clause of its ``all_of``, or of all its
``any_of`` together. It is filed under the keys of the group that the fewest articles are expected to have.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from streams.core.match.conditions import Condition, Prepared
from streams.core.match.facts import Fact
from streams.core.model import ClauseField

SHARE: dict[ClauseField, float] = {
    "symbol": 0.002,
    "target": 0.02,
    "sponsor": 0.02,
    "vetoed_by": 0.02,
    "mentioned": 0.1,
    "word": 0.1,
    "subject": 0.2,
    "organ": 0.4,
    "stage": 0.3,
}
"""Rough share of the articles about resolutions that have one given value. Only their order matters, and only to speed:
what is filed under a common key is looked at in vain more often."""

Key: TypeAlias = tuple[ClauseField, str]


class Index:
    """Subscriptions by the keys that they need, each with a second need that is looked at at once, if it has one."""

    def __init__(self) -> None:
        self._by_key: dict[ClauseField, dict[str, dict[str, Condition | None]]] = {field: {} for field in SHARE}
        self._keys: dict[str, frozenset[Key]] = {}

    def add(self, prepared: Prepared) -> None:
        """File a subscription that is not filed."""
        self._keys[prepared.id], second = _needed(prepared)
        for field, key in self._keys[prepared.id]:
            self._by_key[field].setdefault(key, {})[prepared.id] = second

    def remove(self, subscription_id: str) -> None:
        """Forget a subscription, if it is there."""
        for field, key in self._keys.pop(subscription_id, ()):
            filed = self._by_key[field][key]
            del filed[subscription_id]
            if not filed:
                del self._by_key[field][key]

    def candidates(self, facts: Sequence[Fact]) -> set[str]:
        """Return the ids of all subscriptions that may match one of the facts of one article."""
        found: set[str] = set()
        for fact in facts:
            for field, values in fact.values.items():
                filed = self._by_key[field]
                for key in filed.keys() & values.keys():
                    found.update(_that_may(filed[key], fact))
        if filed := self._by_key["word"]:
            for token in filed.keys() & facts[0].text.words.all:
                for fact in facts:
                    found.update(_that_may(filed[token], fact))
        return found


def _that_may(filed: Mapping[str, Condition | None], fact: Fact) -> Iterator[str]:
    """Return those whose second need, if they have one, ``fact`` fulfils."""
    return (name for name, second in filed.items() if second is None or second.may_hold(fact))


def _needed(prepared: Prepared) -> tuple[frozenset[Key], Condition | None]:
    """Return the keys of the group of which the fewest articles have one, and the rarest condition beside it."""
    rarest, second, *_ = [*sorted(prepared.all_of, key=_share), None, None]
    any_of = sum(map(_share, prepared.any_of))
    if rarest is None or (prepared.any_of and any_of < _share(rarest)):
        return _keys(prepared.any_of), rarest
    return _keys((rarest,)), second


def _share(condition: Condition) -> float:
    return SHARE[condition.clause.field] * len(condition.keys)


def _keys(conditions: Iterable[Condition]) -> frozenset[Key]:
    """Return the keys of conditions: of a phrase the longest of its tokens, which most likely is the rarest."""
    return frozenset(
        (each.clause.field, max(key.split(" "), key=len) if each.clause.field == "word" else key)
        for each in conditions
        for key in each.keys
    )
