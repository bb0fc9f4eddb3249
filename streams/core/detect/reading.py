"""The way through one article: fold, gate, mark, cut, read, gather, settle."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import cast

from streams.core.detect import outcome
from streams.core.detect.dates import OLD_ANYWHERE, OLD_DAYS, When, read_dates, told_as_past
from streams.core.detect.events import Settled, build
from streams.core.detect.gate import may_tell_of_resolutions
from streams.core.detect.lexicon import LANGUAGES, Lexicon, lexicon
from streams.core.detect.marks import SHORT_ORGANS, Mark, scan
from streams.core.detect.matters import Matter, gather, sponsors_of
from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.phrases import chunk
from streams.core.detect.organs import Bodies, settle
from streams.core.detect.rules import read_sentence
from streams.core.detect.sentence import Sentence
from streams.core.detect.sightings import FINAL, HeldBack, Sighting
from streams.core.detect.subjects import MOST, find_subjects, frequent_subjects
from streams.core.detect.symbols import find_symbols, numbered
from streams.core.detect.targets import Setting, find_targets, setting
from streams.core.detect.text import fold, sentences
from streams.core.detect.votes import read_tally
from streams.core.identity import resolution_event_id
from streams.core.model import Article, Entity, Organ, ResolutionEvent

MAX_READ = 60_000
"""Characters of a body that are read for events: the longest news texts are half of it."""

_AHEAD = ("cited", "told", "vote_scheduled", "postponed", "proposed")
ORGAN_REACH = 200
"""Characters between an organ and a number of its series: "the Human Rights Council adopted, by ..., resolution 49/2"."""
_VOTED = ("veto", "vote", "reject", "fail", "adopt", "abstain")
_DECISIVE = ("veto", "vote", "reject", "fail", "postpone", "withdraw", "block", "abstain")
"""Verb classes that a sentence is read for even where it names no text: "Russia vetoed it"."""
_ORGAN_SUBJECTS = {"HRC": "14.02.02", "CHR": "14.02.02", "GA-C1": "01.04.00"}
"""What a body is there for: the Human Rights Council (A/RES/60/251), the Disarmament and International Security Committee."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What an article tells of resolutions: its events in order, its UNBIS subjects, and the clauses held back."""

    events: tuple[ResolutionEvent, ...] = ()
    subjects: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


def detect(article: Article, entities: tuple[Entity, ...]) -> Detection:
    """Return what ``article`` tells of United Nations resolutions, given the entities of its body.

    Nothing is invented for a language without a lexicon. Time is linear in the body.
    """
    language = (article.language or "en").split("-")[0].lower()
    if language not in LANGUAGES:
        return Detection()
    lex = lexicon(language)
    body = article.body[:MAX_READ]
    if not may_tell_of_resolutions(body.lower(), lex):
        return Detection()
    folded = fold(body)
    published = article.published_at.date() if article.published_at else None
    marks = _marks(folded, lex, entities, published)
    marks, bodies = settle(article.body, folded, marks, fold(article.headline or ""))
    sightings = _sightings(article.body[:MAX_READ], folded, marks, lex, published)
    matters, held = gather(sightings, bodies)
    around = setting(folded, fold(article.headline or ""), marks)
    found = _events(article, folded, matters, bodies, published, language, around)
    subjects = [code for event in found for code in event.subjects] or frequent_subjects(folded, language)
    return Detection(found, tuple(dict.fromkeys(subjects))[:MOST], tuple(held))


def _marks(folded: str, lex: Lexicon, entities: tuple[Entity, ...], published: date | None) -> list[Mark]:
    """Return the marks of the body with the numbers of resolutions among them."""
    symbols = find_symbols(folded)
    marks = scan(folded, lex, entities, symbols)
    added: list[Mark] = []
    for index, mark in enumerate(marks):
        if (
            mark.kind == "noun"
            and mark.value == "resolution"
            and folded[mark.end : mark.end + 12].strip()[:1] in "0123456789en("
        ):
            organ, beside = _organ_of_number(marks, index)
            added.extend(numbered(folded, mark.end, organ, beside, published.year if published else None))
    if not added:
        return marks
    taken = {position for mark in added for position in range(mark.start, mark.end)}
    return sorted([mark for mark in marks if mark.start not in taken] + added, key=lambda mark: mark.start)


