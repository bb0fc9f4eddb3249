"""Rejected, voted down, failed: what did not get the votes."""

from streams.core.detect.bodies.organs import NEEDED, SIZES
from streams.core.detect.rules.adoption import adoption
from streams.core.detect.rules.assembled import assembled
from streams.core.detect.rules.common import Out, as_organ, hold, is_of_amendment, tally_of, tells_of_changes
from streams.core.detect.rules.motions import motion_before
from streams.core.detect.rules.veto_claims import claim_veto
from streams.core.detect.sentences.mentions import OFFERED, TEXTS, Item, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import is_seen, reading
from streams.core.detect.verbs.participles import is_reduced
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.supposed import comes_of_it, tells_rule
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

NEAR_ORGAN = 40
"""Characters between what failed and the organ in which it did: " on Friday in the ."""
VOTED = 4
"""Words of "Members narrowly voted to"."""
GETTING = 8
"""Words from the denial to the votes: "no logró este viernes reunir los"."""
_CLOSING = (",", ".", ";", ")", "")
"""What stands behind those who rejected a text where no noun goes on with their name."""
UNSUPPORTED = "fail.unsupported"
"""Rule of what somebody found no support for in an organ, which the next sentence may tell the vote on."""


def reject(s: Sentence, i: int, out: Out) -> None:
    """Rejected by an organ, or a text that was. States reject texts every day: that decides nothing."""
    verb, how = s.verb(i), reading(s, i)
    if verb.forms == "n":
        _rejection(s, i, out)
        return
    if how.passive or is_reduced(s, i):
        by, organ = roles.agent(s, i)
        mention = objects.before_verb(s, i) or (objects.object_of(s, i) if s.lex.romance else None)
        people = organ is None and s.says(s.words_after(verb.end, 1), "by")
        people = people and contains(s.folded[verb.end : verb.end + NEAR_ORGAN], s.lex.words["peoples"])
        _by_members(s, i, how, by, mention, out)
        if by or people or (organ is not None and organ.kind != "organ"):
            return  # "which was rejected by the Arab community"
    else:
        mention = objects.object_of(s, i)
        organ = _rejecter(s, i) or (assembled(s, i, mention) if how.mode == "real" else None)
        if not _can_reject(s, i, organ):
            return
    deed = organ is not None and organ.value != "UN" and (s.index <= 1 or bool(s.tally))  # "rejected sanctions on Mali"
    done = mention is not None and mention.kind == "action" and deed
    if (
        mention is None
        or _is_any_unsupported(s, verb, mention, organ)
        or not (mention.kind in OFFERED or mention.kind == "amendment" or done)
    ):
        return
    if is_of_amendment(s, mention) or motion_before(s, mention, verb.start) is not None:
        s.amended = True
        hold(s, out, "reject.amendment", "An amendment was rejected, not the text.")
    elif mention.plural and mention.kind in TEXTS and not s.counted:
        hold(s, out, "reject.several", "Several texts are counted; none is told.")
        if how.mode == "real" and (organ is not None or how.passive):
            out.append(Sighting("told", "reject.each", s, verb.start, mention, organ, past=how.past))
    elif how.mode == "real":
        out.append(Sighting("rejected", "reject", s, verb.start, mention, organ, tally=tally_of(s, i), past=how.past))
    else:
        hold(s, out, f"reject.{how.mode}", how.mode)


def _by_members(s: Sentence, i: int, how: Reading, by: list[Spot], mention: Mention | None, out: Out) -> None:
    """Read what those with a veto rejected though it had the votes: "It got 13 votes but was rejected by Russia"."""
    closed = bool(by) and (
        s.folded[by[-1][2] : by[-1][2] + 1] in _CLOSING or s.says(s.words_after(by[-1][2], 1), "clause_openers", "and")
    )  # not "by its Russian community"
    if closed and s.tally is not None and NEEDED <= (s.tally.for_ or 0) <= SIZES["SC"]:
        claim_veto(s, i, how, by, mention, out, rule="veto.verb")


