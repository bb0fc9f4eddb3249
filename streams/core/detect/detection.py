"""The way through one article: gate, read, gather, settle."""

from collections import Counter
from dataclasses import dataclass
from typing import cast

from streams.core.detect import outcome
from streams.core.detect.ballot import settle_tally, settle_vote
from streams.core.detect.events import Settled, build
from streams.core.detect.gate import may_tell_of_resolutions
from streams.core.detect.gathering import gather
from streams.core.detect.lexicon import LANGUAGES, lexicon, primary
from streams.core.detect.matters import Matter, of_rights_council, sponsors_of
from streams.core.detect.reading import read_story
from streams.core.detect.setting import Setting
from streams.core.detect.sightings import FINAL, HeldBack
from streams.core.detect.story import MAX_READ, Story, open_story
from streams.core.detect.subjects import MOST, find_subjects, frequent_subjects
from streams.core.detect.targets import find_targets
from streams.core.identity import resolution_event_id
from streams.core.model import Article, Entity, Organ, ResolutionEvent

_ORGAN_SUBJECTS = {"HRC": "14.02.02", "CHR": "14.02.02", "GA-C1": "01.04.00"}
"""What a body is there for: human rights (A/RES/60/251), disarmament (the First Committee)."""

_ON_COUNTRIES = ("SC", "HRC", "CHR")
"""Bodies most of whose texts are about a country."""
LEAD = 500
"""Characters at the head of a body that say what its resolution is about where the sentence of the vote does not."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What an article tells of resolutions: its events in order, its UNBIS subjects, and the clauses held back.

    ``subjects`` are those of the events that are not only cited; where there is none, those of terms that the article
    names often.
    """

    events: tuple[ResolutionEvent, ...] = ()
    subjects: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


def detect(article: Article, entities: tuple[Entity, ...]) -> Detection:
    """Return what ``article`` tells of United Nations resolutions, given the entities of its body.

    Nothing is invented for a language without a lexicon (None counts as English). Time is linear in the body.
    """
    language = primary(article.language)
    if language not in LANGUAGES:
        return Detection()
    lex = lexicon(language)
    if not may_tell_of_resolutions(article.body[:MAX_READ].lower(), lex):
        return Detection()
    story = open_story(article, entities, lex)
    matters, held = gather(read_story(story), story.bodies)
    around = Setting(story)
    settled = [one for matter in matters if (one := _settled(matter, matters, story, around, language)) is not None]
    events = _built(settled, article, story)
    told = [event for event in events if event.stage != "cited"]  # what is cited is seldom what the article is about
    subjects = [code for event in told for code in event.subjects]
    if not subjects:
        subjects = frequent_subjects(story.folded, language)
    return Detection(events, tuple(dict.fromkeys(subjects))[:MOST], tuple(held))


def _settled(matter: Matter, matters: list[Matter], story: Story, around: Setting, language: str) -> Settled | None:
    """Return what became of a matter; None for a resolution that is named too loosely to be cited."""
    organ = outcome.settle_organ(matter, story.bodies)
    if organ == "HRC" and matter.symbol is not None:
        matter.symbol = of_rights_council(matter.symbol)
    tally, teller = settle_tally(matter)
    stage, decided_by = outcome.settle_stage(matter, organ, tally)
    if stage in FINAL and outcome.is_of_old(matter.symbol, story.published):
        stage, decided_by = "cited", "stage.background"
    if stage == "cited" and not _worth_citing(matter, matters):
        return None
    return Settled(
        matter=matter,
        organ=cast("Organ | None", organ),
        stage=stage,
        decided_by=decided_by,
        vote=settle_vote(matter, organ, tally, stage),
        teller=teller,
        targets=find_targets(
            matter,
            around,
            often_thematic=organ not in _ON_COUNTRIES,
            among_others=_is_among_others(matter, matters),
        ),
        subjects=_subjects(matter, story, organ if stage != "cited" else None, language),
    )


def _is_among_others(matter: Matter, matters: list[Matter]) -> bool:
    """Say whether a draft is one of several that the article tells apart by their symbols, as press releases do."""
    return matter.draft_symbol is not None and any(
        one.draft_symbol is not None and one.draft_symbol != matter.draft_symbol for one in matters
    )


def _built(settled: list[Settled], article: Article, story: Story) -> tuple[ResolutionEvent, ...]:
    """Return the events with their ids; those that would be alike are counted in the order of the text."""
    seen: Counter[tuple[object, ...]] = Counter()
    events = []
    for one in settled:
        symbol, sponsors = one.matter.symbol, sorted(sponsors_of(one.matter))
        targets = sorted(target for target, _, _ in one.targets)
        alike = (symbol,) if symbol else (one.organ, *targets, "by", *sponsors)
        event_id = resolution_event_id(article.event_id, symbol, one.organ, targets, sponsors, ordinal=seen[alike])
        seen[alike] += 1
        events.append(build(one, event_id, story.published))
    return tuple(events)


def _worth_citing(matter: Matter, matters: list[Matter]) -> bool:
    """Say whether an earlier resolution is named clearly enough: by its number, by its adoption, or alone."""
    told = any(one.claim in FINAL and not one.rule.startswith("act.") for one in matter.sightings)
    first = matter.sightings[0]
    return matter.symbol is not None or told or (len(matters) == 1 and first.mention is not None and not first.weak)


def _subjects(matter: Matter, story: Story, organ: str | None, language: str) -> list[tuple[str, int, int]]:
    """Return the subjects of a matter from the sentences that tell of it, and what its organ is there for.

    Where these name none, those of the lead.
    """
    spans = dict.fromkeys(one.sentence.span for one in matter.sightings)
    found = _found(story.folded, list(spans), language)
    whole = matter.sightings[0].sentence.span
    own = _ORGAN_SUBJECTS.get(organ or "")
    if own is not None and own not in found:
        found = {own: (own, *whole), **found}
    if not found and organ is not None:
        found = _found(story.folded, [(0, LEAD)], language)
    return list(found.values())[:MOST]


def _found(folded: str, spans: list[tuple[int, int]], language: str) -> dict[str, tuple[str, int, int]]:
    """Return the subjects named in the spans by their codes, each where it comes first."""
    found: dict[str, tuple[str, int, int]] = {}
    for span in spans:
        for code, start, end in find_subjects(folded, span, language):
            found.setdefault(code, (code, start, end))
    return found
