"""Where a mission of the United Nations is, by its own name: "United Nations Assistance Mission in Afghanistan"."""

from collections.abc import Mapping
from functools import cache

from streams.core.tag import known_entities

_LEADS = (" in the ", " in ", " for the ", " for ")
"""What stands before the country in the name of a mission."""
_SAID_OTHERWISE = {"UNAMID": "SDN", "UNISFA": "SDN+SSD", "MONUSCO": "COD", "UNOCI": "CIV", "IIMM": "MMR"}
"""Those whose name has a region of a country (Darfur, Abyei), or a country otherwise than CLDR calls it."""


@cache
def territories() -> Mapping[str, str]:
    """Return the country or territory of each mission that has one in its name, by the mission's id."""
    known = known_entities().values()
    countries = {one.name.casefold(): one.id for one in known if one.type in ("country", "place")}
    found = dict(_SAID_OTHERWISE)
    for one in known:
        for lead in _LEADS if one.type == "un_body" else ():
            _, led, name = one.name.casefold().rpartition(lead)
            if led and name in countries:
                found.setdefault(one.id, countries[name])
    return found
