"""Article in, entities out: every country, UN body, organization, place and person that the body names.

``tag`` makes one pass over the text with an Aho-Corasick automaton of every name, keeps whole words only, prefers the
leftmost and longest, and then lets the context decide what a name alone leaves open (rules.py).
"""

from streams.core.model import Article, Entity
from streams.core.tag.lexicon import KnownEntity, known_entities, lexicon_for
from streams.core.tag.rules import read

__all__ = ["MAX_TAGGED_CHARACTERS", "KnownEntity", "known_entities", "tag"]

EN_DASH = "–"
MAX_TAGGED_CHARACTERS = 200_000
"""What stands further down is not tagged, so that time is bounded; the longest news texts have a tenth of it."""


def tag(article: Article) -> tuple[Entity, ...]:
    """Return the mentions in ``article.body`` in the order of the text, without overlaps, ``text == body[start:end]``.

    The language of the article picks the tables (None counts as English); a language without tables has no mentions.
    Of a body longer than ``MAX_TAGGED_CHARACTERS`` only the beginning is tagged. Time is linear in the body.
    """
    lexicon = lexicon_for(article.language)
    if lexicon is None:
        return ()
    body = article.body[:MAX_TAGGED_CHARACTERS]
    matches = lexicon.matches(body.replace(EN_DASH, "-"))  # "Guinea–Bissau", as some set it
    return read(article, body, matches, lexicon) if matches else ()
