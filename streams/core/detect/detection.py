"""The way through one article: gate, read, gather, settle."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import cast

from streams.core.detect.age.of_old import OPENING
from streams.core.detect.bodies.committees import UNNAMED
from streams.core.detect.bodies.organs import NEEDED
from streams.core.detect.events.event import Settled, build
from streams.core.detect.events.far_down import is_brought_in_past, is_told_aside, is_told_far_down
from streams.core.detect.matters import outcome
from streams.core.detect.matters.ballot import settle_tally, settle_vote
from streams.core.detect.matters.gathering import gather
from streams.core.detect.matters.matter import Matter, of_rights_council, sponsors_of
from streams.core.detect.reading.by_sentence import read_story
from streams.core.detect.sentences.sightings import FINAL, HeldBack, Sighting
from streams.core.detect.sentences.story import FIRST_PAGES, MAX_READ, Story, open_story
from streams.core.detect.topics.about import Opening, subjects_of, subjects_of_story, without_wider
from streams.core.detect.topics.setting import Setting
from streams.core.detect.topics.subjects import MOST
from streams.core.detect.topics.targets import find_targets
from streams.core.detect.words.lexicon import LANGUAGES, lexicon, primary
from streams.core.detect.words.text import contains
from streams.core.identity import resolution_event_id
from streams.core.model import Article, Entity, Organ, ResolutionEvent

ARTICLE = 4
"""Characters before the text that a sentence begins with: "The "."""
_SELDOM_THEMATIC = ("SC", "HRC", "CHR")
"""Bodies most of whose texts are about a country."""


_LOOSE = ("proposed", "tabled")
"""Stages that are told of statements in the same words."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What an article tells of resolutions: its events in order, its UNBIS subjects, and the clauses held back.

    ``subjects`` are those of the events that are not only cited; where there is none, those of terms that the article
    names often.
    """

    events: tuple[ResolutionEvent, ...] = ()
    subjects: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


_RESOLUTION = "/RES/"
"""What a resolution has in its symbol, and a draft has not."""


def detect(article: Article, entities: tuple[Entity, ...]) -> Detection:
    """Return what ``article`` tells of United Nations resolutions, given the entities of its body.

    Nothing is invented for a language without a lexicon (None counts as English). Time is linear in the body.
    """
    language = primary(article.language)
    if language not in LANGUAGES:
        return Detection()
    lex = lexicon(language)
    if not lex.gate.opens_for(article.body[:MAX_READ], f"{article.headline or ''} {article.dateline or ''}"):
        return Detection()
    story = open_story(article, entities, lex)
    matters, held = gather(read_story(story), story.bodies)
    around, opening = Setting(story, article), Opening(story, language, told=_opens_with_one(matters, story))
    settled = [one for matter in matters if (one := _settled(matter, matters, story, around, opening)) is not None]
    events = _built(settled, article, story)
    told = [event for event in events if event.stage != "cited"]  # what is cited is seldom what the article is about
    subjects = [code for event in told for code in event.subjects]
    if not subjects:
        subjects = subjects_of_story(opening if opening.told else Opening(story, language, told=True))
    return Detection(events, tuple(without_wider(list(dict.fromkeys(subjects))))[:MOST], tuple(held))


def _is_no_text(matter: Matter) -> bool:
    """Say whether a matter is a budget, which is about no country, whatever is paid from it."""
    named = [one.mention for one in matter.sightings if one.mention is not None]
    return bool(named) and all(mention.kind == "other" for mention in named)


def _settled(matter: Matter, matters: list[Matter], story: Story, around: Setting, opening: Opening) -> Settled | None:
    """Return what became of a matter; None for a resolution that is named too loosely to be cited."""
    organ = outcome.settle_organ(matter, story.bodies)
    if organ == "HRC" and matter.symbol is not None:
        matter.symbol = of_rights_council(matter.symbol)
    tally, teller = settle_tally(matter)
    stage, decided_by = outcome.settle_stage(matter, organ, tally)
    if stage in FINAL and _is_of_old(matter, story):
        stage, decided_by = "cited", "stage.background"
    if stage == "proposed" and matter.symbol is not None and _RESOLUTION in matter.symbol:
        stage, decided_by = "cited", "stage.background"  # a number is given to what was adopted
    steps = stage in FINAL or (stage in ("proposed", "tabled") and is_brought_in_past(matter))
    if (steps and is_told_far_down(matter, matters, story)) or (
        stage in FINAL and is_told_aside(matter, matters, story)
    ):
        stage, decided_by = "cited", "stage.background"
    if (stage == "cited" and not _worth_citing(matter, matters)) or (stage in _LOOSE and _is_of_statement(story)):
        return None
    thematic, among = organ not in _SELDOM_THEMATIC, _is_among_others(matter, matters)
    about = not _is_no_text(matter)
    bringers = frozenset().union(*(one.sponsors for one in matters))
    targets = (
        find_targets(matter, around, often_thematic=thematic, among_others=among, bringers=bringers) if about else []
    )
    vote = settle_vote(matter, organ, tally, stage)
    if stage == "vetoed" and vote is not None and (vote.for_ or NEEDED) < NEEDED:
        stage, decided_by, vote = "rejected", "stage.arithmetic", replace(vote, vetoed_by=())  # too few were for it
    return Settled(
        matter=matter,
        organ=cast("Organ | None", "GA" if organ == UNNAMED else organ),
        stage=stage,
        decided_by=decided_by,
        vote=vote,
        teller=teller,
        targets=targets,
        subjects=subjects_of(matter, opening, organ if stage != "cited" else None, on_country=bool(targets)),
    )


def _is_of_statement(story: Story) -> bool:
    """Say whether a story tells of a statement that a council is to agree on, and never says "resolution"."""
    if "resolution" in story.folded or "resolution" in story.headline:
        return False
    return contains(story.folded, story.lex.words["stated_only"])


def _is_of_old(matter: Matter, story: Story) -> bool:
    """Say whether an outcome is of years before, by its symbol, or as a story without a date of its own tells it."""
    then = story.told_in
    if outcome.has_old_symbol(matter.symbol, then or FIRST_PAGES):
        return True
    if then is None or story.published is not None:
        return False
    days = [one.when.day for one in matter.sightings if one.claim in FINAL and one.when is not None and one.when.day]
    if days and any(_defines(one) for one in matter.sightings):
        return True
    return bool(days) and max(days).year < then.year


def _defines(one: Sighting) -> bool:
    """Say whether a story begins as an entry on a resolution: "Security Council resolution 1559, adopted on 2 September
    2004, called on"."""
    s = one.sentence
    first = next(s.texts(*s.span), None) if s.index == 0 else None
    return first is not None and bool(first.symbols) and first.start - s.span[0] <= ARTICLE