def _organ_of_number(marks: list[Mark], index: int) -> tuple[str | None, bool]:
    """Return the organ named last before the noun at ``index``, and whether it stands right beside it."""
    for mark in reversed(marks[max(0, index - 12) : index]):
        if mark.kind == "organ" and mark.value not in SHORT_ORGANS and marks[index].start - mark.end < ORGAN_REACH:
            return mark.value, marks[index].start - mark.end < 4
    return None, False


def _sightings(
    body: str, folded: str, marks: list[Mark], lex: Lexicon, published: date | None
) -> list[Sighting | HeldBack]:
    """Read the sentences that have something to read."""
    out: list[Sighting | HeldBack] = []
    at = 0
    when: When | None = None
    for index, span in enumerate(sentences(body)):
        while at < len(marks) and marks[at].start < span[0]:
            at += 1
        first = at
        while at < len(marks) and marks[at].start < span[1]:
            at += 1
        inside = marks[first:at]
        if _has_matter(inside):
            read, when = _read(folded, span, inside, lex, published, index, when)
            out.extend(read)
        elif any(mark.kind == "date" for mark in inside):
            when = next(iter(read_dates(folded, inside, span, published, lex, when)), when)
    return out


def _has_matter(inside: list[Mark]) -> bool:
    """Say whether a sentence names a text or a vote, or an organ beside what organs do."""
    organ = deed = False
    for mark in inside:
        if mark.kind == "symbol" or (mark.kind == "noun" and mark.value not in ("action", "other")):
            return True
        if mark.kind == "verb":
            if mark.value in _DECISIVE:
                return True
            deed = deed or mark.value in ("adopt", "act", "call")
        elif mark.kind == "organ":
            organ = True
    return organ and deed


def _read(
    folded: str,
    span: tuple[int, int],
    inside: list[Mark],
    lex: Lexicon,
    published: date | None,
    index: int,
    when: When | None,
) -> tuple[list[Sighting | HeldBack], When | None]:
    """Return what one sentence claims, each claim with its time, and the time told last."""
    items = chunk(folded, inside, span[0], lex)
    s = Sentence(
        folded=folded, span=span, items=items, lex=lex, whens=read_dates(folded, inside, span, published, lex, when),
        tally=read_tally(folded, span, lex) if any(mark.kind == "noun" or (mark.kind == "verb" and mark.value in _VOTED) for mark in inside) else None, index=index, questioned=folded[span[1] - 1] == "?",
        foreign=_names_other_body(items), amended=any(isinstance(item, Mention) and item.kind == "amendment" for item in items), year=published.year if published else None,
    )  # fmt: skip
    out = read_sentence(s)
    told = [one for one in out if isinstance(one, Sighting)]
    for one in told:
        _set_time(one)
    if (
        s.tally is not None
        and s.tally.counted
        and not s.amended
        and not s.foreign
        and not any(one.tally for one in told)
    ):
        text = next((item for item in items if isinstance(item, Mention) and item.kind in TEXTS), None)
        organ = next(
            (item for item in items if isinstance(item, Mark) and item.kind == "organ" and item.value != "UN"), None
        )
        extra = Sighting("told", "vote.tally", s, s.tally.start, text, organ, tally=s.tally)
        _set_time(extra)
        out.append(extra)
    binding = _binding(folded, span)
    if binding is not None and any(isinstance(item, Mention) and item.kind in (*TEXTS, "vote") for item in items):
        text = next(item for item in items if isinstance(item, Mention) and item.kind in (*TEXTS, "vote"))
        out.append(
            Sighting(
                "told", "binding.said", s, text.start, text if text.kind != "vote" else None, None, binding=binding
            )
        )
    return out, s.whens[-1] if s.whens else when


