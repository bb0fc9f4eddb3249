"""What is blocked without a word for a text: "blocked it", "blocked a Security Council call for"."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

THERE = 30
"""Characters between "bloquearon" and where: " este sábado en la "."""
BY_VETO_WORDS = 4
"""Words between "l'hanno bloccata" and the veto by which they did: " jeudi avec leur "."""
CALL_REACH = 8
"""Characters between "blocked" and the Security Council whose call was: " a "."""


def block_it(s: Sentence, i: int, how: Reading, by: list[Spot], out: Out) -> None:
    """Claim what is blocked without a word for a text: "blocked it"."""
    verb = s.verb(i)
    told = bool(by) and how.mode == "real"
    deed = told and (_blocks_by_veto(s, i) or _blocks_call(s, verb) or _blocks_censure(s, verb))
    deed = deed or (told and _ends_it(s, verb, by))
    if deed or _blocks_it(s, i, how, by):
        out.append(Sighting("vetoed", "veto.blocked", s, verb.start, None, None, vetoers=by, tally=s.tally))
    elif told and _is_blocked(s, verb):
        out.append(Sighting("vetoed", "veto.blocked", s, verb.start, None, None, vetoers=by, tally=s.tally, weak=True))


def _blocks_by_veto(s: Sentence, i: int) -> bool:
    """Say whether it is told with a pronoun before the verb and the veto behind it: "l'hanno bloccata con il veto"."""
    veto = next((mark for mark in s.marks if mark.value == "veto" and mark.start > s.verb(i).end), None)
    words = s.folded[s.verb(i).end : veto.start].split() if s.lex.romance and veto is not None else []
    by = s.says(words, "company", "by") and len(words) <= BY_VETO_WORDS
    return by and s.says(lead(s, i)[-3:], "object_pronoun")


def _ends_it(s: Sentence, verb: Mark, by: list[Spot]) -> bool:
    """Say whether "it" is a text that its votes in the Council are told of: "won nine votes in the Security Council
    before China killed it"."""
    counted = s.tally is not None and (s.tally.for_ or 0) > 1 and s.tally.end <= verb.start
    council = any(mark.value == "SC" and mark.kind == "organ" and mark.end <= verb.start for mark in s.marks)
    text = any(one.kind in TEXTS and not one.plural and one.end <= verb.start for one in s.mentions)
    told = by[-1][2] + 1 == verb.start and s.says(s.words_after(verb.end, 1), "pronoun")
    return counted and council and text and told


def _is_blocked(s: Sentence, verb: Mark) -> bool:
    """Say whether "it" is told to be blocked, by no word for a veto."""
    return s.calls(verb, "blocking_it") and s.says(s.words_after(verb.end, 1), "pronoun")


def _blocks_it(s: Sentence, i: int, how: Reading, by: list[Spot]) -> bool:
    """Say whether "it" is blocked by a veto that the sentence names, or by a vote against it: "Russia blocked it with
    its veto", "Russia voted against the draft, killing it"."""
    behind, before = s.items[i + 1 :], s.folded[s.span[0] : s.verb(i).start].split()
    cast = any(isinstance(item, Mark) and item.kind == "verb" and item.value == "veto" for item in behind)
    cast = cast or (s.verb(i).forms == "g" and s.says(before, "voted_against"))
    it = s.says(s.words_after(s.verb(i).end, 1), "pronoun")
    return cast and it and bool(by) and how.mode == "real" and not how.passive


def _blocks_call(s: Sentence, verb: Mark) -> bool:
    """Say whether a story opens with a text that is told by what it says: "blocked a Security Council call for"."""
    organ = next(s.organs(verb.end, verb.end + CALL_REACH), None)
    call = organ is not None and s.says(s.words_after(organ.end, 1), "call_of_text")
    return s.index <= 1 and organ is not None and organ.value == "SC" and call


def _blocks_censure(s: Sentence, verb: Mark) -> bool:
    """Say whether somebody's censure is blocked at the United Nations: "bloquearon en la ONU la condena al régimen"."""
    there = any(
        mark.kind == "organ" and (mark.value == "SC" or (mark.value == "UN" and 0 < mark.start - verb.end < THERE))
        for mark in s.marks
    )
    return s.lex.romance and s.index <= 1 and there and s.says(s.words_after(verb.end, 9), "censured_so")