def _opens_with_one(matters: list[Matter], story: Story) -> bool:
    """Say whether a story opens with a text, or its headline names the United Nations."""
    early = any(one.sightings[0].sentence.index < OPENING for one in matters)
    return early or story.lex.gate.names_the_un(story.headline)


def _is_among_others(matter: Matter, matters: list[Matter]) -> bool:
    """Say whether a text is one of several that the article tells apart: by symbols, or by what this one is on."""
    if matter is not matters[0] and _has_own_topic(matter):
        return True
    return matter.draft_symbol is not None and any(
        one.draft_symbol is not None and one.draft_symbol != matter.draft_symbol for one in matters
    )


def _has_own_topic(matter: Matter) -> bool:
    """Say whether a text is brought with what it is on: "also adopted a resolution on freedom of expression"."""
    first = matter.sightings[0]
    mention = first.mention
    if mention is None or mention.article != "a" or mention.rival or first.claim == "cited":
        return False
    words = first.sentence.words_after(mention.end, 3)
    return first.sentence.says(words[:1], "over") and not first.sentence.says(words[1:], "same_topic")


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
        events.append(build(one, event_id, story))
    return tuple(events)


def _worth_citing(matter: Matter, matters: list[Matter]) -> bool:
    """Say whether an earlier resolution is named clearly enough: by its number, by its adoption, or alone."""
    told = any(
        one.claim in FINAL and not one.rule.startswith("act.") and not _is_of_no_text(one) for one in matter.sightings
    )
    first = matter.sightings[0]
    return matter.symbol is not None or told or (len(matters) == 1 and first.mention is not None and not first.weak)


def _is_of_no_text(one: Sighting) -> bool:
    """Say whether a veto is told of no text at all: "has used its veto to shield its ally"."""
    return one.claim == "vetoed" and one.mention is None and one.rule == "veto.cast"
