"""Texts that are talked over, and so not decided on: "talks on a resolution", "un texte américain au Conseil"."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

PLAN_REACH = 24
"""Characters between an initiative and the resolution that it is for: " para que "."""
WORKS_REACH = 90
"""Characters behind a text in which it is told that it is in the works: " sur le Mali est en cours de négociation "."""
OVER_WORDS = 12
"""Words before a text among which the talks are: "négociations se poursuivaient mardi au Conseil de sécurité sur"."""


def is_negotiated(s: Sentence, mention: Mention) -> bool:
    """Say whether talks, or those who are divided, are told to be over one new text, or that it is negotiated."""
    kinds = TEXTS if s.lex.romance else TEXTS[:2]
    new = mention.article == "a" and not mention.plural and not mention.past and mention.kind in kinds
    if new and not mention.symbols and s.lex.romance and _is_in_works(s, mention):
        return True
    if not new or mention.symbols or not (s.has("talked_over") or s.has("negotiated_by")):
        return False
    words = s.words_before(mention.start, OVER_WORDS)
    if s.says(words[-4:], "negotiated_by") and not s.says(words, "negation", "condition"):
        return True
    over = s.says(words[-1:], "over", "topical")
    lacking = s.says(words[-4:], "agreed_on") and s.says(words, "lacking_still")  # "sigue sin ponerse de acuerdo sobre"
    unsure = s.says(words, "condition", "hypothetical", "divided_long") or (s.says(words, "negation") and not lacking)
    return over and s.says(words[:-1], "talked_over") and not unsure


def _is_in_works(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told behind a text that it is being written: "Une résolution est en cours de négociation"."""
    behind = s.folded[mention.end : min(s.span[1], mention.end + WORKS_REACH)]
    return contains(behind, s.lex.words["in_the_works"]) and not s.says(behind.split(), "negation", "condition")


def on_renewal(s: Sentence, mention: Mention, out: Out) -> bool:
    """Read talks on the renewal of a mandate, which is done by a text: "les négociations sur le renouvellement du
    mandat des observateurs étaient dans l'impasse"."""
    if mention.kind != "action" or not s.lex.romance or not s.says([s.folded[slice(*mention.head)]], "renewals"):
        return False
    words = s.words_before(mention.start, OVER_WORDS)
    over = s.says(words[-1:], "over", "topical") and s.says(words[:-1], "talked_over")
    if not over or s.says(words, "negation", "condition", "hypothetical"):
        return False
    organ = roles.organ_mark(mention) or next(s.organs(*s.span), None)
    out.append(Sighting("proposed", "talks.renewal", s, mention.start, mention, organ))
    return True


def _on_plan(s: Sentence, mention: Mention) -> bool:
    """Say whether somebody's initiative is one for a resolution: "une initiative franco-britannique pour une
    résolution", "para que una resolución apoye"."""
    if not mention.sponsors or not s.says([s.folded[slice(*mention.head)]], "initiatives"):
        return False
    text = next(s.texts(mention.end, mention.end + PLAN_REACH, TEXTS[:2]), None)
    between = s.folded[mention.end : text.start].split() if text is not None else []
    if text is None or text.article != "a" or not s.says(between, "toward", "infinitive"):
        return False
    mention.organ, mention.organ_span = text.organ, text.organ_span
    return True


def is_draft(s: Sentence, mention: Mention) -> bool:
    """Say whether a text that is somebody's is a draft, in an organ: "un nouveau texte américain au Conseil"."""
    if not s.lex.romance or mention.kind != "text" or mention.article != "a" or mention.plural or mention.past:
        return False
    if _on_plan(s, mention):
        return True
    named = s.says([s.folded[slice(*mention.head)]], "plain_texts")
    here = mention.organ is not None or next(s.organs(*s.span), None) is not None
    return named and here and (bool(mention.sponsors) or is_negotiated(s, mention) or _is_worked_on(s, mention))


def _is_worked_on(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told right before a text that it is being written: "les Européens planchent sur un texte"."""
    i = s.items.index(mention) - 1
    verb = s.items[i] if i >= 0 else None
    written = isinstance(verb, Mark) and verb.kind == "verb" and verb.value == "propose" and "s" in verb.forms
    return written and reading(s, i).mode == "real"
