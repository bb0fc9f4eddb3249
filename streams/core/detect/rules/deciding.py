"""What an organ decided, announced or admitted, told by the deed alone, as French and Spanish do."""

from streams.core.detect.rules import acting, calling, offering
from streams.core.detect.rules.admitting import admits
from streams.core.detect.rules.common import Out, hold
from streams.core.detect.rules.ousting import ousts
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

_DEEDS = ("act", "call", "adopt", "reject", "table")
"""Verb classes of what is done by a text."""
WHETHER = 4
"""Words behind "decide" in which it is told that it is not known how: " este jueves si"."""
DECIDED_REACH = 40
"""Characters between a verb and the deed that is decided, the day between them."""


def call(s: Sentence, i: int, out: Out) -> None:
    """What an organ condemns, demands or decides."""
    organ = acting.as_whole(s, i)
    if organ is not None and _decides_to_meet(s, i, out):
        return
    if organ is not None and _is_to_decide(s, i, organ, out):
        return
    if not ousts(s, i, out) and not admits(s, i, organ, out) and not _decides_deed(s, i, organ, out):
        calling.call(s, i, organ, out)


def _decides_to_meet(s: Sentence, i: int, out: Out) -> bool:
    """Say whether it is only decided to meet: "decided by 25 votes to 15 to hold an urgent debate on Ukraine"."""
    if s.lex.romance or s.tally is None or next(s.texts(*s.span, kinds=TEXTS[:2]), None) is not None:
        return False
    deeds = (mark.start for mark in s.marks if mark.start > s.verb(i).end and mark.value in _DEEDS)
    deed = next(deeds, s.span[1])
    if not contains(s.folded[s.verb(i).end : deed], s.lex.words["deciding_to_meet"]):
        return False
    s.amended = True  # the count is of no text
    hold(s, out, "vote.procedure", "The vote was on procedure, or on changes, and not on a text.")
    return True


def _is_to_decide(s: Sentence, i: int, organ: Mark, out: Out) -> bool:
    """Read what an organ is to decide on a day that is told: "decide hoy si condena la anexión", and say whether it is
    told so."""
    verb = s.verb(i)
    whether = s.lex.romance and s.says(s.words_after(verb.end, WHETHER), "whether")
    ahead = "f" in verb.forms or ("s" in verb.forms and "p" not in verb.forms)
    if not whether or not ahead or organ.value == "UN" or not s.whens:
        return False
    out.append(Sighting("vote_scheduled", "vote.coming", s, verb.start, None, organ))
    return True


def propose(s: Sentence, i: int, out: Out) -> None:
    """Who brought a text; or what an organ agreed on, which so is done: "acordó, mediante una resolución, el envío"."""
    organ = acting.as_whole(s, i) if s.calls(s.verb(i), "agreeing_it") else None
    mention = objects.object_of(s, i, DECIDED_REACH) if organ is not None and organ.value != "UN" else None
    led = mention is not None and s.says(s.words_before(mention.start, 1), "means")
    if (
        mention is not None
        and mention.article != "any"
        and (mention.kind == "action" or (led and mention.kind in TEXTS))
    ):
        acting.act(s, i, out)
    elif mention is None and organ is not None and not s.says(s.words_after(s.verb(i).end, 2), "that_romance"):
        calling.call(s, i, organ, out)  # "acordó por unanimidad la destrucción del arsenal"
    else:
        offering.propose(s, i, out)


def _decides_deed(s: Sentence, i: int, organ: Mark | None, out: Out) -> bool:
    """Read what an organ decided, named as a thing: "a annoncé vendredi la levée de l'embargo"."""
    decided = organ is not None and s.calls(s.verb(i), "deciding_on") and _is_on_deed(s, i)
    if decided:
        acting.act(s, i, out)
    return decided


def _is_on_deed(s: Sentence, i: int) -> bool:
    """Say whether what is decided is named right behind the verb, and not a meeting on it."""
    mention = objects.object_of(s, i, DECIDED_REACH)
    between = s.folded[s.verb(i).end : mention.start].split() if mention is not None else []
    if mention is None or mention.kind != "action" or mention.article == "any":
        return False
    if s.calls(s.verb(i), "admitting_to"):
        return s.says([s.folded[slice(*mention.head)]], "admitted_as")  # "a recommandé l'admission de Tuvalu"
    return not s.says(between, "preposition", "of") or s.tally is not None
