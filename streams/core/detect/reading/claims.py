"""What one sentence claims: by the rules, by its tally alone, by whom it names beside a vote, and on what binds."""

from streams.core.detect.age.freshness import set_time
from streams.core.detect.reading.beside import age_shared, share_bringers, weaken_named
from streams.core.detect.reading.by_count import take_count
from streams.core.detect.reading.by_name import take_named, take_side
from streams.core.detect.reading.counts import (
    give_to_one,
    join_deeds,
    keep_for_news,
    leave_to_former,
    leave_to_rival,
    split_count,
    undo_backed,
)
from streams.core.detect.reading.listed import apart
from streams.core.detect.reading.rivals import told_of_each
from streams.core.detect.reading.uncounted import leave_uncounted
from streams.core.detect.rules import read_sentence
from streams.core.detect.rules.by_veto import is_by_veto
from streams.core.detect.rules.common import tells_of_rewording
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.verbs.denial import is_denied_behind
from streams.core.detect.verbs.in_works import IMAGINED, WHY
from streams.core.detect.verbs.supposed import is_supposed
from streams.core.detect.voters.joined import Joined, give_joined, joined_by, with_joined

_NOT_DONE = ("adopt.failed", "fail")
"""Rules of what an organ did not adopt, for which a veto may be told as the reason."""
_BINDING = frozenset(("binding", "not_binding"))
"""Lists of which a sentence has a phrase if it says whether a text binds."""


def claims_of(s: Sentence) -> list[Sighting | HeldBack]:
    """Return what one sentence claims: by its rules, by its tally alone, and on what binds."""
    if s.tally is not None and not s.amended:
        s.amended = tells_of_rewording(s)
    leave_uncounted(s)
    joined = _take_joined(s) if s.has("joined") else None
    out = read_sentence(s)
    if out and (is_supposed(s) or (s.tally is None and is_denied_behind(s))):
        out = [_unless_supposed(one) for one in out]
    told = [one for one in out if isinstance(one, Sighting)]
    if s.tally is not None:
        take_count(s, s.tally, told, out)
    if told:
        _settle_count(s, told, out)
    take_named(s, told, out)
    take_side(s, out)
    give_joined(told, joined)
    if not s.phrases.isdisjoint(_BINDING) and (binding := _binding(s)) is not None:
        _take_binding(s, out, binding=binding)
    if not told:
        return out
    for one in told:
        set_time(one)
    keep_for_news(s, told)
    age_shared(told)
    share_bringers(told)
    weaken_named(s, told)
    return apart(told_of_each(out))


def _take_joined(s: Sentence) -> Joined | None:
    """Return whom others joined on a side of the vote, and count them all."""
    joined = joined_by(s)
    if joined is not None:
        s.tally = with_joined(s.tally, joined)
    return joined


def _unless_supposed(one: Sighting | HeldBack) -> Sighting | HeldBack:
    """Hold back what is only imagined, shown in a work, or taken back."""
    if isinstance(one, HeldBack) or one.claim == "cited" or one.weak:
        return one
    return HeldBack(*one.sentence.span, IMAGINED, WHY)


def _settle_count(s: Sentence, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
    """Settle which of several claims the sentence's count is of, and what only a veto kept from being adopted."""
    lost = [one for one in told if one.rule in _NOT_DONE and one.claim == "rejected"]
    if lost and is_by_veto(s):
        for one in lost:
            one.claim = "vetoed"
    if len(told) > 1:
        split_count(s, told)
        join_deeds(s, told)
        give_to_one(s, told)
        leave_to_former(s, told)
    undo_backed(s, told)
    leave_to_rival(s, told, out)


def _take_binding(s: Sentence, out: list[Sighting | HeldBack], *, binding: bool) -> None:
    """Claim that the text binds, or does not: the one that is called so, or else the first."""
    named = list(s.texts(*s.span, kinds=(*TEXTS, "vote")))
    called = (one for one in named if s.says(s.folded[one.start : one.head[0]].split(), "called_binding"))
    text = next(called, None) or next(iter(named), None)
    if text is not None:
        about = text if text.kind != "vote" else None
        out.append(Sighting("told", "binding.said", s, text.start, about, binding=binding))


def _binding(s: Sentence) -> bool | None:
    """Return whether the sentence says that something binds."""
    if s.has("not_binding"):
        return False
    if not s.has("binding"):
        return None
    at = min(found for one in s.lex.words["binding"] if (found := s.folded.find(one, *s.span)) >= 0)
    clause = s.folded[s.span[0] : at].rpartition(",")[2].rpartition(" that ")[2]
    return not s.says(clause.split(), "none_binds")  # "Neither of them is binding"
