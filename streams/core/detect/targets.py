"""Which country or territory a text is about."""

from collections import Counter
from dataclasses import dataclass

from streams.core.detect.clauses import Sentence
from streams.core.detect.marks import Mark
from streams.core.detect.matters import Matter
from streams.core.detect.mentions import Mention
from streams.core.detect.sightings import PERMANENT, Sighting

MOST = 2
"""Targets named of one text: a conflict has two sides; what names more is regional, and has no target."""

_ABOUT = frozenset("on against over about regarding concerning in to of at for into".split())
_REACH = 260  # characters of a complement that are read: "a resolution calling for ... in X"


@dataclass(frozen=True, slots=True)
class Named:
    """A territory named where it may be what the text is about."""

    id: str
    weight: float
    start: int
    end: int


def find_targets(matter: Matter, headline: Counter[str], lead: list[Named], everywhere: Counter[str]) -> list[Named]:
    """Return the targets of a matter, each with the place that names it, heaviest first; none if nothing stands out.

    ``headline`` counts the territories of the headline, ``everywhere`` those of the body, ``lead`` lists those of the
    article's opening.
    """
    own = _praises_itself(matter)
    voters = {spot[0] for one in matter.sightings for spot in one.vetoers}
    apart = (matter.sponsors | voters) - own
    score: dict[str, float] = {}
    places: dict[str, Named] = {}
    for named in (named for one in matter.sightings for named in _around(one)):
        if named.weight <= 0 or (named.id in apart and named.weight < 3):
            continue
        score[named.id] = score.get(named.id, 0.0) + named.weight
        if named.id not in places or named.weight > places[named.id].weight:
            places[named.id] = named
    for identity in own:
        score[identity] = score.get(identity, 0.0) + 4
    for identity, count in headline.items():
        if identity in score and identity not in matter.sponsors:
            score[identity] += min(count, 2)
    if max(score.values(), default=0.0) < CLEAR:
        _take_dominant(score, places, headline, lead, everywhere, apart | set(PERMANENT))
    return _chosen(score, places)


CLEAR = 1.5
"""Weight from which a territory is what the text is about: one firm tie, or two loose ones."""


def _take_dominant(
    score: dict[str, float],
    places: dict[str, Named],
    headline: Counter[str],
    lead: list[Named],
    everywhere: Counter[str],
    apart: set[str],
) -> None:
    """Where no phrase says what the text is about, take the territory that the whole article is about."""
    counts = Counter(
        {identity: count + 2 * headline[identity] for identity, count in everywhere.items() if identity not in apart}
    )
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
        return
    identity = ranked[0][0]
    spot = next((named for named in lead if named.id == identity), None)
    if spot is not None:
        score[identity] = score.get(identity, 0.0) + CLEAR
        places.setdefault(identity, spot)


def _chosen(score: dict[str, float], places: dict[str, Named]) -> list[Named]:
    ranked = sorted(score.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < CLEAR:
        return []
    chosen = [identity for identity, weight in ranked if weight >= max(CLEAR, 0.6 * ranked[0][1])]
    if len(chosen) > MOST:
        chosen = chosen[:MOST] if ranked[MOST][1] < ranked[0][1] else []
    if chosen[:1] == ["ISR"] and score.get("PSE", 0) >= 1:
        chosen = ["ISR", "PSE"]
    return [places[identity] for identity in chosen if identity in places]


def _praises_itself(matter: Matter) -> set[str]:
    """Return the sponsors whose text is about themselves: "a draft praising its own human rights record"."""
    for one in matter.sightings:
        mention = one.mention
        if (
            mention is not None
            and " its own " in one.sentence.folded[mention.end : min(one.sentence.span[1], mention.end + 60)]
        ):
            return {spot[0] for spot in one.sponsors}
    return set()


def _around(one: Sighting) -> list[Named]:
    """Return the territories that a sighting's phrase and its complement name, weighed by how they are tied to it."""
    s, mention = one.sentence, one.mention
    found: list[Named] = []
    if mention is not None:
        found.extend(Named(part, 3.0, start, end) for value, start, end in mention.topics for part in value.split("+"))
        begin = min(mention.head[1], one.at)
    else:
        begin = one.at
    for index, item in enumerate(s.items):
        if item.start < begin:
            continue
        if item.start - begin > _REACH:
            break
        if isinstance(item, Mark) and item.kind == "border" and _closes(s, item):
            break
        if isinstance(item, Mark) and item.kind == "actor":
            weight = _tie(s, index, item, begin)
            found.extend(
                Named(part, weight, item.start, item.end)
                for part in item.value.split("+")
                if len(part) == 3 and "o" not in item.forms
            )
        elif isinstance(item, Mention) and item is not mention:
            found.extend(
                Named(part, 2.0, start, end)
                for value, start, end in (*item.topics, *item.sponsors)
                for part in value.split("+")
                if item.kind in ("action", "other")
            )
    return [named for named in found if len(named.id) == 3]


def _closes(s: Sentence, border: Mark) -> bool:
    """Say whether a border ends what is said of the text: another clause, or how the members voted."""
    word = s.folded[border.start : border.end]
    return border.value in ("time", "contrast") or word in ("who", "which")


def _tie(s: Sentence, index: int, actor: Mark, begin: int) -> float:
    """Return how firmly an actor is tied to the text: "on Syria" most, an adjective least, "by Japan" not at all."""
    before = s.folded[max(begin, actor.start - 24) : actor.start].split()
    word = before[-1].strip("\"'(") if before else ""
    if word in ("the",) and len(before) > 1:
        word = before[-2]
    if word in ("by", "from", "with", "among", "including", "between", "like"):
        return 0.0
    surface = s.folded[actor.start : actor.end]
    after = s.folded[actor.end : actor.end + 3]
    if word in ("on", "against", "in", "over"):
        return 3.0
    if after.startswith(("'s", " s ")) or word in _ABOUT:
        return 2.0
    if actor.value in PERMANENT:
        return 0.0
    return 1.0 if surface.endswith(("an", "ish", "ese", "i", "ian")) or "p" in actor.forms else 0.5
