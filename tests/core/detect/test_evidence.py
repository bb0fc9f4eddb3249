"""Every stated field has its evidence, and the evidence says what was found."""

import json
import re
from pathlib import Path

from streams.core.model import ResolutionEvent
from tests.core.detect.articles import article, detected, entity, events
from tests.core.tag.articles import tagged

BODIES = [
    json.loads(line)["text"]
    for line in Path(__file__).with_name("cases.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_every_stated_field_has_a_span_within_the_body() -> None:
    """Each field that an event states is a key of its evidence, and each span is a part of the body."""
    for body in BODIES:
        for event in events(body):
            stated = {
                name
                for name in (
                    "organ",
                    "stage",
                    "symbol",
                    "draft_symbol",
                    "sponsors",
                    "targets",
                    "vote",
                    "subjects",
                    "binding",
                    "occurred_on",
                    "scheduled_for",
                )
                if getattr(event, name) not in (None, ())
            }
            assert set(event.evidence) == stated, body
            for spans in event.evidence.values():
                assert spans
                for span in spans:
                    assert 0 <= span.start < span.end <= len(body)
                    assert span.rule


def test_the_span_of_a_name_is_the_name() -> None:
    """Sponsors, targets, symbols and dates are proved by exactly the words that name them."""
    body = "On Tuesday France circulated draft resolution S/2024/371 on Mali in the U.N. Security Council."
    (event,) = events(body)
    words = {key: [body[span.start : span.end] for span in spans] for key, spans in event.evidence.items()}
    assert words["sponsors"] == ["France"]
    assert words["targets"] == ["Mali"]
    assert words["draft_symbol"] == ["S/2024/371"]
    assert words["occurred_on"] == ["Tuesday"]
    assert words["organ"] == ["U.N. Security Council"]
    assert words["stage"] == [body]


HALVES = {"franco": "FRA", "anglo": "GBR", "sino": "CHN", "russo": "RUS", "administration": "USA"}
HALVES |= {"white house": "USA", "state department": "USA"}
"""The first half of "Franco-British", which is no name by itself, "the Trump administration" and "the White House"."""


def proofs(text: str, event: ResolutionEvent, name: str) -> list[str]:
    """Return the words that prove a field."""
    return [text[span.start : span.end] for span in event.evidence.get(name, ())]


def names_in(text: str, event: ResolutionEvent, name: str) -> set[str | None]:
    """Return the ids of what is named within the spans that prove a field."""
    spans = event.evidence.get(name, ())
    halves = {HALVES.get(words.lower()) for words in proofs(text, event, name)}
    return halves | {
        one.id for one in tagged(text) if any(one.start < span.end and span.start < one.end for span in spans)
    }


def test_evidence_contains_what_it_proves() -> None:
    """A symbol's span has its number, those of sponsors, of a veto and of who voted how name the countries."""
    for body in BODIES:
        for event in events(body):
            if event.symbol:
                number = event.symbol.rpartition("/")[2].partition(" ")[0]
                assert any(number in words for words in proofs(body, event, "symbol")), body
            if event.draft_symbol:
                assert any(event.draft_symbol[-2:] in words for words in proofs(body, event, "draft_symbol")), body
            assert set(event.sponsors) <= names_in(body, event, "sponsors"), body
            if event.vote:
                vote = event.vote
                named = {*vote.vetoed_by, *vote.voted_for, *vote.voted_against, *vote.abstained}
                assert named <= names_in(body, event, "vote"), body


def test_nearly_every_count_stands_in_its_evidence() -> None:
    """Counts in digits stand in the spans of the vote; known not to: some that another clause tells."""
    told, proved = 0, 0
    for body in BODIES:
        for event in events(body):
            vote = event.vote
            for count in (vote.for_, vote.against, vote.abstain) if vote else ():
                if count is not None and re.search(rf"\b{count}\b", body):
                    told += 1
                    proved += any(re.search(rf"\b{count}\b", words) for words in proofs(body, event, "vote"))
    assert told > 200
    assert proved >= 0.97 * told


def test_arithmetic_that_cannot_be_is_kept_and_flagged() -> None:
    """More votes than the council has members stay as told, with a flag in the evidence and a low confidence."""
    (event,) = events(
        "The U.N. Security Council adopted a resolution on Libya by 14 votes in favour, 2 against and 3 abstentions."
    )
    assert event.vote is not None
    assert (event.vote.for_, event.vote.against, event.vote.abstain) == (14, 2, 3)
    assert event.evidence["vote"][0].rule == "vote.more-than-members"
    assert event.confidence <= 0.5


def test_what_was_held_back_says_why() -> None:
    """A threatened veto is no event, and the clause, the rule and the reason are there to be shown."""
    found = detected(
        "Russia threatened to veto a U.N. Security Council resolution on Syria. The council meets on Friday."
    )
    assert found.events == ()
    assert [held.rule for held in found.held_back] == ["veto.verb.wished"]
    assert "has not happened" in found.held_back[0].reason


def test_entities_made_by_hand_are_enough() -> None:
    """Detection needs the entities' spans and ids, not the tagger that found them."""
    from streams.core.detect import detect

    body = "Ruritania circulated a draft resolution on Freedonia in the Security Council of the United Nations."
    entities = (
        entity(body, "Ruritania", "RUR"),
        entity(body, "Freedonia", "FRE"),
        entity(body, "Security Council", "SC", "un_body"),
    )
    (event,) = detect(article(body), entities).events
    assert (event.organ, event.stage, event.sponsors, event.targets) == ("SC", "tabled", ("RUR",), ("FRE",))


def test_ids_are_the_same_again_and_tell_events_apart() -> None:
    """The same article gives the same ids; two texts of one article never share one."""
    body = (
        "The U.N. Human Rights Council adopted a resolution on Mali on Friday. It also adopted a resolution on Haiti."
    )
    first, second = events(body), events(body)
    assert [event.event_id for event in first] == [event.event_id for event in second]
    assert len({event.event_id for event in first}) == 2


def test_other_languages_invent_nothing() -> None:
    """A language without a lexicon gives no event, whatever English words stand in the text."""
    body = "The U.N. Security Council adopted a resolution on Mali on Friday."
    assert detected(body, language="ru").events == ()
    assert len(detected(body, language="en-GB").events) == 1
    assert len(detected(body, language=None).events) == 1
