"""What the World Factbook says of a country: its names, its people, its capital."""

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry

FACTBOOK_TLD = re.compile(r"\.([a-z]{2})\b")
NOTE = re.compile(r"\s*(?:\([^()]*\)|[;:]\s*note\b.*| in [A-Z][a-z]+$)")


def factbook_by_alpha3(archive: Path) -> dict[str, dict[str, Any]]:
    """Return the profile of each country, found by its internet domain (the Factbook's own codes are not ISO's)."""
    alpha3 = {country.alpha_2.lower(): country.alpha_3 for country in pycountry.countries} | {"uk": "GBR"}
    profiles: dict[str, dict[str, Any]] = {}
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getnames()):
            if not re.fullmatch(r"package/[a-z-]+/[a-z]{2}\.json", member):
                continue
            profile = json.load(tar.extractfile(member))  # type: ignore[arg-type]  # a regular file: matched above
            domain = profile.get("Communications", {}).get("Internet country code", {}).get("text", "")
            codes = [alpha3[code] for code in FACTBOOK_TLD.findall(domain.split(";")[0]) if code in alpha3]
            if "note - same as" in domain or not codes:  # Gaza Strip and West Bank share .ps
                continue
            profiles[codes[0]] = profile["Government"] | profile.get("People and Society", {})
    return profiles


def text_of(profile: dict[str, Any], *keys: str) -> str:
    """Return the text at a path of a Factbook profile, or the empty string."""
    node: Any = profile
    for key in keys:
        node = node.get(key, {})
    text = node.get("text", "") if isinstance(node, dict) else ""
    return "" if text in ("none", "NA") else text


def clean_name(name: str) -> Iterator[str]:
    """Yield a name as a text would write it: no article before it, nothing inverted or in brackets."""
    name = name.strip().removeprefix("the ").removeprefix("The ").strip()
    if name and not re.search(r"[(),;/\[\]]| - ", name):
        yield name


def factbook_names(profile: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (name, kind) of a profile: conventional names, abbreviations, peoples, capitals."""
    for form in ("conventional long form", "conventional short form"):
        for name in clean_name(NOTE.sub("", text_of(profile, "Country name", form))):
            yield name, "name"
    for part in re.split(r" or ", text_of(profile, "Country name", "abbreviation")):
        if re.fullmatch(r"[A-Z]{2,4}", part):
            yield part, "acronym"
    for key in ("noun", "adjective"):
        for name in people(text_of(profile, "Nationality", key)):
            yield name, "people"
    for part in text_of(profile, "Capital", "name").split("; "):
        main = NOTE.sub("", part).partition(",")[0]
        if re.fullmatch(r"[A-Z][\w'’-]*(?: [\w'’-]+){0,3}", main) and not main.startswith("Parliament"):
            yield main, "capital"
        for alternative in re.findall(r"\(([A-Z][\w'’-]+)\)", part):
            yield alternative, "capital"


def people(text: str) -> Iterator[str]:
    """Yield singular and plural of the Factbook's notation: ``Dane(s)``, ``Dutchman(men), Dutchwoman(women)``."""
    text = re.sub(r"\s*\((?:singular|plural|collective|US |colloquial|Albanian|Serbian|or )[^)]*\)", "", text)
    for part in re.split(r", or |, | or |; |/", text):
        if match := re.fullmatch(r"(.*?)man\(men\)", part) or re.fullmatch(r"(.*?)woman\(women\)", part):
            stem, ending = match[1], "woman" if "woman" in part else "man"
            yield stem + ending
            yield stem + ending[:-2] + "en"
        elif match := re.fullmatch(r"(.+)\(s\)", part):
            yield match[1]
            yield match[1] + "s"
        elif part and "(" not in part:
            yield part
