"""What an article says about resolutions is told, told anew, and taken back once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from streams.core.dossier.revise import newer, proving, revise
from streams.core.model import Article, EnrichedArticle, Entity, Evidence, ResolutionEvent, ResolutionEvents
from streams.core.story import signature

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADOPTED = ResolutionEvent("e1", "SC", "adopted")


def version(minute: int, *events: ResolutionEvent, status: str = "usable") -> EnrichedArticle:
    article = Article(
        uri="https://wire.example/1",
        version=f"v{minute}",
        event_id=f"id{minute}",
        headline="Council adopts text",
        byline=None,
        dateline=None,
        info_source="AP",
        outlet="The Example",
        published_at=None,
        fetched_at=NOON + timedelta(minutes=minute),
        pub_status=status,  # type: ignore[arg-type]  # closed list
        embargoed_until=None,
        language="en",
        body="The Security Council adopted a resolution.",
    )
    return EnrichedArticle(article, (), (), events)


def told_of(*versions: EnrichedArticle) -> list[ResolutionEvents]:
    known, out = None, []
    for each in versions:
        told = revise(known, each)
        if told is not None:
            known = newer(known, told)
            out.append(told)
    return out


def test_an_article_without_events_is_never_mentioned() -> None:
    """The topic is a trickle."""
    assert told_of(version(0), version(1)) == []


def test_events_are_told_with_what_the_article_is() -> None:
    """Whoever follows resolutions needs no second look at the article."""
    (told,) = told_of(version(0, ADOPTED))
    assert told.events == (ADOPTED,)
    assert (told.uri, told.version, told.article_event_id) == ("https://wire.example/1", "v0", "id0")
    assert (told.info_source, told.outlet, told.fetched_at) == ("AP", "The Example", NOON)


def test_what_is_told_needs_no_second_look_at_the_article() -> None:
    """What copies of its text are known by, the sentences that prove the events, and whom it names."""
    body = (
        "The weather was fine in New York. The Security Council adopted a resolution. The text was drafted by France; "
        "Poland had hoped for more, its envoy said. Nobody else spoke to reporters after the vote on Thursday."
    )
    at = body.index("adopted")
    drafted = body.index("drafted by France")
    evidence = {
        "stage": (Evidence(at, at + 7, "adopted"),),
        "sponsors": (Evidence(drafted, drafted + 17, "drafted-by"), Evidence(drafted + 11, drafted + 17, "again")),
    }
    told = version(0, replace(ADOPTED, evidence=evidence))
    france, poland = (
        Entity("country", code, None, name, body.index(name), body.index(name) + len(name))
        for code, name in {"FRA": "France", "POL": "Poland"}.items()
    )
    nameless = Entity("person", None, None, "envoy", body.index("envoy"), body.index("envoy") + 5)
    enriched = EnrichedArticle(
        replace(told.article, body=body), (), (france, poland, nameless, france), told.resolution_events
    )
    found = revise(None, enriched)
    assert found is not None
    assert [quote.text for quote in found.sentences] == [
        "The Security Council adopted a resolution.",
        "The text was drafted by France;",
    ]
    assert all(body[quote.start : quote.end] == quote.text for quote in found.sentences)
    assert found.mentioned == ("FRA", "POL")
    assert found.signature == signature(body, "en") != b""


def test_evidence_of_two_sentences_brings_both() -> None:
    """In their order, whatever the order of the evidence."""
    body = "One came. Two went. Three stayed."
    spans = (Evidence(12, 22, "late"), Evidence(0, 3, "early"))
    told = proving(body, (replace(ADOPTED, evidence={"stage": spans}),))
    assert [quote.text for quote in told] == ["One came.", "Two went.", "Three stayed."]


def test_a_later_version_without_events_takes_them_back_once() -> None:
    """The empty list is said when it is news."""
    assert [told.events for told in told_of(version(0, ADOPTED), version(1), version(2))] == [(ADOPTED,), ()]


def test_what_was_taken_back_can_be_told_again() -> None:
    """A correction of a correction."""
    told = told_of(version(0, ADOPTED), version(1), version(2, ADOPTED))
    assert [bool(each.events) for each in told] == [True, False, True]


def test_an_older_version_that_comes_late_takes_nothing_back() -> None:
    """Order is by when it was fetched."""
    assert len(told_of(version(5, ADOPTED), version(1))) == 1


def test_withdrawn_and_withheld_articles_tell_nothing() -> None:
    """A kill takes back; what is not to be published yet is not told."""
    assert told_of(version(0, ADOPTED, status="withheld")) == []
    assert [told.events for told in told_of(version(0, ADOPTED), version(1, ADOPTED, status="canceled"))] == [
        (ADOPTED,),
        (),
    ]


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=8))
def test_a_redelivered_tail_changes_nothing_that_is_remembered(history: list[tuple[int, bool]]) -> None:
    """After a crash the last records are read again: what is known in the end is the same."""
    versions = [version(minute, *([ADOPTED] if has else [])) for minute, has in sorted(history, key=lambda h: h[0])]

    def known_after(each: list[EnrichedArticle]) -> ResolutionEvents | None:
        known = None
        for one in each:
            told = revise(known, one)
            known = known if told is None else newer(known, told)
        return known

    once = known_after(versions)
    for cut in range(len(versions)):
        again = known_after(versions + versions[cut:])
        assert (again and replace(again, version="", article_event_id="")) == (
            once and replace(once, version="", article_event_id="")
        )
