"""What an article says about resolutions is told, told anew, and taken back once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from streams.core.dossier.revise import newer, revise
from streams.core.model import Article, EnrichedArticle, ResolutionEvent, ResolutionEvents

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
