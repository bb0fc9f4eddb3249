"""Adopted, approved, passed: by an organ, or a text that was."""

from streams.core.detect import roles
from streams.core.detect.marks import PERMANENT, Mark
from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.mood import Reading, is_ahead, lead, reading
from streams.core.detect.rules.adoption import adoption
from streams.core.detect.rules.coming import day_ahead, expected
from streams.core.detect.rules.common import Out, as_organ, hold, is_of_amendment, is_of_procedure, tally_of
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.sightings import Sighting
from streams.core.detect.subject import subject_of

SEVERAL = "adopt.each"
"""Rule of an adoption of several texts at once, which the next sentences name: "adopted two resolutions"."""
BODY_REACH = 40
"""Characters between "went through" and the name of the body that adopted a text."""
OTHER_GROUP = "adopt.other-group"
"""Rule of what a group of states adopts, whose text the next sentences go on about: "the OIC adopted a resolution"."""
_OTHER_BODY = "The one who adopts is no organ of the United Nations."


def adopt(s: Sentence, i: int, out: Out) -> None:
    """Adopted, approved, passed: by an organ, or a text that was."""
    verb = s.verb(i)
    if verb.forms == "n":
        adoption(s, i, out)
        return
    if s.says(s.words_before(verb.start, 14), "needing"):
        return  # "A resolution needs nine votes and no veto to pass"
    if s.says(lead(s, i)[-1:], "present_be") and s.says(s.words_after(verb.end, 1), "ruling"):
        return  # "A resolution is adopted when nine members vote for it"
    if not set(verb.forms) & {"d", "g"} and s.says(s.folded[s.span[0] : verb.start].split()[:8], "habitual"):
        return  # "Each October the Security Council passes a resolution"
    if _is_of_others(s, i):
        return
    how, subject = reading(s, i), subject_of(s, i)
    if roles.is_wanted(s, i):
        how = Reading("wished", passive=True)
    passive = how.passive or roles.is_reduced(s, i) or _is_denied_alone(s, i) or _is_joined(s, i)
    if subject is None and s.opens(verb) and "d" in verb.forms:
        reach = s.span[1] if s.counted else verb.end + roles.NEAR  # over the names of those against
        mention = next(s.texts(verb.end, reach), None)  # "Adopted by consensus, the resolution"
        if mention is not None:
            organ = next(s.organs(verb.end, mention.start), None)
            _claim(s, i, how, mention, organ, out, rule="adopt.passive")
        return
    if (
        not passive
        and isinstance(subject, Mention)
        and subject.kind in TEXTS
        and s.says([s.surface(verb)], "intransitive")
    ):
        passive = roles.object_of(s, i, 30) is None  # "the measure passed"
    (_passive if passive else _active)(s, i, how, out)


def _is_of_others(s: Sentence, i: int) -> bool:
    """Say whether a verb adopts no text of the story: "similar to those adopted in the past", "a deal endorsed by
    Security Council resolution 2231", "The text went through several versions"."""
    verb = s.verb(i)
    if "d" in verb.forms and (s.says(lead(s, i)[-1:], "others_like_it") or roles.is_by_text(s, i)):
        return True
    return s.says([s.surface(verb)], "going_through") and not _is_through(s, verb.end)


def _is_through(s: Sentence, end: int) -> bool:
    """Say whether a text went through for good: "without a vote", "by 93 votes", "on Friday", "the Assembly"."""
    word = (s.words_after(end, 1) or [""])[0]
    passed = not word or s.says([word], "manner", "day_leads") or word in s.lex.weekdays
    return passed or word.endswith(s.lex.adverb_endings) or next(s.organs(end, end + BODY_REACH), None) is not None


def _is_denied_alone(s: Sentence, i: int) -> bool:
    """Say whether only a denial stands before a participle: "It got nine votes but not adopted"."""
    words = lead(s, i)
    return "d" in s.verb(i).forms and bool(words) and all(s.says([word], "negation") for word in words)


