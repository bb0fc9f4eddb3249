"""What one would write in an afternoon: sixty lines of regular expressions for resolution events.

It is here to be measured beside detection. It does what such scripts do: a sentence that names an organ and a verb is
an event, the first country after "on" is the target, the first before the verb's "-drafted" the sponsor.
"""

import re
from collections.abc import Iterator
from functools import cache

from streams.core.model import Evidence, Organ, ResolutionEvent, Stage, Vote
from streams.core.tag import known_entities
from tests.quality.labels import Row
from tests.quality.read import Reading

ORGANS: tuple[tuple[str, Organ], ...] = (
    (r"Security Council", "SC"),
    (r"Human Rights Council", "HRC"),
    (r"First Committee", "GA-C1"),
    (r"Third Committee", "GA-C3"),
    (r"General Assembly", "GA"),
    (r"ECOSOC|Economic and Social Council", "ECOSOC"),
)
STAGES: tuple[tuple[str, Stage], ...] = (
    (r"\bveto(ed|es|ing)\b|\bcasts?\b.{0,30}\bveto\b", "vetoed"),
    (r"\b(adopt(ed|s)|approv(ed|es)|pass(ed|es)|endorsed|vot(ed|es) (\d|unanimously|to|in fav))\b", "adopted"),
    (r"\b(reject(ed|s)|voted down|failed)\b", "rejected"),
    (r"\b(will|to|set to|due to|expected to) vote\b", "vote_scheduled"),
    (r"\b(postponed|delayed)\b.*\bvote\b|\bvote\b.*\b(postponed|delayed)\b", "postponed"),
    (r"\b(withdrew|withdrawn)\b", "withdrawn"),
    (r"\b(circulated|introduced|tabled|submitted|unveiled|put forward)\b", "tabled"),
    (r"\b(proposed|drafted|negotiat\w+|calls for)\b", "proposed"),
)
SYMBOL = re.compile(r"\b[Rr]esolution (\d{3,4})(?: \((\d{4})\))?|\b(A/RES/\d+/\d+|A/HRC/RES/\d+/\d+)\b")
TALLY = re.compile(r"\b(\d{1,3})\s?(?:-|–|to)\s?(\d{1,3})\b(?:(?:-|–|,? with )(\d{1,3}))?")
IN_FAVOUR = re.compile(r"\b(\d{1,3}|[Ff]ourteen|[Tt]hirteen|[Tt]welve) (?:votes |members )?(?:in favou?r|for)\b")
ABSTAIN = re.compile(r"\b(\d{1,2}|one|two|three|four|five) (?:abstentions?|abstain\w*|countries abstain\w*)\b")
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "twelve": 12, "thirteen": 13, "fourteen": 14}
UNITED_NATIONS = re.compile(r"\bU\.?N\.?\b|United Nations|Security Council|General Assembly")
DRAFT = re.compile(r"\bresolution|\bdraft|\bveto|\bvote", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[a-z)\"”][.!?])\s+|\n+")


@cache
def names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of countries' plain names, and their ids."""
    ids = {one.name: one.id for one in known_entities().values() if one.type == "country"} | {"U.S.": "USA"}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, ids), key=len, reverse=True)) + ")"), ids


def number(text: str | None) -> int | None:
    return None if text is None else WORDS.get(text.lower()) or int(text)


def vote_in(sentence: str, vetoed_by: tuple[str, ...]) -> Vote | None:
    tally, favour, abstain = TALLY.search(sentence), IN_FAVOUR.search(sentence), ABSTAIN.search(sentence)
    vote = Vote(
        for_=number(favour[1]) if favour else int(tally[1]) if tally else None,
        against=int(tally[2]) if tally else None,
        abstain=number(abstain[1]) if abstain else number(tally[3]) if tally else None,
        unanimous=True if "unanimous" in sentence else None,
        consensus=True if "consensus" in sentence or "without a vote" in sentence else None,
        vetoed_by=vetoed_by,
    )
    return None if vote == Vote() else vote


def read_by_regex(row: Row) -> Reading:
    """Read a labelled text: one event for each organ and stage that a sentence tells, the first of each kept."""
    events: dict[tuple[object, ...], ResolutionEvent] = {}
    for event in _events(row.body):
        events.setdefault((event.organ, event.stage), event)
    return Reading(row.body, tuple(events.values()))


def _events(body: str) -> Iterator[ResolutionEvent]:
    at, (countries, ids) = 0, names()
    pieces = SENTENCE.split(body)
    for sentence, following in zip(pieces, [*pieces[1:], ""], strict=True):
        at = body.index(sentence, at)
        if not (UNITED_NATIONS.search(sentence) and DRAFT.search(sentence)):
            continue
        organ = next((name for pattern, name in ORGANS if re.search(pattern, sentence)), None)
        stage = next(((name, hit) for pattern, name in STAGES if (hit := re.search(pattern, sentence))), None)
        if stage is None:
            continue
        found = [(ids[hit[0]], hit.start()) for hit in countries.finditer(sentence)]
        after = [one for one, start in found if start > stage[1].end()]
        before = [one for one, start in found if start < stage[1].start()]
        symbol = SYMBOL.search(sentence)
        yield ResolutionEvent(
            "",
            organ,
            stage[0],
            symbol=symbol and (symbol[3] or (f"S/RES/{symbol[1]} ({symbol[2]})" if symbol[2] else None)),
            sponsors=tuple(before[:1]) if stage[0] in ("tabled", "proposed") or "-drafted" in sentence else (),
            targets=tuple(after[:1]),
            vote=vote_in(f"{sentence} {following}", tuple(before[:1]) if stage[0] == "vetoed" else ()),
            confidence=0.5,
            evidence={"stage": (Evidence(at + stage[1].start(), at + stage[1].end(), "regex"),)},
        )
