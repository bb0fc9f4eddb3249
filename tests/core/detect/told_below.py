"""Stories put together from parts: a lead, and below it a sentence that tells a count, names, sponsors or a country."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeAlias

from streams.core.model import ResolutionEvent
from tests.core.detect.told_parts import (
    ADJECTIVES,
    BEHIND,
    BETWEEN,
    BODIES,
    DATELINES,
    ELECTED,
    MEMBERS,
    OTHERS,
    OUTCOMES,
    PERMANENT,
    SPONSORS,
    TARGETS,
    TOPICS,
    UNTOLD,
)

Counts: TypeAlias = tuple[int | None, int | None, int | None]
Names: TypeAlias = tuple[str, ...]

KINDS: dict[str, dict[str, dict[str, object]]] = tomllib.loads(
    Path(__file__).with_name("told_below.toml").read_text(encoding="utf-8")
)
WORDS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven"),
    *("eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
_COUNT = re.compile(r"\{([fab])(?::([wxX]))?(?: ([a-z ]+))?\}")


class Story(NamedTuple):
    """A story and what it tells."""

    text: str
    organ: str
    stage: str
    vetoed_by: Names = ()
    counts: Counts = (None, None, None)
    favour: Names = ()
    against: Names = ()
    abstained: Names = ()
    sponsors: Names = ()
    targets: Names = ()
    said_of_all: str = ""

    def misread(self, events: list[ResolutionEvent]) -> list[str]:
        """Return what was read otherwise."""
        if len(events) != 1 or (events[0].organ, events[0].stage) != (self.organ, self.stage):
            return [f"events {[(event.organ, event.stage) for event in events]}"]
        event, vote = events[0], events[0].vote
        wrong = []
        if self.said_of_all:
            told = vote is not None and (getattr(vote, self.said_of_all) or vote.for_ == len(WORDS) - 1)
            if not told:
                wrong.append(f"tally {vote}")
        counts = (vote.for_, vote.against, vote.abstain) if vote is not None else (None, None, None)
        named = [len(self.favour), len(self.against or self.vetoed_by), len(self.abstained)]
        if not self.said_of_all and not all(map(_agree, counts, self.counts, named)):
            wrong.append(f"tally {counts}")
        names = (vote.voted_for, vote.voted_against, vote.abstained) if vote is not None else ((), (), ())
        wanted = (self.favour, self.against or self.vetoed_by, self.abstained)
        if [set(one) for one in names] != [set(one) for one in wanted]:
            wrong.append(f"voters {names}")
        if set(event.sponsors) != set(self.sponsors):
            wrong.append(f"sponsors {event.sponsors}")
        if set(event.targets) != set(self.targets):
            wrong.append(f"targets {event.targets}")
        return wrong


def _agree(read: int | None, told: int | None, named: int) -> bool:
    """Say whether a count is the one told; what follows from the names of a side may be read or not."""
    return read == told or (told is None and read in (0, named)) or (read is None and told == 0)


def nothings() -> list[str]:
    """Return what may stand below a lead and tells none of its vote, its sponsors and what its text is on."""
    return [str(frame) for about in KINDS["nothing"].values() for frame in about["frames"]]  # type: ignore[attr-defined]  # lists of the toml


def frames() -> Iterator[tuple[str, str, dict[str, object], str]]:
    """Yield each frame with its kind and family."""
    for kind, families in KINDS.items():
        if kind == "nothing":
            continue
        for family, about in families.items():
            for frame in about["frames"]:  # type: ignore[attr-defined]  # lists of the toml
                yield kind, family, about, str(frame)


def draw_nothing(sentence: str, chance: Random) -> tuple[str, str]:
    """Return a lead with what may stand below it, and the same with a sentence on the way that tells nothing of it."""
    organ = chance.choice(list(BODIES))
    stages = ("adopted", "adopted", "vote_scheduled", "rejected", *(("vetoed",) if organ == "SC" else ()))
    topic = chance.choice(TOPICS).replace("{T}", chance.choice(list(TARGETS)))
    lead = chance.choice(OUTCOMES[chance.choice(stages)])
    lead = lead.format(body=chance.choice(BODIES[organ][1]), topic=topic, vetoer=chance.choice(("Russia", "China")))
    between, behind, paragraph = chance.choice(BETWEEN), chance.choice(BEHIND), chance.choice(("\n\n", " "))
    alone, told = (lead, between, behind), (lead, between, sentence, behind)
    return paragraph.join(part for part in alone if part), paragraph.join(part for part in told if part)


def draw(kind: str, about: dict[str, object], frame: str, chance: Random) -> Story:
    """Return a story with one such sentence below its lead."""
    organ, stage = _setting(kind, about, chance)
    parts = _drawn(organ, stage, about, chance)
    small, leads = BODIES[organ]
    topic = chance.choice(UNTOLD if kind == "targets" else TOPICS).replace("{T}", parts.target)
    lead = chance.choice(OUTCOMES[stage]).format(body=chance.choice(leads), topic=topic, vetoer=parts.vetoer)
    below = _filled(frame.replace("{body}", small), parts, chance)
    told = [lead, chance.choice(BETWEEN), below, chance.choice(BEHIND)]
    text = chance.choice(DATELINES) + chance.choice(("\n\n", "\n\n", " ")).join(part for part in told if part)
    favour, against, abstained = (
        tuple(MEMBERS[name] for name in side) if key in frame else ()
        for side, key in zip(parts.sides, ("{X}", "{Y}", "{Z}"), strict=True)
    )
    brought = tuple(SPONSORS[name] for name in parts.bringers) if "{S}" in frame or "{Adj}" in frame else ()
    return Story(
        text=text,
        organ=organ,
        stage="adopted_in_committee" if (organ, stage) == ("GA-C3", "adopted") else stage,
        vetoed_by=(MEMBERS[parts.vetoer.replace("The", "the")],) if stage == "vetoed" else (),
        counts=(14, None, None) if about.get("says") == "all others" else _told_counts(frame, parts.counts),
        favour=favour,
        against=against,
        abstained=abstained,
        sponsors=brought,
        targets=(TARGETS[parts.target],),
        said_of_all=str(about.get("says", "")) if about.get("says") != "all others" else "",
    )


class _Parts(NamedTuple):
    """What is put into a frame: how many voted how, who, who brought the text, and what it is on."""

    counts: tuple[int, int, int]
    sides: tuple[Names, Names, Names]
    bringers: Names
    target: str
    vetoer: str


def _drawn(organ: str, stage: str, about: dict[str, object], chance: Random) -> _Parts:
    """Return parts that fit a body and what it did."""
    vetoer = chance.choice(("Russia", "The United States", "China"))
    favour, against, abstain = _counts(organ, stage, chance)
    sides = _sides(organ, stage, vetoer, chance)
    if about.get("counted"):
        named = len(sides[1]), len(sides[2])
        size = {"SC": 15, "HRC": 47}.get(organ, favour + sum(named))
        favour, against, abstain = size - sum(named), *named
    if about.get("unopposed"):
        favour, against = favour + against, 0
    many = int(str(about.get("members", chance.choice((1, 1, 2, 3)))))
    bringers = tuple(chance.sample(list(SPONSORS), many))
    return _Parts((favour, against, abstain), sides, bringers, chance.choice(list(TARGETS)), vetoer)


def _setting(kind: str, about: dict[str, object], chance: Random) -> tuple[str, str]:
    """Return the organ and the stage of a lead that a family fits."""
    fits = about.get("fits")
    if fits in ("vetoed", "rejected"):
        return "SC", str(fits)
    organs = {"small": ("SC",), "large": ("GA", "HRC", "GA-C3")}.get(str(fits), ("SC", "SC", "GA", "HRC", "GA-C3"))
    organ = chance.choice(organs)
    anyhow = kind in ("sponsors", "targets") and fits != "adopted" and organ != "GA-C3"
    stages = ("adopted", "vote_scheduled", "vetoed" if organ == "SC" else "rejected") if anyhow else ("adopted",)
    return organ, chance.choice(stages)


def _counts(organ: str, stage: str, chance: Random) -> tuple[int, int, int]:
    """Return votes that add up for the organ, at least one on each side."""
    if organ == "SC" and stage == "rejected":
        favour, against = chance.randint(3, 8), chance.randint(1, 4)
        return favour, against, 15 - favour - against
    if organ == "SC":
        against, abstain = 1 if stage == "vetoed" else chance.randint(1, 2), chance.randint(1, 3)
        return 15 - against - abstain, against, abstain
    if organ == "HRC":
        against, abstain = chance.randint(2, 9), chance.randint(3, 14)
        return 47 - against - abstain, against, abstain
    return chance.randint(85, 140), chance.randint(2, 20), chance.randint(4, 30)


def _sides(organ: str, stage: str, vetoer: str, chance: Random) -> tuple[Names, Names, Names]:
    """Return members that voted for, against, and abstained."""
    council = organ == "SC"
    pool = list({**PERMANENT, **ELECTED} if council else OTHERS)
    adopted = council and stage == "adopted"  # no permanent member was against
    against = chance.sample(list(ELECTED) if adopted else pool, chance.choice((1, 2) if adopted else (2, 3, 4)))
    pool = [name for name in pool if name not in against and name.casefold() != vetoer.casefold()]
    chance.shuffle(pool)
    few, more = chance.choice((1, 2, 2, 3)), chance.choice((2, 3))
    return tuple(pool[few : few + more]), tuple(against), tuple(pool[:few])


def _told_counts(frame: str, counts: tuple[int, int, int]) -> Counts:
    """Return the counts that a frame tells."""
    sides = {match[1] for match in _COUNT.finditer(frame)}
    favour, against, abstain = (number if side in sides else None for side, number in zip("fab", counts, strict=True))
    return favour, against, abstain


def _filled(frame: str, parts: _Parts, chance: Random) -> str:
    """Return a frame with its parts put in."""
    number = dict(zip("fab", parts.counts, strict=True))

    def count(match: re.Match[str]) -> str:
        many, spelt = number[match[1]], {"w": 9, "x": 15, "X": 15}.get(match[2] or "", 0)
        said = WORDS[many] if many <= spelt else str(many)
        noun = " " + _in_number(match[3], many) if match[3] else ""
        return (said[0].upper() + said[1:] if match[2] == "X" else said) + noun

    def word(match: re.Match[str]) -> str:
        return {"was": "were", "it": "they"}.get(match[1], match[1] + "s") if len(parts.bringers) > 1 else match[1]

    text = re.sub(r"\{s:(\w+)\}", word, _COUNT.sub(count, frame))
    for key, names in zip(("{X}", "{Y}", "{Z}", "{S}"), (*parts.sides, parts.bringers), strict=True):
        text = text.replace(key, _joined(names, chance))
    text = text.replace("{Adj}", ADJECTIVES[parts.bringers[0]]).replace("{T}", parts.target)
    return re.sub(r"(?:^|(?<=[.] ))the ", "The ", text)


def _in_number(noun: str, many: int) -> str:
    """Return a noun in its number."""
    if many == 1:
        return noun
    return noun[:-1] + "ies" if noun.endswith("ry") else noun + "s"


def _joined(names: Names, chance: Random) -> str:
    """Return names as a list of a text."""
    if len(names) == 1:
        return names[0]
    comma = chance.choice(("", "", ",")) if len(names) > 2 else ""
    return ", ".join(names[:-1]) + f"{comma} and {names[-1]}"