def _names_other_body(items: list[Mention | Mark]) -> bool:
    """Say whether the sentence names another body and no organ of the United Nations."""
    organ = any(
        (isinstance(item, Mark) and item.kind == "organ") or (isinstance(item, Mention) and item.organ is not None)
        for item in items
    )
    return not organ and any(isinstance(item, Mark) and item.kind == "foreign" and "w" not in item.forms for item in items)


def _set_time(one: Sighting) -> None:
    """Give a claim the time nearest to it, and call it past if that is old."""
    near = [
        when
        for when in one.sentence.whens
        if abs(when.start - one.at) < 120 and (not when.bound or one.claim in _AHEAD)
    ]
    if near:
        one.when = min(near, key=lambda when: abs(when.start - one.at))
    if one.when is not None and one.claim not in _AHEAD:
        one.when = told_as_past(one.when)
    age = one.when.age if one.when is not None else None
    if age is not None and one.claim not in ("cited", "told", "vote_scheduled", "proposed"):
        one.past = age >= OLD_ANYWHERE or (age >= OLD_DAYS and one.sentence.index > 1) or (age >= 2 and one.past)
    else:
        one.past = False


def _binding(folded: str, span: tuple[int, int]) -> bool | None:
    text = folded[span[0] : span[1]]
    if "nonbinding" in text or "non-binding" in text or "not legally binding" in text or "not binding" in text:
        return False
    return True if "legally binding" in text or "legally-binding" in text else None


def _events(
    article: Article,
    folded: str,
    matters: list[Matter],
    bodies: Bodies,
    published: date | None,
    language: str,
    around: Setting,
) -> tuple[ResolutionEvent, ...]:
    """Return the events of the matters that are told of well enough, in order of the text."""
    built: list[ResolutionEvent] = []
    seen: Counter[tuple[object, ...]] = Counter()
    for matter in matters:
        organ = outcome.settle_organ(matter, bodies)
        tally, teller = outcome.settle_tally(matter)
        stage, decided_by = outcome.settle_stage(matter, organ, tally)
        if stage == "cited" and not _worth_citing(matter, matters):
            continue
        settled = Settled(
            matter=matter,
            organ=cast("Organ | None", organ),
            stage=stage,
            decided_by=decided_by,
            vote=outcome.settle_vote(matter, tally, stage),
            teller=teller,
            targets=find_targets(matter, around),
            subjects=_subjects(matter, folded, organ, language),
        )
        targets, sponsors = [one for one, _, _ in settled.targets], sorted(sponsors_of(matter))
        key = (matter.symbol,) if matter.symbol else (organ, *sorted(targets), "by", *sponsors)
        event_id = resolution_event_id(article.event_id, matter.symbol, organ, targets, sponsors, ordinal=seen[key])
        seen[key] += 1
        built.append(build(settled, event_id, published))
    return tuple(built)


def _worth_citing(matter: Matter, matters: list[Matter]) -> bool:
    """Say whether an earlier resolution is named clearly enough: by its number, by its adoption, or alone."""
    if matter.symbol is not None or any(
        one.claim in FINAL and not one.rule.startswith("act.") for one in matter.sightings
    ):
        return True
    return len(matters) == 1 and matter.sightings[0].mention is not None and not matter.sightings[0].weak


def _subjects(matter: Matter, folded: str, organ: str | None, language: str) -> list[tuple[str, int, int]]:
    """Return the subjects of a matter from the sentences that tell of it."""
    found: dict[str, tuple[str, int, int]] = {}
    for one in matter.sightings:
        for code, start, end in find_subjects(folded, one.sentence.span, language):
            found.setdefault(code, (code, start, end))
    own = _ORGAN_SUBJECTS.get(organ or "")
    if own is not None and own not in found:
        found = {own: (own, *matter.sightings[0].sentence.span), **found}
    return list(found.values())[:MOST]
