"""Sightings gathered into matters: one draft told several times is one matter with its last state, rival drafts are two."""

from dataclasses import dataclass, field

from streams.core.detect.marks import ORGANS, Mark
from streams.core.detect.mentions import Mention
from streams.core.detect.organs import Bodies
from streams.core.detect.sightings import FINAL, HeldBack, Sighting

MAX_MATTERS = 24
"""Matters of one article that are compared with a new sighting, the latest first: a round-up has about ten."""

_SYMBOL_ORGANS = (("S/", "SC"), ("A/HRC", "HRC"), ("A/C.1", "GA-C1"), ("A/C.2", "GA-C2"), ("A/C.3", "GA-C3"), ("A/C.4", "GA-C4"),
                  ("A/C.5", "GA-C5"), ("A/C.6", "GA-C6"), ("A/", "GA"), ("E/", "ECOSOC"))  # fmt: skip
_OPEN = frozenset(("proposed", "tabled", "vote_scheduled", "postponed"))


@dataclass(slots=True)
class Matter:
    """One text and all that is told of it."""

    sightings: list[Sighting] = field(default_factory=list)
    organ: str | None = None
    symbol: str | None = None
    draft_symbol: str | None = None
    sponsors: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    past: bool = False
    cited: bool = False

    @property
    def finals(self) -> set[str]:
        """The outcomes told of it so far."""
        return {one.claim for one in self.sightings if one.claim in FINAL and not one.weak}

    @property
    def last(self) -> Sighting:
        """The sighting that came last in the text."""
        return self.sightings[-1]


def gather(sightings: list[Sighting | HeldBack], bodies: Bodies) -> tuple[list[Matter], list[HeldBack]]:
    """Return the matters in order of the text, and what was held back on the way."""
    matters: list[Matter] = []
    held: list[HeldBack] = []
    for one in _strong_first(sightings):
        if isinstance(one, HeldBack):
            held.append(one)
            continue
        why = _not_ours(one, bodies)
        if why:
            if one.claim not in ("told", "cited"):
                held.append(HeldBack(*one.sentence.span, f"{one.rule}.other-body", why))
            continue
        organ = organ_of(one)
        matter = _find(matters, one, organ)
        if matter is None:
            if not _opens(one, organ, bodies, matters):
                continue
            matter = Matter(past=one.past, cited=one.claim == "cited")
            matters.append(matter)
        _add(matter, one, organ)
    return matters, held


def _strong_first(sightings: list[Sighting | HeldBack]) -> list[Sighting | HeldBack]:
    """Return the sightings in order of the sentences, in each those first that can bring a text."""

    def rank(one: Sighting | HeldBack) -> tuple[int, int]:
        if isinstance(one, HeldBack):
            return one.start, 2
        return one.sentence.span[0], 2 if one.claim == "cited" else int(one.weak or one.claim == "told")

    return sorted(sightings, key=rank)


def organ_of(one: Sighting) -> str | None:
    """Return the organ that a sighting itself gives: named, by its symbol, or because only one has a veto."""
    mark = one.organ
    if mark is not None and mark.value in ORGANS:
        return mark.value
    mention = one.mention
    symbol = one.symbol or (mention.symbols[0] if mention is not None and mention.symbols else None)
    if symbol is not None:
        return next(organ for prefix, organ in _SYMBOL_ORGANS if symbol.value.startswith(prefix))
    if mention is not None and mention.organ in ORGANS:
        return mention.organ
    return "SC" if one.claim == "vetoed" else None


def _not_ours(one: Sighting, bodies: Bodies) -> str:
    """Say why the text is another body's, or nothing."""
    mention = one.mention
    named = organ_of(one) is not None or (mention is not None and mention.organ is not None) or one.organ is not None
    if mention is not None and mention.foreign and not (mention.organ or one.symbol):
        return "The text is of a body outside the United Nations."
    if one.claim == "vetoed" and not one.weak:
        named = mention is not None and mention.organ is not None
        return "" if named or bodies.named or one.vetoers else "No organ of the United Nations is in sight."
    if not named and one.sentence.foreign:
        return "The sentence names a body outside the United Nations and no organ of it."
    if not named and bodies.before(one.at) == "foreign":
        return "The body named last is outside the United Nations."
    return ""