def _rejection(s: Sentence, i: int, out: Out) -> None:
    """Read the noun, as that of an adoption: "Le rejet mardi par le Conseil d'un projet"."""
    if s.lex.romance:
        adoption(s, i, out, "rejected")


def _rejecter(s: Sentence, i: int) -> Mark | None:
    """Return the organ that rejects: not that of "Chad's ambassador to the United Nations rejected the text"."""
    organ = as_organ(subject_of(s, i))
    envoy = organ is not None and organ.value == "UN" and s.says(s.words_before(organ.start, 2), "sending_to")
    return None if envoy else organ


def _is_any_unsupported(s: Sentence, verb: Mark, mention: Mention, organ: Mark | None) -> bool:
    """Say whether a text is only one that was not supported, and no one told of: "did not support a resolution on war";
    "The council did not support the Russian draft" turned it down. So is any: "rejects any resolution against it"."""
    any_text = mention.article == "any" and s.says(s.folded[mention.start : mention.head[0]].split(), "whichever")
    told = organ is not None and s.index == 0 and bool(mention.sponsors)  # "did not support a Russian resolution"
    known = mention.article == "the" or (told and mention.article == "a")
    return any_text or (s.says(s.surface(verb).split()[:1], "did") and (not known or organ is None))


def _can_reject(s: Sentence, i: int, organ: Mark | None) -> bool:
    """Say whether it can be an organ that rejects: "Colombo told the council that it rejected the resolution"."""
    words = lead(s, i)
    if s.lex.romance and s.says(s.words_before(s.verb(i).start, 1), "alternative"):
        return False  # "la mayoría de sus miembros se abstuvieron o rechazaron la resolución"
    if not s.lex.romance and i and s.items[i - 1].kind == "border" and s.calls(s.items[i - 1], "of_persons"):
        return False  # "told a divided council: those who did not back the resolution"
    it = s.says(words[-3:], "pronoun") and not s.says(words[-2:-1], "speaking_of_itself")
    return organ is not None or it or _voted_to(s, i)


def _voted_to(s: Sentence, i: int) -> bool:
    """Say whether a sentence begins with the members who voted so: "Members narrowly voted to reject a resolution"."""
    ahead = s.folded[s.span[0] : s.verb(i).start].split()
    led = not s.lex.romance and s.says(ahead[-1:], "infinitive") and s.says(ahead[-2:-1], "voting")
    return led and len(ahead) <= VOTED and s.says(ahead[:1], "all_members")


def _is_country(subject: Item | None) -> bool:
    return isinstance(subject, Mark) and subject.kind == "actor"


def _failed_text(s: Sentence, i: int) -> Mention | None:
    """Return the text that failed: the subject, the one that somebody saw fail, or that on whom the subject is."""
    subject = subject_of(s, i)
    if s.says(lead(s, i), "he_or_she", "mortals"):
        return None  # "to read every document, and she had failed", "Thousands have died"
    if isinstance(subject, Mention):
        return subject
    seen = s.items[i - 1] if is_seen(s, i) else None
    if isinstance(seen, Mention):
        return seen
    if subject is None and s.lex.romance and s.opens(s.items[i]):
        return objects.object_of(s, i)  # "Non è passata la risoluzione", "no prosperó el texto"
    if subject is None or _is_country(subject) or s.says(s.surface(s.items[i]).split()[:1], "falling"):
        return objects.before_verb(s, i)  # "A draft condemning Hamas failed"
    return None


