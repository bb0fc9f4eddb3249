"""How a page is divided: which of its elements are furniture, and which one holds the article."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streams.core.clean.markup import Block, Markup, Node
from streams.core.clean.prose import PROSE, ends_sentence

LIVE_ARTICLE = 600
"""Characters of prose outside a live blog's entries from which they are left out: they come and go, and what one
version of the page said of them the next would take back."""
MAIN_SHARE = 0.8
"""An element that holds this share of a page's prose holds the article."""
ARTICLE_SHARE = 0.4
"""The share from which an element that says it is the article is believed."""
BODY = 1_200
"""Characters of prose from which it is believed in any case: readers may have written more than the reporter."""
WRAPPER_SHARE = 0.5
"""Share of all prose above which an element is not furniture, whatever its class name says: it wraps the page."""
NAMED_SHARE = 0.75
"""The same of all elements with one such name: some layouts call the columns of the article after the sidebar."""
TITLES = 100
"""Top headings that are looked at; pages have one."""
GRID = ("row", "col", "container")
"""How class names begin that say where an element stands, and not what it is."""
ONE_OF_SEVERAL = 400
"""Characters of prose in an article with a heading of its own, for it to be one of several on the page."""


class Parts(NamedTuple):
    """How a page is divided: by node, what is furniture and what is inside the element that holds the article."""

    dropped: list[bool]
    inside: list[bool]
    main: Node


def parts_of(markup: Markup) -> Parts:
    """Return which elements of a page are furniture, and which one holds its article."""
    nodes = markup.nodes
    dropped = _dropped(markup)
    weights = [0] * len(nodes)
    for block in markup.blocks:
        if not dropped[block.node.number]:
            weights[block.node.number] += _weight(block)
    _add_up(nodes, weights)
    root, main = _main(nodes, weights)
    return Parts(dropped, _inside(nodes, weights, root, main), main)


def _weight(block: Block) -> int:
    """Return how much a block counts as prose."""
    long = len(block.text) >= PROSE and ends_sentence(block.text)
    return len(block.text) if long and block.linked < len(block.text) / 2 else 0


def _add_up(nodes: Sequence[Node], weights: list[int]) -> None:
    """Add to what each node has what stands in it has."""
    for node in reversed(nodes):
        if node.parent is not None:
            weights[node.parent.number] += weights[node.number]


def _dropped(markup: Markup) -> list[bool]:
    """Return which nodes are furniture, or inside it."""
    nodes = markup.nodes
    weights = [0] * len(nodes)
    for block in markup.blocks:
        weights[block.node.number] += _weight(block)
    _add_up(nodes, weights)
    dropped = [False] * len(nodes)
    live = weights[0] - sum(weights[node.number] for node in _outermost_live(nodes)) >= LIVE_ARTICLE
    most = WRAPPER_SHARE * weights[0]
    misnamed = _misnamed(nodes, weights)
    titles = [int(node.tag == "h1") for node in nodes]
    _add_up(nodes, titles)
    for node in nodes:
        inherited = node.parent is not None and dropped[node.parent.number]
        own = node.furniture and (
            (node.talk and not titles[node.number]) if weights[node.number] > most else node.name not in misnamed
        )
        dropped[node.number] = inherited or own or (live and node.live)
    return dropped


def _misnamed(nodes: Sequence[Node], weights: Sequence[int]) -> set[str]:
    """Return the class names that are those of furniture, of elements that hold together nearly all of the prose."""
    held: Counter[str] = Counter()
    most = WRAPPER_SHARE * weights[0]
    for node in nodes:
        if node.furniture and not node.talk and 0 < weights[node.number] <= most:
            held[node.name] += weights[node.number]
    return {name for name, weight in held.items() if weight > NAMED_SHARE * weights[0]}


def _outermost_live(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the elements with entries of a live blog that stand in no other one."""
    inside = [False] * len(nodes)
    for node in nodes:
        outer = node.parent is not None and inside[node.parent.number]
        inside[node.number] = outer or node.live
        if node.live and not outer:
            yield node


def _main(nodes: Sequence[Node], weights: Sequence[int]) -> tuple[Node, Node]:
    """Return the element that says that it is the article, and in it the deepest that has most of the prose."""
    root = _first_article(nodes, weights) or nodes[0]
    nodes = nodes[root.number : _end(nodes, root)]
    wanted = ARTICLE_SHARE * weights[root.number]
    bodies = [node for node in nodes if node.is_body and weights[node.number] >= min(wanted, BODY)]
    if len(bodies) == 1:
        return bodies[0], bodies[0]
    for named in (bodies, *([node for node in nodes if node.tag == tag] for tag in ("article", "main"))):
        told = [node for node in named if weights[node.number] > wanted]
        if told:
            root = max(told, key=lambda node: weights[node.number])
            break
    main = root
    if not root.is_body:
        wanted = MAIN_SHARE * weights[root.number]
        first = root.number - nodes[0].number
        for node in nodes[first : _end(nodes, root, first)]:
            if weights[node.number] > wanted and node.parent in (main, root):
                main = node
    return root, main


def _first_article(nodes: Sequence[Node], weights: Sequence[int]) -> Node | None:
    """Return the first of several articles that have top headings: pages append the next story to the one asked for."""
    titles = [node for node in nodes if node.tag == "h1"]
    if len(titles) < 2:
        return None
    headed = []
    for title in titles[:TITLES]:
        node = title.parent
        while node is not None and node.tag != "article":
            node = node.parent
        if node is not None and node not in headed and weights[node.number] >= ONE_OF_SEVERAL:
            headed.append(node)
    return headed[0] if len(headed) > 1 else None


def _end(nodes: Sequence[Node], root: Node, place: int | None = None) -> int:
    """Return the place in ``nodes`` behind what stands in ``root``: parents come right before what they hold."""
    start = root.number if place is None else place
    for number in range(start + 1, len(nodes)):
        parent = nodes[number].parent
        if parent is None or parent.number < root.number:
            return number
    return len(nodes)


def _inside(nodes: Sequence[Node], weights: Sequence[int], root: Node, main: Node) -> list[bool]:
    """Return which nodes hold the article: what stands in ``main``, and where advertisements cut the text into pieces,
    the others in ``root``: elements named as this one or as what it stands in, and paragraphs beside these."""
    inside = [False] * len(nodes)
    way: dict[int, Node] = {}  # by the number of what each stands in: from root to main
    node = main
    while node is not root and node.parent is not None:
        way[node.parent.number] = node
        node = node.parent
    end = _end(nodes, main)
    of_text = next((node.name for node in nodes[main.number : end] if node.tag == "p" and weights[node.number]), "")
    for number in range(root.number, _end(nodes, root)):
        node = nodes[number]
        if main.number <= number < end:
            inside[number] = True
        elif number > root.number and node.parent is not None:
            beside = way.get(node.parent.number)
            inside[number] = inside[node.parent.number] or (
                weights[number] > 0
                and node is not beside
                and (
                    _named_alike(node, beside)
                    if node.tag != "p"
                    else (beside is not None and not node.name)
                    or _named_alike(node.parent, main)
                    or (number < main.number and node.name == of_text != "")
                )
            )
    return inside


def _named_alike(node: Node, other: Node | None) -> bool:
    """Return whether two elements have one name, and it is no place in a grid."""
    return (
        other is not None and node.name == other.name != "" and node.tag == other.tag and not node.name.startswith(GRID)
    )