def _opens(one: Sighting, organ: str | None, bodies: Bodies, matters: list[Matter]) -> bool:
    """Say whether a sighting that fits no matter brings a new one."""
    mention = one.mention
    if one.rule in ("vote.members", "vote.tally") and one.tally is not None and one.tally.for_ and mention is not None:
        named = organ or (mention.organ if mention.organ != "UN" else None) or bodies.organ_before(one.at)
        return mention.kind in ("resolution", "draft") and not mention.plural and named is not None
    if (
        one.weak
        or one.claim in ("told",)
        or (mention is not None and mention.plural and mention.kind not in ("action", "vote") and one.claim != "cited")
    ):
        return False
    if mention is not None and mention.counted and one.claim not in FINAL:
        return False
    linked = organ is not None or one.organ is not None or (mention is not None and mention.organ is not None)
    if one.claim == "cited":
        return one.symbol is not None or linked
    if one.rule == "postpone" and not linked and (mention is None or mention.kind == "vote"):
        linked = bool(bodies.named) and bool(matters or bodies.before(one.at) not in (None, "foreign"))
    before = bodies.before(one.at, 2000)
    if before is None:  # nobody named yet: a lead may speak of "a draft resolution" and name the council later
        before = bodies.named[0] if bodies.named and not one.sentence.foreign else None
    return linked or before not in (None, "foreign")


def _find(matters: list[Matter], one: Sighting, organ: str | None) -> Matter | None:
    """Return the matter that the sighting is about: the best of those it does not contradict, the latest of equals."""
    best: tuple[int, int] | None = None
    found = None
    sponsors = {spot[0] for spot in _sponsors(one)}
    about = topics(one)
    for recency, matter in enumerate(reversed(matters[-MAX_MATTERS:])):
        if not _fits(matter, one, organ, sponsors, about):
            continue
        score = 8 * bool(one.symbol and one.symbol.value in (matter.symbol, matter.draft_symbol))
        score += 6 * bool(one.mention is not None and any(one.mention is other.mention for other in matter.sightings))
        score += (
            4 * bool(sponsors & matter.sponsors)
            + 2 * bool(about & matter.about)
            + (organ is not None and organ == matter.organ)
        )
        score += 3 * (one.past == matter.past and one.claim in FINAL and one.claim in matter.finals)
        score -= 3 * matter.cited
        if best is None or (score, -recency) > best:
            best, found = (score, -recency), matter
    return found


def _fits(matter: Matter, one: Sighting, organ: str | None, sponsors: set[str], about: set[str]) -> bool:
    """Say whether nothing that the sighting says contradicts the matter."""
    mention = one.mention
    same_phrase = mention is not None and any(mention is other.mention for other in matter.sightings)
    symbol = _symbol(one)
    if symbol is not None:
        known = matter.symbol if symbol.startswith(("S/RES", "A/RES", "A/HRC/RES", "E/RES")) else matter.draft_symbol
        if known is not None:
            return known == symbol
        if one.symbol is not None and not same_phrase:
            return _is_this_years(matter, one)
    apart = organ is not None and matter.organ is not None and organ != matter.organ
    if same_phrase and not apart and not (one.claim in FINAL and one.past != matter.past):
        return True
    if one.claim == "cited":
        return _fits_cited(matter, one, organ, about)
    if matter.cited and not (one.claim in FINAL and symbol is None and matter.symbol is None):
        return matter.cited and one.claim == "told" and symbol is not None
    if apart:
        return False
    joining = (
        mention is not None and mention.article == "the" and not mention.sponsors and one.rule.endswith(".passive")
    )
    if sponsors and matter.sponsors and not sponsors & matter.sponsors and not joining:
        return False
    if about and matter.about and not about & matter.about:
        return False
    return _fits_in_time(matter, one, mention, sponsors)