def _unsupported(s: Sentence, i: int, out: Out) -> bool:
    """Read "Moscow failed to win the Security Council's backing for a draft": it lost, if a count is told beside it or
    in the next sentence."""
    verb = s.verb(i)
    text = next((one for one in s.texts(verb.end, s.span[1], TEXTS[:2]) if not one.plural and not one.symbols), None)
    organ = next(s.organs(verb.end, verb.end + objects.NEAR), None) or (roles.organ_mark(text) if text else None)
    words = s.words_after(verb.end, 12)
    if organ is None or not s.says(words, "support_nouns"):
        return False
    by, votes = roles.doers(s, i), not (s.lex.romance or s.lex.tally["votes"].isdisjoint(words))
    if s.counted or (votes and text is not None and s.index <= 1):
        out.append(Sighting("rejected", UNSUPPORTED, s, verb.start, text, organ, sponsors=by, tally=tally_of(s, i)))
    elif s.index <= 1:
        out.append(Sighting("told", UNSUPPORTED, s, verb.start, None, organ, sponsors=by))
    return True


def _lost(s: Sentence, i: int, out: Out) -> bool:
    """Read "Iran failed to win a vote in the Security Council condemning the raids": a text of its own was lost."""
    verb = s.verb(i)
    voted = next(s.texts(verb.end, verb.end + NEAR_ORGAN, ("vote",)), None)
    if voted is None or voted.plural or voted.article == "any" or not s.says(s.words_after(verb.end, 2)[1:], "losing"):
        return False
    organ = roles.organ_mark(voted) or next(s.organs(voted.end, voted.end + NEAR_ORGAN), None)
    agreed = not s.lex.romance and s.says(s.words_after(verb.end, 2), "agreeing_among")
    if agreed or organ is None or organ.value == "UN" or s.says(s.words_after(voted.end, 3), "electing"):
        return False
    text = next((one for one in s.texts(voted.end, s.span[1], TEXTS[:2]) if not one.plural), None)
    by = roles.doers(s, i)
    out.append(Sighting("rejected", "fail.vote", s, verb.start, text, organ, sponsors=by, tally=tally_of(s, i)))
    return True


def fail(s: Sentence, i: int, out: Out) -> None:
    """A text that failed, or fell short of the votes."""
    (_not_won if s.verb(i).forms == "n" else _failed)(s, i, out)


def _failed(s: Sentence, i: int, out: Out) -> None:
    verb, how, subject = s.verb(i), reading(s, i), subject_of(s, i)
    if s.says(s.words_before(verb.start, 1), "definite", "indefinite"):
        return  # "the failed peace accord"
    rest = s.words_after(verb.end, 2)
    ruled = verb.forms == "s" and (s.says(rest[:1], "ruling") or tells_rule(s))
    if ruled or _is_of_members(s, i):
        return  # "A draft fails if any of them votes against it"
    if s.says(s.surface(verb).split()[:1], "falling") and s.says(rest[:1], "of") and not _by_votes(s, verb.end):
        return  # "said that the text fell short of expectations"
    unwon = s.says(s.surface(verb).split()[-1:], "losing")
    if unwon and not s.says(s.words_after(verb.end, 8), "thresholds"):
        return  # "The draft did not get much attention"
    losing = not s.says(rest[:1], "infinitive") or s.says(rest[1:], "losing")
    losing = losing and not s.says([" ".join(rest)], "failing_in")  # "failed in its intent"
    losing = losing and (unwon or not _fails_somebody(s, verb, rest))
    text = _failed_text(s, i)
    if text is None and _is_country(subject) and how.mode == "real" and (_lost(s, i, out) or _unsupported(s, i, out)):
        return
    it = subject is None and s.says(lead(s, i), "pronoun") and not s.says(lead(s, i), "he_or_she")
    anaphoric = it or (verb.forms == "g" and s.counted)
    losing = losing and not (text is not None and verb.forms == "s" and comes_of_it(s, text))
    if how.mode != "real" or not losing or (text is None and not anaphoric):
        return
    if (text is not None and is_of_amendment(s, text)) or tells_of_changes(s, text, verb.start):
        s.amended = True
    elif text is not None and text.plural and text.kind in TEXTS and not s.counted:
        out.append(Sighting("told", "reject.each", s, verb.start, text, None, past=how.past))
    elif text is None or text.kind in TEXTS or _is_attempt_here(s, verb, text):
        voted = next(s.texts(s.span[0], verb.start, TEXTS[:2]), None) if text is None and s.counted else None
        weak = (
            text is None and voted is None and not _is_short_there(s, verb)
        )  # but: "11 voted in favour of the draft, two abstained, and it failed"
        out.append(Sighting("rejected", "fail", s, verb.start, text or voted, None, tally=tally_of(s, i), weak=weak))


