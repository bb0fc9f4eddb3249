"""Names filed by paths of keys: all names of which every key of a path is among given ones, found without a look at the
others."""

from collections.abc import Callable, Sequence


class Found:
    """Names: of those ``sure`` there is no more to ask, of the others the rest."""

    __slots__ = ("maybe", "sure")

    def __init__(self) -> None:
        self.sure: set[str] = set()
        self.maybe: set[str] = set()


class _Node:
    """What is filed under one beginning of paths."""

    __slots__ = ("below", "maybe", "sure")

    def __init__(self) -> None:
        self.below: dict[str, _Node] | None = None
        self.sure: set[str] | None = None
        self.maybe: set[str] | None = None

    def take(self, found: Found) -> None:
        if self.sure is not None:
            found.sure |= self.sure
        if self.maybe is not None:
            found.maybe |= self.maybe

    def is_empty(self) -> bool:
        return not (self.below or self.sure or self.maybe)


class Trie:
    """Names by their paths; paths that begin alike share their beginning."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, path: Sequence[str], name: str, *, is_enough: bool) -> None:
        """File ``name``; ``is_enough``: nothing else need be asked where all keys of ``path`` are there."""
        node = self._root
        for key in path:
            if node.below is None:
                node.below = {}
            if key not in node.below:
                node.below[key] = _Node()
            node = node.below[key]
        if is_enough:
            node.sure = node.sure or set()
            node.sure.add(name)
        else:
            node.maybe = node.maybe or set()
            node.maybe.add(name)

    def remove(self, path: Sequence[str], name: str) -> None:
        """Forget what was filed as ``name`` under ``path``."""
        above: list[dict[str, _Node]] = []
        node = self._root
        for key in path:
            assert node.below is not None
            above.append(node.below)
            node = node.below[key]
        for names in (node.sure, node.maybe):
            if names is not None:
                names.discard(name)
        for siblings, key in zip(reversed(above), reversed(path), strict=True):
            if not siblings[key].is_empty():
                break
            del siblings[key]

    def find(self, keys: set[str], found: Found) -> None:
        """Add to ``found`` the names of all paths of which each key is among ``keys``."""
        waiting = [self._root]
        while waiting:
            below = waiting.pop().below
            if below:
                for key in below.keys() & keys:
                    node = below[key]
                    if node.below:
                        waiting.append(node)
                    if node.sure:
                        found.sure |= node.sure
                    if node.maybe:
                        found.maybe |= node.maybe

    def find_unless(self, keys: set[str], unknown: Callable[[str], bool], found: Found) -> None:
        """Do the same where a key that is ``unknown`` may be there: it counts as if it were."""
        waiting = [self._root]
        while waiting:
            for key, node in (waiting.pop().below or {}).items():
                if key in keys or unknown(key):
                    waiting.append(node)
                    node.take(found)
