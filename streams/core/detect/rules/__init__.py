"""The rules that read what happened to a text from one sentence. Each has a name, which stands in the evidence."""

from collections.abc import Callable

from streams.core.detect.rules import (
    abstaining,
    acting,
    adopting,
    blocking,
    coming,
    considering,
    deciding,
    mentioning,
    naming,
    offering,
    postponing,
    rejecting,
    scheduling,
    vetoing,
    voting,
    withdrawing,
)
from streams.core.detect.rules.adoption import voted_by
from streams.core.detect.rules.authors import authored
from streams.core.detect.rules.common import Out
from streams.core.detect.rules.courting import courted
from streams.core.detect.rules.forth import put_forth
from streams.core.detect.rules.given import given
from streams.core.detect.rules.ousting import put_out_by_noun
from streams.core.detect.rules.placing import placed
from streams.core.detect.rules.won import won
from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.words.marks import Mark

__all__ = ["read_sentence"]

_RULES: dict[str, Callable[[Sentence, int, Out], None]] = {
    "adopt": adopting.adopt,
    "act": acting.act,
    "call": deciding.call,
    "vote": voting.vote,
    "reject": rejecting.reject,
    "fail": rejecting.fail,
    "postpone": postponing.postpone,
    "schedule": scheduling.schedule,
    "advance": coming.brought_forward,
    "veto": vetoing.veto,
    "block": blocking.block,
    "abstain": abstaining.abstain,
    "table": offering.table,
    "propose": deciding.propose,
    "consider": considering.consider,
    "withdraw": withdrawing.withdraw,
}
"""The rule for each class of verbs in the lexicon; ``wield`` and ``attitude`` only take a verb's place."""

_OF_TEXTS = (placed, put_forth, given, won, courted, mentioning.mentioned)
_RULES_OF_NOUNS: dict[str, tuple[Callable[[Sentence, Mention, Out], None], ...]] = {
    "resolution": (*_OF_TEXTS, naming.named),
    "draft": _OF_TEXTS,
    "text": (placed, put_forth, mentioning.mentioned, naming.named),
    "vote": (voted_by, mentioning.mentioned),
    "action": (put_out_by_noun, mentioning.mentioned),
}
"""The rules for each kind of noun, in their order; the other kinds tell nothing by themselves."""


def read_sentence(s: Sentence) -> Out:
    """Return all that the sentence claims, and what it nearly claimed."""
    out: Out = []
    for i, item in enumerate(s.items):
        if item.kind == "verb" and isinstance(item, Mark) and item.value in _RULES:
            (acting.act if acting.takes_measure(s, i) else _RULES[item.value])(s, i, out)
    for mention in s.mentions:
        for rule in _RULES_OF_NOUNS.get(mention.kind, ()):
            rule(s, mention, out)
    naming.it_says(s, out)
    authored(s, out)
    return [_if_told(one) for one in out] if s.questioned else out


def _if_told(one: Sighting | HeldBack) -> Sighting | HeldBack:
    """Hold back what is only asked."""
    if isinstance(one, HeldBack) or one.claim in ("told", "cited"):
        return one
    return HeldBack(*one.sentence.span, f"{one.rule}.question", "It is asked, not told.")
