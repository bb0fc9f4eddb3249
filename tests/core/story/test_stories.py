"""Stories: clusters of copies, who answers for them, and what does not change them."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.core.story import Stories, signature, voice
from streams.core.story.postings import Postings
from tests.core.story.wires import AP, REUTERS, brief, rewritten

NOON = datetime(2024, 6, 6, 12, tzinfo=UTC)


class Version(NamedTuple):
    """A version of an article."""

    uri: str
    body: str
    at: datetime | None = NOON
    info_source: str | None = None
    outlet: str | None = None


def of(versions: Iterable[Version]) -> Stories:
    stories = Stories()
    for one in versions:
        stories.add(one.uri, signature(one.body, "en"), one.at, one.info_source, one.outlet)
    return stories


def clusters(versions: Iterable[Version]) -> dict[str, tuple[str, int, str]]:
    """Return story, independent sources and voice of each article."""
    stories = of(versions)
    return {
        uri: (story.id, story.independent_sources, stories.voice(uri))
        for story in stories.stories()
        for uri in story.uris
    }


PAPERS = [
    Version(f"https://paper{n}.example/{n}", rewritten(n), NOON + timedelta(minutes=n), None, f"Paper {n}")
    for n in range(50)
]
AP_OWN = Version("https://apnews.com/1", AP, NOON, "AP", "AP News")
RIVALS = [
    Version(f"https://other{n}.example/{n}", brief(REUTERS, 4 + n), NOON + timedelta(hours=1), "Reuters" if n else None)
    for n in range(5)
]


class TestClusters:
    """One story of an agency in many papers is one, a rival's is another."""

    def test_fifty_papers_and_five_of_a_rival(self) -> None:
        """Two stories, each with one independent source, which is its agency."""
        found = clusters([*PAPERS, *RIVALS, AP_OWN])
        by_story = defaultdict(set)
        for uri, told in found.items():
            by_story[told].add(uri)
        assert sorted((sources, name, len(uris)) for (_, sources, name), uris in by_story.items()) == [
            (1, "AP", 51),
            (1, "Reuters", 5),
        ]

    def test_a_copy_long_after_is_another_story(self) -> None:
        """What is printed again a week later is no copy in the window; with an unknown time it is."""
        later = Version("https://b.example/", AP, NOON + timedelta(days=7))
        assert len({told[0] for told in clusters([AP_OWN, later]).values()}) == 2
        assert len({told[0] for told in clusters([AP_OWN, later._replace(at=None)]).values()}) == 1

    def test_what_has_no_signature_is_alone(self) -> None:
        """Two flashes of a line are two stories."""
        assert len({told[0] for told in clusters([Version("a:1", "Vetoed."), Version("a:2", "Vetoed.")]).values()}) == 2

    def test_the_story_is_named_for_its_oldest_article(self) -> None:
        """The id stays when younger copies come, and changes with an older one, whenever it comes."""
        stories = of([PAPERS[9]])
        before = stories.story_id(PAPERS[9].uri)
        stories.add(PAPERS[20].uri, signature(PAPERS[20].body, "en"), PAPERS[20].at, None, None)
        assert stories.story_id(PAPERS[20].uri) == before
        stories.add(AP_OWN.uri, signature(AP, "en"), NOON, "AP", None)
        assert stories.story_id(PAPERS[9].uri) == of([AP_OWN]).story_id(AP_OWN.uri) != before

    def test_a_version_ties_what_its_versions_are_copies_of(self) -> None:
        """An article whose text is replaced is of the story of either text."""
        again = Version(RIVALS[1].uri, AP, NOON + timedelta(hours=2))
        assert len({told[0] for told in clusters([AP_OWN, RIVALS[1], again]).values()}) == 1


TOLD = [*PAPERS[:6], *RIVALS[:3], AP_OWN, AP_OWN._replace(info_source="Associated Press", at=None)]


class TestOrder:
    """The order of arrival, and how often an article arrives, change nothing."""

    @settings(deadline=None, max_examples=50)
    @given(st.permutations(TOLD), st.lists(st.sampled_from(TOLD)))
    def test_any_order_and_any_repetition(self, order: list[Version], again: list[Version]) -> None:
        """Stories, their ids, sources and voices are the same."""
        assert clusters([*order, *again]) == clusters(TOLD)

    @settings(deadline=None, max_examples=30)
    @given(st.integers(0, 1_000_000))
    def test_texts_that_share_more_or_less(self, seed: int) -> None:
        """The same for texts whose likeness is near the thresholds, in and out of the window."""
        draw = random.Random(seed)
        lines = AP.split("\n\n") + REUTERS.split("\n\n")
        versions = [
            Version(
                f"https://p.example/{n}",
                "\n\n".join(draw.sample(lines, draw.randint(3, 8))),
                draw.choice((NOON, NOON + timedelta(days=draw.randint(1, 5)), None)),
                draw.choice((None, "AP", "Reuters", "Staff")),
            )
            for n in range(12)
        ]
        shuffled = draw.sample(versions, len(versions))
        assert clusters(shuffled) == clusters(versions)


class TestVoices:
    """Who answers for an article."""

    def test_agency_then_text_then_outlet_then_host(self) -> None:
        """The first that is known; an agency by any of its names, and a name that is no agency's last."""
        assert voice("https://a.example/1", "The Associated Press", "Daily", "Reuters") == "AP"
        assert voice("https://a.example/1", None, "Daily", "Reuters") == "Reuters"
        assert voice("https://a.example/1", "Staff", "Daily") == "Staff"
        assert voice("https://a.example/1", None, "Daily") == "Daily"
        assert voice("https://a.example/1", None, None) == "a.example"
        assert voice("urn:newsml:1", None, None) == "urn:newsml:1"
        assert voice("https://[", None, None) == "https://["

    def test_one_text_that_nobody_signs_is_of_who_printed_it_first(self) -> None:
        """Three papers with one text are one source, the oldest."""
        papers = [one._replace(outlet=f"Paper {n}") for n, one in enumerate(PAPERS[:3])]
        assert {told[1:] for told in clusters(papers).values()} == {(1, "Paper 0")}

    def test_two_agencies_named_for_one_text_are_two(self) -> None:
        """Each article keeps its own; those without are of the first by name."""
        found = clusters([AP_OWN, Version("https://r.example/1", AP, NOON, "Reuters"), PAPERS[0]])
        assert {uri: told[1:] for uri, told in found.items()} == {
            AP_OWN.uri: (2, "AP"),
            "https://r.example/1": (2, "Reuters"),
            PAPERS[0].uri: (2, "AP"),
        }


class TestPostings:
    """The index of keys beside a dictionary of lists."""

    @given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 2**32 - 2))))
    def test_as_a_dictionary(self, pairs: list[tuple[int, int]]) -> None:
        """Each key has its texts, the newest first."""
        postings = Postings()
        expected: dict[int, list[int]] = defaultdict(list)
        for text, key in pairs:
            postings.put(text, [key])
            expected[key].insert(0, text)
        assert {key: list(postings.texts(key)) for _, key in pairs} == expected

    def test_it_grows(self) -> None:
        """After several doublings all is found, in order."""
        postings = Postings()
        for text in range(20_000):
            postings.put(text, [text % 7_000, 2**31 + text])
        assert list(postings.texts(11)) == [14_011, 7_011, 11]
        assert [list(postings.texts(2**31 + text)) for text in range(0, 20_000, 999)] == [
            [n] for n in range(0, 20_000, 999)
        ]
