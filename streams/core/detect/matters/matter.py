"""A matter: one text, and all that an article tells of it."""

import re
from dataclasses import dataclass, field

from streams.core.detect.sentences.mentions import OFFERED
from streams.core.detect.sentences.sentence import Spot
from streams.core.detect.sentences.sightings import BY_MANY, FINAL, JOINED, Sighting
from streams.core.detect.words.marks import ORGANS, Mark

ADOPTED_SERIES = ("S/RES", "A/RES", "A/HRC/RES", "E/RES")
"""How the symbols of adopted resolutions begin; others are drafts'."""
TOPIC_REACH = 50
"""Characters between a text and the territory that it is said to be on."""

_NO_OFFER = ("cited", "withdrawn")
_DATED = re.compile(r"S/RES/\d+ \((\d{4})\)")
_SYMBOL_ORGANS = (
    ("S/", "SC"),
    ("A/HRC", "HRC"),
    ("A/C.1", "GA-C1"),
    ("A/C.2", "GA-C2"),
    ("A/C.3", "GA-C3"),
    ("A/C.4", "GA-C4"),
    ("A/C.5", "GA-C5"),
    ("A/C.6", "GA-C6"),
    ("A/", "GA"),
    ("E/CN.4/", "CHR"),
    ("E/CN.", "UN-other"),
    ("E/", "ECOSOC"),
)


@dataclass(slots=True)
class Matter:
    """One text and all that is told of it. ``past``: its outcome is old news. ``cited``: it is only named.

    ``finals`` are the outcomes told of it so far; ``phrases`` the identities of the mentions of it. ``near`` is the
    organ named last where it is told first. ``said`` are sentences on what it says, and nothing else.
    """

    sightings: list[Sighting] = field(default_factory=list)
    organ: str | None = None
    near: str | None = None
    symbol: str | None = None
    draft_symbol: str | None = None
    sponsors: set[str] = field(default_factory=set)
    about: set[str] = field(default_factory=set)
    past: bool = False
    cited: bool = False
    finals: set[str] = field(default_factory=set)
    phrases: set[int] = field(default_factory=set)
    said: list[Sighting] = field(default_factory=list)

    def names(self, symbol: str) -> str | None:
        """Return the symbol known of the series that ``symbol`` belongs to."""
        return self.symbol if symbol.startswith(ADOPTED_SERIES) else self.draft_symbol

    def distance(self, one: Sighting) -> int:
        """Return how many sentences a sighting stands behind the last one of this text."""
        return one.sentence.index - self.sightings[-1].sentence.index

    def add(self, one: Sighting, organ: str | None, about: set[str]) -> None:
        """Take a sighting in, with the organ that it gives and the territories that its phrase names."""
        if one.rule == JOINED:
            one.past, one.when = self.past, None
        self.sightings.append(one)
        self.phrases.add(id(one.mention))
        if one.claim in FINAL and not one.weak:
            self.finals.add(one.claim)
        self.organ = self.organ or organ
        symbol = symbol_of(one)
        if symbol is not None and symbol.startswith(ADOPTED_SERIES):
            self.symbol = self.symbol or symbol
        elif symbol is not None:
            self.draft_symbol = self.draft_symbol or symbol
        if one.claim != "cited":
            self.cited = False
            self.sponsors.update(identity for identity, _, _ in offerers(one))
        if one.claim in FINAL and not one.past:
            self.past = False
        self.about |= about


def of_rights_council(symbol: str) -> str:
    """Return the symbol of a "resolution 46/1" that turned out to be the Human Rights Council's."""
    return f"A/HRC/RES/{symbol.removeprefix('A/RES/')}" if symbol.startswith("A/RES/") else symbol


def sponsors_of(matter: Matter) -> dict[str, Spot]:
    """Return who a matter is from: each id with where it is first named so; who vetoed it did not bring it."""
    found: dict[str, Spot] = {}
    vetoers = {spot[0] for one in matter.sightings for spot in one.vetoers}
    decided = bool(matter.finals) or any(one.tally is not None and one.tally.for_ for one in matter.sightings)
    taken_up = decided and any(one.claim not in _NO_OFFER and offerers(one) for one in matter.sightings)
    brought = any(one.mention is not None and one.mention.draft and offerers(one) for one in matter.sightings)
    for one in matter.sightings:
        if brought and is_bid(one):
            continue  # "A Palestinian bid failed. The Jordanian draft got eight votes"
        if taken_up and one.claim == "withdrawn":
            continue  # "Egypt withdrew the draft", which others brought again: it was voted on
        for spot in offerers(one) if one.claim != "cited" else []:
            if spot[0] not in vetoers:
                found.setdefault(spot[0], spot)
    return found or {
        spot[0]: spot
        for one in matter.sightings
        if one.claim != "cited" and one.mention
        for spot in one.mention.backers
    }


def is_bid(one: Sighting) -> bool:
    """Say whether what is told of is called by what somebody wants, and no text: "A Palestinian bid to end it"."""
    s, mention = one.sentence, one.mention
    if mention is None or s.lex.romance or mention.kind not in ("text", "attempt"):
        return False
    return s.says([s.folded[slice(*mention.head)].split(" ", 1)[0]], "bids")


def offerers(one: Sighting) -> list[Spot]:
    """Return the sponsors that a sighting tells, by its clause and by its phrase."""
    mention = one.mention  # of "an Australian-led force" nobody is the sponsor
    return [*one.sponsors, *(mention.sponsors if mention is not None and mention.kind in OFFERED else [])]


def symbol_of(one: Sighting) -> str | None:
    """Return the symbol that a sighting gives its text, if it is one."""
    if one.symbol is not None:
        return one.symbol.value
    symbols = one.mention.symbols if one.mention is not None else []
    return symbols[0].value if len(symbols) == 1 else None


def year_of(symbol: str) -> int | None:
    """Return the year that a symbol of the Security Council has: that of "S/RES/2254 (2015)"."""
    dated = _DATED.fullmatch(symbol)
    return int(dated[1]) if dated else None


def organ_of(one: Sighting) -> str | None:
    """Return the organ that a sighting itself gives: named, by its symbol, as the one so large, or with a veto."""
    if one.organ is not None and one.organ.value in ORGANS:
        return one.organ.value
    if one.rule == BY_MANY:
        return "GA"
    mention = one.mention
    symbol = one.symbol or (mention.symbols[0] if mention is not None and mention.symbols else None)
    if symbol is not None:
        return next(organ for prefix, organ in _SYMBOL_ORGANS if symbol.value.startswith(prefix))
    if mention is not None and mention.organ in ORGANS:
        return mention.organ
    return "SC" if one.claim == "vetoed" else None


def topics(one: Sighting) -> set[str]:
    """Return the territories that the phrase itself names: "the Syria resolution", "a resolution on Western Sahara"."""
    mention, s = one.mention, one.sentence
    if mention is None:
        return set()
    found = {part for topic in mention.topics for part in topic[0].split("+") if len(part) == 3}
    for item in s.items:
        if item.start < mention.head[1] or not isinstance(item, Mark):
            continue
        if item.start - mention.head[1] > TOPIC_REACH or item.kind in ("verb", "border"):
            break
        if item.kind == "actor":
            before = [
                word for word in s.folded[mention.head[1] : item.start].split()[-2:] if not s.says([word], "definite")
            ]
            if s.says(before[-1:], "named_topic") and not s.says(before[-2:-1], "won_over"):
                found.update(part for part in item.value.split("+") if len(part) == 3)
    return found