def _is_joined(s: Sentence, i: int) -> bool:
    """Say whether a participle goes on with a passive: "was put forward by Nigeria and adopted by consensus"."""
    if "d" not in s.verb(i).forms or not s.says(s.words_before(s.verb(i).start, 1), "and"):
        return False
    earlier = next((j for j in range(i - 1, -1, -1) if isinstance(s.items[j], Mark) and s.items[j].kind == "verb"), -1)
    if earlier < 0:
        return False
    return roles.is_reduced(s, earlier) or reading(s, earlier).passive  # "a text, tabled by Iceland and adopted by"


def _active(s: Sentence, i: int, how: Reading, out: Out) -> None:
    subject = subject_of(s, i)
    mention = _taken_up(s, i) or roles.object_of(s, i) or roles.antecedent(s, i) or _deed(s, i)
    if mention is not None and mention.kind == "other":
        mention = (_by_text(s, i) if s.lex.romance else _text_of_it(s, mention)) or mention
    organ, found = _adopter(s, i, mention)
    if not found:
        if mention is not None and mention.kind in TEXTS and subject is not None and how.mode == "real":
            other = isinstance(subject, Mark) and (subject.kind == "foreign" or "o" in subject.forms)
            group = other and not s.says([s.surface(s.verb(i))], "lenient")
            hold(s, out, OTHER_GROUP if group else "adopt.other-body", _OTHER_BODY)
        return
    it = mention is None and s.counted and s.says(s.words_after(s.verb(i).end, 1), "pronoun")  # "backed it by 128 to 9"
    lenient = s.says([s.surface(s.verb(i))], "lenient") and not it
    if lenient and not _is_text(mention) and (mention is None or not s.counted) and not _backs(s, organ, mention):
        expected(s, i, organ, out)  # "is expected on Friday to back a bid to join"
        return
    if mention is None and not (s.counted or _adopts_it(s, i) or (lenient and _backs(s, organ, mention))):
        return
    if mention is not None and mention.plural and mention.kind in TEXTS and not s.counted:
        hold(s, out, "adopt.several", "Several texts are counted; none is told.")
        if how.mode == "real" and organ is not None:
            out.append(Sighting("told", SEVERAL, s, s.verb(i).start, mention, organ, tally=s.tally, past=how.past))
        return
    if mention is not None and mention.kind in ("other", "vote"):
        hold(s, out, "adopt.other-document", "What was adopted is no resolution.")
        return
    _claim(s, i, how, mention, organ, out, rule="adopt.active")


def _backs(s: Sentence, organ: Mark | None, mention: Mention | None) -> bool:
    """Say whether a story opens with what an organ backed by a vote: "unanimously backed the call for a truce"."""
    voted = s.tally is not None and (s.tally.unanimous or bool(s.tally.for_))
    return voted and s.index <= 1 and mention is None and organ is not None and organ.value != "UN"


def _taken_up(s: Sentence, i: int) -> Mention | None:
    """Return the text that "it" stands for: "then turned to the draft on Iran (document L.29), approving it by"."""
    if s.verb(i).forms != "g" or s.lex.romance or not s.says(s.words_after(s.verb(i).end, 1), "pronoun"):
        return None
    earlier = [one for one in s.texts(s.span[0], s.verb(i).start) if not one.plural]
    return earlier[-1] if earlier else None


