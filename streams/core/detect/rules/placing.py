"""Texts put before a body: "France will put a resolution to the Security Council next week"."""

from typing import cast

from streams.core.detect.marks import Mark
from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.names import actors_ending, is_actor
from streams.core.detect.rules.common import Out, hold
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.sightings import Claim, Sighting
from streams.core.detect.subject import oblique
from streams.core.detect.text import contains

BODY_REACH = 12
"""Characters between a text and the body that it is put to: " before the "."""
FORM_REACH = 60
"""Characters behind a text in which it is told that it is put in blue: " on Gaza into "."""
VERB_REACH = 60
"""Characters between who puts a text to a body and the text: " said it would not put a new "."""


def placed(s: Sentence, mention: Mention, out: Out) -> None:
    """Read who puts, takes or brings a text to an organ; "put" alone says nothing, so that it is no verb of ours."""
    if mention.kind not in TEXTS or mention.plural or not s.says(s.words_before(mention.start, 5), "putting_to"):
        return
    if _in_its_last_form(s, mention, out) or mention.kind not in TEXTS[:2]:
        return
    if not s.says(s.words_before(mention.start, 1), "putting_to"):
        return
    organ, at = _put_to(s, mention), mention.start - len(s.words_before(mention.start, 1)[0]) - 1
    by = _placers(s, at) if organ is not None else []
    if organ is None or not by:
        return
    words = s.folded[by[-1][2] : at].split()
    planned = s.says(words, "future", "planning")
    if s.says(words, "negation") or (s.says(words, "hypothetical", "condition") and not planned):
        hold(s, out, "place.denied", "denied")
    elif planned:
        out.append(Sighting("proposed", "place.planned", s, at, mention, organ, sponsors=by))
    elif not s.says(words[-1:], "infinitive"):
        out.append(Sighting("tabled", "place.active", s, at, mention, organ, sponsors=by))


def _in_its_last_form(s: Sentence, mention: Mention, out: Out) -> bool:
    """Read "put its draft in blue", the form in which it can be voted on, and "took it off the table"."""
    words = s.words_before(mention.start, 5)
    put = max(at for at, word in enumerate(words) if word in s.lex.words["putting_to"])
    between = s.folded[mention.end : mention.end + FORM_REACH]
    around = " ".join([*words[put + 1 :], between])
    for phrases, claim, rule in (("in_blue", "tabled", "place.blue"), ("off_table", "withdrawn", "withdraw.off-table")):
        if contains(around, s.lex.words[phrases]):
            at = mention.start - len(" ".join(words[put:])) - 1
            by = [] if mention.sponsors else _placers(s, at)
            if s.says(words[:put], "negation", "hypothetical", "future", "condition", "infinitive"):
                hold(s, out, f"{rule}.wished", "wished")
            else:
                out.append(Sighting(cast("Claim", claim), rule, s, mention.start, mention, None, sponsors=by))
            return True
    return False


def _put_to(s: Sentence, mention: Mention) -> Mark | None:
    """Return the organ that a text is put to, right behind it."""
    organ = next(s.organs(mention.end, mention.end + BODY_REACH), None)
    between = s.folded[mention.end : organ.start].split() if organ is not None else []
    return organ if between and all(s.says([word], "sending_to", "definite") for word in between) else None


def _placers(s: Sentence, at: int) -> list[Spot]:
    """Return who puts the text: the actors named last before, which nothing governs."""
    for j in range(len(s.items) - 1, -1, -1):
        item = s.items[j]
        if item.start < at and not (isinstance(item, Mark) and item.kind == "date"):
            near = at - item.end < VERB_REACH and is_actor(item) and not oblique(s, j)
            return actors_ending(s, j) if near else []
    return []