def _is_short_there(s: Sentence, verb: Mark) -> bool:
    """Say whether "it" is told to have failed in the Security Council for want of votes: "It failed to be adopted in
    the Council as it did not get the necessary nine yes votes"."""
    if s.lex.romance or not any(organ.value == "SC" for organ in s.organs(*s.span)):
        return False
    words = s.folded[verb.end : s.span[1]].rstrip(".").split()
    return not s.lex.tally["votes"].isdisjoint(words) and not s.lex.tally["needed"].isdisjoint(words)


def _not_won(s: Sentence, i: int, out: Out) -> None:
    """Read votes that a text did not get, the day standing between: "no logró este viernes los nueve votos"."""
    words, text = s.words_before(s.verb(i).start, GETTING), objects.before_verb(s, i)
    at = next((at for at, word in enumerate(words) if s.says([word], "getting_votes")), -1)
    if s.lex.romance and text is None and s.says(s.surface(s.verb(i)).split()[-2:-1], "toward"):
        text = objects.object_of(s, i)  # "no logró los votos para aprobar una resolución"
    denied = at > 0 and s.says(words[max(0, at - 2) : at], "negation")
    if denied and text is not None and text.kind in TEXTS and not text.plural and not is_of_amendment(s, text):
        out.append(Sighting("rejected", "fail", s, s.verb(i).start, text, None, tally=tally_of(s, i)))


def _fails_somebody(s: Sentence, verb: Mark, rest: list[str]) -> bool:
    """Say whether it is said what a text is bad for: "fails the people", "fails to meet our demands"."""
    if s.counted or s.lex.romance:
        return False
    if s.says(rest[:1], "definite", "owning"):
        return True
    aim = s.says(rest[:1], "infinitive") and s.says(rest[1:], "aiming")
    return aim and not s.says(s.words_after(verb.end, 9), "votes_short_of", "thresholds")


def _is_of_members(s: Sentence, i: int) -> bool:
    """Say whether it is states that failed: "the point on which the two countries had failed to agree"; or people who
    died: "a drug war in which thousands of people have died"."""
    border = next((one for one in reversed(s.items[:i]) if getattr(one, "value", "") != "time"), None)
    words = lead(s, i)
    while words and s.says(words[-1:], "have"):
        words = words[:-1]
    return isinstance(border, Mark) and border.value == "relative" and s.says(words[-1:], "members", "mortals")


def _is_attempt_here(s: Sentence, verb: Mark, text: Mention) -> bool:
    """Say whether an attempt was made in an organ, or votes are counted: "to extend it failed in the Council"."""
    organ = next(s.organs(verb.end, verb.end + NEAR_ORGAN), None)
    words = s.folded[verb.end : organ.start].split() if organ is not None else []
    there = s.says(words, "lying_in") or s.says([f"{words[-2]} {words[-1]}"] if len(words) > 1 else [], "lying_in")
    return text.kind == "attempt" and (there or (s.counted and next(s.organs(*s.span), None) is not None))


def _by_votes(s: Sentence, end: int) -> bool:
    """Say whether what is fallen short of are votes: "of the nine votes needed", "of a two-thirds majority"."""
    return any(s.says([word], "votes_short_of") or s.is_number(word) for word in s.words_after(end, 9))
