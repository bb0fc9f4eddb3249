"""What the words around a name make of it: a town, a bird, a language, another's acronym, a government."""

import pytest

from tests.core.tag.articles import mentions


def ids(body: str, language: str = "en") -> list[str]:
    """Return the mentions that are no places."""
    return [mention for mention in mentions(body, language=language) if not mention.endswith("=place")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A barn burned in Lebanon, Mo., on Friday.", []),
        ("A barn burned in Mexico, MO.", []),
        ("Floods in Peru, Indiana, closed roads.", []),
        ("Delegates of Lebanon, Morocco and Peru spoke.", ["Lebanon=LBN", "Morocco=MAR", "Peru=PER"]),
        ("Storms hit Mexico, Texas and Oklahoma.", ["Mexico=MEX"]),
        ("The Cuba Township board met.", []),
        ("Turkey sandwiches sold out. Turkey objected.", ["Turkey=TUR"]),
        ("He wrote in Portuguese, and Portuguese ships sailed.", ["Portuguese=PRT"]),
        ("French-speaking voters; French-built jets.", ["French=FRA"]),
        ("At 3 AU from the sun; the AU met.", ["AU=AU"]),
        ("The ICC fined the bowler.", []),
        ("The ICC indicted the general.", ["ICC=ICC"]),
        ("LAS VEGAS Police waited. LAS members met.", ["LAS=LAS"]),
        ("Georgia voters chose. The man was from Georgia.", ["Georgia=GEO"]),
        ("GOP officials in Georgia sued.", []),
    ],
)
def test_the_words_beside_a_name_decide(body: str, expected: list[str]) -> None:
    """A town of an American state, a dish, a language and another's acronym are no country and no body."""
    assert ids(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("He said Moscow was willing to wait.", ["Moscow=RUS"]),
        ("They tried to get Pyongyang to stop.", ["Pyongyang=PRK"]),
        ("It was the worst crisis in Moscow's relations with the bank.", ["Moscow=RUS"]),
        ("It was the worst fire in Moscow's history.", []),
        ("Moscow was foggy.", []),
        ("The text demands that Damascus let aid in.", ["Damascus=SYR"]),
        ("They passed a motion demanding Tehran free the sailors.", ["Tehran=IRN"]),
        ("It was so cold that Moscow froze.", []),
        ("London and Paris are expected to submit a draft.", ["London=GBR", "Paris=FRA"]),
        ("Paris is expected to be hot.", []),
        ("Brussels proposed a price cap.", ["Brussels=EU"]),
        ("The South fired first. South Korea lost two men.", ["The South=KOR", "South Korea=KOR"]),
        ("People in the South of England moved; South Korea won.", ["South Korea=KOR"]),
    ],
)
def test_governments_behind_their_capitals(body: str, expected: list[str]) -> None:
    """A capital that wants, is made to or has relations is a government; Brussels is the Union's."""
    assert ids(body) == expected


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("fr", "Damas a vendredi démenti. Des tirs à Damas.", ["Damas=SYR"]),
        ("fr", "L'aéroport de Moscou a fermé ; le veto de Moscou demeure.", ["Moscou=RUS"]),
        ("fr", "Le Conseil de sécurité a voté. Le Conseil municipal aussi.", ["Conseil de sécurité=SC"]),
        ("fr", "Le Conseil de sécurité russe s'est réuni.", ["russe=RUS"]),
        ("fr", "La Corée du Nord menace le Sud, pas le Sud du pays.", ["Corée du Nord=PRK", "le Sud=KOR"]),
        (
            "fr",
            "L'ONU et l'Assemblée générale ; l'Assemblée vota.",
            ["ONU=UN", "Assemblée générale=GA", "l'Assemblée=GA"],
        ),
        ("es", "Según Pekín, no. En Pekín llovió.", ["Pekín=CHN"]),
        ("es", "Israel Fernández cantó; Israel protestó.", ["Israel=ISR"]),
        ("es", "El Consejo de Seguridad votó; el Consejo Nacional, no.", ["Consejo de Seguridad=SC"]),
        ("es", "El Consejo de Seguridad de Rusia se reunió.", ["Rusia=RUS"]),
        ("it", "Secondo Pechino, no. A Pechino ha piovuto.", ["Pechino=CHN"]),
        ("it", "Marco Russo è partito; il governo russo protesta.", ["russo=RUS"]),
        ("it", "Il Consiglio di sicurezza ha votato; il Consiglio nazionale, no.", ["Consiglio di sicurezza=SC"]),
        ("it", "Il Consiglio di sicurezza della Russia si è riunito.", ["Russia=RUS"]),
        (
            "it",
            "L'Onu e l'Assemblea generale; l'Assemblea ha votato.",
            ["Onu=UN", "Assemblea generale=GA", "l'Assemblea=GA"],
        ),
        ("it", "La Corea del Nord minaccia il Sud, non il Sud del Paese.", ["Corea del Nord=PRK", "il Sud=KOR"]),
    ],
)
def test_other_languages_read_their_own_cues(language: str, body: str, expected: list[str]) -> None:
    """Capitals, councils and "the South" are read in French, Spanish and Italian as in English."""
    assert ids(body, language) == expected