def _deed(s: Sentence, i: int) -> Mention | None:
    """Return what an organ approved doing: "approved sending a force", "backed setting up an inquiry"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    if (
        not isinstance(following, Mark)
        or following.kind != "verb"
        or following.value != "act"
        or "g" not in following.forms
    ):
        return None
    done = s.folded[s.items[i].end : following.start].strip()
    mention = roles.object_of(s, i + 1, 90) if not done else None
    return mention if mention is not None and mention.kind == "action" else None


def _by_text(s: Sentence, i: int) -> Mention | None:
    """Return the resolution by which something else was approved: "respaldó el acuerdo en una resolución"."""
    texts = s.texts(s.verb(i).end, s.span[1], kinds=TEXTS[:2])
    return next((one for one in texts if not one.plural and s.says(s.words_before(one.start, 1), "means")), None)


def _text_of_it(s: Sentence, other: Mention) -> Mention | None:
    """Return the resolution that approves a budget: "approved a budget, sending the resolution to the Assembly"."""
    if other.plural or s.tally is None:
        return None
    texts = s.texts(other.end, s.span[1], kinds=TEXTS[:2])
    return next((one for one in texts if not one.plural and one.article == "the" and not one.symbols), None)


def _is_text(mention: Mention | None) -> bool:
    """Say whether a looser verb, as "back" or "accept", can adopt it."""
    return mention is not None and mention.kind in (*TEXTS[:2], "amendment", "action")


def _adopts_it(s: Sentence, i: int) -> bool:
    """Say whether it is "it" that was adopted, and how is told: "the committee passed it by consensus"."""
    told = s.tally is not None and (s.tally.consensus or s.tally.unanimous)
    it = s.says(s.words_after(s.verb(i).end, 1), "pronoun") or s.says(lead(s, i)[-3:], "object_pronoun")
    return told and it


def _adopter(s: Sentence, i: int, mention: Mention | None) -> tuple[Mark | None, bool]:
    """Return the organ that adopts, and whether there is one: it may be only "it", or follow in the main clause."""
    subject, verb = subject_of(s, i), s.verb(i)
    organ = as_organ(subject)
    if organ is not None and organ.value == "UN" and not _is_whole(s, i):
        organ = next(s.organs(s.span[0], organ.start), None)  # "ECOSOC, the 54-member U.N. body, adopted"
        return organ, organ is not None
    if organ is not None:
        members = s.says([s.surface(verb)], "lenient") and s.says(s.words_after(organ.end, 1), "members")
        return (None, False) if members else (organ, True)  # "Nine council members backed the text"
    if subject is None and mention is not None and mention.kind in TEXTS and s.says(lead(s, i)[-3:], "pronoun"):
        return None, True  # "It adopted": the organ named last
    if subject is None and mention is not None and mention.kind in TEXTS and _is_finite_opening(s, i):
        return None, True  # "Aprobó una resolución"
    if subject is None and verb.forms == "g":
        organ = next(s.organs(verb.end, s.span[1]), None)
        it = s.counted and s.says(s.words_after(verb.end, 1), "pronoun")  # "Before approving it by 159 votes to 4"
        return organ, organ is not None or it or bool(mention and (mention.organ or mention.symbols))
    return None, False


def _is_finite_opening(s: Sentence, i: int) -> bool:
    """Say whether a sentence opens with a verb in the past, whose subject Spanish need not name."""
    return "p" in s.verb(i).forms and s.opens(s.verb(i))


def _is_whole(s: Sentence, i: int) -> bool:
    """Say whether "the U.N." is itself the subject, and not part of a name: "U.N. climate talks adopted"."""
    words = lead(s, i)
    return not words or s.says(words[:1], "auxiliary") or words[0].endswith(s.lex.adverb_endings)


def _passive(s: Sentence, i: int, how: Reading, out: Out) -> None:
    by, body = roles.agent(s, i)
    if by or (body is not None and body.kind == "foreign"):
        hold(s, out, "adopt.other-body", _OTHER_BODY)
        return
    verb, mention = s.verb(i), roles.before_verb(s, i)
    if mention is None and body is None and s.says(lead(s, i), "both"):
        return  # "Both were adopted unanimously": earlier ones
    if mention is None and s.lex.romance:
        mention = roles.object_of(s, i)  # "Fue aprobada por consenso la resolución"
    if mention is not None and s.lex.romance and s.says(s.folded[mention.start : mention.head[0]].split(), "negation"):
        hold(s, out, "adopt.none", "None was adopted.")  # "Aucune résolution n'a été adoptée"
        return
    body = body or next(s.organs(verb.end, verb.end + 60), None)  # "passed the council in an 11-0 vote"
    lenient = s.says([s.surface(verb)], "lenient")
    if lenient and body is None and (mention is None or not s.counted):
        return
    if lenient and s.lex.romance and body is not None and body.value == "UN":
        return  # "un plan respaldado por la ONU"
    if mention is not None or body is not None or s.tally is not None:
        before = len(out)
        _claim(s, i, how, mention, body, out, rule="adopt.passive")
        wanted = mention is not None and mention.article == "a" and roles.is_reduced(s, i) and _is_wanted(s, mention)
        unnamed = mention is None and body is None and not s.counted and not s.says(lead(s, i), "pronoun")
        for one in out[before:]:
            if isinstance(one, Sighting) and (unnamed or wanted or _is_only_named(s, i, mention)):
                one.weak = True


def _is_wanted(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is one of those that might be: "easier to accept a resolution passed under"."""
    return s.says(s.words_before(mention.start, 5), "unreal", "requested", "calling")


