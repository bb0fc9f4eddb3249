"""The surface forms of a language's file, each with the mark that it stands for."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from streams.core.detect.words.parted import PARTED, parted_verbs


class Term(NamedTuple):
    """What one surface form stands for: a kind of mark, its value, and for verbs the forms it can be (see marks)."""

    kind: str
    value: str
    forms: str


def surface_terms(raw: Mapping[str, Any]) -> Iterator[tuple[str, Term]]:
    """Yield every surface form with its meaning; the first meaning of a form that comes twice is kept."""
    foreign = raw["foreign"]
    yield from ((name, Term("sense", "", "")) for name in foreign["senses"])
    for territory, place in raw["places"].items():
        yield from ((word, Term("actor", territory, "p")) for word in place["words"])
    for country, names in raw.get("adjectives", {}).items():
        yield from ((name, Term("actor", country, "a")) for name in names)
    for country, names in raw.get("prefixes", {}).items():
        yield from ((name, Term("actor", country, "")) for name in names)
    yield from ((name, Term("foreign", name, "")) for name in foreign["names"])
    yield from ((name, Term("foreign", name, "w")) for name in foreign["others"])
    for kind in ("organs", "borders"):
        for value, names in raw[kind].items():
            yield from ((name, Term(kind[:-1], value, "")) for name in names)
    yield from _committees(raw.get("committees", {}))
    yield from ((name, Term("joint", "", "")) for name in raw.get("joints", {}).get("names", ()))
    for value, names in raw["nouns"].items():
        for name in names:
            # "projets de résolution", "resolution of two pages"
            head = name.split()[0] if raw.get("romance") else name.partition(" of ")[0]
            yield name, Term("noun", value, "p" if head.endswith("s") else "")
    yield from _attempts(raw.get("attempts", {}), raw["words"].get("attempted", ()))
    yield from _verb_terms(raw["verbs"]) if not raw.get("romance") else _inflected(raw["verbs"], raw["conjugations"])
    yield from ((phrase, Term(PARTED, verb, form)) for phrase, verb, form in parted_verbs(raw))
    yield from _date_terms(raw["dates"])


def _attempts(raw: Mapping[str, list[str]], deeds: Collection[str]) -> Iterator[tuple[str, Term]]:
    """Yield what somebody wants a body to do: each noun with each deed, "attempt to extend", and "attempt by"."""
    for noun in raw.get("nouns", ()):
        yield from ((f"{noun} to {deed}", Term("noun", "attempt", "")) for deed in deeds)
    yield from ((noun, Term("noun", "attempt", "")) for noun in raw.get("by", ()))
    for noun in raw.get("rewording", ()):  # "attempt to restore the word" is a change to a text
        for deed in raw["reworded"]:
            yield from ((f"{noun} to {deed} {words}", Term("noun", "amendment", "")) for words in raw["wordings"])


def _committees(raw: Mapping[str, Any]) -> Iterator[tuple[str, Term]]:
    """Yield the ways in which a language describes the Main Committees: each name with whose it is."""
    for value, names in raw.get("names", {}).items():
        for name in names:
            yield from ((f"{name} {of}", Term("organ", value, "")) for of in raw["of"])
            yield from ((f"{before} {name}", Term("organ", value, "")) for before in raw["before"])


def _verb_terms(verbs: Mapping[str, list[list[str]]]) -> Iterator[tuple[str, Term]]:
    for verb, rows in verbs.items():
        for row in rows:
            for form, names in zip("bsdgn", row, strict=True):
                yield from ((name, Term("verb", verb, form)) for name in names.split("|") if name)


def _inflected(
    verbs: Mapping[str, list[str | Mapping[str, str]]], conjugations: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, Term]]:
    """Yield the forms of verbs that are written as a stem and its conjugation ("adopt-er"), or form by form."""
    for verb, rows in verbs.items():
        for row in rows:
            stem, ending = row.rsplit("-", 1) if isinstance(row, str) else ("", "")
            for form, endings in (conjugations[ending] if isinstance(row, str) else row).items():
                yield from ((stem + one, Term("verb", verb, form)) for one in endings.split("|"))


def _date_terms(dates: Mapping[str, Any]) -> Iterator[tuple[str, Term]]:
    yield from ((name, Term("date", "weekdays", "")) for name in dates["weekdays"])
    yield from ((name, Term("date", "months", "")) for names in dates["months"] for name in names)
    yield from ((name, Term("date", "same", "")) for name in dates["same"])
    yield from ((name, Term("date", "relative", "")) for names in dates["relative"].values() for name in names)
