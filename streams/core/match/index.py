"""Which subscriptions an article may match, without a look at each: an index by what each of them needs.

A subscription can only match if one of the keys of a group holds: of any clause of its ``all_of``, or of all its
``any_of`` together. It is filed under the keys of the group that the fewest articles are expected to have.
"""

from collections.abc import Iterable, Sequence

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


class Index:
    """Subscriptions by the keys that they need."""

    def __init__(self) -> None:
        self._by_key: dict[ClauseField, dict[str, set[str]]] = {field: {} for field in SHARE}
        self._keys: dict[str, tuple[tuple[ClauseField, str], ...]] = {}

    def add(self, prepared: Prepared) -> None:
        """File a subscription that is not filed."""
        keys = tuple(_needed(prepared))
        self._keys[prepared.id] = keys
        for field, key in keys:
            self._by_key[field].setdefault(key, set()).add(prepared.id)

    def remove(self, subscription_id: str) -> None:
        """Forget a subscription, if it is there."""
        for field, key in self._keys.pop(subscription_id, ()):
            filed = self._by_key[field][key]
            filed.discard(subscription_id)
            if not filed:
                del self._by_key[field][key]

    def candidates(self, facts: Sequence[Fact]) -> set[str]:
        """Return the ids of all subscriptions that may match one of the facts of one article."""
        found: set[str] = set()
        for fact in facts:
            for field, values in fact.values.items():
                filed = self._by_key[field]
                for key in filed.keys() & values.keys():
                    found |= filed[key]
        if filed := self._by_key["word"]:
            for token in filed.keys() & facts[0].text.words.all:
                found |= filed[token]
        return found


def _needed(prepared: Prepared) -> Iterable[tuple[ClauseField, str]]:
    """Return the keys of the group of which the fewest articles have one."""
    groups = [_keys((each,)) for each in prepared.all_of]
    if prepared.any_of:
        groups.append(_keys(prepared.any_of))
    return min(groups, key=lambda group: sum(SHARE[field] for field, _ in group), default=set())


def _keys(conditions: Iterable[Condition]) -> set[tuple[ClauseField, str]]:
    """Return the keys of conditions: of a phrase the longest of its tokens, which most likely is the rarest."""
    return {
        (each.clause.field, max(key.split(" "), key=len) if each.clause.field == "word" else key)
        for each in conditions
        for key in each.keys
    }