def _fits_cited(matter: Matter, one: Sighting, organ: str | None, about: set[str]) -> bool:
    if one.symbol is not None:
        return _is_this_years(matter, one)
    if organ is not None and matter.organ is not None and organ != matter.organ:
        return False
    return not (about and matter.about and not about & matter.about)


def _is_this_years(matter: Matter, one: Sighting) -> bool:
    """Say whether a number is that of the resolution whose adoption the story tells: of this year, and the first such."""
    mention, when = one.mention, one.sentence.year
    if (
        mention is None
        or mention.past
        or one.symbol is None
        or when is None
        or matter.symbol is not None
        or matter.past
    ):
        return False
    return (
        "adopted" in matter.finals and one.symbol.value.startswith("S/RES") and one.symbol.value.endswith(f"({when})")
    )


def _fits_in_time(matter: Matter, one: Sighting, mention: Mention | None, sponsors: set[str]) -> bool:
    """Say whether the claim can be a step of the matter's life: its outcome is one, and old news is not of a new draft."""
    finals = matter.finals
    fresh = mention is not None and mention.article == "a"
    if one.claim in FINAL and not one.weak:
        if finals:
            pair = finals | {one.claim}
            return one.past == matter.past and (len(pair) == 1 or pair <= {"vetoed", "rejected"})
        return not one.past or matter.past
    if one.past != matter.past and one.claim != "told" and not one.weak:
        return False
    if one.claim in _OPEN and finals:
        if matter.past:
            return False
        if (
            fresh
            and mention is not None
            and (mention.rival or one.claim == "tabled")
            and not (sponsors & matter.sponsors)
        ):
            return one.claim != "tabled" and not mention.rival
        return True
    rival = mention is not None and mention.rival and mention.article in ("a", "")
    if (
        one.claim in ("proposed", "tabled", "vote_scheduled", "postponed")
        and rival
        and not (sponsors & matter.sponsors)
    ):
        return False
    return not (matter.past and one.claim in _OPEN)


def _symbol(one: Sighting) -> str | None:
    if one.symbol is not None:
        return one.symbol.value
    symbols = one.mention.symbols if one.mention is not None else []
    return symbols[0].value if len(symbols) == 1 else None


def sponsors_of(matter: Matter) -> dict[str, tuple[str, int, int]]:
    """Return who a matter is from: each id with where it is first named so."""
    found: dict[str, tuple[str, int, int]] = {}
    for one in matter.sightings:
        for spot in _sponsors(one) if one.claim != "cited" else []:
            found.setdefault(spot[0], spot)
    return found


def _sponsors(one: Sighting) -> list[tuple[str, int, int]]:
    return [*one.sponsors, *(one.mention.sponsors if one.mention is not None else [])]


def topics(one: Sighting) -> set[str]:
    """Return the territories that the phrase itself names: "the Syria resolution", "a resolution on Western Sahara"."""
    mention = one.mention
    if mention is None:
        return set()
    found = {part for topic in mention.topics for part in topic[0].split("+") if len(part) == 3}
    for item in one.sentence.items:
        if item.start < mention.head[1]:
            continue
        if item.start - mention.head[1] > 50 or (isinstance(item, Mark) and item.kind in ("verb", "border")):
            break
        if isinstance(item, Mark) and item.kind == "actor":
            before = one.sentence.folded[mention.head[1] : item.start].split()[-2:]
            words = one.sentence.lex.words
            if before and before[-1] in words["definite"]:
                before.pop()
            if before and before[-1] in words["named_topic"]:
                found.update(part for part in item.value.split("+") if len(part) == 3)
    return found


def _add(matter: Matter, one: Sighting, organ: str | None) -> None:
    matter.sightings.append(one)
    matter.organ = matter.organ or organ
    symbol = _symbol(one)
    if symbol is not None:
        if symbol.startswith(("S/RES", "A/RES", "A/HRC/RES", "E/RES")):
            matter.symbol = matter.symbol or symbol
        else:
            matter.draft_symbol = matter.draft_symbol or symbol
    if one.claim != "cited":
        matter.cited = False
        matter.sponsors.update(spot[0] for spot in _sponsors(one))
    if one.past is False and one.claim in FINAL:
        matter.past = False
    matter.about |= topics(one)
