"""Names filed by paths of keys: found are all names of which every key of a path is among given ones.

Paths that begin alike share their beginning, so that one question answers for all of them.
"""

from collections.abc import Callable, Sequence


class _Node:
    """What is filed under one beginning of paths: ``names`` that end here, and what goes on."""

    __slots__ = ("below", "names")

    def __init__(self) -> None:
        self.below: dict[str, _Node] | None = None
        self.names: set[str] | None = None


class Trie:
    """Names by their paths."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, path: Sequence[str], name: str) -> None:
        """File ``name`` under ``path``."""
        node = self._root
        for key in path:
            if node.below is None:
                node.below = {}
            if key not in node.below:
                node.below[key] = _Node()
            node = node.below[key]
        if node.names is None:
            node.names = set()
        node.names.add(name)

    def remove(self, path: Sequence[str], name: str) -> None:
        """Forget what was filed as ``name`` under ``path``."""
        above: list[dict[str, _Node]] = []
        node = self._root
        for key in path:
            assert node.below is not None
            above.append(node.below)
            node = node.below[key]
        assert node.names is not None
        node.names.discard(name)
        for siblings, key in zip(reversed(above), reversed(path), strict=True):
            if siblings[key].names or siblings[key].below:
                break
            del siblings[key]

    def find(self, keys: set[str]) -> set[str]:
        """Return the names of all paths of which each key is among ``keys``."""
        found: set[str] = set()
        waiting = [self._root]
        while waiting:
            below = waiting.pop().below
            if below:
                for key in below.keys() & keys:
                    node = below[key]
                    if node.below:
                        waiting.append(node)
                    if node.names:
                        found |= node.names
        return found

    def find_unless(self, keys: set[str], unknown: Callable[[str], bool]) -> set[str]:
        """Return the same where a key that is ``unknown`` may be there: it counts as if it were."""
        found: set[str] = set()
        waiting = [self._root]
        while waiting:
            for key, node in (waiting.pop().below or {}).items():
                if key in keys or unknown(key):
                    waiting.append(node)
                    found |= node.names or set()
        return found
