"""What holds of any text: it is read without failing, in linear time, and typography does not matter."""

import gc
import json
import re
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.core.detect import detect
from streams.core.model import Entity, ResolutionEvent
from streams.core.tag import tag
from tests.core.detect.articles import PUBLISHED, article, detected

ROWS = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text(encoding="utf-8").splitlines()]
CASES = [row["text"] for row in ROWS]
HEADED = re.compile(r"[A-Z. ]{3,}\b|[^.]{0,60}(?: [-–—]{1,2} |\))|[\"“a-z]|.*\n")
"""How texts begin that have a dateline or a headline already, or that are parts."""
WORDS = [*CASES[0].split(), *CASES[3].split(), *CASES[49].split(), *CASES[60].split(), *CASES[66].split(), "", "\n\n"]
WORDS += ["which", "after", "before", "if", "not", "would", "will", "2254", "(2015)", "S/RES/2254", "A/C.3/69/L.28"]
WORDS += ["'s", "-", "²", "12-0", "amendment", "last", "week", "“", "’"]


def told(events: tuple[ResolutionEvent, ...]) -> list[tuple[object, ...]]:
    """Return what events say, apart from where."""
    return [
        (e.organ, e.stage, e.symbol, e.sponsors, e.targets, e.vote, e.subjects, e.occurred_on, e.scheduled_for)
        for e in events
    ]


@st.composite
def entities_of(draw: st.DrawFn, body: str) -> tuple[Entity, ...]:
    """Draw any entities, in order and without overlaps."""
    cuts = sorted(draw(st.sets(st.integers(0, len(body)), max_size=8)))
    kinds: st.SearchStrategy[Any] = st.sampled_from(["country", "un_body", "organization", "person", "place"])
    ids = st.sampled_from(["RUS", "USA", "SC", "GA", "UN", "EU", None])
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple(Entity(draw(kinds), draw(ids), None, body[start:end], start, end) for start, end in pairs)


@settings(max_examples=300, deadline=None)
@given(st.data(), st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)))
def test_reads_any_text_with_any_entities(data: st.DataObject, noise: str) -> None:
    """No text and no entities make detection fail, and every span lies within the body."""
    body = f"U.N. resolution {noise}"
    found = detect(article(body), data.draw(entities_of(body)))
    for event in found.events:
        assert 0.0 <= event.confidence <= 1.0
        for spans in event.evidence.values():
            assert all(0 <= span.start < span.end <= len(body) for span in spans)
    assert all(0 <= held.start < held.end <= len(body) for held in found.held_back)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(CASES), min_size=1, max_size=8))
def test_reads_whole_stories(bodies: list[str]) -> None:
    """Stories made of the cases are read too, and no two events of one have the same id."""
    found = detected(" ".join(bodies)).events
    assert len({event.event_id for event in found}) == len(found)


def test_typography_does_not_matter() -> None:
    """Curly and straight quotes, long and short dashes, and blanks that do not break give the same events."""
    for body in CASES:
        typeset = body.replace("'", "’").replace("-", "–").replace(" votes", "\u00a0votes")
        straight = body.replace("’", "'").replace("“", '"').replace("”", '"')
        assert told(detected(typeset).events) == told(detected(straight).events), body


@pytest.mark.parametrize("dateline", ["GENEVA, {day} (Xinhua) -- ", "BEIRUT, Lebanon — ", "UNITED NATIONS (AP) - "])
def test_where_it_was_filed_changes_nothing(dateline: str) -> None:
    """A dateline tells no part of the news; that of the United Nations only says whose a text is that is told alone."""
    read = 0
    for row in ROWS:
        body, published, headline = row["text"], row["published"], row.get("headline")
        known = all(event["organ"] for event in row["events"]) and bool(row["events"])
        if HEADED.match(body) or headline or ("UNITED" in dateline and not known):
            continue
        day = f"{date.fromisoformat(published or PUBLISHED[:10]):%B %d}".replace(" 0", " ")
        filed = detected(dateline.format(day=day) + body, published=published)
        assert told(filed.events) == told(detected(body, published=published).events), body
        read += 1
    assert read > 1_000


def test_time_is_linear() -> None:
    """Twice the text takes at most about twice the time."""
    unit = " ".join(CASES)
    texts = [article("\n\n".join([unit[:20_000]] * copies)) for copies in (1, 2)]
    tagged = [(text, tag(text)) for text in texts]
    # in turns, since machines are shared: what slows one down slows the other down too
    rounds = [[_seconds(lambda one=one: detect(*one)) for one in tagged] for _ in range(7)]
    once, twice = (min(seconds) for seconds in zip(*rounds, strict=True))
    assert twice < 3 * once


def test_one_endless_sentence_is_read_in_bounded_time() -> None:
    """A body without a full stop costs no more than the same words in sentences."""
    words = "the U.N. Security Council adopted a draft resolution on Syria that Russia vetoed by 13 votes and "
    endless = article(words * 500)
    ended = article((words[:-5] + ". ") * 500)
    slow = min(_seconds(lambda: detect(endless, tag(endless))) for _ in range(2))
    fast = min(_seconds(lambda: detect(ended, tag(ended))) for _ in range(2))
    assert slow < 12 * fast + 0.05


def _seconds(run: object) -> float:
    gc.disable()  # what other tests have left would be walked through, and more often for the longer text
    try:
        started = process_time()
        run()  # type: ignore[operator]
        return process_time() - started
    finally:
        gc.enable()
