"""Texts put before a body: "France will put a resolution to the Security Council next week"."""

from typing import cast

from streams.core.detect.rules.common import Out, hold
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_ending, actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.verbs.governed import oblique
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

BODY_REACH = 12
"""Characters between a text and the body that it is put to: " before the "."""
FORM_REACH = 60
"""Characters behind a text in which it is told that it is put in blue: " on Gaza into "."""
PASSIVE_REACH = 90
"""Characters from a text over what it is on to the organ that it "was put to"."""
VERB_REACH = 60
"""Characters between who puts a text to a body and the text: " said it would not put a new "."""


def placed(s: Sentence, mention: Mention, out: Out) -> None:
    """Read who puts, takes or brings a text to an organ; "put" alone says nothing, so that it is no verb of ours."""
    if mention.kind in TEXTS and not (mention.plural or mention.past):
        _was_put(s, mention, out)
    if mention.kind not in TEXTS or mention.plural or not s.says_before(mention.start, 5, "putting_to"):
        return
    plain = mention.article == "the" and s.says([s.folded[slice(*mention.head)]], "plain_texts")
    if _in_its_last_form(s, mention, out) or not (mention.kind in TEXTS[:2] or plain):
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


def _was_put(s: Sentence, mention: Mention, out: Out) -> None:
    """Read "a French draft on Georgia was put to the Security Council"."""
    organ = next(s.organs(mention.end, mention.end + PASSIVE_REACH), None)
    words = s.folded[mention.end : organ.start].split() if organ is not None else []
    agent = s.words_after(organ.end, 1) if organ is not None else []
    while words and s.says(words[-1:], "definite", "sending_to"):
        words.pop()
    if (
        organ is not None
        and s.says(words[-1:], "putting_to")
        and s.says(words[-2:-1], "be")
        and not s.says([*s.words_before(mention.start, 2), *words], "condition")
    ):
        by = actors_from(s, organ.end + 1 + len(agent[0]), BODY_REACH) if s.says(agent, "by") else []
        if not (by or (mention.kind in TEXTS[:2] and mention.article == "a")):
            return
        if not s.lex.romance and s.says(words, "negation", "hypothetical"):
            hold(s, out, "place.denied", "denied")
        elif not s.lex.romance and s.says(words, "future", "infinitive"):  # "a draft to be put to the council"
            out.append(Sighting("proposed", "place.planned", s, mention.start, mention, organ, sponsors=by))
        else:
            out.append(Sighting("tabled", "place.passive", s, mention.start, mention, organ, sponsors=by))


def _put_to(s: Sentence, mention: Mention) -> Mark | None:
    """Return the organ that a text is put to, right behind it."""
    organ = next(s.organs(mention.end, mention.end + PASSIVE_REACH), None)
    if organ is None:
        return None
    between = s.folded[mention.end : organ.start].split()
    led = len(between) > 1 and s.says(between[-1:], "definite") and s.says(between[-2:-1], "put_before")
    beside = organ.start - mention.end <= BODY_REACH
    beside = beside and bool(between) and all(s.says([word], "sending_to", "definite") for word in between)
    return organ if beside or led else None  # "put a resolution on Tehran's record before the United Nations"


def _placers(s: Sentence, at: int) -> list[Spot]:
    """Return who puts the text: the actors named last before, which nothing governs."""
    for j in range(len(s.items) - 1, -1, -1):
        item = s.items[j]
        if item.start < at and not (isinstance(item, Mark) and item.kind == "date"):
            near = at - item.end < VERB_REACH and is_actor(item) and not oblique(s, j)
            return actors_ending(s, j) if near else []
    return []
