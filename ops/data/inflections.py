"""Inflected forms of names by the regular rules of a language's grammar; what is irregular is in the tables by hand."""

import re
from collections.abc import Iterator

FRENCH = [
    *(
        (r"ien$", "ienne"),
        (r"éen$", "éenne"),
        (r"yen$", "yenne"),
        (r"ais$", "aise"),
        (r"ois$", "oise"),
        (r"ain$", "aine"),
    ),
    *((r"in$", "ine"), (r"an$", "ane"), (r"ol$", "ole"), (r"é$", "ée"), (r"and$", "ande")),
]
"""Feminine of adjectives of nationality; those in -e have one form for both."""

SPANISH = [
    *((r"o$", "a"), (r"és$", "esa"), (r"án$", "ana"), (r"ín$", "ina"), (r"ón$", "ona"), (r"ol$", "ola")),
]

RUSSIAN = [
    (r"ия$", ("ии", "ию", "ией")),
    (r"([гкхжчшщ])а$", (r"\1и", r"\1е", r"\1у", r"\1ой")),
    (r"а$", ("ы", "е", "у", "ой")),
    (r"я$", ("и", "е", "ю", "ей")),
    (r"й$", ("я", "ю", "ем", "е")),
    (r"ь$", ("и", "ью", "я", "ю", "ем", "е")),
    (r"([бвгджзклмнпрстфхцчшщ])$", (r"\1а", r"\1у", r"\1ом", r"\1е")),
]
"""Oblique cases of the singular by the ending of the nominative."""


def french_people(masculine: str) -> Iterator[str]:
    """Yield the forms of a French adjective or noun of nationality: capitals for people, none for the adjective."""
    forms = {masculine} | {re.sub(ending, feminine, masculine) for ending, feminine in FRENCH}
    for form in sorted(forms):
        for number in {form, form if form.endswith("s") else form + "s"}:
            yield number
            yield number.lower()  # "Néo-Zélandais", "néo-zélandais"


def spanish_people(masculine: str) -> Iterator[str]:
    """Yield the forms of a Spanish adjective of nationality, with a capital where it starts a sentence."""
    forms = {masculine} | {re.sub(ending, feminine, masculine) for ending, feminine in SPANISH}
    for form in sorted(forms):
        plain = form.replace("és", "es") if form.endswith("és") else form
        plural = (
            form + "s" if form[-1] in "aeoé" else re.sub(r"ol$", "oles", plain) if form.endswith("ol") else plain + "es"
        )
        for number in {form, plural}:
            yield number
            yield number[0].lower() + number[1:]


def italian_people(masculine: str) -> Iterator[str]:
    """Yield the forms of an Italian adjective of nationality.

    Only the plural has a capital, where a sentence starts: with one, the singular is a surname ("Russo", "Albanese").
    """
    stem, last = masculine[:-1].lower(), masculine[-1]
    if " " in masculine or last not in "oaei":
        return  # a name of another language ("Fijian"), or one that is put together
    yield masculine.lower()
    if last == "i":
        return
    hard = "h" if stem.endswith(("c", "g")) else ""
    soft = re.search(r"[aeiou][cg]$", stem) is not None  # "greci", but "tedeschi"
    plurals = [stem.removesuffix("i") + "i" if stem.endswith("i") else stem + ("" if soft else hard) + "i"]
    if last == "o":
        yield stem + "a"
    if last != "e":
        plurals.append(stem + hard + "e")
    for plural in plurals:
        yield plural
        yield plural.capitalize()


def russian_cases(nominative: str) -> Iterator[str]:
    """Yield a Russian name of one word in its cases; longer names only as they are."""
    yield nominative
    if re.search(r"[\s-]", nominative):
        return
    for ending, oblique in RUSSIAN:
        if re.search(ending, nominative):
            for replacement in oblique:
                yield re.sub(ending, replacement, nominative)
            return
