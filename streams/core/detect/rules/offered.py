"""A text that is told to have been brought, by the passive: "was tabled by Norway", "the draft put forward by Chad"."""

from streams.core.detect.rules import bringers
from streams.core.detect.rules.bringers import companions, is_joined, is_open_list
from streams.core.detect.rules.brought import is_elsewhere
from streams.core.detect.rules.common import Out, are_of_two, hold, is_of_amendment, is_one
from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.participles import opening_text
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

_DECIDING = ("adopt", "reject", "fail")
"""Verb classes that tell an outcome."""


def offered_by(s: Sentence, i: int, how: Reading, out: Out, claim: Claim, family: str) -> None:
    """Read "was circulated", and "a resolution brought by Bangladesh": who it is from, and that it is there."""
    mention, (by, _) = opening_text(s, i) or objects.before_verb(s, i), roles.agent(s, i)
    by = by or roles.represented(s, i)  # "presented on behalf of the European Union"
    by = by or companions(s, i, None)  # "a British text, co-authored with Sierra Leone"
    if by and is_open_list(s, i, by):
        by = []
    if mention is None and how.passive and how.mode == "real" and s.says(lead(s, i)[:2], "pronoun"):
        dated = family == "table" and bool(s.whens)  # "It was submitted on Thursday"
        if by or dated:  # "It was drafted by France"
            step: Claim = "tabled" if dated else "told"
            out.append(Sighting(step, f"{family}.it", s, s.verb(i).start, sponsors=by, weak=True))
    several = mention is None or not (is_one(mention) or are_of_two(mention, mention.sponsors))
    if mention is None or several or _is_of_change(s, i, mention) or _is_of_others(s, i, mention):
        return
    if how.passive and how.mode == "future" and family == "table" and not s.calls(s.verb(i), "amends"):
        out.append(Sighting("proposed", "table.planned", s, s.verb(i).start, mention, None, sponsors=by))
        return
    if how.passive and how.mode != "real":
        hold(s, out, f"{family}.{how.mode}", how.mode)
        return
    if s.says(lead(s, i)[-4:], "none"):
        hold(s, out, f"{family}.none", "None was brought.")  # "a fifth resolution, but none is being prepared"
        return
    if is_elsewhere(s, i):
        hold(s, out, f"{family}.other-body", "It was brought in a body outside the United Nations.")
        return
    unnamed = family == "table" and mention.draft and s.says(s.words_after(s.verb(i).end, 2), "by")
    fresh = mention.article == "a" and not mention.past and (bool(by) or unnamed)
    on_table = mention.article == "the" and not mention.past and _is_told_beside(s, i)
    weak = not how.passive and (not (fresh or on_table) or (_is_decided(s, i) and not mention.rival))
    organ = bringers.sent_to(s, i)
    if by or organ is not None or mention.hyphened or mention.kind != "text":
        step = "told" if weak else claim
        out.append(
            Sighting(
                step,
                f"{family}.passive",
                s,
                s.verb(i).start,
                mention,
                organ,
                sponsors=by,
                weak=weak,
                past=how.past,
            )
        )


def _is_told_beside(s: Sentence, i: int) -> bool:
    """Say whether it is told aside that a text is there: "the text, drafted by Chad and circulated to members"."""
    verb = s.verb(i)
    aside = is_joined(s, i) or s.folded[verb.start - 2 : verb.start] == ", "
    return aside and s.calls(verb, "circulating")


def _is_of_change(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether it is an amendment that is brought: "An amendment to take this out of the text, offered by Cuba"."""
    verb = s.verb(i)
    known = s.folded[verb.start - 2 : verb.start] == ", " or mention.article == "the"
    return known and not s.lex.romance and is_of_amendment(s, mention)


def _is_of_others(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether it is no text of which it is told: "The coalition enforcing the resolution is led by", "said of the
    resolution that the Security Council was prepared to"."""
    if s.lex.romance or mention.start > s.items[i].start:
        return False
    if s.says(s.words_before(mention.start, 1), "carrying_out"):
        return True
    before = s.items[i - 1]
    council = isinstance(before, Mark) and before.kind == "organ" and before.start > mention.end
    return council and s.says(lead(s, i), "be") and s.says(s.words_after(s.verb(i).end, 1), "infinitive")


def _is_decided(s: Sentence, i: int) -> bool:
    """Say whether the same sentence tells what became of the text: "a text proposed by Russia had been rejected"."""
    later = [one for one in s.items[i + 1 :] if isinstance(one, Mark) and one.kind == "verb"]
    if s.lex.romance:  # "préconisée par Moscou, qui veut pousser cette instance à adopter un accord"
        later = [one for one in later if set(one.forms) & {"d", "p", "s"}]
    return any(one.value in _DECIDING for one in later)