def _is_only_named(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether a participle only says which text is meant, below the lead: "la resolución aprobada por la ONU"."""
    if not s.lex.romance or s.index < 2 or s.whens or s.tally is not None:
        return False
    named = mention is not None and mention.article == "the" and roles.is_reduced(s, i)
    return named and mention is not None and "," not in s.folded[mention.end : s.items[i].start]


def _claim(
    s: Sentence, i: int, how: Reading, mention: Mention | None, organ: Mark | None, out: Out, *, rule: str
) -> None:
    """Turn an adoption into the claim that its mode and its object allow."""
    at = s.verb(i).start
    if mention is not None and mention.article == "any" and how.mode == "real":
        hold(s, out, f"{rule}.any", "It is said of any text, and of none.")
        return
    if mention is not None and is_of_procedure(s, mention) and how.mode == "real":
        s.amended = True
        if s.says(s.folded[slice(*s.span)].split(), "putting_off"):
            out.append(Sighting("postponed", "postpone.motion", s, at, None, organ))
        return
    if mention is not None and is_of_amendment(s, mention):
        s.amended = True
        changes = mention.kind != "amendment" or not s.says(s.folded[slice(*mention.head)].split()[-1:], "procedural")
        if how.mode == "real" and changes and not mention.foreign:
            text = (
                next((one for one in s.texts(*s.span) if one is not mention), None)
                if mention.kind == "amendment"
                else mention
            )
            out.append(Sighting("amended", "amend.adopted", s, at, text, organ))
    elif how.mode == "real":
        out.append(Sighting("adopted", rule, s, at, mention, organ, tally=tally_of(s, i), past=how.past))
    elif how.mode == "failed" or (
        how.mode == "denied"
        and (rule == "adopt.passive" or s.counted or _did_not(s, i, mention))
        and (s.counted or not is_ahead(s, i))
    ):
        out.append(
            Sighting("rejected", "adopt.failed", s, at, mention, organ, vetoers=_against(s), tally=tally_of(s, i))
        )
    elif how.mode == "future" and s.whens and (organ is not None or _is_set(s, i, mention)):
        out.append(Sighting("vote_scheduled", "adopt.expected", s, at, mention, organ))
    else:
        hold(s, out, f"{rule}.{how.mode}", how.mode)


def _is_set(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether one text is to be adopted on a day told right behind: "the text is expected to be adopted Monday"."""
    one = mention is not None and mention.kind in TEXTS and not mention.plural and mention.article != "any"
    return one and day_ahead(s, s.verb(i).end) is not None


def _did_not(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether an organ is told to have left one text unadopted: "did not adopt the French draft"."""
    return (
        mention is not None
        and mention.article == "the"
        and mention.kind in TEXTS[:2]
        and s.says(lead(s, i)[-3:], "did")
    )


def _against(s: Sentence) -> list[Spot]:
    """Return the permanent members named in brackets behind "against": that is how press releases tell a veto."""
    at = next(
        (found for word in s.lex.words["voted_against"] if (found := s.folded.find(f"{word} (", *s.span)) >= 0), -1
    )
    closing = s.folded.find(")", at, s.span[1])
    inside = (item for item in s.items if isinstance(item, Mark) and at < item.start < closing)
    return [(item.value, item.start, item.end) for item in inside if item.kind == "actor" and item.value in PERMANENT]
