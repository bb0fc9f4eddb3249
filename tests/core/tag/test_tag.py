"""What the tagger promises of every answer, whatever the text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.core.tag import MAX_TAGGED_CHARACTERS, known_entities, tag
from streams.core.tag.lexicon import LANGUAGES, Lexicon
from tests.core.tag.articles import article, mentions, tagged

PIECES = st.sampled_from(
    [
        *("North Korea", "the North", "the council", "Security Council", "U.N.", "UN", "Jordan", "Georgia", "Moscow"),
        *("President", "Michael", "said", "'s", "’s", " ", "  ", "\n\n", ",", ".", "-", "and", "al-", "São Tomé", "ß"),
        *("WHO", "US", "the", "South", "Korean", "Chad", "İ", "中国", "\u0301", "😀", "WOMAN", "Oman", "of Russia"),
    ]
)


@given(
    st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join) | st.text(),
    st.sampled_from(sorted(LANGUAGES)),
)
def test_mentions_are_sorted_disjoint_and_say_what_stands_there(body: str, language: str) -> None:
    """Whatever the text and the language: sorted by start, no overlaps, ``text == body[start:end]``, never an error."""
    position = 0
    for entity in tag(article(body, language=language)):
        assert entity.start >= position
        assert entity.text == body[entity.start : entity.end] != ""
        position = entity.end


def test_the_same_article_gives_the_same_mentions() -> None:
    """Tagging is pure: nothing is remembered from one article to the next."""
    first = tagged("North Korea circulated a draft. Later the North withdrew it.")
    tagged("South Sudan and Sudan signed. The South agreed.")
    assert tagged("North Korea circulated a draft. Later the North withdrew it.") == first
    assert mentions("The North withdrew it.") == []


def test_names_are_whole_words() -> None:
    """A name inside a longer word is not a mention, also in capitals."""
    assert mentions("The Romanian woman spoke of a Nigerian and of Oman.") == [
        "Romanian=ROU",
        "Nigerian=NGA",
        "Oman=OMN",
    ]
    assert mentions("A WOMAN SPOKE IN OMAN") == ["OMAN=OMN"]
    assert mentions("He sold AU$5 million of shares and US$3 million of bonds.") == []


def test_the_longest_name_wins() -> None:
    """Of names that overlap the leftmost and longest is meant."""
    assert mentions("Guinea-Bissau, Equatorial Guinea, Papua New Guinea and Guinea") == [
        "Guinea-Bissau=GNB",
        "Equatorial Guinea=GNQ",
        "Papua New Guinea=PNG",
        "Guinea=GIN",
    ]
    assert mentions("the Democratic Republic of the Congo and the Republic of the Congo") == [
        "Democratic Republic of the Congo=COD",
        "Republic of the Congo=COG",
    ]
    assert mentions("Nigeria and Niger, the Dominican Republic and Dominica") == [
        "Nigeria=NGA",
        "Niger=NER",
        "Dominican Republic=DOM",
        "Dominica=DMA",
    ]


def test_either_apostrophe_and_missing_accents() -> None:
    """Names are found with either apostrophe, with and without accents, and in capitals."""
    assert mentions("Côte d’Ivoire, Cote d'Ivoire and Türkiye, TURKIYE") == [
        "Côte d’Ivoire=CIV",
        "Cote d'Ivoire=CIV",
        "Türkiye=TUR",
        "TURKIYE=TUR",
    ]


def test_only_the_beginning_of_an_endless_text_is_tagged() -> None:
    """A body is tagged up to the bound, and what straddles the bound is not."""
    filler = "word " * (MAX_TAGGED_CHARACTERS // 5)
    assert [e.text for e in tagged("Japan " + filler + "China")] == ["Japan"]


@pytest.mark.parametrize(
    "piece",
    [
        "Security Council ",
        "the council China ",
        "Jordan ",
        "President Jordan ",
        "WOMAN",
        "Moscow and ",
        "between Moscow ",
        "the North North Korea ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    """Eight times the text takes about eight times the time, for texts made of nothing but doubt."""

    def seconds(length: int) -> float:
        hostile = article(piece * (length // len(piece)))
        started = time.process_time()
        tag(hostile)
        return time.process_time() - started

    seconds(20_000)
    small = min(seconds(20_000) for _ in range(3))
    assert min(seconds(160_000) for _ in range(2)) < max(24 * small, 0.3)


def test_a_language_without_tables_has_no_mentions() -> None:
    """Nothing is guessed in a language that has no tables; no language at all is read as English."""
    assert mentions("Japan und China", language="de") == []
    assert mentions("Japan and China", language=None) == ["Japan=JPN", "China=CHN"]
    assert mentions("Japan and China", language="en-US") == ["Japan=JPN", "China=CHN"]


def test_every_id_is_known_and_carries_its_title() -> None:
    """Ids and titles of mentions are those of the table that names their source."""
    entity = tagged("Ireland abstained.")[0]
    assert (entity.type, entity.id, entity.wikipedia) == ("country", "IRL", "Republic of Ireland")
    assert known_entities()["IRL"].name == "Ireland"


def test_tables_load_fast() -> None:
    """The tables of a language are ready in less than 100 ms of CPU time, the best of three."""
    known_entities()

    def seconds() -> float:
        started = time.process_time()
        Lexicon("en")
        return time.process_time() - started

    assert min(seconds() for _ in range(3)) < 0.1


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        (
            "fr",
            "L’ONU et le régime syrien; les Nord-Coréens; l'Union européenne",
            ["ONU=UN", "syrien=SYR", "Nord-Coréens=PRK", "Union européenne=EU"],
        ),
        ("fr", "Le Conseil de sécurité de l'ONU a adopté un texte; un peu d'eau", ["Conseil de sécurité de l'ONU=SC"]),
        ("fr", "Le Conseil national de sécurité et l'Assemblée générale des actionnaires", []),
        ("fr", "des voisins latino-américains", []),
        (
            "es",
            "EE.UU. y el gobierno sirio; la Asamblea General de la ONU",
            ["EE.UU.=USA", "sirio=SYR", "Asamblea General de la ONU=GA"],
        ),
        ("es", "los surcoreanos y las tropas francesas", ["surcoreanos=KOR", "francesas=FRA"]),
        (
            "ru",
            "Совет Безопасности ООН и Сирию поддержал Китай",
            ["Совет Безопасности ООН=SC", "Сирию=SYR", "Китай=CHN"],
        ),
        ("zh", "联合国安理会就叙利亚问题表决,中国弃权", ["联合国安理会=SC", "叙利亚=SYR", "中国=CHN"]),
        ("ar", "صوت مجلس الأمن ضد سوريا وفرنسا", ["مجلس الأمن=SC", "سوريا=SYR", "فرنسا=FRA"]),
    ],
)
def test_the_other_official_languages(language: str, body: str, expected: list[str]) -> None:
    """Countries, their people and UN bodies are found in the languages of the United Nations."""
    assert mentions(body, language=language) == expected
